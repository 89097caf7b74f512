from datetime import UTC, datetime

import pytest

from desktop_scanner.core.errors import BatchNotFoundError
from desktop_scanner.core.schedules import Every
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.database import Store
from tests.unit.store import samples

FIRST, LATER = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 8, tzinfo=UTC)


async def made(store: Store, batch_id: str) -> None:
    await store.create_batch(
        NewBatch(batch_id=batch_id, name="A batch", options={}, origin="", targets=samples.targets(1))
    )
    await store.put_schedule(batch_id, Every.WEEK, FIRST)


async def test_a_batch_has_one_schedule(store: Store) -> None:
    await made(store, "a")
    await store.put_schedule("a", Every.DAY, LATER)
    [schedule] = await store.schedules()
    assert (schedule.batch_name, schedule.every, schedule.next_at) == ("A batch", Every.DAY, LATER)
    assert await store.remove_schedule("a")
    assert not await store.remove_schedule("a")


async def test_what_is_due_is_taken_once(store: Store) -> None:
    await made(store, "a")
    [schedule] = await store.schedules()
    assert await store.take_schedule(schedule, LATER)
    assert not await store.take_schedule(schedule, LATER)


async def test_a_repetition_takes_the_place_of_the_batch_that_it_repeats(store: Store) -> None:
    await made(store, "a")
    await made(store, "b")
    await store.remove_schedule("b")
    await store.pass_schedule_on("a", "b")
    assert [each.batch_id for each in await store.schedules()] == ["b"]


async def test_a_deleted_batch_is_not_repeated_and_its_schedule_goes_with_it(store: Store) -> None:
    await made(store, "a")
    await store.hide("a")
    assert await store.schedules() == []
    await store.remove("a")
    assert not await store.remove_schedule("a")
    with pytest.raises(BatchNotFoundError):
        await store.put_schedule("a", Every.DAY, FIRST)
