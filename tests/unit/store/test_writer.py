import asyncio
import sqlite3
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.errors import StoreFullError
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.store import writer
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


class _Commits:
    """Counts the commits of a store's writer."""

    def __init__(self, store: Store) -> None:
        self.count = 0
        event.listen(store._writer._engine, "commit", self._on_commit)

    def _on_commit(self, _connection: object) -> None:
        self.count += 1


async def _claimed(store: Store, count: int) -> list[ClaimedTarget]:
    await samples.started(store, samples.targets(count))
    return await store.claim(BATCH, count)


async def test_results_that_come_together_are_one_commit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "GROUP_S", 0.2)
    claimed = await _claimed(store, 50)
    commits = _Commits(store)
    await asyncio.gather(*(store.put(one, samples.completed(one)) for one in claimed))
    assert commits.count == 1


async def test_a_full_group_does_not_wait(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "GROUP_S", 60)
    claimed = await _claimed(store, 2 * writer.GROUP_SIZE)
    commits = _Commits(store)
    async with asyncio.timeout(20):
        await asyncio.gather(*(store.put(one, samples.completed(one)) for one in claimed))
    assert commits.count == 2


async def test_another_operation_finds_the_results_before_it_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "GROUP_S", 60)
    one, other = await _claimed(store, 2)
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(store.put(one, samples.completed(one)))
        await asyncio.sleep(0)
        assert await store.cancel_unfinished(BATCH) == 1
    assert waiting.result().status is DomainStatus.COMPLETED
    [row] = await store.rows([other.id])
    assert row.status is DomainStatus.CANCELLED


async def test_a_bug_at_one_result_harms_no_other_of_its_group(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "GROUP_S", 0.2)
    claimed = await _claimed(store, 3)
    results = [samples.rich(one) for one in claimed]
    results[1] = samples.completed(claimed[1], http_status=2**70)
    outcomes = await asyncio.gather(*map(store.put, claimed, results), return_exceptions=True)
    assert isinstance(outcomes[1], OverflowError)
    statuses = [row.status for row in await store.rows([one.id for one in claimed])]
    assert statuses == [DomainStatus.COMPLETED, DomainStatus.RUNNING, DomainStatus.COMPLETED]


async def test_what_is_no_result_fails_alone(store: Store) -> None:
    [one] = await _claimed(store, 1)
    with pytest.raises(AttributeError):
        await store.put(one, None)  # type: ignore[arg-type]
    assert (await store.put(one, samples.completed(one))).status is DomainStatus.COMPLETED


async def test_a_full_disk_harms_nothing_and_the_work_goes_on_when_there_is_space(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *rest = await _claimed(store, 60)
    await store.put(first, samples.rich(first))
    monkeypatch.setattr(writer, "GROUP_S", 1.0)  # all in one group: a small one could fit into the last page
    pages = "PRAGMA max_page_count = 1"  # SQLite takes the size that the file has
    await store._write(lambda connection: connection.exec_driver_sql(pages))
    outcomes = await asyncio.gather(*(store.put(one, samples.rich(one)) for one in rest), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {StoreFullError}
    assert "full. Free some space" in str(outcomes[0])
    batch = await store.batch(BATCH)
    assert batch
    assert batch.counts == {"running": 59, "completed": 1}
    rows = await asyncio.gather(*(store.put(one, samples.rich(one)) for one in rest))
    assert {row.status for row in rows} == {DomainStatus.COMPLETED}


async def test_a_writer_that_is_closed_has_answered_everyone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "GROUP_S", 60)
    claimed = await _claimed(store, 5)
    futures: list[Future[DomainRow]] = [store._writer.put(one, samples.completed(one)) for one in claimed]
    await store.close()
    assert [future.result(timeout=0).status for future in futures] == [DomainStatus.COMPLETED] * 5


async def test_a_write_cannot_be_cancelled_by_its_future(store: Store) -> None:
    [one] = await _claimed(store, 1)
    future = store._writer.put(one, samples.completed(one))
    assert not future.cancel()
    assert future.result(timeout=20).status is DomainStatus.COMPLETED


async def test_whoever_may_wait_gets_the_database_when_another_program_lets_go(
    store: Store, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await samples.started(store, samples.targets(1))
    tries, attempt = asyncio.Semaphore(0), store._writer._try
    loop = asyncio.get_running_loop()

    def counted(operation: Any) -> Any:
        loop.call_soon_threadsafe(tries.release)
        return attempt(operation)

    monkeypatch.setattr(store._writer, "_try", counted)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(store.request(BATCH, "pause"))
        for _ in range(2):  # after the first second it tries again
            await tries.acquire()
        other.execute("ROLLBACK")
    await waiting
    wishes = await store.wishes(BATCH)
    assert wishes is not None
    assert wishes.stop == "pause"
