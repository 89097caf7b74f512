"""`desktop-scanner repair`: what can be read of a damaged database, saved into a new one."""

import asyncio
from collections.abc import Iterable

from desktop_scanner.cli import messages, workspaces
from desktop_scanner.cli.arguments import Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core import locations
from desktop_scanner.core.repairs import Repair, TableRepair

# What people call the rows of a table.
_NAMES = {
    "batch": "batches",
    "target": "domains",
    "detail": "results",
    "page": "pages",
    "fact": "values",
    "evidence": "pieces of evidence",
    "mark": "marks",
    "schedule": "schedules",
    "suppression": "suppressed values",
}


def repair(*, database: Database = None, quiet: Quiet = False) -> int:
    """Save what can be read of a damaged database into a new one, which takes its place; the damaged file is kept."""
    path = database or locations.database()
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
    yield f"Saved: {_counts((table, table.saved) for table in done.tables)}."
    if done.is_whole:
        yield "Nothing was lost."
    if lost := _counts((table, (table.lost or 0) + table.orphans) for table in done.tables):
        yield f"Lost: {lost}."
    if unknown := ", ".join(_name(table) for table in done.tables if table.lost is None):
        yield f"Of these, nobody can say how many were lost: {unknown}."
    if done.stand_ins:
        yield f"{done.stand_ins:,} batches lost their name and options, and are called recovered."
    if done.reopened:
        yield f"{done.reopened:,} domains lost their result; `desktop-scanner resume` scans them again."
    yield f"The damaged file is kept as {done.kept}."


def _counts(of_tables: Iterable[tuple[TableRepair, int]]) -> str:
    return ", ".join(f"{count:,} {_name(table)}" for table, count in of_tables if count)


def _name(table: TableRepair) -> str:
    return _NAMES.get(table.table, table.table)
