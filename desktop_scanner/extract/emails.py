"""E-mail addresses: from links, texts, attributes, structured data and the forms that hide them.

In texts it is the `@` that is looked for, and the address grows outwards from it: a pattern for whole addresses over
the whole text costs twenty times as much.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from desktop_scanner.core.results import Email, Evidence
from desktop_scanner.extract import mailboxes, obfuscated, scripted, snippets, structured
from desktop_scanner.extract.document import Document

MAX_EMAILS = 200
MAX_SIGNS = 2_000

# How far a way of finding can be trusted; what two ways found is surer than either.
CONFIDENCE = {
    "mailto": 0.98,
    "cfemail": 0.98,
    "jsonld": 0.95,
    "microdata": 0.95,
    "rdfa": 0.95,
    "text": 0.92,
    "attribute": 0.85,
    "meta": 0.85,
    "obfuscated": 0.85,
    "script": 0.7,
}
_PLACEHOLDER_CONFIDENCE = 0.1

_TAIL = re.compile(r"[A-Za-z0-9._%+'~\-À-ɏΑ-ωА-я]{1,70}")
_DOMAIN = re.compile(r"[^\W_][\w-]{0,62}(?:[.。][\w-]{1,63}){1,8}")
_MAILTO = re.compile(r"\s*mailto:", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?:data-[\w-]*(?:mail|contact|address)[\w-]*|value|title|alt|aria-label)\s?=\s?[\"'][^\"'<>]{0,80}$"
)
_ANNOUNCED = re.compile(r"(?:e-?mail|mail|courriel|correo|posta|schreib|write|contact|kontakt)\W{0,12}$", re.IGNORECASE)
_META_NAMES = ("email", "og:email", "contact", "reply-to", "author-email", "business:contact_data:email")


class Sighting(NamedTuple):
    """Parts of a possible address, where it stands and how it was found."""

    local: str
    domain: str
    method: str
    snippet: str


def emails(page: Document, things: Iterable[structured.Thing]) -> tuple[Email, ...]:
    """Return the page's e-mail addresses, the surest first, each once."""
    found: dict[str, Email] = {}
    for sighting in _sightings(page, things):
        mailbox = mailboxes.judge(sighting.local, sighting.domain)
        if mailbox is None:
            continue
        key = mailbox.value.lower()
        if key not in found and len(found) >= MAX_EMAILS:
            continue
        piece = snippets.evidence(page.url, sighting.method, sighting.snippet)
        found[key] = _seen(found.get(key), mailbox, piece)
    return ordered(found.values())


def ordered(found: Iterable[Email]) -> tuple[Email, ...]:
    """Return the addresses with the most useful first: real before placeholders, then by confidence."""
    return tuple(sorted(found, key=lambda email: (email.placeholder, -email.confidence)))


def _seen(held: Email | None, mailbox: mailboxes.Mailbox, piece: Evidence) -> Email:
    confidence = _PLACEHOLDER_CONFIDENCE if mailbox.is_placeholder else CONFIDENCE[piece.method]
    if held is None:
        return Email(
            value=mailbox.value,
            kind=mailbox.kind,
            placeholder=mailbox.is_placeholder,
            confidence=confidence,
            evidence=(piece,),
        )
    return Email(
        value=held.value,
        kind=held.kind,
        placeholder=held.placeholder,
        confidence=max(held.confidence, confidence),
        evidence=snippets.combine(held.evidence, (piece,)),
    )


def _sightings(page: Document, things: Iterable[structured.Thing]) -> Iterator[Sighting]:
    yield from _linked(page)
    for address, method, start, end in obfuscated.in_source(page):
        yield from _split(address, method, snippets.around(page.source, start, end))
    yield from _described(things)
    for text in (page.text, page.noscript_text):
        yield from in_text(text)
        yield from _spelled(text)
    yield from _in_attributes(page)
    for script in page.scripts:
        if script.code and not script.type.startswith("application/"):
            for address in scripted.addresses(script.code):
                yield from _split(address, "script", address)


