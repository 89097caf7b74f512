import asyncio

from desktop_scanner.core.queries import RowColumn, RowFilter, RowOrder
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


async def _tags(store: Store, target_id: int) -> tuple[str, ...]:
    result = await store.result(target_id)
    assert result is not None
    return result.tags


async def test_a_tag_is_given_once_whatever_its_capitals(store: Store) -> None:
    await samples.started(store, samples.targets(3))
    assert await store.tag([1, 2, 99], "Lead") == [1, 2]
    assert await store.tag([1, 2, 3], "lead") == [3]
    assert await _tags(store, 1) == ("Lead",)
    assert await store.untag([1, 2], "LEAD") == [1, 2]
    assert await store.untag([1, 2], "LEAD") == []
    assert (await _tags(store, 1), await _tags(store, 3)) == ((), ("lead",))


async def test_tags_outlive_a_new_scan_and_end_with_their_domain(store: Store) -> None:
    await samples.scanned(store, [samples.failed(samples.claimed("a.com"))])
    await store.tag([1], "checked")
    await store.reopen_failed(BATCH)
    [again] = await store.claim(BATCH, 1)
    await store.put(again, samples.completed(again))
    assert await _tags(store, 1) == ("checked",)
    await store.purge("domain", "a.com")
    assert await store.tags() == []


async def test_the_tags_most_used_come_first(store: Store) -> None:
    await samples.started(store, samples.targets(3))
    await store.tag([1], "alone")
    await store.tag([1, 2, 3], "common")
    assert await store.tags() == ["common", "alone"]


async def test_rows_are_ordered_by_their_first_tag_and_exported_with_all(store: Store) -> None:
    await samples.started(store, samples.targets(3))
    await store.tag([2], "b")
    await store.tag([3], "a")
    await store.tag([3], "z")
    everything = RowFilter()
    assert await store.row_ids(BATCH, RowOrder(RowColumn.TAGS), everything) == [3, 2, 1]
    assert await store.row_ids(BATCH, RowOrder(RowColumn.TAGS, is_descending=True), everything) == [2, 3, 1]
    results = await asyncio.to_thread(lambda: list(store.results(BATCH, everything, [3, 1])))
    assert [result.tags for result in results] == [(), ("a", "z")]
