from typing import Any

import pytest

from desktop_scanner.core.organizations import Organization, Register
from desktop_scanner.core.results import Evidence
from desktop_scanner.extract.organization import owners
from desktop_scanner.extract.organization.claims import Claim, Source

HOST = "www.cafe-sonne.de"


def claim(source: Source, name: str, confidence: float = 0.9, *, is_owner: bool = False, **fields: Any) -> Claim:
    evidence = (Evidence(f"https://{HOST}/{source.name}", source.name, name),)
    organization = Organization(name=name, confidence=confidence, evidence=evidence, **fields)
    return Claim(source=source, organization=organization, is_owner=is_owner)


def owner(*claims: Claim) -> Organization:
    found = owners.owner(claims, HOST)
    assert found is not None
    return found


def test_the_imprint_s_law_joins_the_brand_s_name_and_hours() -> None:
    found = owner(
        claim(
            Source.STRUCTURED, "Café Sonne", type="CafeOrCoffeeShop", opening_hours=("Mo-Fr 09:00-17:00",), vat_id="old"
        ),
        claim(
            Source.IMPRINT,
            "Meyer Gastronomie GmbH",
            0.95,
            is_owner=True,
            legal_name="Meyer Gastronomie GmbH",
            legal_form="GmbH",
            vat_id="DE136695976",
            registers=(Register("HRB", "1", "Köln"),),
            representatives=("Eva Meyer",),
        ),
    )
    assert (found.name, found.type, found.legal_name) == ("Café Sonne", "CafeOrCoffeeShop", "Meyer Gastronomie GmbH")
    assert (found.vat_id, found.opening_hours) == ("DE136695976", ("Mo-Fr 09:00-17:00",))
    assert (found.registers, found.representatives) == ((Register("HRB", "1", "Köln"),), ("Eva Meyer",))
    assert [piece.method for piece in found.evidence] == ["STRUCTURED", "IMPRINT"]


def test_nothing_of_another_company_is_mixed_in() -> None:
    found = owner(
        claim(Source.STRUCTURED, "Café Sonne"),
        claim(Source.IMPRINT, "Pixelwerk GmbH", 0.8, vat_id="DE136695976", address="Ring 1"),
        claim(Source.TEXT, "Druckerei Meier KG", 0.85, address="Ring 2"),
        claim(Source.TEXT, "Café Sonne GmbH", 0.85, address="Markt 1", legal_name="Café Sonne GmbH"),
    )
    assert (found.address, found.vat_id, found.legal_form) == ("Markt 1", None, "GmbH")


def test_what_the_operator_says_elsewhere_belongs_to_it() -> None:
    found = owner(
        claim(Source.STRUCTURED, "Café Sonne"),
        claim(Source.IMPRINT, "Meyer Gastronomie GmbH", 0.95, is_owner=True),
        claim(Source.TEXT, "Meyer Gastronomie", 0.6, telephone="1"),
    )
    assert found.telephone == "1"


def test_an_imprint_outweighs_unsure_structured_data() -> None:
    assert owner(claim(Source.STRUCTURED, "Verlag", 0.5), claim(Source.IMPRINT, "Sonne GmbH", 0.9)).name == "Sonne GmbH"
    assert owner(claim(Source.STRUCTURED, "Verlag", 0.5), claim(Source.TEXT, "Sonne GmbH", 0.9)).name == "Verlag"


def test_the_name_that_the_host_bears_is_preferred() -> None:
    assert (
        owner(claim(Source.TEXT, "Familie Meier", 0.6), claim(Source.SITE_NAME, "Café Sonne", 0.6)).name == "Café Sonne"
    )


def test_two_weak_places_that_agree_make_a_name() -> None:
    assert owners.owner([claim(Source.TEXT, "Praxis Weiss", 0.45)], HOST) is None
    found = owner(claim(Source.TEXT, "Praxis Weiss", 0.45), claim(Source.SITE_NAME, "Praxis Weiss", 0.3))
    assert found.confidence == 0.53


def test_a_register_entry_with_its_court_is_kept() -> None:
    found = owner(
        claim(Source.STRUCTURED, "Sonne", registers=(Register("HRB", "1"),)),
        claim(Source.IMPRINT, "Sonne", registers=(Register("HRB", "1", "Köln"),)),
        claim(Source.TEXT, "Sonne", registers=(Register("HRB", "1"),)),
    )
    assert found.registers == (Register("HRB", "1", "Köln"),)


def test_a_thousand_pages_with_one_foot_are_read_as_a_few() -> None:
    found = owner(*(claim(Source.TEXT, f"Sonne {number % 300:03}") for number in range(10_000)))
    assert found.name == "Sonne 000"


def test_without_claims_there_is_no_owner() -> None:
    assert owners.owner([], HOST) is None
    assert owners.owner([claim(Source.TEXT, "x", 0.0)], HOST) is None


@pytest.mark.parametrize(
    ("organization", "expected"),
    [
        (None, False),
        ({}, False),
        ({"name": "P", "confidence": 0.65}, False),
        ({"name": "P", "confidence": 0.9}, True),
        ({"name": "P"}, True),
        ({"name": "P", "confidence": None}, False),
    ],
)
def test_only_more_than_a_copyright_line_is_sure(organization: dict[str, object] | None, expected: bool) -> None:
    assert owners.is_sure(organization) is expected
