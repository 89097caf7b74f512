import asyncio

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


async def _counts(store: Store) -> dict[str, int]:
    batch = await store.batch(BATCH)
    assert batch
    assert sum(batch.counts.values()) == batch.total
    return batch.counts


async def test_targets_are_claimed_once_each_in_the_order_of_the_list(store: Store) -> None:
    await samples.started(store, samples.targets(5))
    first, second = await store.claim(BATCH, 3), await store.claim(BATCH, 3)
    assert [one.domain for one in first + second] == [one.domain for one in samples.targets(5)]
    assert {one.attempt for one in first} == {1}
    assert first[0].host == "www.site-000.com"
    assert await store.claim(BATCH, 3) == []
    assert await _counts(store) == {"running": 5}


async def test_claims_at_the_same_time_never_share_a_target(store: Store) -> None:
    await samples.started(store, samples.targets(40))
    claims = await asyncio.gather(*(store.claim(BATCH, 7) for _ in range(8)))
    assert sorted(one.id for claim in claims for one in claim) == list(range(1, 41))


async def test_a_new_run_takes_up_what_the_last_left_running(store: Store) -> None:
    await samples.started(store, samples.targets(3))
    await store.claim(BATCH, 2)
    batch = await store.begin_run(BATCH)
    assert (batch.state, batch.counts) == (BatchState.RUNNING, {"pending": 3})
    assert [one.attempt for one in await store.claim(BATCH, 3)] == [2, 2, 1]


async def test_a_batch_keeps_when_it_was_first_started(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    first = await store.batch(BATCH)
    await store.end_run(BATCH, BatchState.INTERRUPTED)
    again = await store.begin_run(BATCH)
    assert first
    assert first.started_at
    assert again.started_at == first.started_at


@pytest.mark.parametrize("state", BatchState)
async def test_only_a_final_state_has_an_end_in_time(store: Store, state: BatchState) -> None:
    await samples.started(store, samples.targets(2))
    await store.claim(BATCH, 1)
    ended = await store.end_run(BATCH, state)
    is_final = state in (BatchState.COMPLETED, BatchState.PARTIAL, BatchState.FAILED, BatchState.CANCELLED)
    assert (ended.state, ended.finished_at is not None, ended.counts) == (state, is_final, {"pending": 2})


async def test_a_running_batch_without_an_owner_is_interrupted(store: Store) -> None:
    await samples.started(store, samples.targets(3), "dead")
    await samples.started(store, samples.targets(3), "alive")
    await store.claim("dead", 2)
    assert await store.interrupt_orphans(lambda batch_id: batch_id == "alive") == ["dead"]
    states = {batch.id: (batch.state, batch.counts) for batch in await store.batches()}
    assert states == {
        "dead": (BatchState.INTERRUPTED, {"pending": 3}),
        "alive": (BatchState.RUNNING, {"pending": 3}),
    }
    assert await store.interrupt_orphans(lambda _: True) == []


async def test_cancelling_leaves_what_is_done_and_says_why_of_the_rest(store: Store) -> None:
    await samples.started(store, samples.targets(5))
    done, running, *_ = await store.claim(BATCH, 2)
    await store.put(done, samples.completed(done))
    assert await store.cancel_unfinished(BATCH) == 4
    assert await _counts(store) == {"completed": 1, "cancelled": 4}
    result = await store.result(running.id)
    assert result
    assert result.failure
    assert (result.status, result.failure.kind) == (DomainStatus.CANCELLED, FailureKind.CANCELLED)
    assert result.finished_at


async def test_what_was_cancelled_can_be_scanned_after_all(store: Store) -> None:
    await samples.started(store, samples.targets(3))
    half, _ = await store.claim(BATCH, 2)
    await store.put(half, samples.completed(half, status=DomainStatus.CANCELLED, title="Half"))
    await store.cancel_unfinished(BATCH)
    assert await store.reopen_cancelled(BATCH) == 3
    assert await _counts(store) == {"pending": 3}
    result = await store.result(half.id)
    assert result
    assert (result.status, result.title, result.failure) == (DomainStatus.PENDING, None, None)
    assert [one.attempt for one in await store.claim(BATCH, 3)] == [2, 2, 1]


async def test_every_change_has_a_higher_number(store: Store) -> None:
    await samples.started(store, samples.targets(2))
    await store.claim(BATCH, 1)
    query = "SELECT (SELECT value FROM counter), (SELECT seq FROM batch), (SELECT max(seq) FROM target)"
    numbers = await store._read(lambda connection: connection.exec_driver_sql(query).one())
    assert tuple(numbers) == (3, 3, 3)


async def _failed(store: Store) -> list[int]:
    """Store two failures of different kinds and a good result, as an ended batch; return the targets' ids."""
    await samples.started(store, samples.targets(3))
    claimed = await store.claim(BATCH, 3)
    kinds = (FailureKind.DNS_NOT_FOUND, FailureKind.READ_TIMEOUT)
    for one, kind in zip(claimed, kinds, strict=False):
        await store.put(one, samples.failed(one, kind))
    await store.put(claimed[2], samples.completed(claimed[2]))
    await store.end_run(BATCH, BatchState.PARTIAL)
    return [one.id for one in claimed]


@pytest.mark.parametrize("is_by_kind", [True, False])
async def test_failures_of_a_kind_or_of_a_target_are_tried_again(store: Store, is_by_kind: bool) -> None:
    ids = await _failed(store)
    which: dict[str, object] = {"kinds": (FailureKind.READ_TIMEOUT,)} if is_by_kind else {"ids": (ids[1],)}
    assert await store.reopen_failed(BATCH, **which) == 1  # type: ignore[arg-type]
    assert await _counts(store) == {"completed": 1, "failed": 1, "pending": 1}
    result = await store.result(ids[1])
    assert result is not None
    assert (result.status, result.failure) == (DomainStatus.PENDING, None)
    batch = await store.batch(BATCH)
    assert batch is not None
    assert batch.state is BatchState.PAUSED


async def test_all_failures_are_tried_again_and_good_results_stay(store: Store) -> None:
    await _failed(store)
    assert await store.reopen_failed(BATCH) == 2
    assert await _counts(store) == {"completed": 1, "pending": 2}
    assert await store.reopen_failed(BATCH) == 0
