from datetime import timedelta

import pytest

from desktop_scanner.core.clock import now
from desktop_scanner.core.outbox import OperationKind, OperationState
from desktop_scanner.core.tokens import Token
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.ours import OursServer
from tests.unit.services.remote_sites import with_remote
from tests.unit.services.sync_samples import scanned
from tests.unit.store.samples import BATCH

pytestmark = pytest.mark.usefixtures("memory_keyring")

OTHER = "01900000-0000-7000-8000-000000000002"


async def test_what_cannot_be_reached_waits_ever_longer_and_is_done_when_it_can(
    workspace: Workspace, ours: OursServer
) -> None:
    await scanned(workspace.store, 2)
    await with_remote(workspace, ours.url)
    await ours.stop()
    await workspace.sync.sync(pull=False, patience_s=0)
    (waiting,) = await workspace.sync.operations()
    assert (waiting.state, waiting.attempts) == (OperationState.WAITING, 1)
    assert waiting.next_try_at is not None
    assert waiting.next_try_at > now() - timedelta(seconds=1)
    assert "office" in (waiting.last_error or "")
    await ours.start()
    await workspace.sync.retry(waiting.id)
    assert await workspace.sync.run_due() is None
    assert ours.state.find(BATCH) is not None


async def test_a_server_that_is_away_is_asked_once_for_all_that_waits(workspace: Workspace, ours: OursServer) -> None:
    for batch_id in (BATCH, OTHER):
        await scanned(workspace.store, 1, batch_id)
    await with_remote(workspace, ours.url)
    await ours.stop()
    await workspace.sync.sync(patience_s=0)
    assert sorted(each.attempts for each in await workspace.sync.operations()) == [0, 0, 1]
    await ours.start()


async def test_a_refused_token_is_said_and_the_next_sync_tries_again(workspace: Workspace, ours: OursServer) -> None:
    await scanned(workspace.store, 1)
    await with_remote(workspace, ours.url)
    ours._tokens = {"another": "tenant-a"}
    await workspace.sync.sync()
    assert {each.state for each in await workspace.sync.operations()} == {OperationState.FAILED}
    await workspace.remotes.keep_token(await workspace.remotes.find(), Token("another"))
    assert (await workspace.sync.sync()).sent == 1
    assert await workspace.sync.operations() == []


async def test_what_is_for_a_remote_that_is_gone_fails_with_its_reason(workspace: Workspace) -> None:
    await scanned(workspace.store, 1)
    await workspace.store.remote.arm(OperationKind.UPLOAD, "gone", BATCH)
    await workspace.sync.run_due()
    (failed,) = await workspace.sync.operations()
    assert (failed.state, "remote" in (failed.last_error or "")) == (OperationState.FAILED, True)


async def test_an_upload_of_a_batch_that_is_gone_is_nothing_to_do(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    await workspace.store.remote.arm(OperationKind.UPLOAD, "office", BATCH)
    assert await workspace.sync.run_due() is None
    assert await workspace.sync.operations() == []
