import datetime
import struct

import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.intake import workbook
from desktop_scanner.intake.workbook import Workbook
from tests.unit.intake import workbooks

PART = "xl/worksheets/sheet1.xml"
ONE = workbooks.made({"One": [["Site"], ["a.com"]]})


def _cells(data: bytes, sheet: str = "One") -> list[tuple[int, list[str]]]:
    return [(row.line, row.cells) for row in Workbook(data, "list.xlsx").rows(sheet)]


def test_values_are_read_as_the_sheet_shows_them() -> None:
    day, moment = datetime.date(2026, 3, 1), datetime.datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001 -- sheets know no zone
    data = workbooks.made({"One": [["a.com", 7, 7.0, 7.25, True, day, moment, None], [], ["b.com", 12345678]]})
    assert _cells(data) == [
        (1, ["a.com", "7", "7", "7.25", "TRUE", "2026-03-01", "2026-03-01 09:30:00"]),
        (3, ["b.com", "12345678"]),
    ]


def test_a_formula_gives_the_value_that_was_kept_of_it() -> None:
    cell = '<row r="1"><c r="A1" t="str"><f>LOWER("A.COM")</f><v>a.com</v></c></row>'
    assert _cells(workbooks.with_part(ONE, PART, workbooks.sheet(cell))) == [(1, ["a.com"])]


def test_texts_within_cells_are_read_too() -> None:
    cell = '<row r="1"><c r="B1" t="inlineStr"><is><t>a.com</t></is></c></row>'
    assert _cells(workbooks.with_part(ONE, PART, workbooks.sheet(cell))) == [(1, ["", "a.com"])]


def test_a_sheet_is_found_whatever_its_capitals_and_a_wrong_one_is_answered() -> None:
    book = Workbook(workbooks.made({"Shops": [["a.com"]], "Old": []}), "list.xlsx")
    assert book.sheets == ("Shops", "Old")
    assert [row.cells for row in book.rows(" shops")] == [["a.com"]]
    with pytest.raises(InputError, match=r'list.xlsx has no sheet "New"; its sheets are "Shops", "Old"\.'):
        book.rows("New")


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = workbooks.with_part(ONE, PART, workbooks.sheet("<row/>" * 400_000))
    assert len(bomb) < 30_000
    monkeypatch.setattr(workbook, "MAX_UNPACKED_BYTES", 2_000_000)
    with pytest.raises(InputError, match=r"list.xlsx unpacks to 2 MB in 9 parts, more than a list can have"):
        _cells(bomb)


def test_a_part_that_lies_about_its_size_gives_no_more_than_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbooks.sheet("<row/>" * 400_000)
    lying = workbooks.with_part(ONE, PART, content).replace(struct.pack("<L", len(content)), struct.pack("<L", 100))
    monkeypatch.setattr(workbook, "MAX_UNPACKED_BYTES", 2_000_000)
    with pytest.raises(InputError, match="damaged workbook"):
        _cells(lying)


def test_a_cell_at_the_end_of_the_sheet_costs_no_memory_for_those_before() -> None:
    cells = '<row r="1"><c r="A1" t="str"><v>a.com</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert _cells(workbooks.with_part(ONE, PART, workbooks.sheet(cells))) == [(1, ["a.com"])]


def test_a_row_beyond_every_sheet_ends_the_list() -> None:
    cells = '<row r="1"><c r="A1" t="str"><v>a.com</v></c></row><row r="99999999999"><c><v>1</v></c></row>'
    assert _cells(workbooks.with_part(ONE, PART, workbooks.sheet(cells))) == [(1, ["a.com"])]


def test_entities_that_grow_without_end_are_refused() -> None:
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(12))
    head = f"<!DOCTYPE worksheet [{grown}]>".encode()
    cell = workbooks.sheet('<row r="1"><c r="A1" t="str"><v>&e11;</v></c></row>')
    with pytest.raises(InputError, match="damaged workbook"):
        _cells(workbooks.with_part(ONE, PART, head + cell))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", PART, "[Content_Types].xml"]
)
@pytest.mark.parametrize("content", [b"", b"<", b"<a/>"])
def test_a_part_that_is_damaged_ends_in_a_sentence_or_an_empty_list(part: str, content: bytes) -> None:
    sentence = ""
    try:
        _cells(workbooks.with_part(ONE, part, content))
    except InputError as error:
        sentence = str(error)
    assert not sentence or sentence.startswith("list.xlsx")


@pytest.mark.parametrize("size", [4, 100, 1000, len(ONE) - 30])
def test_a_file_that_was_cut_off_is_refused(size: int) -> None:
    with pytest.raises(InputError, match=r"list\.xlsx is a damaged workbook"):
        Workbook(ONE[:size], "list.xlsx")


def test_other_archives_are_no_workbooks() -> None:
    assert workbook.is_workbook(ONE)
    assert not workbook.is_workbook(b"PK\x03\x04 word/document.xml")
    assert not workbook.is_workbook(b"domain,city")
