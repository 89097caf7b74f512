"""The organisation behind a page's site: what structured data, imprint, addresses and copyright line say of it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from desktop_scanner.core.organizations import Organization
from desktop_scanner.extract import copyright_line, described, imprint, legal_forms, metadata, names, snippets, structured
from desktop_scanner.extract.claims import Claim, Source
from desktop_scanner.extract.document import Document
from desktop_scanner.extract.postal_text import Sighting
from desktop_scanner.extract.sections import Sections


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
