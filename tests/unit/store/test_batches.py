import pytest

from desktop_scanner.core.batches import Wishes
from desktop_scanner.core.errors import BatchNotFoundError
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.store import batches
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


async def _create(store: Store, batch_id: str) -> None:
    await store.create_batch(
        NewBatch(batch_id=batch_id, name=batch_id, options={}, origin="", targets=samples.targets(1))
    )


async def test_a_new_batch_is_pending_with_all_its_targets(store: Store) -> None:
    new = NewBatch(
        batch_id=BATCH, name="Plumbers", options={"max_pages": 3}, origin="list.csv", targets=samples.targets(3)
    )
    made = await store.create_batch(new)
    assert made == await store.batch(BATCH)
    assert (made.state, made.total, made.counts) == (BatchState.PENDING, 3, {"pending": 3})
    assert (made.name, made.options, made.started_at) == ("Plumbers", {"max_pages": 3}, None)


async def test_targets_come_from_a_generator_in_chunks(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_CHUNK", 7)
    await samples.started(store, samples.targets(50))
    claimed = await store.claim(BATCH, 100)
    assert [one.domain for one in claimed] == [one.domain for one in samples.targets(50)]


async def test_a_domain_named_twice_is_one_target(store: Store) -> None:
    twice = [samples.target("a.com"), samples.target("b.com"), samples.target("a.com")]
    made = await store.create_batch(NewBatch(batch_id=BATCH, name="", options={}, origin="", targets=twice))
    assert (made.total, made.counts) == (2, {"pending": 2})


async def test_a_batch_whose_targets_cannot_be_read_leaves_nothing_behind(store: Store) -> None:
    broken = (samples.target("a.com" if number < 5000 else 1 / 0) for number in range(6000))  # type: ignore[arg-type]
    with pytest.raises(ZeroDivisionError):
        await store.create_batch(NewBatch(batch_id=BATCH, name="", options={}, origin="", targets=broken))
    assert await store.batches() == []


async def test_batches_are_listed_newest_first(store: Store) -> None:
    for batch_id in ("a1", "a2", "b1"):
        await _create(store, batch_id)
    assert [batch.id for batch in await store.batches()] == ["b1", "a2", "a1"]


async def test_ids_are_found_by_their_beginning_taken_literally(store: Store) -> None:
    for batch_id in ("a1", "a_2", "b1"):
        await _create(store, batch_id)
    assert await store.batch_ids("a") == ["a_2", "a1"]
    assert await store.batch_ids("a_") == ["a_2"]
    assert await store.batch_ids("%") == []


async def test_a_batch_that_is_not_there_is_none_or_a_sentence(store: Store) -> None:
    assert await store.batch("x") is None
    with pytest.raises(BatchNotFoundError, match="There is no batch x in the database"):
        await store.begin_run("x")


async def test_a_request_reaches_the_owner_until_the_next_run(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    assert await store.wishes(BATCH) == Wishes(None, 100)
    await store.request(BATCH, "pause")
    assert await store.wishes(BATCH) == Wishes("pause", 100)
    await store.begin_run(BATCH)
    assert await store.wishes(BATCH) == Wishes(None, 100)


async def test_another_concurrency_is_kept_and_told_to_the_owner_beside_the_other_options(store: Store) -> None:
    await store.create_batch(
        NewBatch(batch_id=BATCH, name="", options={"max_pages": 3}, origin="", targets=samples.targets(1))
    )
    changed = await store.set_concurrency(BATCH, 7)
    assert changed.options == {"max_pages": 3, "concurrency": 7}
    assert await store.wishes(BATCH) == Wishes(None, 7)
    assert await store.batch(BATCH) == changed


async def test_nothing_is_asked_of_a_batch_that_is_gone(store: Store) -> None:
    assert await store.wishes("x") is None
    with pytest.raises(BatchNotFoundError):
        await store.set_concurrency("x", 7)
