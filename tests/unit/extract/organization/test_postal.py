import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop_scanner.core.results import Address
from desktop_scanner.extract.organization import postal
from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]
GENT = {"@type": "PostalAddress", "streetAddress": "Veldstraat 1", "postalCode": "9000", "addressLocality": "Gent"}


def block(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (GENT | {"addressCountry": "BE"}, "Veldstraat 1, 9000 Gent, BE"),
        (
            {
                "streetAddress": "1 Main St",
                "postalCode": "02110",
                "addressLocality": "Boston",
                "addressRegion": "MA",
                "addressCountry": {"name": "USA"},
            },
            "1 Main St, Boston, MA 02110, USA",
        ),
        ({"postalCode": 9000, "addressLocality": "Gent"}, "9000 Gent"),
        ({"postOfficeBoxNumber": "PB 5", "addressLocality": "Gent"}, "PB 5, Gent"),
        ({"addressLocality": "Gent"}, None),
        ({"streetAddress": "Veldstraat 1"}, None),
        ({"streetAddress": None, "postalCode": True}, None),
    ],
)
def test_an_address_is_one_line(address: dict[str, object], line: str | None) -> None:
    assert postal.one_line(address) == line


def test_its_parts_are_kept_too(facts: Facts) -> None:
    (address,) = facts(
        block({"@type": "Store", "name": "P", "address": GENT | {"addressRegion": "Oost-Vlaanderen"}})
    ).addresses
    parts = (address.street, address.postal_code, address.city, address.region)
    assert parts == ("Veldstraat 1", "9000", "Gent", "Oost-Vlaanderen")


def test_an_address_that_stands_twice_is_one(facts: Facts) -> None:
    data = [
        {"@type": "Store", "name": "P", "address": GENT | {"streetAddress": f"Veldstraat {number}"}}
        for number in ("1", "1 ", "2")
    ]
    found = facts("".join(map(block, data))).addresses
    assert [address.value for address in found] == ["Veldstraat 1, 9000 Gent", "Veldstraat 2, 9000 Gent"]


def test_text_and_structured_data_make_one_address_with_all_evidence(facts: Facts) -> None:
    page = (
        block({"@type": "Store", "name": "P", "address": GENT | {"addressCountry": "BE"}})
        + "<p>Veldstr. 1<br>B-9000 GENT</p>"
    )
    page += "<address>Veldstraat 1<br>9000 Gent</address>"
    (address,) = facts(page, region_hint="BE").addresses
    assert (address.value, address.country) == ("Veldstraat 1, 9000 Gent, BE", "BE")
    assert [piece.method for piece in address.evidence] == ["jsonld", "address", "text", "text"]


def test_an_address_written_out_in_structured_data_is_taken_apart(facts: Facts) -> None:
    (address,) = facts(block({"@type": "Store", "name": "P", "address": "Veldstraat 1, 9000 Gent, België"})).addresses
    assert (address.street, address.postal_code, address.city, address.country) == (
        "Veldstraat 1",
        "9000",
        "Gent",
        "BE",
    )


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "Event", "name": "Concert", "location": {"@type": "Place", "name": "Hall", "address": GENT}},
        {"@type": "JobPosting", "jobLocation": {"@type": "Place", "address": GENT}},
        {"@type": "Store", "name": "P", "address": {"@type": "PostalAddress", "addressLocality": "Gent"}},
        {"@type": "Store", "name": "P", "address": "somewhere in the middle of Gent"},
    ],
)
def test_places_of_events_and_jobs_and_half_addresses_are_left_out(facts: Facts, data: dict[str, Any]) -> None:
    assert facts(block(data)).addresses == ()


def address(
    street: str | None, code: str | None = "9000", city: str | None = "Gent", country: str | None = None
) -> Address:
    line = ", ".join(part for part in (street, f"{code or ''} {city or ''}".strip()) if part)
    return Address(value=line, country=country, street=street, postal_code=code, city=city)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (address("Hauptstr. 1"), address("Hauptstraße 1")),
        (address("1 Main St", "02110", "Boston"), address("1 Main Street, Suite 5", "02110", "Boston")),
        (
            address("18 Saltmarsh Parade", "BS99 7XH", "Bristol"),
            address("18 Saltmarsh Parade, Hollowmere", "bs997xh", "Bristol"),
        ),
        (address("5 Baggot Street", None, "Dublin"), address("5 Baggot St.", "D04 X2", "Dublin")),
        (address(None), address("Veldstraat 1")),
        (address("Rue Haute"), address("rue haute")),
        (Address(value="A 1, Gent", country=None), Address(value="a 1 GENT", country=None)),
    ],
)
def test_one_place_in_two_spellings_is_one(first: Address, second: Address) -> None:
    assert len(postal.merged([first, second])) == 1
    assert len(postal.merged([second, first])) == 1


def test_two_places_stay_two_and_the_fuller_wording_is_kept() -> None:
    found = postal.merged(
        [address("Ring 1"), address("Ring 1", country="BE"), address("Ring 2"), address("Ring 1", "1000", "Brussel")]
    )
    assert [(each.street, each.country, each.city) for each in found] == [
        ("Ring 1", "BE", "Gent"),
        ("Ring 2", None, "Gent"),
        ("Ring 1", None, "Brussel"),
    ]
