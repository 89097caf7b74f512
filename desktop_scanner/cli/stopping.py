"""How a command waits for a batch that it asked another process to stop."""

import asyncio
from typing import TYPE_CHECKING

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.statuses import BatchState

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace

PATIENCE_S = 30.0
_LOOK_S = 0.1


async def wait(workspace: "Workspace", batch: BatchInfo) -> BatchInfo:
    """Return the batch once it has stopped, or as it is after half a minute.

    Whoever runs it looks for requests four times a second, and then ends what is in flight.
    """
    deadline = asyncio.get_running_loop().time() + PATIENCE_S
    while batch.state is BatchState.RUNNING and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(_LOOK_S)
        batch = await workspace.history.find(batch.id)
    return batch
