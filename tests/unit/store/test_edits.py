from datetime import UTC, datetime, timedelta

import pytest

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import BatchNotFoundError
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.store import edits
from desktop_scanner.store.database import Store
from desktop_scanner.store.edits import Description
from tests.unit.store import samples

BATCH = samples.BATCH
LATER = datetime(2100, 1, 1, tzinfo=UTC)


async def done(store: Store, count: int = 2) -> None:
    """Scan some domains to the batch's end."""
    await samples.scanned(store, [samples.rich(samples.claimed(f"site-{number:03}.com")) for number in range(count)])
    await store.end_run(BATCH, BatchState.COMPLETED)


async def test_what_is_said_of_a_batch_stays(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    await store.describe(BATCH, Description(name="Bakers", tags=("food", "be")))
    await store.describe(BATCH, Description(note="call \ud800 again"))
    batch = await store.batch(BATCH)
    assert batch is not None
    assert (batch.name, batch.note, batch.tags, batch.origin) == ("Bakers", "call ? again", ("food", "be"), "test")


async def test_added_domains_wait_for_the_batch_to_be_resumed(store: Store) -> None:
    await done(store)
    assert await store.add(BATCH, [samples.target("site-000.com"), samples.target("new.com")]) == 1
    batch = await store.batch(BATCH)
    assert batch is not None
    assert (batch.state, batch.total, batch.counts, batch.finished_at) == (
        BatchState.PAUSED,
        3,
        {"completed": 2, "pending": 1},
        None,
    )


async def test_adding_what_a_batch_has_leaves_it_ended(store: Store) -> None:
    await done(store)
    assert await store.add(BATCH, [samples.target("site-000.com")]) == 0
    batch = await store.batch(BATCH)
    assert batch is not None
    assert (batch.state, batch.total) == (BatchState.COMPLETED, 2)


async def test_a_deleted_batch_is_gone_for_all_and_can_be_brought_back(store: Store) -> None:
    await done(store)
    before = await store.batch(BATCH)
    await store.hide(BATCH)
    assert (await store.batches(), await store.batch(BATCH), await store.batch_ids("0")) == ([], None, [])
    assert await store.show(BATCH) == before


async def test_only_what_was_deleted_long_enough_ago_is_to_be_removed(store: Store) -> None:
    await done(store)
    assert await store.hidden(LATER) == []
    await store.hide(BATCH)
    assert await store.hidden(now() - timedelta(minutes=1)) == []
    assert await store.hidden(LATER) == [BATCH]


async def test_removing_leaves_nothing_and_gives_the_space_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "REMOVED_AT_ONCE", 7)
    await done(store, 60)
    ids = await store.row_ids(BATCH, RowOrder(), RowFilter())
    await store.hide(BATCH)
    await store.remove(BATCH)
    assert await store.show(BATCH) is None
    assert await store.rows(ids) == []
    assert await store.free_pages() == 0
    with pytest.raises(BatchNotFoundError):
        await store.begin_run(BATCH)


async def test_a_batch_that_was_not_deleted_is_not_removed(store: Store) -> None:
    await done(store)
    await store.remove(BATCH)
    batch = await store.batch(BATCH)
    assert batch is not None
    assert batch.counts == {"completed": 2}


async def test_counts_agree_while_a_batch_is_removed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "REMOVED_AT_ONCE", 1)
    await done(store, 3)
    await store.hide(BATCH)
    assert await store.remove_some(BATCH)
    batch = await store.show(BATCH)
    assert batch is not None
    assert batch.counts == {"completed": 2}
