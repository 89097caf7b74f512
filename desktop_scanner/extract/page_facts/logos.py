"""The image that is the owner's logo, and why it is taken for it."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from desktop_scanner.extract.parsing.document import Document

_LOGO = re.compile(r"(?<![a-z])logo(?![a-z])|site-?logo|brand-?logo|logo-?img|header-?logo", re.IGNORECASE)
_NOT_OWN = re.compile(
    r"partner|client|customer|sponsor|payment|footer-logos|klarna|paypal|visa|trust|award|certifi", re.IGNORECASE
)
_HEADER = re.compile(r"header|navbar|masthead", re.IGNORECASE)
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original")
_MAX_IMAGES = 200
_MAX_LEVELS = 4
# Only the first images can be recognised by where they stand; looking around each one costs too much.
_FIRST = 10


class Logo(NamedTuple):
    """The address of a logo, and a sentence of reasons."""

    url: str
    reason: str


class _Candidate(NamedTuple):
    score: int
    reasons: tuple[str, ...]


def logo(page: Document, described: str | None = None) -> Logo | None:
    """Return the page's logo: the one that is `described` in its structured data, or that the markup calls so."""
    if described:
        return Logo(described, "named as the logo in the structured data of the organisation")
    for name in ("og:logo", "logo"):
        url = page.absolute(page.meta(name))
        if url:
            return Logo(url, f"named as the logo in the meta {name}")
    if b"ogo" not in page.utf8:  # of logo or Logo
        return None
    return _best_image(page)


def _best_image(page: Document) -> Logo | None:
    best: tuple[int, Logo] | None = None
    for index, node in enumerate(page.nodes("img")[:_MAX_IMAGES]):
        attributes = node.attributes
        if index >= _FIRST and "logo" not in " ".join(filter(None, attributes.values())).lower():
            continue
        source = _source(attributes)
        if source is None:
            continue
        named = " ".join(attributes.get(name) or "" for name in ("class", "id", "alt", "itemprop"))
        file = source.rpartition("/")[2]
        candidate = _judged(page, node, named, file)
        if candidate is not None and (best is None or candidate.score > best[0]):
            url = page.absolute(source)
            if url:
                best = candidate.score, Logo(url, ", ".join(candidate.reasons))
    return best[1] if best else None


def _source(attributes: dict[str, str | None]) -> str | None:
    sources = (attributes.get(name) for name in _SOURCES)
    return next((source for source in sources if source and not source.startswith("data:")), None)


def _judged(page: Document, node: LexborNode, named: str, file: str) -> _Candidate | None:
    around = list(_around(node))
    place = " ".join(around)
    if _NOT_OWN.search(f"{named} {file} {place}"):
        return None
    signs = (
        (3, "the image is called logo", _LOGO.search(named)),
        (2, "its file is called logo", _LOGO.search(file)),
        (2, "it stands in an element called logo", _LOGO.search(place)),
    )
    found = [(score, reason) for score, reason, is_so in signs if is_so]
    if not found:
        return None
    # An image in the header alone is a picture; together with the word it is the logo.
    if _HEADER.search(place):
        found.append((1, "it stands in the header"))
    if _leads_home(page, node):
        found.append((1, "it links to the front page"))
    return _Candidate(sum(score for score, _ in found), tuple(reason for _, reason in found))


def _around(node: LexborNode) -> Iterator[str]:
    for parent in islice(_parents(node), _MAX_LEVELS):
        attributes = parent.attributes
        yield f"{parent.tag} {attributes.get('class') or ''} {attributes.get('id') or ''}"


def _leads_home(page: Document, node: LexborNode) -> bool:
    link = next((parent for parent in islice(_parents(node), 2) if parent.tag == "a"), None)
    url = page.absolute(link.attributes.get("href")) if link is not None else None
    return url is not None and url.rstrip("/") == "/".join(page.url.split("/", 3)[:3])


def _parents(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None and parent.tag not in ("body", "html", None):
        yield parent
        parent = parent.parent
