"""What a page that was read over https takes, or sends, over http (W3C Mixed Content)."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from desktop_scanner.core.security import MixedContent, MixedKind
from desktop_scanner.extract.parsing.document import Document

MAX_PER_PAGE = 20
_MAX_CHARACTERS = 500
_MAX_NODES = 2_000

# What stands before an address that is no link's: most pages name http only in those, and need no closer look.
_TAKING = (b"src=", b"srcset=", b"action=", b"data=", b"poster=")
_LINKING = (b'href="', b"href='")
_LOOKED_AT = 2_000
_INSECURE = re.compile(r"http://[^\s,\"'<>]+", re.IGNORECASE)
# Addresses of the visitor's own computer do not leave it.
_OWN = re.compile(r"http://(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(?:[:/?#]|$)", re.IGNORECASE)
_TAGS: tuple[tuple[str, str, MixedKind], ...] = (
    ("script", "src", "active"),
    ("iframe", "src", "active"),
    ("object", "data", "active"),
    ("embed", "src", "active"),
    ("form", "action", "form"),
    ("img", "src", "passive"),
    ("img", "srcset", "passive"),
    ("source", "src", "passive"),
    ("source", "srcset", "passive"),
    ("video", "src", "passive"),
    ("video", "poster", "passive"),
    ("audio", "src", "passive"),
)
_TAKERS = ", ".join(sorted({tag for tag, _, _ in _TAGS}))


def find(page: Document) -> tuple[MixedContent, ...]:
    """Return the insecure parts of a page, what browsers refuse before what they only warn of."""
    if not page.url.startswith("https:"):
        return ()
    found: dict[str, MixedContent] = {}
    for url, kind in _references(page):
        if not _OWN.match(url):
            found.setdefault(url, MixedContent(url[:_MAX_CHARACTERS], page.url[:_MAX_CHARACTERS], kind))
        if len(found) >= MAX_PER_PAGE:
            break
    return tuple(found.values())


def _references(page: Document) -> Iterator[tuple[str, MixedKind]]:
    for relation in page.relations:
        if "stylesheet" in relation.rel:
            yield from _of(relation.attributes, "href", "active")
    if "http" not in page.topics or not _may_take(page.utf8):
        return
    found: dict[str, list[LexborNode]] = {}
    for node in page.tree.css(_TAKERS):
        found.setdefault(node.tag or "", []).append(node)
    for tag, attribute, kind in _TAGS:
        for node in found.get(tag, ())[:_MAX_NODES]:
            yield from _of(node.attributes, attribute, kind)


def _may_take(source: bytes) -> bool:
    """Return whether anything but a link seems to name http; a pattern for the same costs a hundred times as much."""
    may_be_in_set = False
    for before in source.split(b"http://", _LOOKED_AT)[:-1]:
        if before.endswith(_LINKING):
            continue
        end = before[-12:]
        if end.rstrip(b" \t\n\"'").lower().endswith(_TAKING):
            return True
        may_be_in_set = may_be_in_set or end[-1:] in (b" ", b",", b"\n", b"\t")
    if may_be_in_set and (b"srcset" in source or b"SRCSET" in source):
        return True
    return source.count(b"http://") > _LOOKED_AT


def _of(attributes: dict[str, str | None], attribute: str, kind: MixedKind) -> Iterator[tuple[str, MixedKind]]:
    value = (attributes.get(attribute) or "").strip()
    if attribute == "srcset":
        yield from ((match, kind) for match in _INSECURE.findall(value))
    elif match := _INSECURE.match(value):
        yield match[0], kind
