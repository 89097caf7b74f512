"""`desktop-scanner cancel`: end a batch, whoever runs it."""

import asyncio
from pathlib import Path

from desktop_scanner.cli import messages, phrases, workspaces
from desktop_scanner.cli.arguments import Batch, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.statuses import BatchState

_PATIENCE_S = 30.0
_LOOK_S = 0.1


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
        deadline = asyncio.get_running_loop().time() + _PATIENCE_S
        # Another process may run it: it looks for requests four times a second, and ends what is in flight.
        while (batch := await workspace.history.find(batch.id)).state is BatchState.RUNNING:
            if asyncio.get_running_loop().time() > deadline:
                messages.warning(
                    "The batch is asked to end, but still runs; look again with `desktop-scanner batches`."
                )
                return Status.FAULT
            await asyncio.sleep(_LOOK_S)
    messages.note(f"The batch is {batch.state.value}: {phrases.counts(batch.counts)}.", is_quiet=is_quiet)
    return Status.OK
