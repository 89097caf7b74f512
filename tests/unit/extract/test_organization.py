import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop_scanner.extract.organization import is_organization
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
    described = found(facts, {
        "@type": ["Organization", "Bakery"], "name": "Bakkerij &amp; Co", "legalName": "Peeters NV",
        "vatID": "BE0403170701", "logo": {"@type": "ImageObject", "url": "/logo.png"}, "address": address,
        "email": "mailto:info@peeters.be", "sameAs": ["https://www.facebook.com/peeters"],
    })  # fmt: skip
    assert (described["name"], described["type"], described["legal_name"]) == ("Bakkerij & Co", "Bakery", "Peeters NV")
    assert described["logo"] == "https://www.bakkerij-peeters.be/logo.png"
    assert (described["email"], described["vat_id"]) == ("info@peeters.be", "BE0403170701")
    assert described["address"] == "Veldstraat 1, 9000 Gent"
    assert described["evidence"][0]["method"] == "jsonld"


def test_an_address_may_be_named_by_its_id(facts: Facts) -> None:
    graph = [
        {"@type": "Organization", "name": "P", "address": {"@id": "#a"}},
        {"@type": "PostalAddress", "@id": "#a", "streetAddress": "Veldstraat 1", "postalCode": "9000"},
    ]
    assert found(facts, {"@graph": graph})["address"] == "Veldstraat 1, 9000"


def test_the_fullest_description_is_taken(facts: Facts) -> None:
    described = found(facts, [
        {"@type": "Organization", "name": "Theme maker"},
        {"@type": "WebPage", "publisher": {"@type": "LocalBusiness", "name": "Peeters", "telephone": "1", "url": "/"}},
    ])  # fmt: skip
    assert described["name"] == "Peeters"


@pytest.mark.parametrize("data", [{"@type": "WebSite", "name": "x"}, {"@type": "Organization"}, {"name": "x"}, 5])
def test_other_things_are_no_organisation(facts: Facts, data: object) -> None:
    assert facts(block(data)).organization is None


def test_microdata_serves_too(facts: Facts) -> None:
    markup = '<p itemscope itemtype="https://schema.org/Restaurant"><b itemprop="name">Peeters</b></p>'
    organization = facts(markup).organization
    assert organization is not None
    assert (organization["name"], organization["evidence"][0]["method"]) == ("Peeters", "microdata")


@pytest.mark.parametrize(("name", "expected"), [("Bakery", True), ("SomeNewStore", True), ("Product", False)])
def test_kinds_of_organisation_are_known(name: str, expected: bool) -> None:
    assert is_organization([name]) is expected
