"""What each cell of the batch's table says: its text, its tooltip, its symbol, and what copying it gives."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.events import DomainProgress
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.export.cells import harmless
from desktop_scanner.ui import activities, formats, labels, sentences
from desktop_scanner.ui.models import columns
from desktop_scanner.ui.models.columns import NUMERIC, Column

_NOTHING = "–"
_UNKNOWN = "?"  # a server told that the domain is done, and nothing of what it found
_SEPARATOR = "; "


def text(row: DomainRow, running: DomainProgress | None, column: Column) -> str:
    """Return what the cell says; a dash where a finished domain has none of it."""
    if running and column in (Column.STATUS, Column.PAGES):
        return _running_text(row, running, column)
    told = _TEXTS.get(column)
    return further_text(row, columns.key_of(column)) if told is None else told(row)


def further_text(row: DomainRow, key: str) -> str:
    """Return what the cell of a column says that is read apart: its first value, and how many more there are."""
    first, *more = row.cells.get(key, "").split("\n")
    if not more:
        return first
    words = QCoreApplication.translate("columns", "{value} + {count} more")
    return words.format(value=first, count=formats.number(len(more)))


def tooltip(row: DomainRow, running: DomainProgress | None, column: Column) -> str:
    """Return the whole text or the exact value behind what the cell shows."""
    if column in _TOLD and _is_untold(row):
        return QCoreApplication.translate("columns", "Unknown: the server returns nothing of what it found")
    return _whole(row, running, column)


def _whole(row: DomainRow, running: DomainProgress | None, column: Column) -> str:
    if column is Column.DOMAIN and row.domain != row.domain_display:
        return f"{row.domain_display}\n{row.domain}"
    if column is Column.STATUS and row.failure_message and not running:
        return sentences.shown(row.failure_message)
    if column is Column.TIME and row.elapsed_ms is not None:
        return f"{formats.number(row.elapsed_ms)} ms"
    if column in _INSTANTS:
        instant = _INSTANTS[column](row)
        return formats.exact(instant) if instant else ""
    key = columns.key_of(column)
    if key in row.cells:
        return row.cells[key]
    return "" if column in NUMERIC else text(row, running, column)


def copied(row: DomainRow, running: DomainProgress | None, key: str) -> str:
    """Return what a spreadsheet gets of the cell: every value, exact, and nothing that it would take for a formula."""
    column = columns.of_key(key)
    if column in _INSTANTS:
        instant = _INSTANTS[column](row)
        return f"{instant.astimezone():%Y-%m-%d %H:%M:%S}" if instant else ""
    if column in _NUMBERS and not running:
        number = _NUMBERS[column](row)
        return "" if number is None or not row.status.is_final else str(number)
    if column is None or columns.is_read_apart(key):
        return harmless(_SEPARATOR.join(row.cells.get(key, "").split("\n")))
    return harmless(" ".join(text(row, running, column).split()))


def symbol(row: DomainRow, running: DomainProgress | None) -> tuple[str, str]:
    """Return the icon's and the colour's name of the row's status; one that only waits is no work."""
    if running is None:
        return labels.status_symbol(row)
    if activities.is_waiting(running.activity):
        return labels.symbol(DomainStatus.PENDING)[0], labels.symbol(DomainStatus.RUNNING)[1]
    return labels.symbol(DomainStatus.RUNNING)


def _running_text(row: DomainRow, running: DomainProgress, column: Column) -> str:
    if column is Column.STATUS:
        return activities.shown(running.activity) or labels.status(DomainStatus.RUNNING)
    return _count(row, running.pages_done)


def _count(row: DomainRow, value: int | None) -> str:
    if value:
        return formats.number(value)
    if _is_untold(row):
        return _UNKNOWN
    return _NOTHING if row.status.is_final else ""


def _is_untold(row: DomainRow) -> bool:
    """Tell whether nobody here knows what was found: a domain that is done has pages and a status of the web."""
    return row.status is DomainStatus.COMPLETED and not row.pages and row.http_status is None


def _instant(instant: datetime | None) -> str:
    return formats.moment(instant) if instant else ""


_NUMBERS: dict[Column | None, Callable[[DomainRow], int | None]] = {
    Column.PAGES: lambda row: row.pages,
    Column.EMAILS: lambda row: row.emails,
    Column.PHONES: lambda row: row.phones,
    Column.HTTP_STATUS: lambda row: row.http_status,
}
_TOLD = (Column.PAGES, Column.TITLE, Column.EMAILS, Column.PHONES)
_INSTANTS: dict[Column | None, Callable[[DomainRow], datetime | None]] = {
    Column.STARTED_AT: lambda row: row.started_at,
    Column.FINISHED_AT: lambda row: row.finished_at,
}
_TEXTS: dict[Column, Callable[[DomainRow], str]] = {
    Column.DOMAIN: lambda row: row.domain_display,
    Column.STATUS: labels.outcome,
    Column.PAGES: lambda row: _count(row, row.pages),
    Column.TITLE: lambda row: row.title or (_UNKNOWN if _is_untold(row) else ""),
    Column.EMAILS: lambda row: _count(row, row.emails),
    Column.PHONES: lambda row: _count(row, row.phones),
    Column.TECHNOLOGIES: lambda row: row.technologies,
    Column.TIME: lambda row: "" if row.elapsed_ms is None else formats.duration(row.elapsed_ms),
    Column.INPUT: lambda row: row.input,
    Column.VERDICT: lambda row: labels.verdict(row.verdict) if row.verdict else "",
    Column.FAILURE_KIND: lambda row: labels.kind(row.failure_kind) if row.failure_kind else "",
    Column.FAILURE_MESSAGE: lambda row: sentences.shown(row.failure_message or ""),
    Column.HTTP_STATUS: lambda row: "" if row.http_status is None else str(row.http_status),
    Column.STARTED_AT: lambda row: _instant(row.started_at),
    Column.FINISHED_AT: lambda row: _instant(row.finished_at),
}
