"""`desktop-scanner overview`: a batch as a whole, in figures."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from desktop_scanner.cli import listings, messages, overview_view, workspaces
from desktop_scanner.cli.arguments import AsJson, Batch, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.overview import Overview
from desktop_scanner.core.results import SCHEMA

_TOP = 12


def overview(
    batch: Batch,
    *,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many of each long list.")] = _TOP,
    json: AsJson = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Show a batch as a whole: outcomes, failures, technologies, languages, countries, contacts, speed."""
    info, found = asyncio.run(_overview(batch, top, database))
    if json:
        listings.write_json({"schema": SCHEMA, "batch": info, "overview": found})
    else:
        messages.show(overview_view.view(info, found))
    return Status.OK


async def _overview(reference: str, top: int, database: Path | None) -> tuple[BatchInfo, Overview]:
    async with workspaces.opened(database) as workspace:
        batch = await workspace.history.find(reference)
        return batch, await workspace.overview.of_batch(batch.id, top)
