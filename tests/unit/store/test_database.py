import itertools
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import BatchState, DomainStatus
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
