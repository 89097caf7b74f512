from functools import partial

import pytest

from desktop_scanner.core.conflicts import Side
from desktop_scanner.core.errors import BatchBusyError, InputError, RemoteUnsupportedError
from desktop_scanner.core.outbox import OperationKind, OperationState
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store import remote_results
from desktop_scanner.store.locks import RunLock
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.unit.services.remote_sites import made, with_remote
from tests.unit.services.sync_samples import results, scanned, share
from tests.unit.store import remote_samples
from tests.unit.store.samples import BATCH

COUNT = 450

pytestmark = pytest.mark.usefixtures("memory_keyring")


async def test_a_batch_is_pushed_once_and_another_computer_pulls_the_same(
    workspace: Workspace, other: Workspace, ours: OursServer
) -> None:
    await scanned(workspace.store, COUNT)
    for each in (workspace, other):
        await with_remote(each, ours.url)
    assert (await workspace.sync.sync()).sent == COUNT
    assert (await other.sync.sync()).taken == COUNT
    assert results(workspace) == results(other)
    (batch,) = await other.history.batches()
    assert (batch.id, batch.name, batch.state) == (BATCH, "A batch", BatchState.COMPLETED)
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


async def test_a_domain_that_was_scanned_on_both_sides_is_shown_and_can_be_chosen(
    workspace: Workspace, other: Workspace, ours: OursServer
) -> None:
    await share(ours.url, workspace, other, count=2)
    earlier, later = (remote_samples.result(0, minutes, title=f"At {minutes}") for minutes in (5, 9))
    for store, result in ((workspace.store, later), (other.store, earlier)):
        await store.remote._write(partial(remote_results.put_in_place, batch_id=BATCH, result=result))
    await workspace.sync.sync()
    assert (await other.sync.sync()).conflicts == 1
    assert results(other)[0].title == "At 9"
    (conflict,) = await other.sync.conflicts(BATCH)
    assert conflict.winner is Side.THEIRS
    await other.sync.resolve(conflict.id, Side.MINE)
    for each in (other, workspace, other):
        await each.sync.sync()
    assert (results(other)[0].title, results(workspace)[0].title) == ("At 5", "At 9")
    with pytest.raises(InputError, match="no conflict"):
        await other.sync.resolve(99, Side.MINE)


async def test_one_process_syncs_at_a_time(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    with RunLock.try_acquire(workspace.database, "sync") or pytest.fail("the lock is held"):
        with pytest.raises(BatchBusyError):
            await workspace.sync.sync()
        with pytest.raises(BatchBusyError):
            await workspace.sync.run_due()
    await workspace.sync.sync()


async def test_a_classic_server_keeps_no_results(workspace: Workspace, classic: ClassicServer) -> None:
    await with_remote(workspace, classic.url)
    await workspace.remotes.test()
    with pytest.raises(RemoteUnsupportedError, match="neither takes nor returns"):
        await workspace.sync.sync()


async def test_a_batch_that_was_being_followed_is_caught_up_with(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    batch = await made(workspace, "a.com", "fail.com")
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.close()
    await workspace.sync.sync()
    await workspace.sync.sync()
    assert (await workspace.history.find(batch.id)).state is BatchState.INTERRUPTED
    ours.gate.set()
    await ours.ran(batch.id)
    await workspace.sync.sync()
    assert (await workspace.history.find(batch.id)).counts == {"completed": 1, "failed": 1}
    assert len(ours.asked_of("/batch", "POST")) == 1


async def test_what_is_in_the_outbox_can_be_dropped(workspace: Workspace) -> None:
    made = await workspace.store.remote.arm(OperationKind.LIST, "office")
    await workspace.sync.drop(made.id)
    with pytest.raises(InputError, match="no operation"):
        await workspace.sync.retry(made.id)
