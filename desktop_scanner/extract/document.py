"""A page, decoded and parsed once: what all extractors read."""

import bisect
import functools
import re
from collections.abc import Iterable, Iterator

import ada_url
from msgspec import Struct
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from desktop_scanner.extract import charset, complexity

MAX_LINKS = 5_000
MAX_RELATIONS = 1_000
MAX_ADDRESS = 2_000  # characters; each link is as long as the page's base and more, and nobody asks for longer ones
_WHITE_SPACE = "".join(chr(number) for number in range(0x3001) if chr(number).isspace())
_ASCII_WHITE_SPACE = "".join(filter(str.isascii, _WHITE_SPACE))
_NOSCRIPT_CHARACTERS = 100_000
_LINK_SOURCE_CHARACTERS = 2_000  # white space and markup stand between the words
LINK_TEXT_CHARACTERS = 100

# Texts in which nobody reads: hidden leaves that are set between the letters of an address to mislead programs.
_HIDDEN = re.compile(
    r"<(span|b|i|em|strong|small|font|u)\b[^<>]*display\s*:\s*none[^<>]*>[^<>]{0,64}</\1\s*>", re.IGNORECASE
)
# The same by the names that style sheets have for it, between two parts of an address.
_HIDDEN_BY_CLASS = re.compile(
    r"(?<=[\w.@-])<(span|b|i|em|strong|small|font|u)\b[^<>]{0,200}(?:\shidden\b|[\"'\s-](?:hidden|sr-only|screen-only"
    r"|screen-reader-text|d-none|no-?display|hide|invisible)[\"'\s])[^<>]{0,200}>[^<>]{0,64}</\1\s*>(?=[\w.@-])",
    re.IGNORECASE,
)
# A comment between two letters divides a text that people read as one (React writes them by the dozen).
_DIVIDING_COMMENT = re.compile(r"(?<=[^\s>])<!--[^<>]{0,64}-->(?=[^\s<])")
# A path that needs no resolving: no dots between slashes, no second slash, nothing to encode.
_PLAIN_PATH = re.compile(r"(?:/[\w~-][\w~.-]*)*/?(?:\?[\w~.=&+-]*)?", re.ASCII)
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]?+\s*+url\s*+=\s*+[\"']?+([^\"']+)", re.IGNORECASE)
# Soft hyphens and characters of no width, which divide addresses and numbers without being seen.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BETWEEN = "\x1f"  # between the texts of two elements, where the line breaks of the source stand too
_NO_PAGES = ("javascript:", "mailto:", "tel:", "data:")
_UNSEEN = ("script", "style", "noscript", "template", "svg")


class Link(Struct, frozen=True):
    """A link of a page: an absolute http(s) address without fragment, its text (up to 100 characters), its rel."""

    url: str
    text: str
    rel: str


class Anchor(Struct, frozen=True):
    """An `<a>` or `<area>` as it stands: `href` as written, `url` absolute where it leads to a page.

    `place` counts the page's `<a>` and `<area>`, with or without an address.
    """

    href: str
    url: str | None
    text: str
    rel: str
    place: int = 0


class Relation(Struct, frozen=True):
    """A `<link>` of the page: its rel's words in lower case, its address as written, its other attributes."""

    rel: tuple[str, ...]
    href: str
    attributes: dict[str, str | None]


class Script(Struct, frozen=True):
    """A script element: the address it is loaded from, or the code that stands in it."""

    src: str
    type: str
    code: str


