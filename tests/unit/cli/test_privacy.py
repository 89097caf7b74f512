from pathlib import Path

import pytest

from tests.unit.cli.conftest import LocalSites, Run


def test_a_persons_address_is_purged_and_stays_away(scanned: Run, sites: LocalSites) -> None:
    ran = scanned("purge", "info@acme.com", "--yes", "--note", "asked us")
    assert ran.status == 0
    assert "Purged the email info@acme.com from 1 result. Later scans leave it out." in ran.err
    scanned("rescan", "latest", *sites.flags)
    for batch in scanned("batches", "--json").json:
        assert "info@acme.com" not in scanned("show", batch["id"], "acme.com", "--json").out
    assert [each["note"] for each in scanned("suppressed", "--json").json] == ["asked us"]
    assert "info@acme.com" in scanned("suppressed").out
    assert "allowed again" in scanned("allow", "info@acme.com").err
    assert "is empty" in scanned("suppressed").err


def test_nothing_is_purged_unasked(scanned: Run) -> None:
    ran = scanned("purge", "acme.com")
    assert (ran.status, "say --yes" in ran.err) == (2, True)


@pytest.mark.parametrize(("answer", "total"), [(True, 1), (False, 2)])
def test_a_person_is_asked_before_a_domain_is_purged(
    scanned: Run, monkeypatch: pytest.MonkeyPatch, answer: bool, total: int
) -> None:
    monkeypatch.setattr("desktop_scanner.cli.messages.can_ask", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda question, err: answer)
    scanned("purge", "acme.com")
    assert scanned("batches", "--json").json[0]["total"] == total


def test_suppressed_domains_of_a_list_are_told(scanned: Run, sites: LocalSites) -> None:
    scanned("purge", "acme.com", "--yes")
    ran = scanned("scan", "acme.com", "bee.be", *sites.flags)
    assert "1 domain is on the suppression list and left out." in ran.err


def test_copies_of_the_database_are_named_since_they_still_hold_what_was_purged(scanned: Run, database: Path) -> None:
    for name in ("m001-copy", "damaged-2026-11-28", "other"):
        database.with_name(f"{database.name}.{name}").touch()
    said = scanned("purge", "info@acme.com", "--yes").err
    assert f"{database.name}.m001-copy is a copy from before" in said
    assert f"{database.name}.damaged-2026-11-28 is a copy from before" in said
    assert ".other is" not in said
