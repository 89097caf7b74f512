import pytest

from desktop_scanner.intake import domain_column

_ROWS = [["Acme", "acme.com", "Ghent"], ["Bee", "bee.be", "Bruges"]]


@pytest.mark.parametrize(
    "name", ["Domain", "WEBSITE", "Internetadresse", "nom de domaine", "página web", "сайт", "URL"]
)
def test_the_column_is_found_by_its_name_in_several_languages(name: str) -> None:
    assert domain_column.find(["Company", name, "City"], _ROWS) == 1


@pytest.mark.parametrize("name", ["Company domain", "primary_domain", "Website (main)"])
def test_a_name_that_contains_the_word_counts_too(name: str) -> None:
    assert domain_column.find(["Company", name, "City"], _ROWS) == 1


def test_a_column_called_site_that_holds_offices_is_not_taken() -> None:
    assert domain_column.find(["Site", "Contact"], [["Ghent office", "acme.com"], ["Bruges office", "bee.be"]]) == 1


def test_the_plainer_name_goes_before_the_other() -> None:
    rows = [["https://social.example/acme", "acme.com"]]
    assert domain_column.find(["Link", "Domain"], rows) == 1


def test_without_a_header_the_content_decides() -> None:
    assert domain_column.find(None, [["1", "Acme", "acme.com"], ["2", "Bee", "not known"], ["3", "C", "c.com"]]) == 2


def test_where_nothing_is_a_domain_there_is_no_column() -> None:
    assert domain_column.find(None, [["1", "Acme"]]) is None


def test_the_only_column_is_the_one_meant() -> None:
    assert domain_column.find(None, [["plumbers of ghent"]]) == 0


def test_a_named_column_is_meant_even_where_no_cell_can_be_used() -> None:
    assert domain_column.find(["Name", "Domain"], [["Acme", "acme"]]) == 1


@pytest.mark.parametrize(
    ("first", "rest", "expected"),
    [
        (["Domain"], [["a.com"]], True),
        (["Name", "Home"], [["Acme", "a.com"]], True),
        (["a.com", "Acme"], [["b.com", "Bee"]], False),
        (["plumbers of ghent"], [["a.com"]], False),
        (["12", "broken name"], [["13", "a.com"]], False),
        (["", "broken name"], [["13", "a.com"]], False),
        (["Name", "City"], [["Acme", "Ghent"]], False),
    ],
)
def test_a_header_is_told_from_a_row(first: list[str], rest: list[list[str]], expected: bool) -> None:
    assert domain_column.is_header(first, rest) is expected


def test_a_column_is_named_in_any_case_and_spacing() -> None:
    assert domain_column.by_name(["Id", "Web-Site  main"], "web site MAIN") == 1
    assert domain_column.by_name(["Id"], "web") is None
