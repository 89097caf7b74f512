import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_scanner.core.errors import StoreError, StoreUnreachableError
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.store import upgrade
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


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
