"""The organisation behind a site, as its structured data describes it."""

import re
from collections.abc import Iterable
from typing import Any

from desktop_scanner.extract import postal, snippets, structured, wordlists
from desktop_scanner.extract.document import Document

_GENERAL = ("Organization", "LocalBusiness", "Corporation", "Store", "ProfessionalService")
_ENDINGS = re.compile(r".+(?:Business|Store|Organization|Agency|Service|Shop)$")

# Keys of the result, and the properties that they are read from.
_FIELDS = {
    "legal_name": ("legalName",),
    "alternate_name": ("alternateName",),
    "description": ("description",),
    "slogan": ("slogan",),
    "url": ("url",),
    "logo": ("logo", "image"),
    "email": ("email",),
    "telephone": ("telephone",),
    "fax": ("faxNumber",),
    "vat_id": ("vatID",),
    "tax_id": ("taxID",),
    "founded": ("foundingDate",),
    "price_range": ("priceRange",),
}
_LISTS = {"same_as": ("sameAs",), "opening_hours": ("openingHours",)}
_SCHEME = re.compile(r"^(?:mailto|tel|fax):", re.IGNORECASE)
MAX_LIST = 30
MAX_TEXT = 1_000


def organization(page: Document, things: Iterable[structured.Thing]) -> dict[str, Any] | None:
    """Return the organisation that the page describes best, with its evidence, or None."""
    best: dict[str, Any] | None = None
    best_score = 0
    named = _named_addresses(things := tuple(things))
    for thing in things:
        if not is_organization(thing.types):
            continue
        described = _read(page, thing, named)
        score = _score(described, thing.types) if described else 0
        if score > best_score:
            best, best_score = described, score
    return best


def is_organization(types: Iterable[str]) -> bool:
    """Return whether one of the types is a kind of organisation."""
    return any(name in wordlists.ORGANIZATIONS or _ENDINGS.fullmatch(name) for name in types)


def fields(described: dict[str, Any]) -> int:
    """Return how much is known of an organisation, for choosing among the pages' descriptions."""
    return sum(1 for value in described.values() if value)


def logo(described: dict[str, Any] | None) -> str | None:
    """Return the address of an organisation's logo, if it names one."""
    value = described.get("logo") if described else None
    return value if isinstance(value, str) and value.startswith("http") else None


def _read(page: Document, thing: structured.Thing, addresses: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    data = thing.data
    name = structured.text(data, "name") or structured.text(data, "legalName")
    if not name:
        return None
    described: dict[str, Any] = {"name": name[:300], "type": _type(thing.types)}
    for key, properties in _FIELDS.items():
        value = structured.text(data, *properties)
        if value:
            described[key] = _SCHEME.sub("", value)[:MAX_TEXT]
    for key in {"url", "logo"} & described.keys():
        described[key] = page.absolute(described[key]) or described[key]
    for key, properties in _LISTS.items():
        values = structured.texts(data, *properties)
        if values:
            described[key] = [value[:MAX_TEXT] for value in values[:MAX_LIST]]
    address = _address(data, addresses)
    if address:
        described["address"] = address[:MAX_TEXT]
    piece = snippets.evidence(page.url, thing.method, f"{described['type']}: {name}")
    described["evidence"] = [{"url": piece.url, "method": piece.method, "snippet": piece.snippet}]
    return described


def _type(types: tuple[str, ...]) -> str:
    known = [name for name in types if is_organization((name,))]
    special = [name for name in known if name not in _GENERAL]
    return (special or known)[0]


def _address(data: dict[str, Any], addresses: dict[str, dict[str, Any]]) -> str | None:
    value = data.get("address") or data.get("location")
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str) and part.strip():
            return structured.clean(part)
        if isinstance(part, dict):
            line = postal.one_line(addresses.get(str(part.get("@id")), part))
            if line:
                return line
    return None


def _named_addresses(things: tuple[structured.Thing, ...]) -> dict[str, dict[str, Any]]:
    """Return the addresses that others refer to by their `@id`."""
    named = {}
    for thing in things:
        name = thing.data.get("@id")
        if isinstance(name, str) and "streetAddress" in thing.data:
            named[name] = thing.data
    return named


def _score(described: dict[str, Any], types: tuple[str, ...]) -> int:
    weight = sum(2 for key in ("address", "telephone", "email", "logo", "legal_name", "vat_id") if described.get(key))
    weight += sum(1 for key in ("url", "same_as", "description", "opening_hours") if described.get(key))
    return 1 + weight + (1 if any(name != "Organization" for name in types) else 0)
