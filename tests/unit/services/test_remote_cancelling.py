import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.events import DomainFinished, RemoteTold
from desktop_scanner.core.outbox import OperationKind, OperationState
from desktop_scanner.core.remote_links import Choice, RemoteVerdict
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.unit.services.listening import Heard
from tests.unit.services.remote_sites import link_of, made, with_remote

pytestmark = pytest.mark.usefixtures("memory_keyring")

NAMES = ("a.com", "b.com", "fail.com")


async def test_a_cancel_cancels_there_and_here(workspace: Workspace, ours: OursServer, heard: Heard) -> None:
    await with_remote(workspace, ours.url)
    ours.pace_s = 0.2
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await heard.wait_for(DomainFinished)
    await workspace.batches.cancel(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.CANCELLED
    kept = ours.state.find(batch.id)
    assert kept is not None
    assert kept.word == "cancelled"
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.CANCELLED
    with pytest.raises(InputError, match="submit-again"):
        await workspace.batches.start(batch.id)


async def test_what_was_cancelled_can_be_sent_again(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.cancel(batch.id)
    await workspace.batches.wait(batch.id)
    ours.gate.set()
    await workspace.remote_runs.decide(batch.id, Choice.SUBMIT_AGAIN)
    assert (await workspace.batches.wait(batch.id)).counts == {"completed": 2, "failed": 1}


async def test_a_cancel_that_the_server_does_not_hear_waits_in_the_outbox(
    workspace: Workspace, ours: OursServer, heard: Heard
) -> None:
    await with_remote(workspace, ours.url)
    ours.pace_s = 0.2
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await heard.wait_for(DomainFinished)
    await ours.stop()
    await workspace.batches.cancel(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.CANCELLED
    waiting = [each for each in await workspace.sync.operations() if each.kind is OperationKind.CANCEL]
    assert [each.state for each in waiting] == [OperationState.WAITING]
    await ours.start()
    await workspace.sync.sync(push=False)
    kept = ours.state.find(batch.id)
    assert kept is not None
    assert kept.word == "cancelled"


async def test_a_followed_batch_that_is_cancelled_at_rest_is_cancelled_there(
    workspace: Workspace, ours: OursServer, heard: Heard
) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await heard.wait_for(RemoteTold, 2)
    await workspace.batches.pause(batch.id)
    await workspace.batches.wait(batch.id)
    await workspace.batches.cancel(batch.id)
    await workspace.sync.sync(push=False)
    kept = ours.state.find(batch.id)
    assert kept is not None
    assert kept.word == "cancelled"


async def test_a_cancel_says_that_the_server_goes_on(workspace: Workspace, classic: ClassicServer) -> None:
    await with_remote(workspace, classic.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.cancel(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.CANCELLED
    link = await link_of(workspace, batch.id)
    assert "may go on with it" in link.sentence
    assert [each for each in await workspace.sync.operations() if each.kind is OperationKind.CANCEL] == []
