from pathlib import Path

import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.remote.wire import Submission
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.fault_proxy import PASS, Fault, FaultProxy
from tests.servers.v3.ours import OursServer
from tests.servers.v3.ours_results import found
from tests.unit.services.remote_sites import with_remote
from tests.unit.services.sync_samples import results, scanned, share
from tests.unit.store.samples import BATCH

pytestmark = pytest.mark.usefixtures("memory_keyring")


async def test_a_fetch_that_breaks_off_goes_on_where_it_was(
    workspace: Workspace, other: Workspace, ours: OursServer
) -> None:
    await share(ours.url, workspace, count=400)
    ours.packs = False
    async with FaultProxy(ours.port, Fault(cut_down_at=900_000), otherwise=PASS) as proxy:
        await with_remote(other, proxy.url)
        tally = await other.sync.sync()
    assert (tally.taken, len(results(other))) == (400, 400)
    since = [each.query.get("since") for each in ours.asked_of(f"{BATCH}/results", "GET")]
    assert since[0] is None
    assert int(since[-1] or 0) > 100


async def test_a_batch_that_a_server_still_scans_is_fetched_as_far_as_it_is(
    workspace: Workspace, ours: OursServer
) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    async with await workspace.remotes.client() as client:
        await client.submit(Submission(domains=("a.com", "fail.com"), max_pages=1, max_concurrent=1, batch_id=BATCH))
    await workspace.sync.sync()
    (batch,) = await workspace.history.batches()
    assert (batch.state, batch.counts) == (BatchState.PAUSED, {"pending": 2})
    with pytest.raises(InputError, match="still scans"):
        await workspace.batches.start(BATCH)
    ours.gate.set()
    await ours.ran(BATCH)
    await workspace.sync.sync()
    (batch,) = await workspace.history.batches()
    assert (batch.state, batch.counts) == (BatchState.PARTIAL, {"completed": 1, "failed": 1})


async def test_the_server_adds_no_domains_to_a_list_of_here(workspace: Workspace, ours: OursServer) -> None:
    await share(ours.url, workspace, count=2)
    ours.state.put(BATCH, [found("stranger.com")])
    tally = await workspace.sync.sync()
    assert tally.taken == 0
    assert "stranger.com is no domain of this batch" in tally.problems[0]
    assert len(results(workspace)) == 2


async def test_a_batch_that_runs_here_is_fetched_later(workspace: Workspace, ours: OursServer, tmp_path: Path) -> None:
    await share(ours.url, workspace, count=2)
    ours.state.put(BATCH, [found("site-000.com")])
    async with await Workspace.open(tmp_path / "scanner.db") as running:
        lock = await running.batches._lock(BATCH)
        assert lock is not None
        with lock:
            await workspace.sync.sync(patience_s=0)
        (waiting,) = await workspace.sync.operations()
        assert "runs just now" in (waiting.last_error or "")
    assert (await workspace.sync.sync(patience_s=0)).taken == 1


async def test_a_batch_that_the_server_lost_stays_here(workspace: Workspace, ours: OursServer) -> None:
    await scanned(workspace.store, 2)
    await with_remote(workspace, ours.url)
    await workspace.sync.sync()
    ours.state._connection.execute("DELETE FROM batch")
    await workspace.sync.sync(BATCH, push=False)
    assert [each.last_error for each in await workspace.sync.operations()] == [
        "The server has no such batch any more; what is here stays."
    ]
    assert len(results(workspace)) == 2
