from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def test_what_domains_share_is_a_table(scanned: Run) -> None:
    ran = scanned("pivots", "latest", "--min", "1", "--kind", "email")
    assert ran.status == 0
    assert [line.split() for line in ran.out.splitlines()] == [
        ["Kind", "Shared", "Domains", "Which"],
        ["email", "info@acme.com", "1", "acme.com"],
    ]


def test_where_nothing_is_shared_that_is_said(scanned: Run) -> None:
    ran = scanned("pivots", "latest", "--min", "9")
    assert (ran.status, ran.out) == (0, "")
    assert "Nothing is shared by 9 or more domains" in ran.err
    assert scanned("pivots", "latest", "--min", "9", "--quiet").err == ""


def test_the_json_names_batch_and_domains(scanned: Run) -> None:
    found = scanned("pivots", "latest", "--kind", "ip", "--json").json
    assert found["batch"]["state"] == "partial"
    assert [(each["kind"], each["value"], each["count"]) for each in found["pivots"]] == [("ip", "127.0.0.1", 2)]
    assert sorted(found["pivots"][0]["domains"]) == ["acme.com", "broken.com"]


@pytest.mark.parametrize(("name", "start"), [("shared.csv", "\ufeffkind,name"), ("shared.json", '{"schema":1')])
def test_a_file_is_written_in_the_format_of_its_suffix(scanned: Run, tmp_path: Path, name: str, start: str) -> None:
    ran = scanned("pivots", "latest", "--output", str(tmp_path / name))
    assert (ran.status, ran.out) == (0, "")
    assert f"to {tmp_path / name}." in ran.err
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_kind_that_is_none_and_a_batch_that_is_none_are_refused(scanned: Run) -> None:
    assert scanned("pivots", "latest", "--kind", "colour").status == 2
    assert scanned("pivots", "nothing").status == 2
