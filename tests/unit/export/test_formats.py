import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_scanner.core.errors import ExportError, SettingsError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export import formats
from tests.unit.export.sample import BATCH, acme, gone


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("out.csv", "csv"),
        ("out.JSON", "json"),
        ("out.jsonl", "jsonl"),
        ("out.ndjson", "jsonl"),
        ("out.xlsx", "xlsx"),
        ("out.parquet", "parquet"),
        ("out", "csv"),
        ("out.txt", "csv"),
    ],
)
def test_the_suffix_says_the_format(name: str, expected: str) -> None:
    assert formats.format_of(Path(name)) == expected


def test_a_stream_is_json_lines() -> None:
    assert formats.format_of(None) == "jsonl"


@pytest.mark.parametrize("layout", ["domains", "contacts", "technologies", "pages"])
def test_every_layout_is_written_in_a_file(tmp_path: Path, layout: str) -> None:
    path = tmp_path / "out.csv"
    count = formats.write(iter([acme(), gone()]), BATCH, path, format="csv", layout=layout)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == count >= 2


def test_results_go_to_a_stream() -> None:
    stream = io.BytesIO()
    formats.write(iter([acme()]), BATCH, stream, format="jsonl", columns=("domain",))
    assert json.loads(stream.getvalue()) == {"domain": "acme.com"}


@pytest.mark.parametrize(("format_", "layout"), [("pdf", "domains"), ("csv", "rows")])
def test_what_is_unknown_is_refused_before_a_file_is_made(tmp_path: Path, format_: str, layout: str) -> None:
    with pytest.raises(SettingsError):
        formats.write(iter([]), BATCH, tmp_path / "out", format=format_, layout=layout)
    with pytest.raises(SettingsError):
        formats.check(tmp_path / "out", format_, layout)
    assert list(tmp_path.iterdir()) == []


def test_an_output_is_checked_before_there_are_results(tmp_path: Path) -> None:
    formats.check(tmp_path / "out.csv", "csv")
    formats.check(None, "jsonl")
    with pytest.raises(ExportError, match="no folder"):
        formats.check(tmp_path / "nowhere" / "out.csv", "csv")


def test_the_results_are_closed_also_when_the_output_fails(tmp_path: Path) -> None:
    closed = []

    def results() -> Iterator[DomainResult]:
        try:
            yield acme()
            yield gone()
        finally:
            closed.append(True)

    with pytest.raises(SettingsError):
        formats.write(results(), BATCH, tmp_path / "out.json", format="json", columns=("nothing",))
    stream = results()
    next(stream)
    formats.write(stream, BATCH, tmp_path / "out.json", format="json")
    assert closed == [True]
