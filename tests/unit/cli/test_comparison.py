import csv
import json
from pathlib import Path

from tests.unit.cli.conftest import LocalSites, Run


def again(scanned: Run, sites: LocalSites) -> None:
    """Scan the list again, and bee.be with it, without reading a second page."""
    scanned("rescan", "latest", *sites.flags)
    scanned("add", "latest", "bee.be")
    scanned("resume", "latest", *sites.flags)


def test_a_batch_is_compared_with_the_one_before(scanned: Run, sites: LocalSites) -> None:
    again(scanned, sites)
    ran = scanned("compare", "latest")
    assert ran.status == 0
    assert "1 new, 2 same." in ran.out
    assert "bee.be  new" in ran.out


def test_differences_are_written_as_csv_and_json(scanned: Run, sites: LocalSites, tmp_path: Path) -> None:
    again(scanned, sites)
    later, earlier = (batch["id"] for batch in scanned("batches", "--json").json)
    assert scanned("compare", earlier, later, "--output", str(tmp_path / "d.csv")).status == 0
    rows = list(csv.DictReader((tmp_path / "d.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["domain"], row["change"]) for row in rows] == [("bee.be", "new")]
    printed = json.loads(scanned("compare", later, earlier, "--output", "-").out)
    assert [each["change"] for each in printed["domains"]] == ["gone"]


def test_what_cannot_be_compared_is_told(scanned: Run, tmp_path: Path) -> None:
    assert "no earlier batch" in scanned("compare", "latest").err
    assert 'not written as "xlsx"' in scanned("compare", "latest", "--output", str(tmp_path / "d.xlsx")).err


def test_a_domain_is_followed_through_its_batches(scanned: Run, sites: LocalSites) -> None:
    again(scanned, sites)
    assert scanned("timeline", "acme.com").out.count("completed") == 2
    entries = scanned("timeline", "acme.com", "--json").json
    assert [entry["difference"] is None for entry in entries] == [True, False]
    assert scanned("timeline", "nowhere.com").status == 2
