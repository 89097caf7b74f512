"""A page, decoded and parsed once: what all extractors read."""

import bisect
import functools
import re
from collections.abc import Iterable, Iterator

import ada_url
from msgspec import Struct
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from desktop_scanner.extract.parsing import charset, clues, complexity, hidden_texts

MAX_LINKS = 5_000
MAX_RELATIONS = 1_000
MAX_ADDRESS = 2_000  # characters; each link is as long as the page's base and more, and nobody asks for longer ones
_ASCII = bytes(range(128))
# Bytes that are white space, or follow on the first of a character; white space beyond ASCII.
_NO_BEGINNINGS = bytes((*(number for number in _ASCII if chr(number).isspace()), *range(0x80, 0xC0)))
_WIDE_SPACE = [chr(number).encode() for number in range(128, 0x3001) if chr(number).isspace()]
_NOSCRIPT_CHARACTERS = 100_000
_LINK_SOURCE_CHARACTERS = 2_000  # white space and markup stand between the words
LINK_TEXT_CHARACTERS = 100

# A path that needs no resolving: no dots between slashes, no second slash, nothing to encode.
_PLAIN_PATH = re.compile(r"(?:/[\w~-][\w~.-]*)*/?(?:\?[\w~.=&+-]*)?", re.ASCII)
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]?+\s*+url\s*+=\s*+[\"']?+([^\"']+)", re.IGNORECASE)
# Soft hyphens and characters of no width, which divide addresses and numbers without being seen.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BETWEEN = "\x1f"  # between the texts of two elements, where the line breaks of the source stand too
_NO_PAGES = ("javascript:", "mailto:", "tel:", "data:")
# Where consent tools and speed plugins keep a script's address until it may load.
_LATE_SOURCES = (
    *("data-src", "data-cookieblock-src", "data-rocket-src", "data-litespeed-src", "data-cmp-src", "data-blocked-src"),
    *(
        "data-suppressedsrc",
        "data-borlabs-script-blocker-src",
        "data-cli-src",
        "data-service-src",
        "data-wpfc-original-src",
    ),
    *("data-pmdelayedscript", "consent-original-src-_", "data-orig-src"),
)
_UNSEEN = "script, style, noscript, template, svg"
_MAY_HOLD_HEADINGS = ("noscript", "template", "svg")
_HEADINGS = "h1, h2, h3, h4, h5, h6"


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
    """A script element: the address it is loaded from, or the code that stands in it.

    `late_src` is the address of one that waits for its reader's consent or for a first move of the mouse.
    """

    src: str
    type: str
    code: str
    late_src: str = ""

    @property
    def is_code(self) -> bool:
        """Whether a browser runs it, now or later: data blocks are none."""
        return "json" not in self.type and "template" not in self.type


