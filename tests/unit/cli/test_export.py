import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl", "xlsx"])
def test_the_suffix_says_the_format(scanned: Run, tmp_path: Path, suffix: str) -> None:
    output = tmp_path / f"out.{suffix}"
    ran = scanned("export", "latest", "--output", str(output))
    assert (ran.status, ran.out) == (0, "")
    assert f"Wrote 2 rows to {output}." in ran.err
    starts = {"csv": b"\xef\xbb\xbfdomain", "json": b'{"schema":1', "jsonl": b'{"schema":1', "xlsx": b"PK"}
    assert output.read_bytes().startswith(starts[suffix])


def test_rows_and_columns_can_be_chosen(scanned: Run) -> None:
    words = ("--where", "status=failed", "--where", "text=broken", "--columns", "domain, status")
    ran = scanned("export", "latest", "--output", "-", *words)
    assert (ran.status, ran.err) == (0, "")
    assert ran.json == {"domain": "broken.com", "status": "failed"}


def test_a_format_and_a_layout_can_be_asked_for(scanned: Run) -> None:
    ran = scanned("export", "latest", "--output", "-", "--format", "csv", "--layout", "contacts", "--columns", "value")
    assert ran.out.lstrip("\ufeff").split() == ["value", "info@acme.com"]


def test_nothing_that_matches_is_an_empty_export(scanned: Run) -> None:
    ran = scanned("export", "latest", "--output", "-", "--format", "json", "--where", "kind=dns_timeout")
    assert json.loads(ran.out)["domains"] == []


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("latest",), 2),
        (("latest", "--output", "-", "--where", "status=nowhere"), 2),
        (("latest", "--output", "-", "--columns", "mail"), 2),
        (("ffff", "--output", "-"), 2),
        (("latest", "--output", "/nowhere/out.csv"), 1),
    ],
)
def test_what_cannot_be_written_is_said(scanned: Run, words: tuple[str, ...], status: int) -> None:
    ran = scanned("export", *words)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith("Error: ")
