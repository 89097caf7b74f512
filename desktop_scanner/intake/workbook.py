"""The sheets of an Excel workbook (.xlsx, .xlsm): values as text, formulas by the values that Excel kept of them.

What a workbook unpacks to is looked at before anything of it is read, and a sheet is read row by row: neither an
archive that unpacks to gigabytes nor a cell in the last row of the last column costs more than a large list does.
"""

import datetime
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from desktop_scanner.core.errors import InputError
from desktop_scanner.intake.table_rows import Row

if TYPE_CHECKING:
    import openpyxl

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
_MAX_PARTS = 10_000
_MAX_ROWS = 1_048_576  # Excel's own limit; what numbers its rows beyond it is no workbook of Excel's
_MAX_COLUMNS = 256
_ZIP = b"PK\x03\x04"
_PART = "xl/workbook.xml"
_FAULTS = (  # whatever a file that was made to harm brings the library to; the parsers' own are SyntaxErrors
    *(zipfile.BadZipFile, zlib.error, SyntaxError, OSError, EOFError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, NotImplementedError, RuntimeError, ArithmeticError),
)


def is_workbook(data: bytes) -> bool:
    """Return whether these bytes are a workbook, whatever the file is called."""
    if not data.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _PART in archive.namelist()
    except _FAULTS:
        return b"xl/" in data  # damaged: said when it is opened


class Workbook:
    """An opened workbook; raises InputError, which names the file, where it cannot be read."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        with self._translated():
            self._check(data)
            self._book = _load(data)
            self.sheets = tuple(sheet.title for sheet in self._book.worksheets)
        if not self.sheets:
            raise InputError(f"{name} has no sheet with cells; give one that has a list.")

    def rows(self, sheet: str) -> Iterator[Row]:
        """Give the rows of a sheet that are not blank; raise InputError where there is no such sheet."""
        wanted = next((each for each in self.sheets if each.casefold() == sheet.strip().casefold()), None)
        if wanted is None:
            names = ", ".join(f'"{each}"' for each in self.sheets)
            raise InputError(f'{self._name} has no sheet "{sheet}"; its sheets are {names}.')
        return self._rows(self._book[wanted])

    def _rows(self, sheet: Any) -> Iterator[Row]:
        sheet.reset_dimensions()  # programs that write workbooks often say something wrong there
        cells = sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True)
        with self._translated():
            for line, values in enumerate(islice(cells, _MAX_ROWS), 1):
                if values.count(None) == len(values):  # a million of them may stand before a single cell
                    continue
                texts = [_text(value) for value in values]
                while texts and not texts[-1]:
                    texts.pop()
                if any(text.strip() for text in texts):
                    yield Row(line, texts)

    def _check(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
        # Python's zipfile gives no more of a part than its entry here says, whatever is packed in it.
        unpacked = sum(part.file_size for part in parts)
        if unpacked > MAX_UNPACKED_BYTES or len(parts) > _MAX_PARTS:
            raise InputError(
                f"{self._name} unpacks to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts, more than a list can have; "
                "save its sheet as CSV and give that."
            )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except _FAULTS as error:
            raise InputError(
                f"{self._name} is a damaged workbook and cannot be read; save it again, or its sheet as CSV."
            ) from error


def _load(data: bytes) -> "openpyxl.Workbook":
    import openpyxl  # noqa: PLC0415 -- a quarter of a second, and only for workbooks

    warnings.filterwarnings("ignore", module="openpyxl")  # of features that no list has
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _text(value: object) -> str:
    """Return a cell as its sheet shows it, more or less: dates without midnight, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    return str(value)
