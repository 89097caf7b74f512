"""Postal addresses: from structured data, from `<address>` and from the text, each place once."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from desktop_scanner.core.results import Address
from desktop_scanner.extract.companies import legal_forms
from desktop_scanner.extract.linked_data import structured
from desktop_scanner.extract.organization import sections
from desktop_scanner.extract.organization.sections import Sections
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.places import postal_text, regions
from desktop_scanner.extract.places.postal_text import Sighting
from desktop_scanner.extract.text import snippets, wordlists

MAX_ADDRESSES = 50
MAX_ELEMENTS = 15

# What happens or is offered at a place is not where the owner is.
_ELSEWHERE = frozenset(
    "location performer organizer jobLocation itemReviewed review reviewedBy author hiringOrganization".split()
)
_PARTS = ("street", "postal_code", "city", "region")


def addresses(
    page: Document,
    things: Iterable[structured.Thing],
    parts: Sections,
    sightings: Iterable[Sighting],
    likely: tuple[str, ...],
) -> tuple[Address, ...]:
    """Return the postal addresses that the page states, each once; `sightings` are those in its lines."""
    found = [*_described(page, things), *_in_elements(page, likely)]
    for sighting in sightings:
        snippet = " ".join(parts.lines[max(0, sighting.line - 1) : sighting.last_line + 1])
        found.append(_seen(page, sighting, "text", snippet))
    return merged(found)[:MAX_ADDRESSES]


def described(page: Document, things: Iterable[structured.Thing]) -> tuple[Address, ...]:
    """Return the postal addresses in the page's structured data, each once."""
    return merged(_described(page, things))[:MAX_ADDRESSES]


def merged(found: Iterable[Address]) -> tuple[Address, ...]:
    """Return the addresses with those of one place joined, in whatever spelling they come."""
    places: dict[str, Address] = {}
    known: dict[str, str] = {}
    for address in found:
        keys = _keys(address)
        held = next((known[key] for key in keys if key in known), None)
        if held is None:
            held = keys[0]
            places[held] = address
        else:
            places[held] = _joined(places[held], address)
        known.update(dict.fromkeys(keys, held))
    streets = {key for address in places.values() if address.street for key in [_town_key(address)]}
    return tuple(
        address
        for address in places.values()
        if address.street or not address.city or _town_key(address) not in streets
    )


def country(address: dict[str, Any]) -> str | None:
    """Return the ISO 3166 code of an address, where its country is known."""
    return regions.country_code(structured.text(address, "addressCountry"))


def one_line(address: dict[str, Any]) -> str | None:
    """Return an address in one line, or None where too little of it is there to find the place."""
    street = ", ".join(structured.texts(address, "streetAddress"))
    town = structured.text(address, "addressLocality") or ""
    code = structured.text(address, "postalCode") or ""
    box = structured.text(address, "postOfficeBoxNumber") or ""
    if not (street or code or box) or not (town or code):
        return None
    area = structured.text(address, "addressRegion")
    line = postal_text.one_line(", ".join(filter(None, (street, box))), code, town, area, country(address))
    return ", ".join(filter(None, (line, structured.text(address, "addressCountry") or "")))[:500]


def _described(page: Document, things: Iterable[structured.Thing]) -> Iterator[Address]:
    for thing in things:
        if any(step.name in _ELSEWHERE for step in thing.path):
            continue
        if not ("streetAddress" in thing.data or "postalCode" in thing.data or "PostalAddress" in thing.types):
            yield from _written_out(page, thing)
            continue
        line = one_line(thing.data)
        if line is not None:
            name = structured.text(thing.data, "name") or ""
            yield Address(
                value=line,
                country=country(thing.data),
                street=", ".join(structured.texts(thing.data, "streetAddress"))[:300] or None,
                postal_code=structured.text(thing.data, "postalCode"),
                city=structured.text(thing.data, "addressLocality"),
                region=structured.text(thing.data, "addressRegion"),
                evidence=(snippets.evidence(page.url, thing.method, f"{name} {line}"),),
            )


def _written_out(page: Document, thing: structured.Thing) -> Iterator[Address]:
    """Yield the addresses that a thing has as plain text."""
    for part in structured.parts(thing.data, "address"):
        if isinstance(part, str) and 10 < len(part) < 300:
            text = structured.clean(part)
            for sighting in postal_text.sightings([text], regions.likely([], page.language, None)):
                yield _seen(page, sighting, thing.method, text)


def _in_elements(page: Document, likely: tuple[str, ...]) -> Iterator[Address]:
    if "<address" not in page.source and "<ADDRESS" not in page.source:
        return
    for node in page.tree.tags("address")[:MAX_ELEMENTS]:
        lines = sections.joined(page.pieces(node))
        for sighting in postal_text.sightings(lines, likely):
            yield _seen(page, sighting, "address", " ".join(lines))


def _seen(page: Document, sighting: Sighting, method: str, snippet: str) -> Address:
    return Address(
        value=sighting.one_line,
        country=sighting.country,
        street=sighting.street,
        postal_code=sighting.code,
        city=sighting.town,
        region=sighting.region,
        evidence=(snippets.evidence(page.url, method, snippet),),
    )


def _joined(held: Address, other: Address) -> Address:
    """Return one place from two sightings: the fuller one's wording, the parts of both."""
    fuller, poorer = (held, other) if _known(held) >= _known(other) else (other, held)
    parts = {name: getattr(fuller, name) or getattr(poorer, name) for name in (*_PARTS, "country")}
    return msgspec.structs.replace(fuller, **parts, evidence=snippets.combine(held.evidence, other.evidence))


def _known(address: Address) -> int:
    return sum(1 for name in (*_PARTS, "country") if getattr(address, name))


def _keys(address: Address) -> list[str]:
    """Return what tells a place from others: street with code, street with town, the whole line."""
    keys = []
    if address.street:
        street = _street_key(address.street)
        if address.postal_code:
            keys.append(f"{street}|{_plain(address.postal_code)}")
            number = re.search(r"\d+\s?[a-z]?(?![a-z])", address.street.lower())
            if number:  # the same house, whatever is said of floors and quarters
                letters = re.sub(r"[\d\W]", "", street[:20])
                keys.append(f"{number[0].replace(' ', '')}|{letters[:4]}|{_plain(address.postal_code)}")
        if address.city:
            keys.append(f"{street}|{_plain(address.city)}")
    return keys or [_plain(address.value)]


def _town_key(address: Address) -> str:
    return f"{_plain(address.postal_code or '')}|{_plain(address.city or '')}"


@lru_cache(maxsize=4_096)
def _street_key(street: str) -> str:
    words = re.findall(r"[^\W\d_]+|\d+", legal_forms.fold(street.replace("c/", "calle ")))
    whole = [_ABBREVIATED.get(word, word) for word in words]
    return "".join(re.sub(r"str$", "strasse", word) for word in whole)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, legal_forms.fold(text)))


_ABBREVIATED = wordlists.pairs("""
    st:street rd:road ave:avenue av:avenue avda:avenida blvd:boulevard bd:boulevard bld:boulevard dr:drive ln:lane
    ct:court
    pl:place pza:plaza sq:square str:strasse strasse:strasse pkwy:parkway hwy:highway ste:suite ul: al:aleja
    os:osiedle c:calle
    v:via viale:viale pzza:piazza p:piazza nam:namesti rte:route ch:chemin n:north s:south e:east w:west bte:boite
    no: nr:
""")
