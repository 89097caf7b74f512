"""Who a page says runs its site, and where: addresses and organisations, read together, as each helps the other."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from msgspec import Struct

from desktop_scanner.core.organizations import Organization
from desktop_scanner.core.results import Address
from desktop_scanner.extract.linked_data import structured
from desktop_scanner.extract.organization import organization, owners, postal, sections
from desktop_scanner.extract.organization.claims import Claim
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.places import postal_places, postal_text, regions


class Identity(Struct, frozen=True):
    """What a page says of organisations (all claims, the owner not yet chosen) and of places."""

    claims: tuple[Claim, ...] = ()
    addresses: tuple[Address, ...] = ()


def read(page: Document, things: Iterable[structured.Thing], region_hint: str | None = None) -> Identity:
    """Return a page's claims and addresses; the lines of a page are only taken apart where something can be in them."""
    known = tuple(things)
    likely = regions.likely(_countries(known), page.language, region_hint)
    found = postal_places.places(page.text, likely)
    kind = sections.kind_of(page)
    if not found and kind in (sections.Kind.OTHER, sections.Kind.CONTACT):
        return Identity(organization.claims(page, known), postal.described(page, known))
    parts = sections.read(page, kind, found)
    sightings = tuple(postal_text.sightings(parts.lines, likely, parts.is_own)) if found else ()
    return Identity(
        organization.claims(page, known, parts, sightings), postal.addresses(page, known, parts, sightings, likely)
    )


def owner(claims: Iterable[Claim], url: str) -> Organization | None:
    """Return the organisation that runs the site to which an address belongs, or None."""
    return owners.owner(claims, urlsplit(url).hostname or "")


def _countries(things: tuple[structured.Thing, ...]) -> list[str]:
    named = (structured.text(thing.data, "addressCountry") for thing in things if "addressCountry" in thing.data)
    return list(dict.fromkeys(code for code in map(regions.country_code, named) if code))
