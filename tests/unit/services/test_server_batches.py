import pytest

from desktop_scanner.core.errors import RemoteUnsupportedError
from desktop_scanner.core.outbox import OperationKind
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.unit.services.remote_sites import with_remote
from tests.unit.services.test_sync_listing import made

pytestmark = pytest.mark.usefixtures("memory_keyring")


async def test_only_the_batches_that_were_chosen_are_fetched(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    for name in ("a", "b", "c"):
        made(ours, name, f"{name}.com")
    found = await workspace.server_batches.page("office")
    assert [each.batch_id for each in found.page.batches] == ["c", "b", "a"]
    assert found.here == {}
    tally = await workspace.server_batches.fetch("office", found.page.batches[1:])
    assert (tally.taken, tally.conflicts, tally.problems) == (2, 0, ())
    assert {batch.name for batch in await workspace.history.batches()} == {"Batch a", "Batch b"}
    assert set((await workspace.server_batches.page("office")).here) == {"a", "b"}


async def test_a_list_goes_on_where_the_page_before_ended(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    for number in range(101):
        made(ours, f"batch-{number}", "a.com")
    first = await workspace.server_batches.page("office")
    second = await workspace.server_batches.page("office", first.page.next_cursor)
    assert [each.batch_id for each in second.page.batches] == ["batch-0"]
    assert second.page.next_cursor is None


async def test_what_cannot_be_fetched_now_waits(
    workspace: Workspace, ours: OursServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_scanner.services.server_batches.FETCHED_WITHIN_S", 0.0)
    await with_remote(workspace, ours.url)
    made(ours, "a", "a.com")
    found = await workspace.server_batches.page("office")
    await ours.stop()
    assert (await workspace.server_batches.fetch("office", found.page.batches)).taken == 0
    assert [each.kind for each in await workspace.sync.operations()] == [OperationKind.PULL]
    await ours.start()


async def test_a_classic_server_has_no_list(workspace: Workspace, classic: ClassicServer) -> None:
    await with_remote(workspace, classic.url)
    with pytest.raises(RemoteUnsupportedError):
        await workspace.server_batches.page("office")
