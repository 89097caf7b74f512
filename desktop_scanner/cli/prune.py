"""`desktop-scanner prune`: pages and evidence of old results removed."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from desktop_scanner.cli import messages, workspaces
from desktop_scanner.cli.arguments import Database, Quiet
from desktop_scanner.cli.outcome import Status


def prune(
    *,
    older_than: Annotated[
        int, typer.Option("--older-than", metavar="DAYS", min=0, help="Only domains scanned longer ago than this.")
    ],
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Remove the pages and the evidence of old results, and give their space back; what was found stays."""
    return asyncio.run(_prune(timedelta(days=older_than), database, is_quiet=quiet))


async def _prune(age: timedelta, database: Path | None, *, is_quiet: bool) -> Status:
    async with workspaces.opened(database) as workspace:
        before = workspaces.size(workspace.database)
        done = await workspace.library.prune(age)
        freed = max(0, before - workspaces.size(workspace.database))
    messages.note(
        f"Removed {done.pages:,} pages and {done.evidence:,} pieces of evidence, {freed / 1e6:,.1f} MB given back.",
        is_quiet=is_quiet,
    )
    return Status.OK
