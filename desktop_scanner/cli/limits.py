"""`desktop-scanner limits`: how many domains of a batch are scanned at once, also while it runs."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from desktop_scanner.cli import messages, phrases, workspaces
from desktop_scanner.cli.arguments import Batch, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.statuses import BatchState

Concurrency = Annotated[
    int, typer.Option("--concurrency", metavar="N", help="Scan this many domains at the same time.")
]


def limits(batch: Batch, *, concurrency: Concurrency, database: Database = None, quiet: Quiet = False) -> int:
    """Change how many domains of a batch are scanned at once, also while it runs, whoever runs it.

    What is in flight beyond the new limit is finished. The batch keeps the number for its later runs.
    """
    return asyncio.run(_limits(batch, concurrency, database, is_quiet=quiet))


async def _limits(reference: str, concurrency: int, database: Path | None, *, is_quiet: bool) -> Status:
    async with workspaces.opened(database) as workspace:
        batch = await workspace.history.find(reference)
        batch = await workspace.batches.set_concurrency(batch.id, concurrency)
    when = "from now on" if batch.state is BatchState.RUNNING else "when it runs next"
    messages.note(f"The batch scans {phrases.domains(concurrency)} at once {when}.", is_quiet=is_quiet)
    return Status.OK
