"""Scanned batches to be synced."""

from collections.abc import Sequence

from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.database import Store
from tests.unit.services.remote_sites import with_remote
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


async def scanned(store: Store, count: int, batch_id: str = BATCH) -> None:
    """Make a batch that was scanned here."""
    claimed = [samples.claimed(target.domain) for target in samples.targets(count)]
    await samples.scanned(store, (samples.rich(one) for one in claimed), batch_id)
    await store.end_run(batch_id, BatchState.COMPLETED)


def results(workspace: Workspace, batch_id: str = BATCH) -> Sequence[DomainResult]:
    """Return what is stored of a batch."""
    return list(workspace.store.results(batch_id, RowFilter()))


async def share(url: str, *workspaces: Workspace, count: int) -> None:
    """Have computers know the same server, and the same batch through it."""
    await scanned(workspaces[0].store, count)
    for each in workspaces:
        await with_remote(each, url)
        await each.sync.sync()
