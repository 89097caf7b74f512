from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def test_a_batch_is_renamed_tagged_and_noted(scanned: Run) -> None:
    assert 'is now called "Bike shops"' in scanned("rename", "latest", "Bike shops").err
    assert 'Tags of "Bike shops": bikes, be.' in scanned("tag", "latest", "bikes", "be").err
    assert 'Tags of "Bike shops": be.' in scanned("tag", "latest", "--remove", "Bikes").err
    assert 'Noted at "Bike shops".' in scanned("note", "latest", "ask Ann").err
    [batch] = scanned("batches", "--json").json
    assert (batch["name"], batch["tags"], batch["note"]) == ("Bike shops", ["be"], "ask Ann")
    shown = scanned("show", "latest").out
    assert "Tags        be\nNote        ask Ann\n" in shown
    assert "has no note any more" in scanned("note", "latest", "").err


def test_a_tag_command_without_tags_says_what_it_needs(scanned: Run) -> None:
    ran = scanned("tag", "latest")
    assert (ran.status, "Name a tag to add" in ran.err) == (2, True)


def test_a_deleted_batch_is_gone_and_its_space_given_back(scanned: Run, database: Path) -> None:
    ran = scanned("delete", "latest", "--yes")
    assert ran.status == 0
    assert "Deleted" in ran.err
    assert "MB given back" in ran.err
    assert scanned("batches", "--json").json == []
    assert scanned("delete", "latest", "--yes").status == 2


def test_nothing_is_deleted_unasked(scanned: Run) -> None:
    ran = scanned("delete", "latest")
    assert (ran.status, "say --yes" in ran.err) == (2, True)
    assert len(scanned("batches", "--json").json) == 1


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_person_is_asked_before_a_batch_is_deleted(
    scanned: Run, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr("desktop_scanner.cli.messages.can_ask", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda question, err: "domains?" in question and answer == "y")
    scanned("delete", "latest")
    assert len(scanned("batches", "--json").json) == (0 if answer == "y" else 1)
