"""A list as a table (CSV, TSV): the column with the domains is found, the user's other columns are kept."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct

from desktop_scanner.core import domains
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import dialect, domain_column, text_list
from desktop_scanner.intake.gathering import Gathering

_SAMPLE_ROWS = 1_000
_END = "\0end of the table\0"  # fed after the last line: a quoted cell that never ends swallows it


class _Row(Struct, frozen=True):
    """A row that is not blank, and the line of the file on which it begins."""

    line: int
    cells: list[str]


class _Layout(Struct, frozen=True):
    """Where the domains stand and what the other columns are called."""

    domain: int
    names: tuple[str, ...]

    def name(self, index: int) -> str:
        """Return the column's name; a column without one is called by its number."""
        return self.names[index] if index < len(self.names) else f"column {index + 1}"

    def others(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the user's own columns of a row."""
        return {self.name(index): cell.strip() for index, cell in enumerate(cells) if index != self.domain}


def read(text: str, name: str, *, column: str | None = None) -> TargetList:
    """Return the targets of a table's text; raise InputError where its domains cannot be found."""
    rows = _rows(text, name)
    sample = list(islice(rows, _SAMPLE_ROWS))
    gathering = Gathering()
    if sample:
        layout, skipped = _layout(sample, name, column)
        for row in chain(sample[skipped:], rows):
            _take(gathering, row, layout)
    return gathering.result()


def _rows(text: str, name: str) -> Iterator[_Row]:
    first = next(text_list.lines(text[:100]), "")
    declared = dialect.declared(first)
    preferred = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    delimiter = declared or dialect.delimiter(text, preferred=preferred)
    reader = csv.reader(_with_end(text_list.lines(text)), delimiter=delimiter)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except csv.Error:
            raise _endless(name, begins) from None
        if cells == [_END]:
            return
        if any(_END in cell for cell in cells):
            raise _endless(name, begins)
        if any(cell and not cell.isspace() for cell in cells) and not (declared and begins == 1):
            yield _Row(begins, cells)
        begins = reader.line_num + 1


def _with_end(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n"
    yield _END


def _endless(name: str, line: int) -> InputError:
    return InputError(
        f"{name}, line {line}: a quoted cell begins here and does not end; add or remove a quotation mark."
    )


def _layout(sample: Sequence[_Row], name: str, column: str | None) -> tuple[_Layout, int]:
    """Return the table's layout and the number of rows that are its header."""
    cells = [row.cells for row in sample]
    if column is not None:
        index = domain_column.by_name(cells[0], column)
        if index is None:
            raise InputError(f'{name} has no column "{column}"; its columns are {_quoted(cells[0])}.')
        return _Layout(index, _names(cells[0])), 1
    has_header = domain_column.is_header(cells[0], cells[1:])
    header = cells[0] if has_header else None
    index = domain_column.find(header, cells[1:] if has_header else cells)
    if index is None:
        raise InputError(
            f"No column of {name} holds domain names; say which one with --column. Its columns are {_quoted(cells[0])}."
        )
    return _Layout(index, _names(header or ())), int(has_header)


def _names(header: Sequence[str]) -> tuple[str, ...]:
    """Return the columns' names, each once: a blank one is called by its number, a second "city" is "city 2"."""
    names: list[str] = []
    for index, cell in enumerate(header):
        wanted = " ".join(cell.split()) or f"column {index + 1}"
        name, count = wanted, 1
        while name in names:
            count += 1
            name = f"{wanted} {count}"
        names.append(name)
    return tuple(names)


def _quoted(header: Sequence[str]) -> str:
    shown = ", ".join(f'"{" ".join(cell.split())}"' for cell in header[:30])
    return f"{shown}, ..." if len(header) > 30 else shown


def _take(gathering: Gathering, row: _Row, layout: _Layout) -> None:
    cell = row.cells[layout.domain].strip() if layout.domain < len(row.cells) else ""
    if cell.startswith("#"):
        return
    others = layout.others(row.cells)
    if not cell:
        kept = "; ".join(value for value in others.values() if value)
        gathering.reject(row.line, kept, f'the column "{layout.name(layout.domain)}" is empty')
        return
    for piece in _pieces(cell):
        gathering.add(row.line, piece, dict(others))


def _pieces(cell: str) -> list[str]:
    """Return the domains of a cell: it may hold several, but a comma also stands in addresses of pages."""
    pieces = list(text_list.pieces(cell))
    if len(pieces) < 2:
        return [cell]
    if all(piece.lower().startswith(("http://", "https://")) for piece in pieces):
        return pieces
    try:
        domains.target(cell)
    except domains.DomainNameError:
        return pieces
    return [cell]