def in_text(text: str, method: str = "text") -> Iterator[Sighting]:
    """Yield the parts around each `@` of a text."""
    if "＠" in text:
        text = text.replace("＠", "@")
    position = text.find("@")
    for _ in range(MAX_SIGNS):
        if position < 0:
            return
        parts = _around(text, position)
        if parts:
            local, domain, end = parts
            yield Sighting(local, domain, method, snippets.around(text, position - len(local), end))
        position = text.find("@", position + 1)


def _around(text: str, position: int) -> tuple[str, str, int] | None:
    """Return what stands before and after an at sign, and where it ends; None where it is part of something else."""
    tail = _TAIL.match(text[max(0, position - 72) : position][::-1])
    if tail is None:
        return None
    begin = position + 1
    if text[begin : begin + 1] == "\n":
        begin += 1  # the domain stands in an element of its own
    domain = _DOMAIN.match(text, begin)
    if domain is None or _is_part_of_url(text, position - len(tail[0]), domain.end()):
        return None
    return tail[0][::-1], domain[0], domain.end()


def _is_part_of_url(text: str, start: int, end: int) -> bool:
    """Whether the address is the user of a URL (`https://key@host/`) or a place for git (`git@host:path`)."""
    before = text[max(0, start - 60) : start]
    if before.endswith(("//", "@")) or re.search(r"//[^\s/@]*:$", before):
        return True
    after = text[end : end + 2]
    return after[:1] == "@" or (after[:1] == ":" and after[1:2].isalnum() and not after[1:2].isupper())


def _linked(page: Document) -> Iterator[Sighting]:
    for anchor in page.anchors:
        match = _MAILTO.match(anchor.href)
        if match is None:
            continue
        addresses, _, query = anchor.href[match.end() :].partition("?")
        for name, _, value in (part.partition("=") for part in query.split("&")):
            if name.lower() in ("to", "amp;to"):
                addresses += f",{value}"
        snippet = f"{anchor.text} {anchor.href}".strip()
        for address in re.split(r"[,;]", unquote(addresses)):
            yield from _split(address, "mailto", snippet)
            if "@" not in address:
                for spelled in obfuscated.written(address):
                    yield Sighting(spelled.local, spelled.domain, "obfuscated", snippet)


def _described(things: Iterable[structured.Thing]) -> Iterator[Sighting]:
    for thing in things:
        for value in structured.texts(thing.data, "email"):
            yield from _split(
                _MAILTO.sub("", value), thing.method, f"{structured.text(thing.data, 'name') or ''} {value}"
            )


def _spelled(text: str) -> Iterator[Sighting]:
    for found in obfuscated.written(text):
        snippet = snippets.around(text, found.start, found.end)
        is_meant = (
            found.is_certain
            or mailboxes.is_role(found.local)
            or bool(_ANNOUNCED.search(text[max(0, found.start - 30) : found.start]))
        )
        if is_meant:
            yield Sighting(found.local, found.domain, "obfuscated", snippet)


def _in_attributes(page: Document) -> Iterator[Sighting]:
    for name in _META_NAMES:
        for content in page.metas.get(name, ()):
            yield from in_text(content, "meta")
    position = page.source.find("@")
    for _ in range(MAX_SIGNS):
        if position < 0:
            return
        before = page.source[max(0, position - 140) : position]
        if _ATTRIBUTE.search(before) and "://" not in before[-80:]:
            parts = _around(page.source, position)
            if parts:
                snippet = snippets.around(page.source, position - len(parts[0]), parts[2])
                yield Sighting(parts[0], parts[1], "attribute", snippet)
        position = page.source.find("@", position + 1)


def _split(address: str, method: str, snippet: str) -> Iterator[Sighting]:
    """Yield the address in a text that should hold nothing else, such as a link's target."""
    if address.count("@") != 1 or "://" in address:
        return
    address = address.strip(" \t\r\n<>\"'()[]")
    if "<" in address:
        address = address.rpartition("<")[2]
    local, _, domain = address.partition("@")
    if local.strip() and domain.strip():
        yield Sighting(local.strip(), domain.strip(), method, snippet)
