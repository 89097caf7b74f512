"""Lists as tables (CSV, TSV, workbooks): the column with the domains is found, the user's other columns are kept."""

from collections.abc import Iterator
from itertools import chain, islice

from msgspec import Struct

from desktop_scanner.core import domains
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import decoding, table_layout, text_list, workbook
from desktop_scanner.intake.csv_rows import CsvRows
from desktop_scanner.intake.gathering import Gathering
from desktop_scanner.intake.table_layout import Layout
from desktop_scanner.intake.table_rows import ColumnReport, Row, TableChoices

WORKBOOKS = (".xlsx", ".xlsm")
SUFFIXES = (".csv", ".tsv", ".tab", *WORKBOOKS)

_SAMPLE_ROWS = 1_000
_SHOWN_ROWS = 100


class Source(Struct, frozen=True, kw_only=True):
    """A table that is opened: its rows, to be walked once, and how they were read."""

    name: str
    rows: Iterator[Row]
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""


class Preview(Struct, frozen=True, kw_only=True):
    """What a person sees of a table before it is scanned, and the list that it gives as it was chosen.

    `domain` is the place of the column with the domains, None where none holds any; `header` the number of the row
    with the names among `rows`, 0 where there is none.
    """

    columns: tuple[ColumnReport, ...]
    domain: int | None
    header: int
    rows: tuple[Row, ...]
    found: TargetList
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""


def read(data: bytes, name: str, choices: TableChoices | None = None) -> TargetList:
    """Return the targets of a table; raise InputError where its domains cannot be found."""
    chosen = choices or TableChoices()
    source = opened(data, name, chosen)
    return _read(source, chosen, list(islice(source.rows, _SAMPLE_ROWS)))


def preview(data: bytes, name: str, choices: TableChoices | None = None) -> Preview:
    """Return what the table looks like and gives; raise InputError where it is no table."""
    chosen = choices or TableChoices()
    source = opened(data, name, chosen)
    sample = list(islice(source.rows, _SAMPLE_ROWS))
    header = table_layout.header_row(sample, chosen)
    names = table_layout.names(sample, header)
    layout = table_layout.find(sample, chosen)
    return Preview(
        columns=table_layout.reports(sample[header:], names),
        domain=layout.domain if layout else None,
        header=header,
        rows=tuple(sample[:_SHOWN_ROWS]),
        found=_read(source, chosen, sample) if layout else TargetList(),
        sheets=source.sheets,
        sheet=source.sheet,
        encoding=source.encoding,
        delimiter=source.delimiter,
    )


def opened(data: bytes, name: str, choices: TableChoices) -> Source:
    """Return the table's rows: those of the sheet that is named, or of the first in which there are domains."""
    if workbook.is_workbook(data):
        return _opened_sheet(workbook.Workbook(data, name), choices, name)
    if choices.sheet is not None:
        raise InputError(f"{name} is no workbook and has no sheets; leave --sheet out.")
    encoding = choices.encoding or decoding.encoding(data, name)
    rows = CsvRows(decoding.text(data, encoding), name, choices.delimiter)
    return Source(name=name, rows=iter(rows), encoding=encoding, delimiter=rows.delimiter)


def _opened_sheet(book: workbook.Workbook, choices: TableChoices, name: str) -> Source:
    sheet = choices.sheet or next((each for each in book.sheets if _has_domains(book, each)), book.sheets[0])
    return Source(name=name, rows=book.rows(sheet), sheets=book.sheets, sheet=sheet)


def _has_domains(book: workbook.Workbook, sheet: str) -> bool:
    sample = list(islice(book.rows(sheet), _SAMPLE_ROWS))
    return any(each.domains for each in table_layout.reports(sample, ()))


def _read(source: Source, choices: TableChoices, sample: list[Row]) -> TargetList:
    gathering = Gathering()
    if not sample:
        return gathering.result()
    layout = table_layout.of(sample, source.name, choices)
    for note in _notes(source, choices, layout):
        gathering.note(note)
    for row in chain(sample[layout.header :], source.rows):
        _take(gathering, row, layout)
    return gathering.result()


def _notes(source: Source, choices: TableChoices, layout: Layout) -> Iterator[str]:
    if len(source.sheets) > 1 and choices.sheet is None:
        yield f'Of {source.name} only the sheet "{source.sheet}" is read; --sheet names another.'
    if layout.rivals:
        columns = ", ".join(f'"{each}"' for each in layout.rivals)
        yield (
            f'{source.name} holds domains in more columns than one; only "{layout.name(layout.domain)}" is scanned, '
            f"not {columns}. Put one domain on each line to scan them all."
        )


def _take(gathering: Gathering, row: Row, layout: Layout) -> None:
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
