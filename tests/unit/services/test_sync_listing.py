import uuid

import pytest

from desktop_scanner.core.outbox import OperationKind
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.ours import OursServer
from tests.servers.v3.ours_results import found
from tests.servers.v3.ours_state import Made
from tests.unit.services.remote_sites import with_remote
from tests.unit.services.sync_samples import share
from tests.unit.store.samples import BATCH

pytestmark = pytest.mark.usefixtures("memory_keyring")


def made(ours: OursServer, batch_id: str, *names: str) -> None:
    """Have a batch on the server that was scanned elsewhere."""
    ours.state.make(Made(id=batch_id, tenant="tenant-a", digest=None, name=f"Batch {batch_id}", total=len(names)))
    ours.state.put(batch_id, [found(name) for name in names])


async def test_a_long_list_is_looked_through_to_its_end(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    ids = [str(uuid.uuid4()) for _ in range(105)]
    for number, batch_id in enumerate(ids):
        made(ours, batch_id, f"site-{number}.com")
    assert (await workspace.sync.sync()).taken == 105
    assert {batch.id for batch in await workspace.history.batches()} == set(ids)
    assert [each.query.get("limit") for each in ours.asked_of("/batches")][-2:] == ["100", "100"]


async def test_an_id_that_could_name_a_file_becomes_one_of_here(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    made(ours, "evil..", "a.com")
    for _ in range(2):
        await workspace.sync.sync()
    (batch,) = await workspace.history.batches()
    assert str(uuid.UUID(batch.id)) == batch.id
    assert (batch.total, batch.state) == (1, BatchState.COMPLETED)


async def test_a_batch_that_was_deleted_here_does_not_come_back(workspace: Workspace, ours: OursServer) -> None:
    await share(ours.url, workspace, count=2)
    await workspace.store.hide(BATCH)
    await workspace.store.remove(BATCH)
    ours.state.put(BATCH, [found("new.com")])
    assert (await workspace.sync.sync()).taken == 0
    assert await workspace.history.batches() == []


async def test_what_has_not_changed_is_not_fetched(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    made(ours, BATCH, "a.com")
    await workspace.sync.sync()
    ours.asked.clear()
    await workspace.sync.sync()
    assert ours.asked_of(f"{BATCH}/status") == []
    assert {each.kind for each in await workspace.sync.operations()} == set[OperationKind]()
