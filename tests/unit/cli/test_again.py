import pytest

from tests.unit.cli.conftest import LocalSites, Run


def test_failed_domains_are_tried_again_in_place(scanned: Run, sites: LocalSites) -> None:
    ran = scanned("retry", "latest", *sites.flags)
    assert ran.status == 0
    assert "Trying 1 domain again." in ran.err
    [batch] = scanned("batches", "--json").json
    assert (batch["state"], batch["counts"]) == ("partial", {"completed": 1, "failed": 1})


@pytest.mark.parametrize(("kind", "says"), [("read_timeout", "failed of this kind"), ("http_server_error", "1 domain")])
def test_only_failures_of_a_kind_are_tried_again(scanned: Run, sites: LocalSites, kind: str, says: str) -> None:
    assert says in scanned("retry", "latest", "--kind", kind, *sites.flags).err


def test_an_unknown_kind_is_answered_with_those_there_are(scanned: Run) -> None:
    ran = scanned("retry", "latest", "--kind", "bad_luck")
    assert (ran.status, "dns_not_found" in ran.err) == (2, True)


def test_a_list_is_scanned_again_as_a_new_batch(scanned: Run, sites: LocalSites) -> None:
    ran = scanned("rescan", "latest", *sites.flags)
    assert "Scanning 2 domains again." in ran.err
    again, first = scanned("batches", "--json").json
    assert (again["predecessor"], again["name"], again["total"]) == (first["id"], first["name"], 2)
    assert first["counts"] == again["counts"]


@pytest.mark.parametrize(("days", "says"), [("1", "was scanned since"), ("0", "Scanning 2 domains again")])
def test_only_what_is_old_enough_is_scanned_again(scanned: Run, sites: LocalSites, days: str, says: str) -> None:
    assert says in scanned("rescan", "latest", "--older-than", days, *sites.flags).err


def test_added_domains_are_scanned_when_the_batch_is_resumed(scanned: Run, sites: LocalSites) -> None:
    ran = scanned("add", "latest", "acme.com", "bee.be")
    assert "Added 1 domain to" in ran.err
    assert "(1 it had already)" in ran.err
    assert "desktop-scanner resume" in ran.err
    assert scanned("resume", "latest", *sites.flags).status == 0
    assert scanned("batches", "--json").json[0]["counts"] == {"completed": 2, "failed": 1}
