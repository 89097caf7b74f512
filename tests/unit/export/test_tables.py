import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export.cells import Cell
from desktop_scanner.export.layouts import layout
from desktop_scanner.export.tables import tabulate
from tests.unit.export.sample import AT, acme, gone


def _table(results: list[DomainResult], *columns: str, name: str = "domains") -> tuple[list[str], list[list[Cell]]]:
    with tabulate(results, layout(name), columns) as table:
        return [name for name, _ in table.columns], list(table.rows())


def test_the_users_columns_come_first_and_every_list_keeps_its_own() -> None:
    names, rows = _table([acme(columns={"account": "7"}), gone(columns={"city": "Ghent", "account": "8"})])
    assert names[:3] == ["account", "city", "domain"]
    assert [row[:3] for row in rows] == [["7", None, "acme.com"], ["8", "Ghent", "gone.be"]]


def test_a_users_column_that_is_called_as_ours_is_marked() -> None:
    names, rows = _table([acme(columns={"title": "mine", "title (input)": "too"})])
    assert names[:2] == ["title (input)", "title (input) (input)"]
    assert rows[0][:2] == ["mine", "too"]
    assert len(set(names)) == len(names)


def test_the_values_of_the_users_own_rules_come_last() -> None:
    one, other = acme(custom={"founded": ["1931"], "title": []}), gone(columns={"founded": "2001"})
    names, rows = _table([one, other])
    assert (names[0], names[-2:]) == ("founded", ["founded (rule)", "title (rule)"])
    assert [row[-2:] for row in rows] == [["1931", None], [None, None]]


def test_other_layouts_leave_the_rules_out() -> None:
    names, _ = _table([acme(custom={"founded": ["1931"]})], name="pages")
    assert "founded" not in names


def test_columns_are_chosen_in_the_order_asked_for_and_any_case() -> None:
    names, rows = _table([acme(columns={"Account": "7"})], "Domain", "account", "phones")
    assert names == ["domain", "Account", "phones"]
    assert rows == [["acme.com", "7", "+3291234567; +3291234568"]]


def test_an_unknown_column_is_answered_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match=r'no column "mail"; the columns are account, domain'):
        _table([acme(columns={"account": "7"})], "mail")


def test_cells_keep_their_types() -> None:
    _, rows = _table([acme()], "http_status", "started_at", "title", "description")
    assert rows == [[200, AT, "Acme", None]]


def test_no_results_are_a_table_without_rows() -> None:
    names, rows = _table([])
    assert (names[0], rows) == ("domain", [])


def test_more_rows_than_memory_should_hold_come_back_from_disk() -> None:
    results = (acme(domain=f"a{number}.com", title="x" * 20_000) for number in range(2_000))
    with tabulate(results, layout("domains"), ("domain", "title")) as table:
        rows = list(table.rows())
    assert (len(rows), rows[1999][0]) == (2_000, "a1999.com")


def test_half_surrogates_of_a_page_harm_nothing() -> None:
    assert _table([acme(title="\ud800", columns={"\udfff": "\ud800"})], "title")[1] == [["?"]]
