import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.intake import table_layout
from desktop_scanner.intake.table_rows import Row, TableChoices

SHOPS = [Row(3, ["Id", "Site"]), Row(4, ["7", "a.com"]), Row(5, ["8", "none", "b.com"])]


def test_the_names_and_the_domains_are_found() -> None:
    layout = table_layout.of(SHOPS, "list.csv", TableChoices())
    assert (layout.domain, layout.header, layout.names) == (1, 1, ("Id", "Site"))
    assert layout.others(SHOPS[2].cells) == {"Id": "8", "column 3": "b.com"}


@pytest.mark.parametrize(
    ("choices", "domain", "header"),
    [
        (TableChoices(column=2), 2, 1),
        (TableChoices(column="id"), 0, 1),
        (TableChoices(header=0), 2, 0),
        (TableChoices(header=2), 2, 2),
        (TableChoices(header=99, column=0), 0, 3),
    ],
)
def test_a_choice_is_obeyed_and_the_rest_found(choices: TableChoices, domain: int, header: int) -> None:
    layout = table_layout.of(SHOPS, "list.csv", choices)
    assert (layout.domain, layout.header) == (domain, header)


def test_a_column_is_found_below_a_title_by_its_name() -> None:
    titled = [Row(1, ["Our shops"]), *SHOPS]
    assert table_layout.of(titled, "list.csv", TableChoices(column="Site")).header == 2
    with pytest.raises(InputError, match='has no column "Web"'):
        table_layout.of(titled, "list.csv", TableChoices(column="Web"))


def test_each_column_is_reported_with_what_is_in_it() -> None:
    reports = table_layout.reports(SHOPS[1:], ("Id", "Site"))
    assert [(each.name, each.domains, each.values) for each in reports] == [
        ("Id", 0, 2),
        ("Site", 1, 2),
        ("column 3", 1, 1),
    ]


def test_columns_that_are_dropped_are_not_kept() -> None:
    layout = table_layout.of(SHOPS, "list.csv", TableChoices(dropped=frozenset({0, 2})))
    assert layout.others(SHOPS[2].cells) == {}
