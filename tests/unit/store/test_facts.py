import msgspec
import pytest

from desktop_scanner.core.results import Address, DomainResult, Email, Phone, SocialProfile, Technology, Tracker
from desktop_scanner.store import facts
from tests.unit.store import samples


def _result(**fields: object) -> DomainResult:
    return samples.completed(samples.claimed("a.com"), **fields)


@pytest.mark.parametrize(
    ("fields", "kind", "normalised"),
    [
        ({"emails": (Email(value="Info@A.com", kind="role", confidence=1),)}, "email", "info@a.com"),
        ({"phones": (Phone(value="+3212", display="12", region="BE", confidence=1),)}, "phone", "+3212"),
        ({"social": (SocialProfile(network="x", url="https://x.com/A", handle="A"),)}, "social", "https://x.com/a"),
        ({"addresses": (Address(value="Am  Markt\n1", country=None),)}, "address", "am markt 1"),
        ({"technologies": (Technology(name="WordPress", version=None),)}, "technology", "wordpress"),
        ({"trackers": (Tracker(kind="google_analytics", id="G-X"),)}, "tracker", "google_analytics:g-x"),
        ({"custom": {"VAT": ["DE1"]}}, "custom", "de1"),
        ({"organization": {"name": "Müller  GmbH"}}, "organization", "müller gmbh"),
    ],
)
def test_each_kind_has_a_form_in_which_equal_facts_are_equal(
    fields: dict[str, object], kind: str, normalised: str
) -> None:
    [row] = facts.taken_apart(_result(**fields))
    assert (row.kind, row.normalised) == (kind, normalised)


def test_the_parts_of_an_address_come_back_and_older_ones_have_none() -> None:
    whole = Address(value="Ring 3, 80331 München", country="DE", street="Ring 3", postal_code="80331", city="München")
    older = Address(value="Ring 4", country=None)
    rows = facts.taken_apart(_result(addresses=(whole, older)))
    bare = [rows[0], msgspec.structs.replace(rows[1], detail='{"country":null}')]
    assert facts.put_together(bare, ())["addresses"] == (whole, older)


@pytest.mark.parametrize("organization", [None, {}, {"name": None}, {"name": " "}, {"name": ["a", "b"]}])
def test_an_organization_without_a_name_is_no_fact(organization: dict[str, object] | None) -> None:
    assert facts.taken_apart(_result(organization=organization)) == []


def test_facts_taken_apart_are_put_together_again() -> None:
    rich = samples.rich(samples.claimed("a.com"))
    fields = facts.put_together(facts.taken_apart(rich), list(rich.custom))
    assert fields == {name: getattr(rich, name) for name in {*facts.FIELDS, "custom"}}


def test_a_value_is_not_stored_twice() -> None:
    [row, *_] = facts.taken_apart(samples.rich(samples.claimed("a.com")))
    assert row.value == "Info@a.com"
    assert "a.com" not in row.detail
    assert "mailto" not in row.detail


def test_facts_that_were_stored_before_a_field_existed_are_read_with_its_default() -> None:
    rows = [
        facts.FactRow("email", "a@b.be", "a@b.be", '{"kind": "role", "placeholder": false, "confidence": 0.9}'),
        facts.FactRow("phone", "+3212", "+3212", '{"display": "12", "region": "BE", "confidence": 0.9}'),
    ]
    found = facts.put_together(rows, ())
    assert found["emails"][0].own_domain is False
    assert (found["phones"][0].type, found["phones"][0].is_fax) == (None, False)
