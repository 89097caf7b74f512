from datetime import timedelta

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.outbox import OperationKind
from desktop_scanner.core.remote_batches import RemoteBatch, RemoteState
from desktop_scanner.core.remote_links import LinkRole
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.store.database import Store
from tests.unit.store.remote_samples import link, result, scanned, told, waiting
from tests.unit.store.samples import AT, BATCH

THERE = RemoteBatch(batch_id=BATCH, state=RemoteState.COMPLETED, word="completed", name="Theirs", created_at=AT)
OPTIONS = ScanOptions().storable()


async def test_what_a_server_says_of_a_domain_is_kept_and_nothing_else(store: Store) -> None:
    await waiting(store, 3)
    good = told(0, DomainStatus.COMPLETED, started_at=AT, finished_at=AT + timedelta(seconds=2), elapsed_ms=2000)
    rows = await store.remote.end_domains(BATCH, [good, told(1, DomainStatus.FAILED, error="No route.")])
    assert [(row.status, row.elapsed_ms, row.failure_message) for row in rows] == [
        (DomainStatus.COMPLETED, 2000, None),
        (DomainStatus.FAILED, None, "No route."),
    ]
    assert all((row.http_status, row.title, row.failure_kind) == (None, None, None) for row in rows)
    assert await store.remote.unfinished(BATCH) == ["site-002.com"]
    first = await store.result(rows[0].target_id)
    assert first is not None
    assert (first.started_at, first.failure, first.emails) == (AT, None, ())


async def test_what_is_done_is_not_told_of_twice(store: Store) -> None:
    await waiting(store, 1)
    assert len(await store.remote.end_domains(BATCH, [told(0, DomainStatus.COMPLETED)])) == 1
    assert await store.remote.end_domains(BATCH, [told(0, DomainStatus.FAILED)]) == []
    assert await store.remote.begin_domains(BATCH, [told(0, DomainStatus.RUNNING), told(9, None)]) == []
    assert (await store.batch(BATCH)).counts == {"completed": 1}  # type: ignore[union-attr]


async def test_a_batch_of_a_server_is_made_once_with_the_wish_to_fetch_it(store: Store) -> None:
    its = link(LinkRole.PULLED, remote_id=BATCH)
    made = await store.remote.adopt(its, THERE, OPTIONS)
    assert made is not None
    assert (made.kind, made.batch_id) == (OperationKind.PULL, BATCH)
    await store.remote.adopt(its, THERE, OPTIONS)
    (batch,) = await store.batches()
    assert (batch.name, batch.state, batch.created_at, batch.origin) == (
        "Theirs",
        BatchState.PAUSED,
        AT,
        "remote office",
    )


async def test_a_batch_that_was_deleted_here_is_not_made_again(store: Store) -> None:
    await scanned(store, 1)
    await store.hide(BATCH)
    assert await store.remote.adopt(link(remote_id=BATCH), THERE, OPTIONS) is None
    assert await store.batches() == []


async def test_a_fetched_batch_has_the_state_that_its_counts_speak_for(store: Store) -> None:
    its = link(LinkRole.PULLED, remote_id=BATCH)
    await store.remote.adopt(its, THERE, OPTIONS)
    await store.remote.take_in(its, [result(0), result(1, 3)], "1", may_add=True)
    assert await store.remote.add_domains(BATCH, [told(0, None), told(5, None), told(6, None)]) == 2
    await store.remote.settle_batch(BATCH, THERE)
    assert (await store.batch(BATCH)).state is BatchState.PAUSED  # type: ignore[union-attr]
    await store.remote.end_domains(BATCH, [told(5, DomainStatus.FAILED), told(6, DomainStatus.COMPLETED)])
    await store.remote.settle_batch(BATCH, THERE)
    batch = await store.batch(BATCH)
    assert batch is not None
    assert (batch.state, batch.started_at, batch.finished_at) == (BatchState.PARTIAL, AT, AT + timedelta(minutes=3))


async def test_a_batch_that_runs_keeps_its_state(store: Store) -> None:
    await waiting(store, 1)
    await store.remote.settle_batch(BATCH)
    assert (await store.batch(BATCH)).state is BatchState.RUNNING  # type: ignore[union-attr]


async def test_both_sides_agree_where_every_domain_ended_at_the_same_instant(store: Store) -> None:
    await scanned(store, 2)
    same = [told(number, DomainStatus.COMPLETED, finished_at=AT) for number in range(2)]
    assert await store.remote.agrees(BATCH, same)
    assert not await store.remote.agrees(BATCH, [*same, told(5, DomainStatus.COMPLETED, finished_at=AT)])
    assert not await store.remote.agrees(BATCH, [told(0, DomainStatus.COMPLETED, finished_at=AT.replace(year=2030))])
    assert not await store.remote.agrees(BATCH, [told(0, DomainStatus.COMPLETED)])
