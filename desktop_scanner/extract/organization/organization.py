"""The organisation behind a page's site: what structured data, imprint, addresses and copyright line say of it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from desktop_scanner.core.organizations import Organization
from desktop_scanner.extract.companies import legal_forms, names
from desktop_scanner.extract.linked_data import structured
from desktop_scanner.extract.organization import copyright_line, described, imprint, sections
from desktop_scanner.extract.organization.claims import Claim, Source
from desktop_scanner.extract.organization.sections import Sections
from desktop_scanner.extract.page_facts import metadata
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.places.postal_text import Sighting
from desktop_scanner.extract.text import snippets

_TITLE_PARTS = re.compile(r"\s[-–—»«/]\s|\s?[|·•]\s?|:\s")
_IN_TOWN = re.compile(r"\s(?:in|à|en|te|i|w|v|ve|em|a|aus|près de|near)\s(?:[^\W\d_a-z][\w'’-]+\s?){1,3}$")
_LEAST_TEXT = 120  # characters; below that a page is the shell of a program
_FIRST_LINES = 8
_MAX_PLACES = 20
_HINT = 0.3  # by itself no name to report, but it bears others out
_LEAST_SHARE, _GREAT_SHARE, _LINE_SHARE = 0.4, 0.6, 0.8


def claims(
    page: Document,
    things: Iterable[structured.Thing],
    parts: Sections | None = None,
    sightings: Iterable[Sighting] = (),
) -> tuple[Claim, ...]:
    """Return all that the page claims of the organisation that runs its site."""
    known = tuple(things)
    found = list(described.claims(page, known))
    if parts is not None:
        found += imprint.claims(page, parts, tuple(sightings))
    found += _weak(page, known, parts)
    return tuple(found)


def logo(described: dict[str, Any] | None) -> str | None:
    """Return the address of an organisation's logo, if it names one."""
    value = described.get("logo") if described else None
    return value if isinstance(value, str) and value.startswith("http") else None


def _weak(page: Document, things: tuple[structured.Thing, ...], own: Sections | None) -> Iterable[Claim]:
    """Yield the names in copyright lines, and the one that the site gives itself."""
    host = urlsplit(page.url).hostname or ""
    site = described.site_name(things) or page.meta("og:site_name", "application-name")
    title = metadata.title(page) or ""
    yield from _headings(page, title, host, own)
    for name, line in copyright_line.found_names(page.text):
        if names.is_bystander(name):
            continue
        is_known = (
            names.names_host(name, host)
            or (site is not None and legal_forms.same(name, site))
            or legal_forms.is_in(name, title)
        )
        form = legal_forms.of(name)
        confidence = 0.44 + 0.2 * bool(form) + 0.2 * is_known
        yield _claim(page, Source.COPYRIGHT, name, confidence, ("copyright", line))
    if site and names.is_name(site := structured.clean(site)[:200]):
        confidence = 0.6 if names.names_host(site, host) else 0.4
        yield _claim(page, Source.SITE_NAME, site, confidence, ("meta", site))


def _headings(page: Document, title: str, host: str, own: Sections | None) -> Iterator[Claim]:
    """Yield the name in the page's title after which its host is named, else one in its first lines, else hints."""
    if len(page.text) < _LEAST_TEXT:
        return
    parts = [part for part in _TITLE_PARTS.split(title)[:8] if names.is_name(part)]
    name, share = _namesake((variant for part in parts for variant in _variants(part)), host)
    if share >= _LEAST_SHARE:
        yield _claim(page, Source.SITE_NAME, name, 0.6 if share >= _GREAT_SHARE else 0.52, ("title", title))
        return
    yield from _hints(page, title, parts, own.headings if own else sections.headings(page))
    name, share = _namesake(_first_names(page), host)
    if share >= _LINE_SHARE:  # words of menus are in hosts too
        yield _claim(page, Source.SITE_NAME, name, 0.45, ("text", name))


def _namesake(found: Iterable[str], host: str) -> tuple[str, float]:
    """Return the name that makes up most of the host's, the shorter one of two, and how much that is."""
    shares = [(name, names.host_share(name, host)) for name in found if not names.is_bystander(name)]
    return max(shares, key=lambda each: (each[1], -len(each[0])), default=("", 0.0))


def _first_names(page: Document) -> Iterator[str]:
    for line in page.text[:600].split("\n")[:_FIRST_LINES]:
        for part in _TITLE_PARTS.split(line)[:3]:
            name = names.company_in(part) or names.tidy(part)
            if name:
                yield name


def _hints(page: Document, title: str, parts: list[str], headings: frozenset[str]) -> Iterator[Claim]:
    """Yield the title's names that the host says nothing of: most only bear out what is said elsewhere."""
    for part in parts:
        is_last = len(parts) > 1 and part == parts[-1]
        if legal_forms.of(part):
            yield _claim(page, Source.SITE_NAME, part, 0.6, ("title", title))
        elif not names.is_latin(part) and _begins_line(page.text, part, may_be_all=part not in headings or is_last):
            yield _claim(page, Source.SITE_NAME, part, 0.52, ("title", title))
        elif part not in headings or is_last:
            yield _claim(page, Source.SITE_NAME, part, _HINT, ("title", title))


def _begins_line(text: str, name: str, *, may_be_all: bool) -> bool:
    """Return whether a name begins a line of the text, as before an address: one that no host can be named after."""
    at = -1
    for _ in range(_MAX_PLACES):
        at = text.find(f"\n{name}", at + 1)
        if at < 0:
            return False
        following = text[at + 1 + len(name) : at + 2 + len(name)]
        if following in ",،、 (" or (may_be_all and following in ("\n", "")):
            return True
    return False


def _variants(name: str) -> tuple[str, ...]:
    """Return a name, its parts, and what is left of it without the town (`Ferienwohnung Möwennest in Büsum`)."""
    found = [name, *name.split(", ")[: 4 if ", " in name else 0], _IN_TOWN.sub("", name)]
    return tuple(dict.fromkeys(variant for variant in found if len(variant) >= 4 and names.is_name(variant)))


def _claim(page: Document, source: Source, name: str, confidence: float, found: tuple[str, str]) -> Claim:
    form = legal_forms.of(name)
    return Claim(
        source=source,
        organization=Organization(
            name=name,
            legal_name=name if form else None,
            legal_form=form,
            confidence=round(confidence, 2),
            evidence=(snippets.evidence(page.url, *found),),
        ),
    )
