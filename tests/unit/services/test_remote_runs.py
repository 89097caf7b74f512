import pytest

from desktop_scanner.core.errors import BatchBusyError, InputError
from desktop_scanner.core.events import DomainFinished, RemoteTold
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.remote_links import Choice, RemoteVerdict
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.unit.services.conftest import QUICK
from tests.unit.services.listening import Heard
from tests.unit.services.remote_sites import link_of, made, with_remote

pytestmark = pytest.mark.usefixtures("memory_keyring")

NAMES = ("a.com", "b.com", "fail.com")


async def test_an_interrupted_batch_is_followed_on_and_not_sent_again(
    workspace: Workspace, ours: OursServer, heard: Heard
) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await heard.wait_for(RemoteTold, 2)  # it was taken, and looked at
    await workspace.close()
    async with await Workspace.open(workspace.database) as again:
        stored = await again.store.batch(batch.id)
        assert stored is not None
        assert stored.state is BatchState.INTERRUPTED
        ours.gate.set()
        assert await again.remote_runs.go_on() == [batch.id]
        assert (await again.batches.wait(batch.id)).state is BatchState.PARTIAL
    assert len(ours.asked_of("/batch", "POST")) == 1


async def test_nobody_else_runs_a_batch_that_is_followed(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    async with await Workspace.open(workspace.database) as other:
        with pytest.raises(BatchBusyError):
            await other.batches.start(batch.id)
        with pytest.raises(BatchBusyError):
            await other.remote_runs.start(batch.id)
        with pytest.raises(BatchBusyError):
            await other.remote_runs.decide(batch.id, Choice.TAKE_OVER)
        await other.batches.pause(batch.id)
        assert (await workspace.batches.wait(batch.id)).state is BatchState.PAUSED


async def stalled(workspace: Workspace, classic: ClassicServer, batch_id: str) -> None:
    """Follow a batch until its server is known to be dead."""
    await with_remote(workspace, classic.url)
    await workspace.remote_runs.start(batch_id, stall_s=0.6)
    await workspace.batches.wait(batch_id)
    assert (await link_of(workspace, batch_id)).verdict is RemoteVerdict.STALLED


async def test_a_batch_that_is_forgotten_is_one_of_here(workspace: Workspace, classic: ClassicServer) -> None:
    await with_remote(workspace, classic.url)
    classic.drops_before_answer = 1
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.wait(batch.id)
    assert (await workspace.remote_runs.decide(batch.id, Choice.FORGET)).state is BatchState.PAUSED
    assert await workspace.remote_runs.link(batch.id) is None
    assert await workspace.sync.operations() == []
    with pytest.raises(InputError, match="nothing to decide"):
        await workspace.remote_runs.decide(batch.id, Choice.FORGET)


async def test_a_batch_that_does_not_move_is_taken_over_and_scanned_here(
    workspace: Workspace, classic: ClassicServer, quick: TargetList, options: ScanOptions
) -> None:
    batch = await workspace.batches.create(quick, options)
    await stalled(workspace, classic, batch.id)
    await workspace.remote_runs.decide(batch.id, Choice.TAKE_OVER)
    assert (await workspace.batches.wait(batch.id)).counts == {"completed": 3}
    assert (await workspace.history.result_of(batch.id, QUICK[0])).title == f"Title of {QUICK[0]}"
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.TAKEN_OVER


async def test_a_batch_that_does_not_move_can_be_waited_for(workspace: Workspace, classic: ClassicServer) -> None:
    batch = await made(workspace, *NAMES)
    await stalled(workspace, classic, batch.id)
    (remote_id,) = classic.batches
    classic.finish(remote_id)
    await workspace.remote_runs.decide(batch.id, Choice.WAIT)
    await workspace.batches.wait(batch.id)
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.NO_FINDINGS
    assert len(classic.batches) == 1


async def test_a_batch_that_does_not_move_can_be_given_up(workspace: Workspace, classic: ClassicServer) -> None:
    batch = await made(workspace, *NAMES)
    await stalled(workspace, classic, batch.id)
    with pytest.raises(InputError, match="wait, take-over, give-up"):
        await workspace.remote_runs.decide(batch.id, Choice.SUBMIT_AGAIN)
    ended = await workspace.remote_runs.decide(batch.id, Choice.GIVE_UP)
    assert (ended.state, ended.counts) == (BatchState.CANCELLED, {"cancelled": 3})
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.GIVEN_UP


async def test_a_list_is_scanned_here_and_there_with_the_counts_beside(
    workspace: Workspace, classic: ClassicServer, quick: TargetList, options: ScanOptions, heard: Heard
) -> None:
    classic.takes_s = 0.3
    await with_remote(workspace, classic.url)
    batch = await workspace.batches.create(quick, options)
    await workspace.remote_runs.start(batch.id, scan_here_too=True, given=options)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.COMPLETED
    await workspace.remote_runs.wait_beside(batch.id)
    link = await link_of(workspace, batch.id)
    assert (link.completed, link.total, link.verdict) == (3, 3, RemoteVerdict.ENDED)
    rows = [event.row for event in heard.of(DomainFinished) if isinstance(event, DomainFinished)]
    assert [(row.status, row.title is not None) for row in rows] == [(DomainStatus.COMPLETED, True)] * 3
    assert len(classic.batches) == 1


async def test_what_is_watched_beside_is_watched_on_when_the_program_starts_again(
    workspace: Workspace, classic: ClassicServer, quick: TargetList, options: ScanOptions
) -> None:
    await with_remote(workspace, classic.url)
    batch = await workspace.batches.create(quick, options)
    await workspace.remote_runs.start(batch.id, scan_here_too=True, given=options)
    await workspace.batches.wait(batch.id)
    await workspace.close()
    async with await Workspace.open(workspace.database) as again:
        for remote_id in classic.batches:
            classic.finish(remote_id)
        assert await again.remote_runs.go_on() == [batch.id]
        await again.remote_runs.wait_beside(batch.id)
        assert (await link_of(again, batch.id)).completed == 3
