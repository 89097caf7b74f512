"""`desktop-scanner pause`: have a running batch wait, whoever runs it."""

import asyncio
from pathlib import Path

from desktop_scanner.cli import messages, phrases, stopping, workspaces
from desktop_scanner.cli.arguments import Batch, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.statuses import BatchState


def pause(batch: Batch, *, database: Database = None, quiet: Quiet = False) -> int:
    """Have a running batch wait, whoever runs it.

    What is in flight is finished within seconds; `resume` goes on with the rest.
    """
    return asyncio.run(_pause(batch, database, is_quiet=quiet))


async def _pause(reference: str, database: Path | None, *, is_quiet: bool) -> Status:
    async with workspaces.opened(database) as workspace:
        batch = await workspace.history.find(reference)
        if batch.state is not BatchState.RUNNING:
            messages.note(f"The batch is not running: it is {batch.state.value}.", is_quiet=is_quiet)
            return Status.OK
        await workspace.batches.pause(batch.id)
        batch = await stopping.wait(workspace, batch)
    if batch.state is BatchState.RUNNING:
        messages.warning("The batch is asked to pause, but still runs; look again with `desktop-scanner batches`.")
        return Status.FAULT
    messages.note(f"The batch is {batch.state.value}: {phrases.counts(batch.counts)}.", is_quiet=is_quiet)
    return Status.OK
