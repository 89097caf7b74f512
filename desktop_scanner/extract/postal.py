"""Postal addresses from structured data, in one line."""

from collections.abc import Iterable
from typing import Any

from desktop_scanner.core.results import Address
from desktop_scanner.extract import regions, snippets, structured
from desktop_scanner.extract.document import Document

MAX_ADDRESSES = 50

# Where the number of the postal code follows the town.
_CODE_LAST = frozenset(("US", "CA", "AU", "GB", "IE", "NZ", "IN", "SG"))


def addresses(page: Document, things: Iterable[structured.Thing]) -> tuple[Address, ...]:
    """Return the postal addresses that the page describes, each once."""
    found: dict[str, Address] = {}
    for thing in things:
        for part in _parts(thing):
            line = one_line(part)
            if line is None:
                continue
            key = "".join(filter(str.isalnum, line.casefold()))
            piece = snippets.evidence(page.url, thing.method, f"{structured.text(thing.data, 'name') or ''} {line}")
            held = found.get(key)
            if held is None and len(found) >= MAX_ADDRESSES:
                continue
            code = held.country if held else country(part)
            evidence = snippets.combine(held.evidence if held else (), (piece,))
            found[key] = Address(value=line, country=code, evidence=evidence)
    return tuple(found.values())


def country(address: dict[str, Any]) -> str | None:
    """Return the ISO 3166 code of an address, where its country is known."""
    return regions.country_code(structured.text(address, "addressCountry"))


def one_line(address: dict[str, Any]) -> str | None:
    """Return an address in one line, or None where too little of it is there to find the place."""
    street = ", ".join(structured.texts(address, "streetAddress"))
    town = structured.text(address, "addressLocality") or ""
    code = structured.text(address, "postalCode") or ""
    area = structured.text(address, "addressRegion") or ""
    box = structured.text(address, "postOfficeBoxNumber") or ""
    if not (street or code or box) or not (town or code):
        return None
    place = f"{town}, {area} {code}" if country(address) in _CODE_LAST else f"{code} {town}"
    parts = (street, box, " ".join(place.replace(" ,", ",").split()).strip(", "), _country_name(address))
    return ", ".join(part for part in parts if part)[:500]


def _country_name(address: dict[str, Any]) -> str:
    return structured.text(address, "addressCountry") or ""


def _parts(thing: structured.Thing) -> list[dict[str, Any]]:
    """Return the addresses that this thing is; those that it has are things of their own, except plain texts."""
    if "streetAddress" in thing.data or "postalCode" in thing.data or "PostalAddress" in thing.types:
        return [thing.data]
    return []
