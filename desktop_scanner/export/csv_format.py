"""CSV for spreadsheets and programs: UTF-8 with a byte order mark, RFC 4180, CRLF, no cell that is a formula."""

import codecs
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export.cells import Cell, harmless, instant
from desktop_scanner.export.layouts import Layout
from desktop_scanner.export.tables import tabulate

# The semicolon too: where it parts columns (most of Europe), a cell that holds one must not fall into two.
_NEEDS_QUOTES = re.compile(r'[",;\t\r\n]|^\s|\s$')


def write(
    results: Iterator[DomainResult], _batch: BatchInfo, output: BinaryIO, layout: Layout, columns: tuple[str, ...]
) -> int:
    """Write the results and return the number of rows."""
    count = 0
    with tabulate(results, layout, columns) as table:
        output.write(codecs.BOM_UTF8 + line(name for name, _ in table.columns))
        for cells in table.rows():
            output.write(line(cells))
            count += 1
    return count


def line(cells: Iterable[Cell]) -> bytes:
    """Return one record, its cells made harmless and quoted where needed."""
    return (",".join(map(_field, cells)) + "\r\n").encode()


def _field(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return instant(cell)
    if not isinstance(cell, str):
        return str(cell)
    text = harmless(cell)
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text
