import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.events import RemoteTold
from desktop_scanner.core.remote_links import RemoteVerdict
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.tokens import Token
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.ours import OursServer
from tests.unit.services.listening import Heard
from tests.unit.services.remote_sites import link_of, made, until, with_remote

pytestmark = pytest.mark.usefixtures("memory_keyring")

NAMES = ("a.com", "b.com", "fail.com")


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
    assert (await workspace.batches.wait(batch.id)).counts == {"completed": 2, "failed": 1}


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


async def test_whoever_only_looks_does_not_wait_for_a_token(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    batch = await made(workspace, *NAMES)
    ours._tokens = {"another": "tenant-a"}
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.close()
    await workspace.remote_runs.catch_up(batch.id)
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.NEEDS_TOKEN
    assert (await workspace.history.find(batch.id)).state is BatchState.INTERRUPTED
