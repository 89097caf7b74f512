"""E-mail addresses: from links, texts, attributes, structured data and the forms that hide them.

The confidence says how often an address found that way is one of the site's readers' to use: 0.95 and more where the
page states it (a mailto link, Cloudflare's protection, structured data, the plain text), less where it was put together
from words or code, least where only a guess makes sense of it. Two ways or pages make it surer.
"""

import codecs
import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from desktop_scanner.core.results import Email
from desktop_scanner.extract.emails import at_signs, mailboxes, obfuscated, placeholders, scrambled, scripted
from desktop_scanner.extract.linked_data import structured
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.text import snippets

MAX_EMAILS = 200

# How far a way of finding can be trusted.
CONFIDENCE = {
    "mailto": 0.98,
    "cfemail": 0.98,
    "jsonld": 0.97,
    "microdata": 0.97,
    "rdfa": 0.97,
    "text": 0.96,
    "meta": 0.95,
    "attribute": 0.92,
    "obfuscated": 0.92,
    "script": 0.88,
}
_UNCERTAIN = 0.1  # less, where a word was cut off, or where another reading makes the address
_PLACEHOLDER_CONFIDENCE = 0.1

_MAILTO = re.compile(r"\s*(?:mailto|email|mail):(?:/{2})?(?:mailto:)?", re.IGNORECASE)
_LINK_STARTS = frozenset("mMeEjJ \t\r\n")
_ATTRIBUTE = re.compile(
    r"(?:data-[\w-]*(?:mail|contact|address)[\w-]*|value|title|alt|aria-label|href|content)\s?=\s?$"
)
_QUOTED_KEY = re.compile(r"(?:[mM]ail|correo|[cC]ontact)\w{0,20}&quot;\s?:\s?&quot;[\w.+-]{1,64}$")
_LABELLED = (
    r"(?:e-?mail|mail|courriel|m[ée]l|correo|posta|e-?post|schreib|write|contact|kontakt|contatti|почта|邮箱"
    r"|電子メール)"
)
_ANNOUNCED = re.compile(rf"{_LABELLED}\W{{0,12}}$", re.IGNORECASE)
_LABEL = re.compile(rf"{_LABELLED}\w{{0,12}}\s?[:：]\s{{0,3}}$", re.IGNORECASE)
_META_NAMES = ("email", "og:email", "contact", "reply-to", "author-email", "business:contact_data:email")
_DATA_TYPES = ("application/json", "application/ld+json", "application/vnd", "text/template", "text/x-template")


class Sighting(NamedTuple):
    """Parts of a possible address, where it stands and how it was found."""

    local: str
    domain: str
    method: str
    snippet: str
    is_certain: bool = True


def emails(page: Document, things: Iterable[structured.Thing]) -> tuple[Email, ...]:
    """Return the page's e-mail addresses, the surest first, each once."""
    return ordered(_Collection(page).of(_sightings(page, things)))


def ordered(found: Iterable[Email]) -> tuple[Email, ...]:
    """Return the addresses with the most useful first: real before placeholders, then by confidence."""
    return tuple(sorted(found, key=lambda email: (email.placeholder, -email.confidence)))


def is_own(address: str, host: str) -> bool:
    """Return whether an address belongs to the site at a host: both have the same registrable domain."""
    site = mailboxes.site_of(host)
    return site is not None and site == mailboxes.site_of(address.rpartition("@")[2])


@functools.lru_cache(maxsize=256)
def _site(url: str) -> str | None:
    return mailboxes.site_of(urlsplit(url).hostname or "")


