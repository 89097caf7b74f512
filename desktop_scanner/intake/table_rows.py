"""What a table is made of, whatever file it came in, and what a person may choose about it."""

from msgspec import Struct


class Row(Struct, frozen=True):
    """A row that is not blank, and the line of the file (or row of the sheet) on which it begins."""

    line: int
    cells: list[str]


class TableChoices(Struct, frozen=True, kw_only=True):
    """How a table is to be read; None leaves it to the program to find out.

    `column` is the name or the place of the column with the domains, `header` the number of the row with the names
    among those that are not blank (0: there is none), `dropped` the places of columns that are not kept.
    """

    column: str | int | None = None
    sheet: str | None = None
    header: int | None = None
    dropped: frozenset[int] = frozenset()
    encoding: str | None = None
    delimiter: str | None = None


class ColumnReport(Struct, frozen=True):
    """A column's name, how many of its values are domains, and how many values were looked at."""

    name: str
    domains: int
    values: int
