import asyncio

from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.store import counters
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


async def test_numbers_of_changes_rise_and_are_never_given_twice(store: Store) -> None:
    numbers = await asyncio.gather(*(store._write(counters.next_change) for _ in range(20)))
    assert numbers == list(range(1, 21))


async def test_counters_agree_with_the_rows_whatever_happens(store: Store) -> None:
    await samples.started(store, samples.targets(30))
    claimed = await store.claim(BATCH, 20)
    await asyncio.gather(*(store.put(one, samples.rich(one)) for one in claimed[:7]))
    await asyncio.gather(*(store.put(one, samples.failed(one)) for one in claimed[5:12]))
    await store.begin_run(BATCH)
    await store.claim(BATCH, 4)
    await store.cancel_unfinished(BATCH)
    await store.reopen_cancelled(BATCH)
    await store.claim(BATCH, 3)
    batch = await store.batch(BATCH)
    query = "SELECT status, count(*) FROM target GROUP BY status"
    counted = await store._read(lambda connection: connection.exec_driver_sql(query).all())
    assert batch
    assert batch.counts == {row[0]: row[1] for row in counted}
    assert batch.counts[DomainStatus.FAILED] == 5
