"""`desktop-scanner repair`: what can be read of a damaged database, saved into a new one."""

import asyncio
from collections.abc import Iterable

from desktop_scanner.cli import messages, workspaces
from desktop_scanner.cli.arguments import Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.repairs import Repair

# What people call the rows of a table: one of them, and many.
_NAMES = {
    "batch": ("batch", "batches"),
    "target": ("domain", "domains"),
    "detail": ("result", "results"),
    "page": ("page", "pages"),
    "fact": ("value", "values"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "mark": ("mark", "marks"),
    "schedule": ("schedule", "schedules"),
    "suppression": ("suppressed value", "suppressed values"),
}


def repair(*, database: Database = None, quiet: Quiet = False) -> int:
    """Save what can be read of a damaged database into a new one, which takes its place; the damaged file is kept."""
    path = database or workspaces.usual_database()
    workspaces.check_there(path)
    # The store takes half a second to import, which `--help` need not pay.
    from desktop_scanner.services import repair as service  # noqa: PLC0415

    done = asyncio.run(service.repair(path))
    if done is None:
        messages.note(f"The database {path} is not damaged; nothing was changed.", is_quiet=quiet)
        return Status.OK
    for line in _lines(done):
        messages.note(line, is_quiet=quiet)
    return Status.OK


def _lines(done: Repair) -> Iterable[str]:
    yield f"Saved: {_listed((table.table, table.saved) for table in done.tables)}."
    if done.is_whole:
        yield "Nothing was lost."
    if lost := _listed((table.table, (table.lost or 0) + table.orphans) for table in done.tables):
        yield f"Lost: {lost}."
    if unknown := ", ".join(_names(table.table)[1] for table in done.tables if table.lost is None):
        yield f"Of these nobody can say how many were lost: {unknown}."
    if done.stand_ins:
        yield f"{_count('batch', done.stand_ins)} without name and options, now called recovered."
    if done.reopened:
        yield f"{_count('target', done.reopened)} without a result; `desktop-scanner resume` scans them again."
    yield f"The damaged file is kept as {done.kept}."


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(_count(table, count) for table, count in counts if count)


def _count(table: str, count: int) -> str:
    one, many = _names(table)
    return f"{count:,} {one if count == 1 else many}"


def _names(table: str) -> tuple[str, str]:
    return _NAMES.get(table, (table, table))
