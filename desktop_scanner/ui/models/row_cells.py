"""What each cell of the batch's table says: text, tooltip, symbol and sort column of each column."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.events import DomainProgress
from desktop_scanner.core.queries import RowColumn
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.ui import formats, labels


class Column(IntEnum):
    """The columns of the table, in their first order."""

    DOMAIN = 0
    STATUS = 1
    PAGES = 2
    TITLE = 3
    EMAILS = 4
    PHONES = 5
    TECHNOLOGIES = 6
    TIME = 7


NUMERIC = frozenset({Column.PAGES, Column.EMAILS, Column.PHONES, Column.TIME})

SORT_COLUMN = {
    Column.DOMAIN: RowColumn.DOMAIN,
    Column.STATUS: RowColumn.STATUS,
    Column.PAGES: RowColumn.PAGES,
    Column.TITLE: RowColumn.TITLE,
    Column.EMAILS: RowColumn.EMAILS,
    Column.PHONES: RowColumn.PHONES,
    Column.TECHNOLOGIES: RowColumn.TECHNOLOGIES,
    Column.TIME: RowColumn.ELAPSED_MS,
}

_HEADINGS = {
    Column.DOMAIN: QT_TRANSLATE_NOOP("columns", "Domain"),
    Column.STATUS: QT_TRANSLATE_NOOP("columns", "Status"),
    Column.PAGES: QT_TRANSLATE_NOOP("columns", "Pages"),
    Column.TITLE: QT_TRANSLATE_NOOP("columns", "Title"),
    Column.EMAILS: QT_TRANSLATE_NOOP("columns", "E-mails"),
    Column.PHONES: QT_TRANSLATE_NOOP("columns", "Phones"),
    Column.TECHNOLOGIES: QT_TRANSLATE_NOOP("columns", "Technologies"),
    Column.TIME: QT_TRANSLATE_NOOP("columns", "Time"),
}
_NOTHING = "–"


def heading(column: Column) -> str:
    """Return the column's heading."""
    return QCoreApplication.translate("columns", str(_HEADINGS[column]))


def text(row: DomainRow, running: DomainProgress | None, column: Column) -> str:
    """Return what the cell says; a dash where a finished domain has none of it."""
    if running and column in (Column.STATUS, Column.PAGES):
        return _running_text(row, running, column)
    return _TEXTS[column](row)


def tooltip(row: DomainRow, running: DomainProgress | None, column: Column) -> str:
    """Return the whole text or the exact value behind what the cell shows."""
    if column is Column.DOMAIN and row.domain != row.domain_display:
        return f"{row.domain_display}\n{row.domain}"
    if column is Column.STATUS and row.failure_message and not running:
        return row.failure_message
    if column is Column.TIME and row.elapsed_ms is not None:
        return f"{formats.number(row.elapsed_ms)} ms"
    return "" if column in NUMERIC else text(row, running, column)


def symbol(row: DomainRow, running: DomainProgress | None) -> tuple[str, str]:
    """Return the icon's and the colour's name of the row's status."""
    return labels.symbol(DomainStatus.RUNNING) if running else labels.status_symbol(row)


def _running_text(row: DomainRow, running: DomainProgress, column: Column) -> str:
    if column is Column.STATUS:
        return running.activity or labels.status(DomainStatus.RUNNING)
    return _count(row, running.pages_done)


def _count(row: DomainRow, value: int) -> str:
    if value:
        return formats.number(value)
    return _NOTHING if row.status.is_final else ""


_TEXTS: dict[Column, Callable[[DomainRow], str]] = {
    Column.DOMAIN: lambda row: row.domain_display,
    Column.STATUS: labels.outcome,
    Column.PAGES: lambda row: _count(row, row.pages),
    Column.TITLE: lambda row: row.title or "",
    Column.EMAILS: lambda row: _count(row, row.emails),
    Column.PHONES: lambda row: _count(row, row.phones),
    Column.TECHNOLOGIES: lambda row: row.technologies,
    Column.TIME: lambda row: "" if row.elapsed_ms is None else formats.duration(row.elapsed_ms),
}
