import csv
import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import LocalSites, Run


def test_each_domain_is_one_line_of_json_on_standard_output(run: Run, sites: LocalSites) -> None:
    ran = run("scan", "www.Acme.com", "bee.be", "--output", "-", *sites.flags)
    results = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    assert [(result["domain"], result["status"]) for result in results] == [
        ("acme.com", "completed"),
        ("bee.be", "completed"),
    ]
    assert results[0]["input"] == "www.Acme.com"
    assert results[0]["schema"] == 1


def test_the_summary_goes_to_standard_error(run: Run, sites: LocalSites) -> None:
    ran = run("scan", "acme.com", "broken.com", *sites.flags)
    assert (ran.status, ran.out) == (0, "")
    assert "Scanning 2 domains." in ran.err
    assert "1 completed, 1 failed (1 http_server_error)." in ran.err
    assert "desktop-scanner show" in ran.err


def test_unusable_lines_are_named_and_the_rest_goes_on(run: Run, sites: LocalSites, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("# shops\n\nacme.com\nplumbers of ghent\nACME.com\n", encoding="utf-8")
    ran = run("scan", "--input", str(path), *sites.flags)
    assert ran.status == 0
    assert 'line 4: "plumbers of ghent": a domain name has no spaces\n' in ran.err
    assert "Scanning 1 domain (1 duplicate, 1 unusable left out)." in ran.err


def test_quiet_silences_all_but_unusable_lines(run: Run, sites: LocalSites) -> None:
    ran = run("scan", "acme.com", "no domain", "--quiet", *sites.flags)
    assert (ran.status, ran.err) == (0, 'line 2: "no domain": a domain name has no spaces\n')


def test_the_users_columns_come_back_first_in_the_csv(run: Run, sites: LocalSites, tmp_path: Path) -> None:
    path, output = tmp_path / "customers.csv", tmp_path / "out.csv"
    path.write_text("account;site;city\n7;acme.com;Ghent\n", encoding="utf-8")
    ran = run("scan", "--input", str(path), "--column", "site", "--output", str(output), *sites.flags)
    assert ran.status == 0
    with output.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert list(row)[:3] == ["account", "city", "domain"]
    assert (row["account"], row["domain"], row["emails"]) == ("7", "acme.com", "info@acme.com")
    assert f"Wrote 1 row to {output}." in ran.err


def test_the_batch_is_called_as_it_is_named_or_as_its_list(run: Run, sites: LocalSites, tmp_path: Path) -> None:
    path = tmp_path / "bakers.txt"
    path.write_text("bee.be", encoding="utf-8")
    run("scan", "--input", str(path), *sites.flags)
    run("scan", "bee.be", "--name", "Beekeepers", *sites.flags)
    assert [batch["name"] for batch in run("batches", "--json").json] == ["Beekeepers", "bakers"]


def test_where_every_domain_fails_the_status_is_3(run: Run, sites: LocalSites) -> None:
    assert run("scan", "broken.com", *sites.flags).status == 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Name the domains to scan, or give a list with --input FILE."),
        (("no domain", "nodot"), "all 2 entries of the command line cannot be used"),
        (("--input", "/nowhere/list.txt"), "There is no file /nowhere/list.txt"),
        (("a.com", "--max-pages", "0"), "--max-pages"),
        (("a.com", "--domain-timeout", "0"), "--domain-timeout must be above 0."),
        (("a.com", "--connect-to", "here"), '"here" is no rule'),
        (("a.com", "--header", "no colon"), 'The --header cannot be read; write it as --header "Name: value".'),
        (("a.com", "--ca-file", "/nowhere.pem"), "There is no CA file /nowhere.pem"),
        (("a.com", "--fingerprints", "/nowhere"), "The fingerprints /nowhere cannot be read"),
        (("a.com", "--format", "pdf"), "Invalid value for '--format': 'pdf' is not one of"),
        (("a.com", "--header", "Authorization: env:NO_SUCH_VARIABLE"), "NO_SUCH_VARIABLE"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_made(run: Run, words: tuple[str, ...], sentence: str) -> None:
    ran = run("scan", *words)
    assert ran.status == 2
    assert sentence in ran.err
    assert run("batches", "--json").json == []


def test_an_unwritable_output_is_found_before_the_scan(run: Run, tmp_path: Path, database: Path) -> None:
    ran = run("scan", "acme.com", "--output", str(tmp_path / "nowhere" / "out.csv"))
    assert ran.status == 1
    assert "there is no folder" in ran.err
    assert not database.exists()


def test_further_fingerprints_are_used_and_a_broken_rule_is_told(run: Run, sites: LocalSites, tmp_path: Path) -> None:
    rules = {"Acme Builder": {"url": "acme.com"}, "Broken": {"html": "("}}
    (tmp_path / "mine.json").write_text(json.dumps(rules), encoding="utf-8")
    ran = run("scan", "acme.com", "--fingerprints", str(tmp_path), "--output", "-", "--quiet", *sites.flags)
    assert ran.status == 0
    assert "Acme Builder" in [found["name"] for found in json.loads(ran.out)["technologies"]]
    assert 'The rule for "Broken" in mine.json is left out' in ran.err


def test_values_of_the_users_own_rules_are_found_and_stay_with_the_batch(
    run: Run, sites: LocalSites, tmp_path: Path
) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text("[[rule]]\nname = 'trade'\nregex = 'Acme repairs (\\w+)'\n", encoding="utf-8")
    run("scan", "acme.com", "--rules", str(rules), *sites.flags)
    rules.unlink()
    assert run("show", "latest", "acme.com", "--json").json["custom"] == {"trade": ["bicycles"]}
    assert run("export", "latest", "--output", "-", "--format", "csv").out.splitlines()[0].endswith(",trade")
    assert run("batches", "--json").json[0]["options"]["rules"] == [{"name": "trade", "regex": r"Acme repairs (\w+)"}]


def test_a_faulty_rule_is_named_before_anything_runs(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text("[[rule]]\nname = 'trade'\n\nregex = '('\n", encoding="utf-8")
    ran = run("scan", "acme.com", "--rules", str(rules))
    assert ran.status == 2
    assert "rules.toml, line 4" in ran.err
