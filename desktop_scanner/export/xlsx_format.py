"""An Excel workbook, written row by row in constant memory; text stays text, so that no cell is a formula."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, BinaryIO, TypeVar

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export.cells import Cell
from desktop_scanner.export.layouts import Kind, Layout
from desktop_scanner.export.tables import Table, tabulate

_T = TypeVar("_T")

_MAX_ROWS = 1_048_576  # of a sheet, its header included
_MAX_TEXT = 32_767  # characters of a cell
_WIDTHS = {Kind.TEXT: 24, Kind.INTEGER: 12, Kind.NUMBER: 12, Kind.INSTANT: 20}


def write(
    results: Iterator[DomainResult], _batch: BatchInfo, output: BinaryIO, layout: Layout, columns: tuple[str, ...]
) -> int:
    """Write the results and return the number of rows; what no sheet can hold goes on in the next."""
    # Slow to import, and most runs write no workbook.
    from xlsxwriter import Workbook  # noqa: PLC0415
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    count = 0
    with tabulate(results, layout, columns) as table:
        book = Workbook(_Guarded(output), {"constant_memory": True})
        book.use_zip64()  # only a workbook of more than 4 GB makes use of it
        sheets = _Sheets(book, layout.name, table)
        for count, cells in enumerate(table.rows(), 1):  # noqa: B007 -- the last number is the count
            sheets.add(cells)
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the OSError, for the place that knows the output's name
    return count


class _Guarded:
    """The output as the archive sees it; once it has failed it takes everything and keeps nothing.

    An archive that could not be written is closed once more when it is collected, and would then complain again.
    """

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._has_failed = False

    def write(self, data: bytes) -> int:
        return self._try(lambda: self._output.write(data), len(data))

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset if self._has_failed else self._output.seek(offset, whence)

    def tell(self) -> int:
        return 0 if self._has_failed else self._output.tell()

    def flush(self) -> None:
        self._try(self._output.flush, None)

    def _try(self, act: Callable[[], _T], otherwise: _T) -> _T:
        if self._has_failed:
            return otherwise
        try:
            return act()
        except OSError:
            self._has_failed = True
            raise


class _Sheets:
    """Sheets of one table, each with its header."""

    def __init__(self, book: Any, name: str, table: Table) -> None:
        self._book = book
        self._name = name
        self._columns = table.columns
        self._bold = book.add_format({"bold": True})
        self._instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._count = 0
        self._begin()

    def add(self, cells: list[Cell]) -> None:
        if self._row == _MAX_ROWS:
            self._begin()
        for column, cell in enumerate(cells):
            self._put(column, cell)
        self._row += 1

    def _begin(self) -> None:
        self._count += 1
        self._sheet = self._book.add_worksheet(self._name if self._count == 1 else f"{self._name} {self._count}")
        self._sheet.freeze_panes(1, 0)
        for column, (name, kind) in enumerate(self._columns):
            self._sheet.set_column(column, column, _WIDTHS[kind])
            self._sheet.write_string(0, column, name[:_MAX_TEXT], self._bold)
        self._row = 1

    def _put(self, column: int, cell: Cell) -> None:
        if isinstance(cell, datetime):
            self._sheet.write_datetime(self._row, column, cell.replace(tzinfo=None), self._instant)
        elif isinstance(cell, str):
            self._sheet.write_string(self._row, column, cell[:_MAX_TEXT])
        elif cell is not None:
            self._sheet.write_number(self._row, column, cell)
