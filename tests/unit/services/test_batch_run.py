import asyncio
from pathlib import Path

import pytest

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.errors import StoreDamagedError, StoreFullError
from desktop_scanner.core.events import BatchFinished, BatchStarted, Event
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import ClaimedTarget, TargetList
from desktop_scanner.services.batch_run import BatchRun
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock


class DamagedStore(Store):
    """A store that is damaged where results go."""

    async def put(self, target: ClaimedTarget, result: DomainResult) -> DomainRow:
        raise StoreDamagedError(f"The file is damaged; {target.domain} ({result.status}) is not stored.")


class DeadStore(DamagedStore):
    """A store on which nothing can be written any more."""

    async def end_run(self, batch_id: str, state: BatchState) -> object:  # type: ignore[override]
        raise StoreFullError(f"The disk is full; {batch_id} stays as it was, not {state}.")


async def run_on(store: Store, targets: TargetList, options: ScanOptions) -> tuple[BatchRun, list[Event]]:
    new = NewBatch(batch_id="batch", name="b", options=options.storable(), origin="", targets=targets.targets)
    made = await store.create_batch(new)
    lock = RunLock.try_acquire(store.path, made.id)
    assert lock is not None
    events: list[Event] = []
    run = BatchRun(store, await store.begin_run(made.id), options, lock)
    run.start(lambda _, event: events.append(event))
    return run, events


async def test_a_damaged_database_interrupts_the_batch_with_its_sentence(
    tmp_path: Path, quick: TargetList, options: ScanOptions
) -> None:
    store = await DamagedStore.open(tmp_path / "scanner.db")
    run, events = await run_on(store, quick, options)
    finished = await run.wait()
    assert finished.state is BatchState.INTERRUPTED
    assert finished.error is not None
    assert "is damaged" in finished.error
    assert [event for event in events if isinstance(event, BatchFinished)] == [events[-1]]
    batch = await store.batch("batch")
    assert batch is not None
    assert (batch.state, batch.counts) == (BatchState.INTERRUPTED, {"pending": 3})
    await store.close()


async def test_an_end_that_cannot_be_stored_is_still_told_and_the_lock_freed(
    tmp_path: Path, quick: TargetList, options: ScanOptions
) -> None:
    store = await DeadStore.open(tmp_path / "scanner.db")
    run, events = await run_on(store, quick, options)
    assert (await run.wait()).state is BatchState.INTERRUPTED
    assert isinstance(events[-1], BatchFinished)
    await store.close()
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        (batch,) = await workspace.history.batches()
        assert batch.state is BatchState.INTERRUPTED


async def test_a_run_whose_task_is_cancelled_before_its_first_step_is_settled(
    tmp_path: Path, quick: TargetList, options: ScanOptions
) -> None:
    store = await Store.open(tmp_path / "scanner.db")
    run, events = await run_on(store, quick, options)
    (task,) = [task for task in asyncio.all_tasks() if task.get_name() == "run batch batch"]
    task.cancel()
    assert (await run.wait()).state is BatchState.INTERRUPTED
    assert [type(event) for event in events] == [BatchStarted, BatchFinished]
    assert not RunLock.is_held(store.path, "batch")
    await store.close()


async def test_whoever_stops_waiting_does_not_stop_the_batch(
    tmp_path: Path, quick: TargetList, options: ScanOptions
) -> None:
    store = await Store.open(tmp_path / "scanner.db")
    run, _ = await run_on(store, quick, options)
    waiting = asyncio.create_task(run.wait())
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (await run.wait()).state is BatchState.COMPLETED
    await store.close()
