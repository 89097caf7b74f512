import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop_scanner.extract.organization import described
from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]


def block(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def found(facts: Facts, data: object) -> dict[str, Any]:
    organization = facts(block(data)).organization
    assert organization is not None
    return organization


def test_everything_that_is_said_of_it_is_read(facts: Facts) -> None:
    address = {"streetAddress": "Veldstraat 1", "postalCode": "9000", "addressLocality": "Gent"}
    shown = found(
        facts,
        {
            "@type": ["Organization", "Bakery"],
            "name": "Bakkerij &amp; Co",
            "legalName": "Peeters NV",
            "vatID": "BE 0403.170.701",
            "logo": {"@type": "ImageObject", "url": "/logo.png"},
            "address": address,
            "email": "mailto:info@peeters.be",
            "sameAs": ["https://www.facebook.com/peeters"],
            "foundingDate": "1950",
        },
    )
    assert (shown["name"], shown["type"], shown["legal_name"]) == ("Bakkerij & Co", "Bakery", "Peeters NV")
    assert shown["logo"] == "https://www.bakkerij-peeters.be/logo.png"
    assert (shown["email"], shown["vat_id"], shown["legal_form"]) == ("info@peeters.be", "BE0403170701", "NV")
    assert (shown["address"], shown["founded"]) == ("Veldstraat 1, 9000 Gent", "1950")
    assert shown["evidence"][0]["method"] == "jsonld"


def test_place_size_and_numbers_are_read(facts: Facts) -> None:
    shown = found(
        facts,
        {
            "@type": "Store",
            "name": "P",
            "geo": {"latitude": "51.05", "longitude": 3.72},
            "leiCode": "5493001KJTIIGC8Y1R12",
            "numberOfEmployees": {"minValue": 10, "maxValue": 49},
            "identifier": [{"propertyID": "KvK", "value": "12345678"}, {"value": "1"}, "x"],
            "openingHours": "Mo-Fr 09:00-17:00",
            "contactPoint": [{"telephone": "tel:+3292234567"}, "x"],
            "vatID": "none yet",
        },
    )
    assert (shown["geo"], shown["employees"]) == ({"lat": 51.05, "lon": 3.72}, "10-49")
    assert [(entry["kind"], entry["number"]) for entry in shown["registers"]] == [
        ("LEI", "5493001KJTIIGC8Y1R12"),
        ("KvK", "12345678"),
    ]
    assert (shown["opening_hours"], shown["telephone"], shown["vat_id"]) == (
        ["Mo-Fr 09:00-17:00"],
        "+3292234567",
        "none yet",
    )


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("geo", {"geo": {"latitude": "x", "longitude": 1}}),
        ("geo", {"geo": [{"latitude": 0, "longitude": 0}, "x"]}),
        ("geo", {"geo": {"latitude": 91, "longitude": 1}}),
        ("employees", {"numberOfEmployees": {}}),
        ("address", {"address": {"addressLocality": "Gent"}}),
    ],
)
def test_what_makes_no_sense_is_unknown(facts: Facts, key: str, data: dict[str, Any]) -> None:
    assert found(facts, {"@type": "Store", "name": "P", **data})[key] is None


@pytest.mark.parametrize(
    ("data", "address", "employees"),
    [
        ({"address": "Veldstraat 1, 9000 Gent", "numberOfEmployees": 12}, "Veldstraat 1, 9000 Gent", "12"),
        (
            {
                "location": {"address": {"streetAddress": "A 1", "postalCode": "9000"}},
                "numberOfEmployees": {"value": 5},
            },
            "A 1, 9000",
            "5",
        ),
    ],
)
def test_other_forms_of_place_and_size_are_read(
    facts: Facts, data: dict[str, Any], address: str, employees: str
) -> None:
    shown = found(facts, {"@type": "Store", "name": "P", **data})
    assert (shown["address"], shown["employees"]) == (address, employees)


def test_an_address_may_be_named_by_its_id(facts: Facts) -> None:
    graph = [
        {"@type": "Organization", "name": "P", "address": {"@id": "#a"}},
        {"@type": "PostalAddress", "@id": "#a", "streetAddress": "Veldstraat 1", "postalCode": "9000"},
    ]
    assert found(facts, {"@graph": graph})["address"] == "Veldstraat 1, 9000"


def test_the_publisher_of_the_site_is_its_owner(facts: Facts) -> None:
    shown = found(
        facts,
        [
            {"@type": "Organization", "name": "Theme maker", "telephone": "1"},
            {
                "@type": "WebSite",
                "publisher": {"@type": "LocalBusiness", "name": "Janssens", "telephone": "1", "url": "/"},
            },
        ],
    )
    assert shown["name"] == "Janssens"


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "WebSite", "name": "x"},
        {"@type": "Organization"},
        {"@type": "Organization", "name": "Home"},
        {"name": "x"},
        5,
        {"@type": "Organization", "name": "Pixelwerk", "url": "https://pixelwerk.example.de"},
        {"@type": "Organization", "name": "Google"},
        {"@type": "Product", "brand": {"@type": "Organization", "name": "Brandmaker"}},
        {"@type": "Event", "organizer": {"@type": "Organization", "name": "Festival Ltd"}},
        {"@type": "Review", "itemReviewed": {"@type": "Hotel", "name": "Elsewhere"}},
        {"@type": "Organization", "name": "Mine", "memberOf": {}}
        | {"@type": "Person", "worksFor": {"@type": "Organization", "name": "x"}},
    ],
)
def test_others_than_the_owner_are_left_out(facts: Facts, data: object) -> None:
    assert facts(block(data)).organization is None


def test_an_author_after_whom_the_host_is_named_may_be_the_owner(facts: Facts) -> None:
    assert (
        found(facts, {"@type": "Article", "author": {"@type": "Organization", "name": "Bakkerij Peeters"}})[
            "confidence"
        ]
        > 0.8
    )


def test_a_publisher_with_another_address_is_unsure(facts: Facts) -> None:
    publisher = {"@type": "Organization", "name": "Verlag", "url": "https://verlag.example.de"}
    assert found(facts, {"@type": "WebSite", "publisher": publisher})["confidence"] == 0.5


@pytest.mark.parametrize("url", ["https://bakkerij-peeters.be", "https://shop.bakkerij-peeters.be/x", "#organization"])
def test_the_site_s_own_address_tells_the_owner(facts: Facts, url: str) -> None:
    assert found(facts, {"@type": "Store", "name": "Iets anders", "url": url})["name"] == "Iets anders"


def test_microdata_serves_too(facts: Facts) -> None:
    markup = '<p itemscope itemtype="https://schema.org/Restaurant"><b itemprop="name">Peeters</b></p>'
    organization = facts(markup).organization
    assert organization is not None
    assert (organization["name"], organization["evidence"][0]["method"]) == ("Peeters", "microdata")


def test_a_long_list_of_branches_is_read_as_far_as_is_useful(facts: Facts) -> None:
    branches = [{"@type": "Store", "name": f"Branch {number}"} for number in range(100)]
    assert len(facts(block(branches)).claims) == described.MAX_CLAIMS
