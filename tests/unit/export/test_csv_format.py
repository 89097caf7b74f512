import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core.results import DomainResult
from desktop_scanner.export import csv_format
from desktop_scanner.export.layouts import layout
from tests.unit.export.sample import BATCH, acme, gone


def _written(*results: DomainResult, columns: tuple[str, ...] = ()) -> bytes:
    file = io.BytesIO()
    csv_format.write(iter(results), BATCH, file, layout("domains"), columns)
    return file.getvalue()


def _read(data: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_it_begins_with_a_byte_order_mark_and_ends_lines_with_crlf() -> None:
    data = _written(acme(), gone())
    assert data.startswith(b"\xef\xbb\xbfdomain,input,status,")
    assert data.count(b"\r\n") == data.count(b"\n") == 3


def test_a_row_is_read_back_as_it_was_written() -> None:
    [row] = _read(_written(acme(title='He said "yes", twice\nand more;', columns={"account": "7"})))
    assert row["title"] == 'He said "yes", twice\nand more;'
    assert (row["account"], row["http_status"], row["description"]) == ("7", "200", "")
    assert row["started_at"] == "2026-11-03T14:05:00.250000Z"


def test_no_cell_is_a_formula_and_phones_stay_readable() -> None:
    [row] = _read(_written(acme(title='=HYPERLINK("http://evil.example")', columns={"=1": "@2"})))
    assert row["title"] == '\'=HYPERLINK("http://evil.example")'
    assert row["'=1"] == "'@2"
    assert row["phones"] == "'+3291234567; +3291234568"


def test_a_cell_with_a_semicolon_is_quoted_for_spreadsheets_that_part_at_it() -> None:
    assert b'"a; =1"' in _written(acme(title="a; =1"))


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_is_one_cell(title: str, own: str) -> None:
    data = _written(acme(title=title, columns={"own": own}), columns=("own", "title", "domain"))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert [len(row) for row in rows] == [3, 3]
    assert rows[1][1] in (title, f"'{title}")
    assert not rows[1][1].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("columns", [("phones",), ("domain", "phones")])
def test_only_the_columns_asked_for_are_written(columns: tuple[str, ...]) -> None:
    assert list(_read(_written(acme(), columns=columns))[0]) == list(columns)
