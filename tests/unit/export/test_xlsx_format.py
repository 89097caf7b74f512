import errno
import gc
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from desktop_scanner.core.results import DomainResult
from desktop_scanner.export import xlsx_format
from desktop_scanner.export.layouts import layout
from tests.unit.export.sample import BATCH, acme, gone

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def _sheets(data: bytes) -> list[list[list[str]]]:
    """Return the cells' text of each sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        trees = [ET.fromstring(archive.read(name)) for name in names]  # noqa: S314 -- our own file
    return [
        [["".join(cell.itertext()) for cell in row.findall("m:c", _NS)] for row in tree.iterfind(".//m:row", _NS)]
        for tree in trees
    ]


def _written(*results: DomainResult, columns: tuple[str, ...] = ()) -> bytes:
    file = io.BytesIO()
    xlsx_format.write(iter(results), BATCH, file, layout("domains"), columns)
    return file.getvalue()


def test_a_workbook_has_a_header_and_a_row_a_domain() -> None:
    columns = ("account", "domain", "http_status")
    data = _written(acme(columns={"account": "7"}), gone(), columns=columns)
    assert _sheets(data) == [[list(columns), ["7", "acme.com", "200"], ["gone.be"]]]


def test_formulas_and_phones_are_text_as_they_are() -> None:
    data = _written(acme(title="=1+1"), columns=("title", "phones"))
    assert _sheets(data)[0][1] == ["=1+1", "+3291234567; +3291234568"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_text_that_no_cell_can_hold_is_cut() -> None:
    assert len(_sheets(_written(acme(title="x" * 40_000), columns=("title",)))[0][1][0]) == 32_767


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_format, "_MAX_ROWS", 3)
    sheets = _sheets(_written(*(acme(domain=f"a{n}.com") for n in range(5)), columns=("domain",)))
    assert sheets == [
        [["domain"], ["a0.com"], ["a1.com"]],
        [["domain"], ["a2.com"], ["a3.com"]],
        [["domain"], ["a4.com"]],
    ]


def test_instants_are_dates_of_the_spreadsheet() -> None:
    assert float(_sheets(_written(acme(), columns=("started_at",)))[0][1][0]) == pytest.approx(46329.5868, abs=1e-4)


class _FullDisk(io.BytesIO):
    def write(self, _data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_the_error_of_the_disk() -> None:
    with pytest.raises(OSError, match="No space left"):
        xlsx_format.write(iter([acme()]), BATCH, _FullDisk(), layout("domains"), ())
    gc.collect()  # an archive left open would complain here


def test_a_workbook_can_be_written_into_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"

    class Pipe(io.FileIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError(errno.ESPIPE, "Illegal seek")

    with Pipe(path, "w") as pipe:
        xlsx_format.write(iter([acme()]), BATCH, pipe, layout("domains"), ("domain",))
    assert _sheets(path.read_bytes()) == [[["domain"], ["acme.com"]]]
