import asyncio

import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.outbox import OperationKind, OperationState
from desktop_scanner.core.remote_links import Choice, RemoteVerdict
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.fault_proxy import FaultProxy, random_cuts
from tests.servers.v3.ours import OursServer
from tests.servers.v3.serving import Said
from tests.unit.services.remote_sites import link_of, made, with_remote

pytestmark = pytest.mark.usefixtures("memory_keyring")

NAMES = ("a.com", "b.com", "fail.com")


async def test_a_lost_answer_is_asked_for_again_and_there_is_one_batch(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    ours.drops_before_answer = 2
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.PARTIAL
    bodies = {each.body for each in ours.asked_of("/batch", "POST")}
    assert (len(ours.asked_of("/batch", "POST")), len(bodies)) == (3, 1)
    assert len(ours.state.page("tenant-a", None, 10)) == 1


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


async def test_a_wire_that_is_cut_costs_nothing_but_time(workspace: Workspace, ours: OursServer) -> None:
    names = [f"site-{number}.com" for number in range(150)]
    async with FaultProxy(ours.port, otherwise=random_cuts(3, 6_000)) as proxy:
        await with_remote(workspace, proxy.url)
        batch = await made(workspace, *names)
        await workspace.remote_runs.start(batch.id)
        async with asyncio.timeout(60):
            assert (await workspace.batches.wait(batch.id)).counts == {"completed": 150}
    assert (await workspace.history.result_of(batch.id, "site-149.com")).title == "Title of site-149.com"


async def test_a_lost_answer_is_put_before_the_user_and_not_repeated(
    workspace: Workspace, classic: ClassicServer
) -> None:
    await with_remote(workspace, classic.url)
    classic.drops_before_answer = 1
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.PAUSED
    link = await link_of(workspace, batch.id)
    assert (link.verdict, link.choices) == (
        RemoteVerdict.UNDECIDED,
        (Choice.SUBMIT_AGAIN, Choice.TAKE_OVER, Choice.FORGET),
    )
    assert [each.state for each in await workspace.sync.operations()] == [OperationState.UNDECIDED]
    with pytest.raises(InputError, match="submit-again"):
        await workspace.batches.start(batch.id)
    assert len(classic.asked_of("/batch", "POST")) == 1
    await workspace.remote_runs.decide(batch.id, Choice.SUBMIT_AGAIN)
    await workspace.batches.pause(batch.id)
    await workspace.batches.wait(batch.id)
    assert len(classic.asked_of("/batch", "POST")) <= 2


async def test_a_program_that_died_while_sending_does_not_send_again(
    workspace: Workspace, classic: ClassicServer
) -> None:
    await with_remote(workspace, classic.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.close()  # before the task had its first step
    (operation,) = await workspace.sync.operations()
    await workspace.store.remote.begin(operation)
    await workspace.batches.start(batch.id)
    await workspace.batches.wait(batch.id)
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.UNDECIDED
    assert classic.batches == {}
