from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import keyring
import pytest

from desktop_scanner.core.outbox import OperationState
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.database import Store
from tests.servers.v3.ours import OursServer
from tests.unit.services.remote_sites import use, with_remote
from tests.unit.services.test_remote_tokens import MemoryKeyring
from tests.unit.store import samples

COUNT = 450


@pytest.fixture(autouse=True)
def _keyring() -> Iterator[None]:
    before = use(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
async def ours(tmp_path: Path) -> AsyncIterator[OursServer]:
    async with OursServer(tmp_path / "state.db") as server:
        yield server


@pytest.fixture
async def other(tmp_path: Path) -> AsyncIterator[Workspace]:
    """Return another computer of the same user."""
    async with await Workspace.open(tmp_path / "other" / "scanner.db") as workspace:
        yield workspace


async def scanned(store: Store, count: int = COUNT) -> None:
    claimed = [samples.claimed(target.domain) for target in samples.targets(count)]
    await samples.scanned(store, (samples.rich(one) for one in claimed))
    await store.end_run(samples.BATCH, BatchState.COMPLETED)


async def test_a_batch_is_pushed_once_and_another_computer_pulls_the_same(
    workspace: Workspace, other: Workspace, ours: OursServer
) -> None:
    await scanned(workspace.store)
    for each in (workspace, other):
        await with_remote(each, ours.url)
    assert (await workspace.sync.sync()).sent == COUNT
    assert (await other.sync.sync()).taken == COUNT
    mine, theirs = (list(each.store.results(samples.BATCH, RowFilter())) for each in (workspace, other))
    assert mine == theirs
    (batch,) = await other.history.batches()
    assert (batch.id, batch.name, batch.state) == (samples.BATCH, "A batch", BatchState.COMPLETED)
    assert [each.state for each in await other.sync.operations(with_done=True)] == [OperationState.DONE] * 2


async def test_nothing_is_sent_or_fetched_twice(workspace: Workspace, other: Workspace, ours: OursServer) -> None:
    await scanned(workspace.store, 5)
    for each in (workspace, other):
        await with_remote(each, ours.url)
        await each.sync.sync()
    ours.asked.clear()
    for each in (workspace, other):
        tally = await each.sync.sync()
        assert (tally.sent, tally.taken, tally.kept_here) == (0, 0, 0)
    assert not ours.asked_of("/results")