class Document:
    """One page: its source, its tree and the parts that several extractors need."""

    def __init__(self, url: str, body: bytes, content_type: str | None = None) -> None:
        self.url = url
        self.source, self.charset, self.is_double_encoded = charset.decode(body, content_type)
        self.utf8 = self.source.encode("utf-8", "replace")
        complexity.check(self.source)
        # Without events: with them, each option of a long list makes Lexbor walk the whole list again.
        self.tree = LexborHTMLParser(_tidy(self.source), options=LexborDocumentOptions.WO_EVENTS)
        self.base = self._base()
        self._origin = "/".join(self.base.split("/", 3)[:3])
        self.metas = self._read_metas()
        self.language = self._language()
        self._anchor_nodes = (*self.tree.tags("a"), *self.tree.tags("area"))[:MAX_LINKS]
        self.anchors = tuple(self._read_anchors())
        self.relations = tuple(self._read_relations())
        self.scripts = tuple(self._read_scripts())

    @functools.cached_property
    def text(self) -> str:
        """The text that people see, with a line break between elements."""
        return self._texts[0].replace(_BETWEEN, "\n")

    @functools.cached_property
    def passages(self) -> tuple[str, ...]:
        """The same text in pieces, one for each run between two tags, with white space as browsers show it."""
        return _pieces(self._texts[0])

    def passages_near(self, places: Iterable[int], before: int, after: int) -> tuple[str, ...]:
        """Return the passages around places in the text, with an empty one between those that are not neighbours."""
        text = self._texts[0]
        pieces = text.split(_BETWEEN)
        filled = [at for at, piece in enumerate(pieces) if piece and not piece.isspace()]
        kept: set[int] = set()
        at = seen = 0
        for place in sorted(places):
            at += text.count(_BETWEEN, seen, place)
            seen = place
            middle = bisect.bisect_left(filled, at)
            kept.update(range(max(0, middle - before), min(len(filled), middle + after + 1)))
        found: list[str] = []
        for number in sorted(kept):
            if found and number - 1 not in kept:
                found.append("")
            found.append(" ".join(pieces[filled[number]].split()))
        return tuple(found)

    def pieces(self, node: LexborNode) -> tuple[str, ...]:
        """Return the text of an element in pieces."""
        return _pieces(_without_invisible(node.text(separator=_BETWEEN)))

    @property
    def noscript_text(self) -> str:
        """The text that people see whose browsers run no scripts."""
        return self._texts[1]

    @functools.cached_property
    def _texts(self) -> tuple[str, str]:
        """Take the unseen elements out of the tree and read the rest; nobody looks at the tree after that."""
        without_scripts = "\n".join(self._noscripts())
        for name in _UNSEEN:
            for node in self.tree.tags(name):
                node.decompose()
        body = self.tree.body or self.tree.root
        text = body.text(separator=_BETWEEN) if body is not None else ""
        return _without_invisible(text), _without_invisible(without_scripts)

    def node(self, anchor: Anchor) -> LexborNode:
        """Return the element of a link; to be asked before the texts, which take some of them away."""
        return self._anchor_nodes[anchor.place]

    def _noscripts(self) -> Iterator[str]:
        """Yield the texts of the first noscripts; of nested ones, each has the texts of all within it."""
        left = _NOSCRIPT_CHARACTERS
        for node in self.tree.tags("noscript"):
            text = node.text(separator="\n")[:left]
            left -= len(text)
            yield text
            if left <= 0:
                return

    def absolute(self, reference: str | None) -> str | None:
        """Return the absolute http(s) URL that a reference on this page stands for, fragment kept, or None."""
        if not reference or len(reference) > MAX_ADDRESS:
            return None
        if reference.startswith("/") and _PLAIN_PATH.fullmatch(reference):
            return self._origin + reference
        try:
            url = ada_url.join_url(self.base, reference.strip())
        except (ValueError, UnicodeError):
            return None
        return url if url.startswith(("http://", "https://")) and len(url) <= MAX_ADDRESS else None

    def meta(self, *names: str) -> str | None:
        """Return the first non-empty content of the metas of these names, in the order of the names."""
        for name in names:
            for content in self.metas.get(name, ()):
                if content.strip():
                    return content.strip()
        return None

    def links(self) -> tuple[Link, ...]:
        """Return the page's links to pages, each address once, in order."""
        found: dict[str, Link] = {}
        for anchor in self.anchors:
            if anchor.url is not None:
                url = anchor.url.partition("#")[0]
                held = found.get(url)
                if held is None or (not held.text and anchor.text):
                    found[url] = Link(url, anchor.text, anchor.rel)
        return tuple(found.values())

    def meta_refresh(self) -> str | None:
        """Return the absolute address that the page sends its readers on to, if it does."""
        match = _REFRESH.match(self.meta("http-equiv:refresh") or "")
        return self.absolute(match[1]) if match else None

    def visible_length(self) -> int:
        """Return the number of characters that people see, white space not counted."""
        text = self.text
        # Counted, not taken apart: a page may be a million words, and a list of them a hundred megabytes.
        return len(text) - sum(map(text.count, _ASCII_WHITE_SPACE if text.isascii() else _WHITE_SPACE))

    def _base(self) -> str:
        for node in self.tree.tags("base"):
            href = node.attrs.get("href")
            if href:
                try:
                    base = ada_url.join_url(self.url, href.strip())
                except (ValueError, UnicodeError):
                    break
                return base if base.startswith(("http://", "https://")) and len(base) <= MAX_ADDRESS else self.url
        return self.url

    def _read_metas(self) -> dict[str, list[str]]:
        metas: dict[str, list[str]] = {}
        for node in self.tree.tags("meta"):
            attrs = node.attrs
            content = attrs.get("content")
            if content is None:
                continue
            for key in ("name", "property", "itemprop"):
                name = attrs.get(key)
                if name:
                    metas.setdefault(name.strip().lower(), []).append(content)
            equivalent = attrs.get("http-equiv")
            if equivalent:
                metas.setdefault(f"http-equiv:{equivalent.strip().lower()}", []).append(content)
        return metas

    def _language(self) -> str | None:
        nodes = self.tree.tags("html")
        declared = nodes[0].attrs.get("lang") or nodes[0].attrs.get("xml:lang") if nodes else None
        for tag in (declared, self.meta("http-equiv:content-language", "language", "dc.language", "og:locale")):
            normal = language_tag(tag)
            if normal:
                return normal
        return None

    def _read_anchors(self) -> Iterator[Anchor]:
        for place, node in enumerate(self._anchor_nodes):
            attributes = node.attributes
            href = attributes.get("href")
            if href:
                rel = attributes.get("rel") or ""
                yield Anchor(href, self._page_address(href), _link_text(node, attributes), rel.lower(), place)

    def _read_relations(self) -> Iterator[Relation]:
        for node in self.tree.tags("link")[:MAX_RELATIONS]:
            attributes = node.attributes
            href, rel = attributes.get("href"), attributes.get("rel")
            if href and rel:
                yield Relation(tuple(rel.lower().split()), href, attributes)

    def _page_address(self, href: str) -> str | None:
        first = href[0]
        if first == "#" or (first in "jJmMtTdD" and href[:11].lower().startswith(_NO_PAGES)):
            return None
        return self.absolute(href)

    def _read_scripts(self) -> Iterator[Script]:
        for node in self.tree.tags("script"):
            attrs = node.attrs
            yield Script(attrs.get("src") or "", (attrs.get("type") or "").strip().lower(), node.text() or "")


