"""Organisations as structured data describe them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from desktop_scanner.core.organizations import Geo, Organization, Register
from desktop_scanner.extract.companies import legal_forms, names
from desktop_scanner.extract.linked_data import structured
from desktop_scanner.extract.organization import opening_hours, organization_types, postal, vat_ids
from desktop_scanner.extract.organization.claims import Claim, Source
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.text import snippets, wordlists

MAX_CLAIMS = 20
MAX_LIST = 30
MAX_TEXT = 1_000

# Keys of an organisation, and the properties that they are read from.
_TEXTS = {
    "legal_name": ("legalName",),
    "alternate_name": ("alternateName",),
    "description": ("description",),
    "slogan": ("slogan",),
    "url": ("url",),
    "logo": ("logo", "image"),
    "email": ("email",),
    "telephone": ("telephone",),
    "fax": ("faxNumber",),
    "tax_id": ("taxID",),
    "founded": ("foundingDate",),
    "price_range": ("priceRange",),
}
_REGISTERS = {"duns": "DUNS", "leiCode": "LEI", "globalLocationNumber": "GLN", "iso6523Code": "ISO 6523"}
_SCHEME = re.compile(r"^(?:mailto|tel|fax):", re.IGNORECASE)
_SITES = frozenset(("WebSite", "WebPage", "AboutPage", "ContactPage", "CollectionPage", "ProfilePage"))
_OWNERS = frozenset(("publisher", "about", "mainEntity", "copyrightHolder", "mainEntityOfPage"))
# As what another thing has them, organisations are not the site's owner.
_OTHERS = wordlists.words("""
    author brand manufacturer sponsor funder member memberOf affiliation alumniOf parentOrganization subOrganization
    department itemReviewed review reviewedBy organizer performer location hiringOrganization creator recognizedBy
    acquiredFrom customer client itemListElement item provider seller broker containedInPlace containsPlace
    contributor producer productionCompany worksFor accreditedBy isPartOf tourBookingPage knowsAbout makesOffer
    areaServed event subjectOf award sourceOrganization translator maintainer hasPart mentions citation isBasedOn
    track byArtist recordLabel competitor homeTeam awayTeam airline
""")
# Of those, what the owner's name or host can still make the owner.
_PERHAPS = wordlists.words("""
    author brand provider seller worksFor organizer hiringOrganization creator manufacturer itemReviewed item
    itemListElement location
""")


def claims(page: Document, things: Iterable[structured.Thing]) -> Iterator[Claim]:
    """Yield the organisations that the page describes, with how likely each is the site's owner."""
    known = tuple(things)
    published = _published(known)
    seen: set[int] = set()
    host = urlsplit(page.url).hostname or ""
    for thing in known:
        if not organization_types.is_organization(thing.types) or id(thing.data) in seen or len(seen) >= MAX_CLAIMS:
            continue
        seen.add(id(thing.data))
        organization = _organization(page, thing)
        if organization is None:
            continue
        is_owner = id(thing.data) in published or any(step.name in _OWNERS for step in thing.path[-1:])
        confidence = _confidence(organization, thing, host, is_owner=is_owner)
        if confidence > 0:
            yield Claim(
                source=Source.STRUCTURED,
                is_owner=is_owner,
                organization=msgspec.structs.replace(organization, confidence=confidence),
            )


def site_name(things: Iterable[structured.Thing]) -> str | None:
    """Return the name that the site's own description gives it."""
    for thing in things:
        if "WebSite" in thing.types:
            return structured.text(thing.data, "name")
    return None


def _published(things: tuple[structured.Thing, ...]) -> set[int]:
    """Return which things are named as publisher of the site or as what its pages are about."""
    return {
        id(part)
        for thing in things
        if _SITES.intersection(thing.types)
        for part in structured.parts(thing.data, *_OWNERS)
        if isinstance(part, dict)
    }


def _confidence(organization: Organization, thing: structured.Thing, host: str, *, is_owner: bool) -> float:
    """Return how sure it is that this is the site's owner; 0 where it is somebody else."""
    is_named = names.names_host(organization.name, host)
    roles = {step.name for step in thing.path}
    if names.is_bystander(organization.name) and not is_named:
        return 0.0
    if roles & _OTHERS and not (is_named and roles & _OTHERS <= _PERHAPS):
        return 0.0
    elsewhere = organization.url is not None and not _same_site(organization.url, host)
    if elsewhere and not is_named:
        return 0.5 if is_owner else 0.0
    told = sum(
        1
        for name in ("address", "telephone", "email", "logo", "legal_name", "vat_id", "geo")
        if getattr(organization, name)
    )
    confidence = 0.8 + 0.06 * is_named + 0.06 * is_owner + 0.015 * min(told, 4)
    return round(min(0.97, confidence), 2)


