import pytest

from desktop_scanner.extract.organization import organization_types


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bakery", True),
        ("Cooperative", True),
        ("SomeNewStore", True),
        ("Product", False),
        ("Service", False),
        ("Person", False),
    ],
)
def test_kinds_of_organisation_are_known(name: str, expected: bool) -> None:
    assert organization_types.is_organization([name]) is expected


@pytest.mark.parametrize(
    ("types", "name"),
    [
        (("Organization", "Bakery"), "Bakery"),
        (("LocalBusiness", "BikeStore"), "BikeStore"),
        (("Organization", "Corporation"), "Corporation"),
        (("Organization",), "Organization"),
        (("Thing", "Store"), "Store"),
        ((), "Organization"),
    ],
)
def test_the_special_type_says_most(types: tuple[str, ...], name: str) -> None:
    assert organization_types.most_special(types) == name
