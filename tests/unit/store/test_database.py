import asyncio
import itertools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_scanner.core.errors import StoreError, StoreUnreachableError
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.store import upgrade
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock
from tests.unit.store import children, samples
from tests.unit.store.samples import BATCH

IN_LIST_ORDER, ALL = RowOrder(), RowFilter()


@pytest.fixture
def started_children() -> Iterator[list[subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        process.kill()
        process.communicate()


async def test_what_was_stored_is_there_after_opening_again(database: Path) -> None:
    store = await Store.open(database)
    await samples.scanned(store, [samples.rich(samples.claimed("site-000.com"))])
    before = await store.result(1)
    await store.close()
    again = await Store.open(database)
    assert await again.result(1) == before
    assert [batch.id for batch in await again.batches()] == [BATCH]
    await again.close()


async def test_closing_stores_what_was_asked_for_and_may_be_done_twice(database: Path) -> None:
    store = await Store.open(database)
    await samples.started(store, samples.targets(1))
    [one] = await store.claim(BATCH, 1)
    async with asyncio.TaskGroup() as tasks:
        put = tasks.create_task(store.put(one, samples.completed(one)))
        await asyncio.sleep(0)
        tasks.create_task(store.close())
        tasks.create_task(store.close())
    assert put.result().status is DomainStatus.COMPLETED
    await store.close()


async def test_a_closed_store_says_so(database: Path) -> None:
    store = await Store.open(database)
    await store.close()
    for use in (store.batches(), store.request("x", None)):
        with pytest.raises(StoreError, match="is closed already"):
            await use


async def test_a_write_whose_waiting_task_is_cancelled_is_done_all_the_same(store: Store) -> None:
    await samples.started(store, samples.targets(2))
    one, other = await store.claim(BATCH, 2)
    waiting = [asyncio.create_task(store.put(target, samples.rich(target))) for target in (one, other)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.wait(waiting)
    assert all(task.cancelled() for task in waiting)
    await store.request(BATCH, None)
    rows = await store.rows([one.id, other.id])
    assert [row.status for row in rows] == [DomainStatus.COMPLETED] * 2


def test_a_store_serves_any_event_loop(database: Path) -> None:
    store = asyncio.run(Store.open(database))
    asyncio.run(samples.started(store, samples.targets(1)))
    assert [batch.id for batch in asyncio.run(store.batches())] == [BATCH]
    asyncio.run(store.close())


async def test_two_processes_write_to_one_database_side_by_side(
    store: Store, database: Path, started_children: list[subprocess.Popen[str]]
) -> None:
    started_children += [children.start("scan", database, batch_id, "150") for batch_id in ("a", "b")]
    while any(child.poll() is None for child in started_children):
        await samples.scanned(store, [samples.rich(samples.claimed("x.com"))], f"own {len(await store.batches())}")
    outcomes = [(child.communicate()[1], child.returncode) for child in started_children]
    assert outcomes == [("", 0), ("", 0)]
    counts = {batch.id: batch.counts for batch in await store.batches()}
    assert counts.pop("a") == counts.pop("b") == {"completed": 150}
    assert counts
    assert all(count == {"completed": 1} for count in counts.values())


async def test_processes_that_make_the_database_together_do_not_disturb_each_other(
    database: Path, started_children: list[subprocess.Popen[str]]
) -> None:
    started_children += [children.start("create", database, batch_id) for batch_id in "abc"]
    outcomes = [(child.communicate()[1], child.returncode) for child in started_children]
    assert outcomes == [("", 0)] * 3
    store = await Store.open(database)
    assert {batch.id for batch in await store.batches()} == {"a", "b", "c"}
    await store.close()


@pytest.mark.parametrize("committed", [1, 37, 90])
async def test_a_process_killed_in_mid_batch_loses_nothing_it_had_committed(
    database: Path, started_children: list[subprocess.Popen[str]], committed: int
) -> None:
    child = children.start("scan", database, BATCH, "2000")
    started_children.append(child)
    assert child.stdout
    ids = [int(line) for line in itertools.islice(child.stdout, committed)]
    child.kill()
    ids += [int(line) for line in child.communicate()[0].split()]
    store = await Store.open(database)
    assert await store.interrupt_orphans(lambda batch_id: RunLock.is_held(database, batch_id)) == [BATCH]
    await _assert_whole(store, ids)
    await store.close()


async def _assert_whole(store: Store, committed: list[int]) -> None:
    [batch] = await store.batches()
    rows = await store.rows(await store.row_ids(BATCH, IN_LIST_ORDER, ALL))
    completed = [row.target_id for row in rows if row.status is DomainStatus.COMPLETED]
    assert batch.state is BatchState.INTERRUPTED
    assert set(committed) <= set(completed)
    assert batch.counts == {"completed": len(completed), "pending": 2000 - len(completed)}
    for result in store.results(BATCH, RowFilter(statuses=(DomainStatus.COMPLETED,))):
        assert len(result.emails) == 2
        assert len(result.pages) == 2
    assert (
        await store._read(lambda connection: connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()) == "ok"
    )


def test_opening_an_existing_database_does_not_load_the_migrations(database: Path) -> None:
    upgrade.prepare(database)
    program = (
        "import asyncio, pathlib, sys; from desktop_scanner.store.database import Store\n"
        "asyncio.run(asyncio.run(Store.open(pathlib.Path(sys.argv[1]))).close()); print('alembic' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", program, str(database)], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"


async def test_closing_gives_the_space_back_that_is_free(database: Path) -> None:
    store = await Store.open(database)
    await samples.scanned(store, [samples.rich(samples.claimed(f"site-{n:03}.com")) for n in range(100)])
    await store.hide(BATCH)
    while await store.remove_some(BATCH):
        pass
    assert await store.free_pages() > 10
    await store.close()
    again = await Store.open(database)
    assert await again.free_pages() == 0
    await again.close()


async def test_a_file_that_has_gone_is_a_fault_and_not_made_anew(database: Path) -> None:
    store = await Store.open(database)
    await samples.started(store, samples.targets(1))
    store._writer._disconnect()
    elsewhere = await asyncio.to_thread(database.rename, database.with_name("elsewhere.db"))
    with pytest.raises(StoreUnreachableError):
        await store.claim(BATCH, 1)
    assert not await asyncio.to_thread(database.exists)
    await asyncio.to_thread(elsewhere.rename, database)
    assert len(await store.claim(BATCH, 1)) == 1
    await store.close()