class _Collection:
    """The addresses of a page, each once, with its evidence."""

    def __init__(self, page: Document) -> None:
        self._url = page.url
        self._site = _site(page.url)
        self._found: dict[str, Email] = {}

    def of(self, sightings: Iterable[Sighting]) -> Iterable[Email]:
        """Return what the sightings make."""
        for sighting in sightings:
            mailbox, less = self._judged(sighting)
            if mailbox is not None:
                self._take(sighting, mailbox, less)
        return self._found.values()

    def _judged(self, sighting: Sighting) -> tuple[mailboxes.Mailbox | None, float]:
        mailbox = mailboxes.judge(sighting.local, sighting.domain)
        is_spelled = sighting.method != "script"  # scripts hold the addresses of libraries' authors too
        if mailbox is None:
            return self._other_reading(sighting), _UNCERTAIN
        if not (sighting.is_certain or self._is_own(mailbox) or (is_spelled and mailbox.kind in ("role", "free"))):
            return None, 0.0
        return mailbox, _UNCERTAIN if mailbox.is_cut or not sighting.is_certain else 0.0

    def _other_reading(self, sighting: Sighting) -> mailboxes.Mailbox | None:
        """Return the mailbox of the site, or of a role, that the parts make backwards or by rot13."""
        if not (sighting.local.isascii() and sighting.domain.isascii()):
            return None
        for local, domain in (
            (sighting.domain[::-1], sighting.local[::-1]),
            (codecs.decode(sighting.local, "rot13"), codecs.decode(sighting.domain, "rot13")),
        ):
            mailbox = mailboxes.judge(local, domain) if "." in domain else None
            if mailbox is not None and (mailbox.kind == "role" or self._is_own(mailbox)):
                return mailbox
        return None

    def _is_own(self, mailbox: mailboxes.Mailbox) -> bool:
        return mailbox.site is not None and mailbox.site == self._site

    def _take(self, sighting: Sighting, mailbox: mailboxes.Mailbox, less: float) -> None:
        key = mailbox.value.lower()
        held = self._found.get(key)
        if held is None and len(self._found) >= MAX_EMAILS:
            return
        own = self._is_own(mailbox)
        is_stand_in = placeholders.is_stand_in(mailbox.local, mailbox.domain, is_own=own)
        confidence = _PLACEHOLDER_CONFIDENCE if is_stand_in else round(CONFIDENCE[sighting.method] - less, 2)
        piece = snippets.evidence(self._url, sighting.method, sighting.snippet)
        self._found[key] = Email(
            value=held.value if held else mailbox.value,
            kind=mailbox.kind,
            placeholder=is_stand_in,
            own_domain=own,
            confidence=max(held.confidence, confidence) if held else confidence,
            evidence=snippets.combine(held.evidence, (piece,)) if held else (piece,),
        )


def _sightings(page: Document, things: Iterable[structured.Thing]) -> Iterator[Sighting]:
    misread: set[str] = set()
    yield from _linked(page)
    for hidden in scrambled.found(page):
        for sighting in _split(hidden.address, hidden.method, snippets.around(page.source, hidden.start, hidden.end)):
            if hidden.raw and mailboxes.judge(sighting.local, sighting.domain):
                misread.add(hidden.raw)
            yield sighting._replace(is_certain=hidden.is_certain)
    yield from _described(things)
    for sighting in _in_texts(page):
        if f"{sighting.local}@{sighting.domain}" not in misread:
            yield sighting
    yield from _in_scripts(page)


def _in_texts(page: Document) -> Iterator[Sighting]:
    for text in map(at_signs.readable, (page.text, page.noscript_text)):
        if text:
            yield from _in_text(text, "text")
            yield from _spelled(text)
    yield from _in_attributes(page)


def _in_text(text: str, method: str) -> Iterator[Sighting]:
    for found in at_signs.found(text):
        yield Sighting(found.local, found.domain, method, snippets.around(text, found.start, found.end))


def _linked(page: Document) -> Iterator[Sighting]:
    for anchor in page.anchors:
        if anchor.href[0] not in _LINK_STARTS:
            continue
        match = _MAILTO.match(anchor.href)
        snippet = f"{anchor.text} {anchor.href}".strip()
        if match is None:
            if anchor.href[:11].lower() == "javascript:":
                for made in scripted.addresses(unquote(anchor.href[11:])):
                    yield from _split(made.address, "script", snippet)
            continue
        for address in _recipients(anchor.href[match.end() :]):
            yield from _split(address, "mailto", snippet)
            if "@" not in address:
                for spelled in obfuscated.written(address):
                    yield Sighting(spelled.local, spelled.domain, "obfuscated", snippet)


