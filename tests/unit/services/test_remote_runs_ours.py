import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import keyring
import pytest

from desktop_scanner.core.errors import BatchBusyError, InputError
from desktop_scanner.core.events import DomainFinished, DomainStarted, RemoteTold
from desktop_scanner.core.outbox import OperationKind, OperationState
from desktop_scanner.core.remote_links import Choice, RemoteVerdict
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.tokens import Token
from desktop_scanner.services import remote_runner
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.fault_proxy import FaultProxy, random_cuts
from tests.servers.v3.ours import OursServer
from tests.servers.v3.serving import Said
from tests.unit.services.listening import Heard
from tests.unit.services.remote_sites import link_of, made, until, use, with_remote
from tests.unit.services.test_remote_tokens import MemoryKeyring

NAMES = ("a.com", "b.com", "c.com", "fail.com")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(remote_runner, "TOKEN_LOOK_S", 0.05)
    before = use(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
async def ours(tmp_path: Path) -> AsyncIterator[OursServer]:
    async with OursServer(tmp_path / "state.db") as server:
        yield server


@pytest.fixture
def heard(workspace: Workspace) -> Heard:
    heard = Heard()
    workspace.batches.subscribe(heard)
    return heard


async def test_domains_are_told_of_as_the_server_takes_them(
    workspace: Workspace, ours: OursServer, heard: Heard
) -> None:
    await with_remote(workspace, ours.url)
    ours.pace_s = 0.3
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await heard.wait_for(DomainFinished)
    stored = await workspace.store.batch(batch.id)
    assert stored is not None
    assert stored.state is BatchState.RUNNING
    assert heard.of(DomainStarted)
    finished = await workspace.batches.wait(batch.id)
    assert finished.counts == {"completed": 3, "failed": 1}
    result = await workspace.history.result_of(batch.id, "fail.com")
    assert result.failure is not None
    assert result.failure.message == "fail.com has no address."


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


async def test_a_lost_answer_is_asked_for_again_and_there_is_one_batch(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    ours.drops_before_answer = 2
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.PARTIAL
    bodies = {each.body for each in ours.asked_of("/batch", "POST")}
    assert (len(ours.asked_of("/batch", "POST")), len(bodies)) == (3, 1)
    assert len(ours.state.page("tenant-a", None, 10)) == 1


async def test_a_pause_leaves_the_server_alone_and_a_resumption_goes_on(
    workspace: Workspace, ours: OursServer, heard: Heard
) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.pause(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.PAUSED
    with pytest.raises(InputError, match="resume"):
        await workspace.remote_runs.start(batch.id)
    ours.gate.set()
    await workspace.batches.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).counts == {"completed": 3, "failed": 1}


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
    assert (await workspace.batches.wait(batch.id)).counts == {"completed": 3, "failed": 1}


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


async def test_a_token_that_is_refused_in_the_middle_is_waited_for(
    workspace: Workspace, ours: OursServer, heard: Heard
) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await heard.wait_for(RemoteTold, 2)
    ours._tokens = {"token-of-a2": "tenant-a"}
    await until(heard, RemoteVerdict.NEEDS_TOKEN)
    assert workspace.batches.is_running(batch.id)
    await workspace.remotes.keep_token(await workspace.remotes.find(), Token("token-of-a2"))
    ours.gate.set()
    assert (await workspace.batches.wait(batch.id)).state is BatchState.PARTIAL


async def test_a_batch_that_a_server_lost_is_a_case_for_the_user(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    batch = await made(workspace, *NAMES)
    ours.overrides["/status"] = Said(404, b'{"status":404,"title":"Gone"}', "application/problem+json")
    await workspace.remote_runs.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.PAUSED
    link = await link_of(workspace, batch.id)
    assert (link.verdict, link.choices[0]) == (RemoteVerdict.GONE, Choice.WAIT)
    ours.overrides.clear()
    ours.gate.set()
    await workspace.remote_runs.decide(batch.id, Choice.WAIT)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.PARTIAL


async def test_a_refused_list_says_why(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    refused = b'{"status":422,"detail":"The list is empty."}'
    ours.overrides["/batch"] = Said(422, refused, "application/problem+json")
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.wait(batch.id)
    link = await link_of(workspace, batch.id)
    assert (link.verdict, "The list is empty" in link.sentence) == (RemoteVerdict.REFUSED, True)
    (operation,) = await workspace.sync.operations()
    assert (operation.kind, operation.state) == (OperationKind.SUBMIT, OperationState.FAILED)


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


async def test_a_wire_that_is_cut_costs_nothing_but_time(workspace: Workspace, ours: OursServer) -> None:
    names = [f"site-{number}.com" for number in range(150)]
    async with FaultProxy(ours.port, otherwise=random_cuts(3, 6_000)) as proxy:
        await with_remote(workspace, proxy.url)
        batch = await made(workspace, *names)
        await workspace.remote_runs.start(batch.id)
        async with asyncio.timeout(60):
            assert (await workspace.batches.wait(batch.id)).counts == {"completed": 150}
    assert (await workspace.history.result_of(batch.id, "site-149.com")).title == "Title of site-149.com"


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
