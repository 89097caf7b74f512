"""Where a table's names and domains stand: as the user chose, else as its first rows show."""

from collections.abc import Sequence

from msgspec import Struct

from desktop_scanner.core.errors import InputError
from desktop_scanner.intake import domain_column
from desktop_scanner.intake.table_rows import ColumnReport, Row, TableChoices

_TITLE_ROWS = 10  # how far down the names may stand, below a title and the date of an export
_CONVINCING = 0.5


class Layout(Struct, frozen=True):
    """Which column holds the domains, what the others are called, and which are not kept.

    `header` is the number of rows up to the names and with them; `rivals` are further columns that hold domains, in
    a table whose header does not say which is meant.
    """

    domain: int
    names: tuple[str, ...]
    header: int = 0
    dropped: frozenset[int] = frozenset()
    rivals: tuple[str, ...] = ()

    def name(self, index: int) -> str:
        """Return the column's name; a column without one is called by its number."""
        return name_of(self.names, index)

    def others(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the user's own columns of a row, but those that are not to be kept."""
        away = self.dropped | {self.domain}
        return {self.name(index): cell.strip() for index, cell in enumerate(cells) if index not in away}


def of(sample: Sequence[Row], file: str, choices: TableChoices) -> Layout:
    """Return the layout of the table that begins with these rows; raise InputError where there is none."""
    layout = find(sample, choices)
    if layout is not None:
        return layout
    header = header_row(sample, choices)
    columns = _quoted(sample[max(0, header - 1)].cells)
    if choices.column is not None:
        raise InputError(f'{file} has no column "{choices.column}"; its columns are {columns}.')
    raise InputError(f"No column of {file} holds domain names; say which one with --column. Its columns are {columns}.")


def find(sample: Sequence[Row], choices: TableChoices) -> Layout | None:
    """Return the layout, None where the column that is named is not there or no column holds domains."""
    if not sample:
        return None
    header = header_row(sample, choices)
    called = names(sample, header)
    cells = [row.cells for row in sample[header:]]
    if choices.column is None:
        index = domain_column.find(sample[header - 1].cells if header else None, cells)
    elif isinstance(choices.column, int):
        index = choices.column
    else:
        index = domain_column.by_name(sample[max(0, header - 1)].cells, choices.column)
    if index is None:
        return None
    rivals = () if header or choices.column is not None else _rivals(sample, called, index)
    return Layout(index, called, header, choices.dropped, rivals)


def header_row(sample: Sequence[Row], choices: TableChoices) -> int:
    """Return the number of the row that names the columns, 0 where none does."""
    if choices.header is not None:
        return min(choices.header, len(sample))
    cells = [row.cells for row in sample]
    if isinstance(choices.column, str):
        named = (
            at for at, row in enumerate(cells[:_TITLE_ROWS]) if domain_column.by_name(row, choices.column) is not None
        )
        return next(named, 0) + 1
    first = _below_titles(cells)
    return first + 1 if cells and domain_column.is_header(cells[first], cells[first + 1 :]) else 0


def names(sample: Sequence[Row], header: int) -> tuple[str, ...]:
    """Return the columns' names, each once: a blank one is called by its number, a second "city" is "city 2"."""
    found: list[str] = []
    for index, cell in enumerate(sample[header - 1].cells if header else ()):
        wanted = " ".join(cell.split()) or f"column {index + 1}"
        name, count = wanted, 1
        while name in found:
            count += 1
            name = f"{wanted} {count}"
        found.append(name)
    return tuple(found)


def reports(rows: Sequence[Row], called: Sequence[str]) -> tuple[ColumnReport, ...]:
    """Return what stands in each column."""
    width = max((len(row.cells) for row in rows), default=len(called))
    cells = [row.cells for row in rows]
    return tuple(ColumnReport(name_of(called, at), *domain_column.count(cells, at)) for at in range(width))


def name_of(called: Sequence[str], index: int) -> str:
    """Return the name of a column, which may have none."""
    return called[index] if index < len(called) else f"column {index + 1}"


def _below_titles(cells: Sequence[Sequence[str]]) -> int:
    """Return the place of the first row with more than one value, where only single values stand above it."""
    for at, row in enumerate(cells[:_TITLE_ROWS]):
        if sum(bool(cell.strip()) for cell in row) > 1:
            return at
        if any(map(domain_column.is_domain, row)):
            return 0
    return 0


def _rivals(sample: Sequence[Row], called: Sequence[str], domain: int) -> tuple[str, ...]:
    found = enumerate(reports(sample, called))
    return tuple(
        each.name for at, each in found if at != domain and each.values and each.domains / each.values >= _CONVINCING
    )


def _quoted(header: Sequence[str]) -> str:
    shown = ", ".join(f'"{" ".join(cell.split())}"' for cell in header[:30])
    return f"{shown}, ..." if len(header) > 30 else shown