def _same_site(url: str, host: str) -> bool:
    other = urlsplit(url).hostname or ""
    mine, theirs = (name.lower().removeprefix("www.") for name in (host, other))
    return mine == theirs or mine.endswith(f".{theirs}") or theirs.endswith(f".{mine}") or not theirs


def _organization(page: Document, thing: structured.Thing) -> Organization | None:
    data = thing.data
    name = structured.text(data, "name") or structured.text(data, "legalName")
    if not name or name.lower() in ("home", "blog", "website") or not any(map(str.isalnum, name)):
        return None
    fields: dict[str, Any] = {}
    for key, properties in _TEXTS.items():
        value = structured.text(data, *properties)
        if value:
            fields[key] = _SCHEME.sub("", value)[:MAX_TEXT]
    for key in {"url", "logo"} & fields.keys():
        fields[key] = page.absolute(fields[key]) or fields[key]
    _add_contact_points(data, fields)
    kind = organization_types.most_special(thing.types)
    return Organization(
        name=name[:300],
        type=kind,
        legal_form=legal_forms.of(fields.get("legal_name") or name),
        vat_id=_vat_id(data),
        registers=tuple(_registers(data)),
        address=_address(data),
        geo=_geo(data),
        opening_hours=opening_hours.lines(data)[:MAX_LIST],
        employees=_employees(data),
        same_as=tuple(value[:MAX_TEXT] for value in structured.texts(data, "sameAs")[:MAX_LIST]),
        evidence=(snippets.evidence(page.url, thing.method, f"{kind}: {name}"),),
        **fields,
    )


def _add_contact_points(data: dict[str, Any], fields: dict[str, Any]) -> None:
    """Take up from contact points what the organisation itself does not say."""
    for point in structured.parts(data, "contactPoint", "contactPoints"):
        if isinstance(point, dict):
            for key, name in (("telephone", "telephone"), ("email", "email"), ("fax", "faxNumber")):
                value = structured.text(point, name)
                if value:
                    fields.setdefault(key, _SCHEME.sub("", value)[:MAX_TEXT])


def _vat_id(data: dict[str, Any]) -> str | None:
    value = structured.text(data, "vatID")
    if not value:
        return None
    found = vat_ids.found_in(value.upper())
    return found[0] if found else value[:40]


def _registers(data: dict[str, Any]) -> Iterator[Register]:
    for name, kind in _REGISTERS.items():
        value = structured.text(data, name)
        if value:
            yield Register(kind, value[:60])
    for part in structured.parts(data, "identifier"):
        if isinstance(part, dict):
            kind_found, number = structured.text(part, "propertyID", "name"), structured.text(part, "value")
            if kind_found and number:
                yield Register(kind_found[:40], number[:60])


def _address(data: dict[str, Any]) -> str | None:
    for part in structured.parts(data, "address", "location"):
        if isinstance(part, str) and part.strip():
            return structured.clean(part)[:MAX_TEXT]
        if isinstance(part, dict):
            nested = part.get("address")
            line = postal.one_line(nested if isinstance(nested, dict) else part)
            if line:
                return line
    return None


def _geo(data: dict[str, Any]) -> Geo | None:
    for part in structured.parts(data, "geo"):
        if isinstance(part, dict):
            try:
                lat, lon = (float(structured.text(part, name) or "") for name in ("latitude", "longitude"))
            except ValueError:
                continue
            if -90 <= lat <= 90 and -180 <= lon <= 180 and (lat or lon):
                return Geo(lat, lon)
    return None


def _employees(data: dict[str, Any]) -> str | None:
    for part in structured.parts(data, "numberOfEmployees"):
        if isinstance(part, dict):
            exact = structured.text(part, "value")
            ends = [text for name in ("minValue", "maxValue") if (text := structured.text(part, name))]
            if exact or ends:
                return (exact or "-".join(ends))[:40]
        elif part is not None:
            return structured.text(data, "numberOfEmployees")
    return None
