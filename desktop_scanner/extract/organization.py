"""The organisation behind a page's site: what structured data, imprint, addresses and copyright line say of it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from desktop_scanner.core.organizations import Organization
from desktop_scanner.extract import copyright_line, described, imprint, legal_forms, metadata, names, snippets, structured
from desktop_scanner.extract.claims import Claim, Source
from desktop_scanner.extract.document import Document
from desktop_scanner.extract.postal_text import Sighting
from desktop_scanner.extract.sections import Sections


_TITLE_PARTS = re.compile(r"\s[-–—»«/]\s|\s?[|·•]\s?|:\s|,\s")
_LEAST_TEXT = 120  # characters; below that a page is the shell of a program
_FIRST_LINES = 8
_LEAST_SHARE, _GREAT_SHARE = 0.4, 0.6


def claims(
    page: Document, things: Iterable[structured.Thing], parts: Sections | None = None, sightings: Iterable[Sighting] = ()
) -> tuple[Claim, ...]:
    """Return all that the page claims of the organisation that runs its site."""
    known = tuple(things)
    found = list(described.claims(page, known))
    if parts is not None:
        found += imprint.claims(page, parts, tuple(sightings))
    found += _weak(page, known)
    return tuple(found)


def logo(described: dict[str, Any] | None) -> str | None:
    """Return the address of an organisation's logo, if it names one."""
    value = described.get("logo") if described else None
    return value if isinstance(value, str) and value.startswith("http") else None


def _weak(page: Document, things: tuple[structured.Thing, ...]) -> Iterable[Claim]:
    """Yield the names in copyright lines, and the one that the site gives itself."""
    host = urlsplit(page.url).hostname or ""
    site = described.site_name(things) or page.meta("og:site_name", "application-name")
    title = metadata.title(page) or ""
    yield from _headings(page, title, host)
    for name, line in copyright_line.found_names(page.text):
        if names.is_bystander(name):
            continue
        is_known = names.names_host(name, host) or (site is not None and legal_forms.same(name, site)) or legal_forms.is_in(name, title)
        form = legal_forms.of(name)
        confidence = 0.5 + 0.15 * bool(form) + 0.15 * is_known
        yield _claim(page, Source.COPYRIGHT, name, confidence, ("copyright", line))
    if site and names.is_name(site := structured.clean(site)[:200]):
        confidence = 0.6 if names.names_host(site, host) else 0.4
        yield _claim(page, Source.SITE_NAME, site, confidence, ("meta", site))


def _headings(page: Document, title: str, host: str) -> Iterator[Claim]:
    """Yield the names in the page's title and first lines after which its host is named."""
    if len(page.text) < _LEAST_TEXT:
        return
    found = [(part, "title", title) for part in _TITLE_PARTS.split(title)[:8]]
    for line in page.text[:600].split("\n")[:_FIRST_LINES]:
        found += [(part.strip(), "text", line) for part in _TITLE_PARTS.split(line)[:3]]
    for name, method, snippet in found:
        share = names.host_share(name, host) if names.is_name(name) else 0.0
        if share >= _LEAST_SHARE and not names.is_bystander(name):
            yield _claim(page, Source.SITE_NAME, name, 0.6 if share >= _GREAT_SHARE else 0.52, (method, snippet))


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
