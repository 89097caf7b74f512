"""A run whose database takes nothing for a while."""

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.errors import StoreFullError, StoreUnreachableError
from desktop_scanner.core.events import BatchFinished, BatchStalled, BatchStarted, BatchWentOn, DomainFinished
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import ClaimedTarget, TargetList
from desktop_scanner.engine import stall
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.database import Store
from tests.unit.services.listening import Heard

NOBODY = 65534


class FaultyStore(Store):
    """A store that takes no result while `fault` is set."""

    fault: StoreFullError | StoreUnreachableError | None = None

    async def put(self, target: ClaimedTarget, result: DomainResult) -> DomainRow:
        if self.fault is not None:
            raise self.fault
        return await super().put(target, result)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stall, "FIRST_DELAY_S", 0.05)
    monkeypatch.setattr(stall, "LONGEST_DELAY_S", 0.1)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """Return a folder that an ordinary user can reach; those of pytest belong to the one who runs it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


async def _started(store: Store, targets: TargetList, options: ScanOptions) -> tuple[Workspace, Heard, str]:
    workspace, heard = Workspace(store), Heard()
    workspace.batches.subscribe(heard)
    batch = await workspace.batches.create(targets, options)
    await workspace.batches.start(batch.id, given=options)
    return workspace, heard, batch.id


async def test_a_batch_goes_on_without_loss_when_the_fault_is_gone(
    tmp_path: Path, quick: TargetList, options: ScanOptions
) -> None:
    store = await FaultyStore.open(tmp_path / "scanner.db")
    assert isinstance(store, FaultyStore)
    store.fault = StoreFullError("The disk is full.")
    workspace, heard, batch_id = await _started(store, quick, options)
    await heard.wait_for(BatchStalled)
    assert heard.of(DomainFinished) == []
    store.fault = None
    finished = await workspace.batches.wait(batch_id)
    assert (finished.state, finished.error, finished.counts) == (BatchState.COMPLETED, None, {"completed": 3})
    assert len(heard.of(BatchWentOn)) == 1
    assert len(heard.of(DomainFinished)) == 3
    await workspace.close()


@pytest.mark.parametrize(
    ("how", "state"),
    [("cancel", BatchState.CANCELLED), ("pause", BatchState.PAUSED), ("close", BatchState.INTERRUPTED)],
)
async def test_a_batch_that_waits_obeys_at_once(
    tmp_path: Path, quick: TargetList, options: ScanOptions, how: str, state: BatchState
) -> None:
    store = await FaultyStore.open(tmp_path / "scanner.db")
    assert isinstance(store, FaultyStore)
    store.fault = StoreUnreachableError("The disk reports a fault.")
    workspace, heard, batch_id = await _started(store, quick, options)
    await heard.wait_for(BatchStalled)
    async with asyncio.timeout(10):
        await (workspace.batches.close() if how == "close" else getattr(workspace.batches, how)(batch_id))
        await workspace.batches.wait(batch_id)
    [finished] = heard.of(BatchFinished)
    assert isinstance(finished, BatchFinished)
    assert (finished.state, finished.error) == (state, None)
    batch = await store.batch(batch_id)
    assert batch is not None
    assert batch.counts == {"cancelled" if how == "cancel" else "pending": 3}
    await workspace.close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="becomes a user who may not write the file")
async def test_a_batch_waits_while_the_file_is_read_only(
    public_folder: Path, mixed: TargetList, options: ScanOptions, release: asyncio.Event
) -> None:
    store = await Store.open(public_folder / "scanner.db")
    workspace, heard, batch_id = await _started(store, mixed, options)
    await heard.wait_for(DomainFinished, 3)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        # After this fault the file is opened anew; one that is open stays writable whatever becomes of its mode.
        other.execute("BEGIN IMMEDIATE")
        release.set()
        await heard.wait_for(BatchStalled)
        os.seteuid(NOBODY)
        other.execute("ROLLBACK")
    try:
        await heard.wait_for(BatchStalled, 2)
    finally:
        os.seteuid(0)
    told = [event.reason for event in heard.of(BatchStalled) if isinstance(event, BatchStalled)]
    assert "Another program" in told[0]
    assert "read-only" in told[1] or "cannot be opened" in told[1]
    assert (await workspace.batches.wait(batch_id)).counts == {"completed": 5}
    assert len(heard.of(BatchStarted)) == len(heard.of(BatchFinished)) == 1
    await workspace.close()


async def test_the_history_is_read_while_nothing_can_be_written(
    tmp_path: Path, quick: TargetList, options: ScanOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await Store.open(tmp_path / "scanner.db")
    workspace = Workspace(store)
    batch = await workspace.batches.create(quick, options)
    await store.begin_run(batch.id)

    async def full(*_: object) -> list[str]:
        raise StoreFullError("The disk is full.")

    monkeypatch.setattr(store, "interrupt_orphans", full)
    assert [each.state for each in await workspace.history.batches()] == [BatchState.INTERRUPTED]
    await workspace.close()
