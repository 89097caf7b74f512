"""`desktop-scanner cancel`: end a batch, whoever runs it."""

import asyncio
from pathlib import Path

from desktop_scanner.cli import messages, phrases, stopping, workspaces
from desktop_scanner.cli.arguments import Batch, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.statuses import BatchState


def cancel(batch: Batch, *, database: Database = None, quiet: Quiet = False) -> int:
    """End a batch, whoever runs it.

    What is finished stays, the rest is cancelled, and `resume` can take it up again.
    """
    return asyncio.run(_cancel(batch, database, is_quiet=quiet))


async def _cancel(reference: str, database: Path | None, *, is_quiet: bool) -> Status:
    async with workspaces.opened(database) as workspace:
        batch = await workspace.history.find(reference)
        if not batch.state.is_resumable and batch.state is not BatchState.RUNNING:
            messages.note(f"The batch has ended already: it is {batch.state.value}.", is_quiet=is_quiet)
            return Status.OK
        await workspace.batches.cancel(batch.id)
        batch = await stopping.wait(workspace, await workspace.history.find(batch.id))
    if batch.state is BatchState.RUNNING:
        messages.warning("The batch is asked to end, but still runs; look again with `desktop-scanner batches`.")
        return Status.FAULT
    messages.note(f"The batch is {batch.state.value}: {phrases.counts(batch.counts)}.", is_quiet=is_quiet)
    return Status.OK
