import asyncio
import itertools
from collections.abc import Iterator
from datetime import timedelta

import pytest

from desktop_scanner.core.clock import now
from desktop_scanner.core.targets import Target
from desktop_scanner.store import imports
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


@pytest.fixture(autouse=True)
def _short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 10)


def _new(targets: Iterator[Target]) -> NewBatch:
    return NewBatch(batch_id=BATCH, name="", options={}, origin="", targets=targets)


@pytest.mark.parametrize("count", [9, 10, 11, 20, 35])
async def test_a_list_of_any_length_is_taken_in_whole_and_in_its_order(store: Store, count: int) -> None:
    twice = itertools.chain(samples.targets(count), samples.targets(5))
    made = await store.create_batch(_new(twice))
    assert (made.total, made.counts) == (count, {"pending": count})
    assert [batch.id for batch in await store.batches()] == [BATCH]
    claimed = await store.claim(BATCH, 100)
    assert [one.domain for one in claimed] == [target.domain for target in samples.targets(count)]


async def test_other_work_goes_on_while_a_long_list_is_taken_in(store: Store) -> None:
    await samples.started(store, samples.targets(1), "other")
    importing = asyncio.create_task(store.create_batch(_new(samples.targets(1000))))
    await asyncio.sleep(0)
    await store.claim("other", 1)
    assert [batch.id for batch in await store.batches()] == ["other"]
    assert (await importing).total == 1000


async def test_a_list_that_was_taken_in_by_half_is_not_seen_and_removed_later(store: Store) -> None:
    class CrashError(Exception):
        pass

    def half() -> Iterator[Target]:
        yield from samples.targets(25)
        raise CrashError

    with pytest.raises(CrashError):
        await store.create_batch(_new(half()))
    assert await store.batches() == []
    assert await store.hidden(now() - timedelta(minutes=1)) == []
    assert await store.hidden(now() + timedelta(minutes=1)) == [BATCH]
    await store.remove(BATCH)
    assert await store.hidden(now() + timedelta(minutes=1)) == []