def _recipients(link: str) -> list[str]:
    """Return the addresses that a mailto link writes to, copies included (RFC 6068)."""
    addresses, _, query = link.partition("?")
    addresses, _, misplaced = addresses.partition("&")  # mailto:info@firm.com&subject=Hello
    for name, _, value in (part.partition("=") for part in f"{query}&{misplaced}".split("&")):
        if name.lower().removeprefix("amp;") in ("to", "cc", "bcc"):
            addresses += f",{value}"
    plain = unquote(addresses)
    return re.split(r"[,;\n]", unquote(plain) if "%40" in plain or "%20" in plain else plain)


def _described(things: Iterable[structured.Thing]) -> Iterator[Sighting]:
    for thing in things:
        for value in structured.texts(thing.data, "email"):
            snippet = f"{structured.text(thing.data, 'name') or ''} {value}"
            for address in re.split(r"[,;]", _MAILTO.sub("", unquote(value))):
                yield from _split(address, thing.method, snippet)
            if "@" not in value:
                for spelled in obfuscated.written(value):
                    yield Sighting(spelled.local, spelled.domain, thing.method, snippet)


def _spelled(text: str) -> Iterator[Sighting]:
    for found in obfuscated.written(text):
        before = text[max(0, found.start - 40) : found.start]
        if found.needs_label:
            is_meant = bool(_LABEL.search(before)) or _is_line(text, found)
        else:
            is_meant = found.is_certain or bool(_ANNOUNCED.search(before))
        if is_meant or not found.needs_label:
            snippet = snippets.around(text, found.start, found.end)
            is_certain = is_meant and not (found.needs_label and _is_line(text, found))
            yield Sighting(found.local, found.domain, "obfuscated", snippet, is_certain)


def _is_line(text: str, found: obfuscated.Candidate) -> bool:
    """Whether an address has a line for itself, so that it is no part of a sentence."""
    line = text[found.start : found.end].partition("\n")[0]
    return text[found.start - 1 : found.start] in ("", "\n") and line.endswith(found.domain)


def _in_attributes(page: Document) -> Iterator[Sighting]:
    for name in _META_NAMES:
        for content in page.metas.get(name, ()):
            yield from _in_text(content, "meta")
    source = page.source
    position = source.find("@")
    for _ in range(at_signs.MAX_SIGNS):
        if position < 0:
            return
        # Most signs are "@type", @media and the like, with nothing before that an address could hold.
        if source[position - 1].isalnum() and _is_attribute(source, position):
            found = at_signs.around(source, position)
            if found:
                snippet = snippets.around(source, found.start, found.end)
                yield Sighting(found.local, found.domain, "attribute", snippet)
        position = source.find("@", position + 1)


def _is_attribute(source: str, position: int) -> bool:
    """Whether the sign stands in an attribute that shows or holds an address, or in JSON within an attribute."""
    if source.find("&quot;", max(0, position - 72), position) >= 0:
        return _QUOTED_KEY.search(source, max(0, position - 110), position) is not None
    earliest = max(0, position - 80)
    quote = max(source.rfind('"', earliest, position), source.rfind("'", earliest, position))
    if quote < 0 or source[quote - 1] not in "= ":
        return False
    value = source[quote:position]
    return not ("<" in value or "://" in value or "mailto:" in value) and bool(
        _ATTRIBUTE.search(source, max(0, quote - 60), quote)
    )


def _in_scripts(page: Document) -> Iterator[Sighting]:
    for script in page.scripts:
        if script.code and not script.type.startswith("application/ld+json"):
            is_data = script.type.startswith(_DATA_TYPES)
            for made in scripted.addresses(script.code, is_data=is_data):
                for sighting in _split(made.address, "script", made.address):
                    yield sighting._replace(is_certain=made.is_named)


def _split(address: str, method: str, snippet: str) -> Iterator[Sighting]:
    """Yield the address in a text that should hold nothing else, such as a link's target."""
    if address.count("@") != 1 or "://" in address:
        return
    address = address.strip(" \t\r\n<>\"'()[]")
    if "<" in address:
        address = address.rpartition("<")[2]
    local, _, domain = (part.strip() for part in address.partition("@"))
    domain = re.split(r"[\s?&/>#]", domain, maxsplit=1)[0]
    if local and domain:
        yield Sighting(local, domain, method, snippet)
