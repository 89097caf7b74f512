"""`desktop-scanner prune`: pages and evidence of old results removed, and old batches where the settings say so."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_scanner.cli import messages, workspaces
from desktop_scanner.cli.arguments import Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.errors import SettingsError

if TYPE_CHECKING:
    from desktop_scanner.services.retention import Tidied
    from desktop_scanner.services.workspace import Workspace


def prune(
    *,
    older_than: Annotated[
        int | None,
        typer.Option(
            "--older-than",
            metavar="DAYS",
            min=0,
            help="Only domains scanned longer ago than this.",
            show_default=False,
        ),
    ] = None,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Remove the pages and the evidence of old results, and give their space back; what was found stays.

    Without --older-than it does what the settings say (storage.evidence_days and storage.batch_days), which may delete
    old batches too.
    """
    return asyncio.run(_prune(older_than, database, is_quiet=quiet))


async def _prune(days: int | None, database: Path | None, *, is_quiet: bool) -> Status:
    async with workspaces.opened(database) as workspace:
        before = workspaces.size(workspace.database)
        done = await _tidied(workspace, days)
        freed = max(0, before - workspaces.size(workspace.database))
    for batch in done.batches:
        messages.note(f'Deleted the batch "{batch.name}".', is_quiet=is_quiet)
    messages.note(
        f"Removed {done.pruned.pages:,} pages and {done.pruned.evidence:,} pieces of evidence, "
        f"{freed / 1e6:,.1f} MB given back.",
        is_quiet=is_quiet,
    )
    return Status.OK


async def _tidied(workspace: "Workspace", days: int | None) -> "Tidied":
    from desktop_scanner.services import retention  # noqa: PLC0415 -- with it comes the store

    if days is not None:
        return retention.Tidied(await workspace.library.prune(timedelta(days=days)))
    storage = workspace.settings.current.storage
    if not (storage.evidence_days or storage.batch_days):
        raise SettingsError(
            "The settings keep everything; give --older-than DAYS, or set storage.evidence_days or storage.batch_days."
        )
    return await retention.tidy(workspace.library, storage)
