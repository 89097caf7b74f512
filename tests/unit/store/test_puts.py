import asyncio

import pytest

from desktop_scanner.core.errors import BatchNotFoundError
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


async def test_a_stored_result_gives_its_row(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    [one] = await store.claim(BATCH, 1)
    row = await store.put(one, samples.rich(one))
    assert [row] == await store.rows([one.id])
    assert (row.status, row.http_status, row.pages, row.elapsed_ms) == (DomainStatus.COMPLETED, 200, 1, 2000)
    assert (row.emails, row.phones, row.technologies) == (1, 1, "WordPress 6.5.2, nginx")


async def test_counters_follow_the_results(store: Store) -> None:
    await samples.started(store, samples.targets(6))
    good, bad, gone, _ = await store.claim(BATCH, 4)
    await asyncio.gather(
        store.put(good, samples.rich(good)),
        store.put(bad, samples.failed(bad)),
        store.put(gone, samples.failed(gone, FailureKind.CONNECT_REFUSED)),
    )
    batch = await store.batch(BATCH)
    assert batch
    assert batch.counts == {"pending": 2, "running": 1, "completed": 1, "failed": 2}


async def test_a_result_of_an_old_attempt_is_dropped(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    [old] = await store.claim(BATCH, 1)
    await store.begin_run(BATCH)
    [new] = await store.claim(BATCH, 1)
    dropped = await store.put(old, samples.failed(old))
    assert dropped.status is DomainStatus.RUNNING
    assert (await store.put(new, samples.completed(new))).status is DomainStatus.COMPLETED


async def test_a_result_for_a_cancelled_target_is_dropped(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    [one] = await store.claim(BATCH, 1)
    await store.cancel_unfinished(BATCH)
    row = await store.put(one, samples.completed(one))
    assert (row.status, row.failure_kind) == (DomainStatus.CANCELLED, FailureKind.CANCELLED)


async def test_of_two_results_in_one_group_the_first_holds(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    [one] = await store.claim(BATCH, 1)
    rows = await asyncio.gather(store.put(one, samples.rich(one)), store.put(one, samples.failed(one)))
    assert [row.status for row in rows] == [DomainStatus.COMPLETED] * 2
    batch = await store.batch(BATCH)
    assert batch
    assert batch.counts == {"completed": 1}


async def test_a_later_attempt_replaces_what_an_earlier_stored(store: Store) -> None:
    await samples.started(store, samples.targets(1))
    [one] = await store.claim(BATCH, 1)
    await store.put(one, samples.rich(one))
    again = "UPDATE target SET status = 'pending'"
    await store._write(lambda connection: connection.exec_driver_sql(again))
    [one] = await store.claim(BATCH, 1)
    await store.put(one, samples.completed(one, title="New"))
    result = await store.result(one.id)
    assert result
    assert (result.title, result.emails, result.pages, result.tls) == ("New", (), (), None)
    orphans = "SELECT (SELECT count(*) FROM fact) + (SELECT count(*) FROM evidence) + (SELECT count(*) FROM page)"
    assert await store._read(lambda connection: connection.exec_driver_sql(orphans).scalar_one()) == 0


async def test_a_result_whose_batch_is_gone_harms_no_other(store: Store) -> None:
    await samples.started(store, samples.targets(1), "gone")
    await samples.started(store, samples.targets(1), "here")
    [lost], [kept] = await store.claim("gone", 1), await store.claim("here", 1)
    await store._write(lambda connection: connection.exec_driver_sql("DELETE FROM batch WHERE id = 'gone'"))
    outcomes = await asyncio.gather(
        store.put(lost, samples.rich(lost)), store.put(kept, samples.rich(kept)), return_exceptions=True
    )
    assert isinstance(outcomes[0], BatchNotFoundError)
    assert await store.result(kept.id)


async def test_facts_are_rows_with_their_evidence(store: Store) -> None:
    await samples.scanned(store, [samples.rich(samples.claimed("site-000.com"))])
    query = (
        "SELECT fact.kind, normalised, count(evidence.id) FROM fact LEFT JOIN evidence ON fact_id = fact.id "
        "GROUP BY fact.id ORDER BY fact.id"
    )
    rows = await store._read(lambda connection: connection.exec_driver_sql(query).all())
    assert tuple(rows[0]) == ("email", "info@site-000.com", 2)
    kinds = "phone social address technology technology tracker custom custom organization favicon certificate ip ip"
    assert [row.kind for row in rows[1:]] == ["email", *kinds.split()]


@pytest.mark.parametrize("size", [1, 3, 200, 450])
async def test_groups_of_any_size_are_stored_whole(store: Store, size: int) -> None:
    await samples.started(store, samples.targets(size))
    claimed = await store.claim(BATCH, size)
    rows = await asyncio.gather(*(store.put(one, samples.rich(one)) for one in claimed))
    assert [row.domain for row in rows] == [one.domain for one in claimed]
    result = await store.result(claimed[-1].id)
    assert result
    assert result.emails == samples.rich(claimed[-1]).emails
