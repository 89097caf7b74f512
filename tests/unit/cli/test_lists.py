from pathlib import Path

import pytest

from tests.unit.cli.conftest import LocalSites, Run
from tests.unit.intake import workbooks


def test_a_list_is_kept_shown_renamed_and_deleted(run: Run) -> None:
    assert run("list", "save", "Shops", "a.com", "www.b.com").err == 'Saved "Shops" with 2 domains.\n'
    assert run("list", "show", "shops").out == "a.com\nwww.b.com\n"
    [kept] = run("lists", "--json").json
    assert (kept["name"], kept["total"]) == ("Shops", 2)
    assert "Shops" in run("lists").out
    assert 'now called "Customers"' in run("list", "rename", "Shops", "Customers").err
    assert 'Deleted the list "Customers" (2 domains)' in run("list", "delete", "customers").err
    assert "There is no saved list yet" in run("lists").err


def test_the_columns_of_a_sheet_are_kept(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbooks.made({"A": [["Site", "Id"], ["a.com", 1]], "B": [["Site", "Id"], ["b.com", 2]]}))
    assert run("list", "save", "B", "--input", str(path), "--sheet", "B").status == 0
    assert run("list", "show", "B", "--json").json == [{"domain": "b.com", "input": "b.com", "columns": {"Id": "2"}}]


def test_a_saved_list_is_scanned_under_its_name(run: Run, sites: LocalSites) -> None:
    run("list", "save", "Shops", "acme.com")
    assert run("scan", "--list", "shops", "--quiet", *sites.flags).status == 0
    [batch] = run("batches", "--json").json
    assert (batch["name"], batch["total"], batch["counts"]) == ("shops", 1, {"completed": 1})


def test_the_domains_of_a_batch_are_kept_as_a_list(scanned: Run) -> None:
    assert scanned("list", "save", "Again", "--batch", "latest").err == 'Saved "Again" with 2 domains.\n'
    assert scanned("list", "show", "Again").out == "acme.com\nbroken.com\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("list", "show", "Shops"), 'There is no saved list "Shops", nor any other'),
        (("scan", "--list", "Shops"), 'There is no saved list "Shops"'),
        (("list", "save", "Shops"), "Name the domains to scan"),
        (("list", "save", "Shops", "a.com", "--batch", "latest"), "Give either"),
    ],
)
def test_what_cannot_be_done_with_a_list_is_answered(run: Run, words: tuple[str, ...], why: str) -> None:
    ran = run(*words)
    assert (ran.status, why in ran.err) == (2, True)