class Document:
    """One page: its source, its tree and the parts that several extractors need."""

    def __init__(self, url: str, body: bytes, content_type: str | None = None) -> None:
        self.url = url
        self.source, self.charset, self.is_double_encoded, self.utf8 = charset.decode(body, content_type)
        complexity.check(self.utf8)
        self.topics = clues.topics(self.utf8)
        # Without events: with them, each option of a long list makes Lexbor walk the whole list again.
        self.tree = LexborHTMLParser(
            hidden_texts.removed(self.utf8, self.topics), options=LexborDocumentOptions.WO_EVENTS
        )
        self._nodes: dict[str, list[LexborNode]] = {}
        self.base = self._base()
        self._origin = "/".join(self.base.split("/", 3)[:3])
        self.metas = self._read_metas()
        self.language = self._language()
        self._anchor_nodes = (*self.nodes("a"), *self.nodes("area"))[:MAX_LINKS]
        self.anchors = tuple(self._read_anchors())
        self.titles = tuple(self._read_titles())
        self.relations = tuple(self._read_relations())
        self.scripts = tuple(self._read_scripts())

    @functools.cached_property
    def script_sources(self) -> tuple[str, ...]:
        """The addresses of the page's scripts as they stand, also of those that wait or are only announced."""
        sources = [script.src or script.late_src for script in self.scripts]
        for node in self.nodes("link")[:MAX_LINKS]:
            attrs = node.attrs
            rel = (attrs.get("rel") or "").lower()
            if rel == "modulepreload" or (rel == "preload" and attrs.get("as") == "script"):
                sources.append(attrs.get("href") or "")
        return tuple(dict.fromkeys(source for source in sources if source))

    @functools.cached_property
    def text(self) -> str:
        """The text that people see, with a line break between elements."""
        return self._texts[0].replace(_BETWEEN, "\n")

    @functools.cached_property
    def plain_utf8(self) -> bytes:
        """The same text in UTF-8, with no white space but that of ASCII."""
        utf8 = self._texts[0].encode("utf-8", "replace")
        beyond_ascii = utf8.translate(None, _ASCII)
        for space in _WIDE_SPACE:
            if space in beyond_ascii:
                utf8 = utf8.replace(space, b" ")
        return utf8

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
        unseen = self.tree.css(_UNSEEN)
        without_scripts = "\n".join(_texts([node for node in unseen if node.tag == "noscript"]))
        self._nodes = {}
        if any(node.tag in _MAY_HOLD_HEADINGS and node.css_first(_HEADINGS) is not None for node in unseen):
            self.__dict__.pop("headings", None)
        # The inner ones before those that they stand in, with which they would be gone.
        for node in reversed(unseen):
            node.decompose()
        body = self.tree.body or self.tree.root
        text = body.text(separator=_BETWEEN) if body is not None else ""
        return _without_invisible(text), _without_invisible(without_scripts)

    def nodes(self, name: str) -> list[LexborNode]:
        """Return the elements of a name, looked for once: a walk through the tree costs a tenth of the parsing."""
        found = self._nodes.get(name)
        if found is None:
            found = self._nodes[name] = self.tree.tags(name)
        return found

    @functools.cached_property
    def headings(self) -> list[LexborNode]:
        """The headings, in the order of the page; those that nobody sees only before the texts."""
        return self.tree.css(_HEADINGS)

    def node(self, anchor: Anchor) -> LexborNode:
        """Return the element of a link; to be asked before the texts, which take some of them away."""
        return self._anchor_nodes[anchor.place]

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
        return self._links

    @functools.cached_property
    def _links(self) -> tuple[Link, ...]:
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
        # Counted, not taken apart: a page may be a million words, and a list of them a hundred megabytes.
        return len(self.plain_utf8.translate(None, _NO_BEGINNINGS))

    def _base(self) -> str:
        for node in self.nodes("base"):
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
        for node in self.nodes("meta"):
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
        root = self.tree.root
        declared = root.attrs.get("lang") or root.attrs.get("xml:lang") if root is not None else None
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
                rel = (attributes.get("rel") or "").lower()
                yield Anchor(href, self._page_address(href), _link_text(node, attributes), rel, place)

    def _read_titles(self) -> Iterator[str]:
        for node in self.nodes("title"):
            parent = node.parent
            if parent is None or parent.tag != "svg":
                yield node.text()

    def _read_relations(self) -> Iterator[Relation]:
        for node in self.nodes("link")[:MAX_RELATIONS]:
            attributes = node.attributes
            href, rel = attributes.get("href"), attributes.get("rel")
            if href and rel:
                yield Relation(tuple(rel.lower().split()), href, attributes)

    def _page_address(self, href: str) -> str | None:
        first = href[0]
        if first == "/" and _PLAIN_PATH.fullmatch(href) and len(href) <= MAX_ADDRESS:
            return self._origin + href
        if first == "#" or (first in "jJmMtTdD" and href[:11].lower().startswith(_NO_PAGES)):
            return None
        return self.absolute(href)

    def _read_scripts(self) -> Iterator[Script]:
        for node in self.nodes("script"):
            attrs = node.attrs
            src, kind = attrs.get("src") or "", (attrs.get("type") or "").strip().lower()
            late = "" if src else next((attrs[name] or "" for name in _LATE_SOURCES if attrs.get(name)), "")
            yield Script(src, kind, node.text() or "", late)


def host_of(url: str) -> str:
    """Return the host of an absolute address that the URL parser gave, without the cost of parsing it again."""
    return url.split("/", 3)[2].rpartition("@")[2].partition(":")[0] if "//" in url else ""


def language_tag(text: str | None) -> str | None:
    """Return a language tag in its usual spelling (`de-AT`), or None for what is none."""
    match = re.fullmatch(
        r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?(?:[-_.@].*)?\s*", (text or "")[:64]
    )
    if match is None:
        return None
    parts = (match[1].lower(), (match[2] or "").title(), (match[3] or "").upper())
    return "-".join(part for part in parts if part)


def _texts(noscripts: Iterable[LexborNode]) -> Iterator[str]:
    """Yield the texts of the first noscripts; of nested ones, each has the texts of all within it."""
    left = _NOSCRIPT_CHARACTERS
    for node in noscripts:
        text = node.text(separator="\n")[:left]
        left -= len(text)
        yield text
        if left <= 0:
            return


def _pieces(text: str) -> tuple[str, ...]:
    lines = (" ".join(piece.split()) for piece in text.split(_BETWEEN))
    return tuple(line for line in lines if line)


def _without_invisible(text: str) -> str:
    for character in _INVISIBLE:
        text = text.replace(character, "")
    return text


def _link_text(node: LexborNode, attributes: dict[str, str | None]) -> str:
    text = node.text()
    if len(text) <= LINK_TEXT_CHARACTERS and text.isalnum():
        return text
    text = " ".join(text[:_LINK_SOURCE_CHARACTERS].split())
    return (text or attributes.get("title") or attributes.get("aria-label") or "").strip()[:LINK_TEXT_CHARACTERS]