def language_tag(text: str | None) -> str | None:
    """Return a language tag in its usual spelling (`de-AT`), or None for what is none."""
    match = re.fullmatch(
        r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?(?:[-_.@].*)?\s*", (text or "")[:64]
    )
    if match is None:
        return None
    parts = (match[1].lower(), (match[2] or "").title(), (match[3] or "").upper())
    return "-".join(part for part in parts if part)


def _pieces(text: str) -> tuple[str, ...]:
    lines = (" ".join(piece.split()) for piece in text.split(_BETWEEN))
    return tuple(line for line in lines if line)


def _without_invisible(text: str) -> str:
    for character in _INVISIBLE:
        text = text.replace(character, "")
    return text


def _tidy(source: str) -> str:
    """Return the source without what divides or falsifies the texts that people see."""
    if "<!--" in source:
        source = _DIVIDING_COMMENT.sub("", source)
    if "none" in source and ("@" in source or "&#64" in source or "&#x40" in source):
        source = _HIDDEN.sub("", source)
    if ">@" in source or "@<" in source:
        source = _HIDDEN_BY_CLASS.sub("", source)
    return source


def _link_text(node: LexborNode, attributes: dict[str, str | None]) -> str:
    text = " ".join(node.text()[:_LINK_SOURCE_CHARACTERS].split())
    return (text or attributes.get("title") or attributes.get("aria-label") or "").strip()[:LINK_TEXT_CHARACTERS]
