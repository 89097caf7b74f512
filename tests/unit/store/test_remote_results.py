import msgspec
import pytest

from desktop_scanner.core.failures import FailureKind, failure
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.remote_links import LinkRole
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.remote_samples import link, result, scanned, told, waiting
from tests.unit.store.samples import BATCH


async def title(store: Store, number: int) -> str | None:
    found = await store.result(await store.target_id(BATCH, f"site-{number:03}.com") or 0)
    return found.title if found else None


async def counts(store: Store) -> dict[str, int]:
    batch = await store.batch(BATCH)
    assert batch is not None
    return batch.counts


async def test_what_comes_in_is_stored_like_what_was_scanned_here(store: Store) -> None:
    its = await waiting(store, 3)
    bad = result(2, status=DomainStatus.FAILED, failure=failure(FailureKind.DNS_NOT_FOUND, "No address."))
    taken = await store.remote.take_in(its, [result(0), result(1), bad], "9", may_add=False)
    assert ([row.domain for row in taken.rows], taken.kept) == ([f"site-00{number}.com" for number in range(3)], 0)
    assert await counts(store) == {"completed": 2, "failed": 1}
    first = next(store.results(BATCH, RowFilter()))
    expected = msgspec.structs.replace(result(0), input=first.input, columns={"account": "SITE-000.COM"})
    assert first == expected
    stored = await store.remote.link(BATCH, "office")
    assert stored is not None
    assert stored.pull_cursor == "9"


async def test_a_domain_that_the_server_had_begun_takes_its_result(store: Store) -> None:
    its = await waiting(store, 2)
    assert len(await store.remote.begin_domains(BATCH, [told(0, DomainStatus.RUNNING)])) == 1
    assert await counts(store) == {"pending": 1, "running": 1}
    await store.remote.take_in(its, [result(0)], "1", may_add=False)
    assert await counts(store) == {"pending": 1, "completed": 1}


@pytest.mark.parametrize(("minutes", "wins"), [(5, True), (0, False), (-5, False)])
async def test_the_newest_result_wins(store: Store, minutes: int, *, wins: bool) -> None:
    its = await scanned(store, 1)
    taken = await store.remote.take_in(its, [result(0, minutes, title="Theirs")], "1", may_add=False)
    assert (await title(store, 0) == "Theirs", len(taken.rows)) == (wins, int(wins))
    assert await counts(store) == {"completed": 1}


async def test_domains_of_no_batch_are_left_out_unless_the_list_is_the_servers(store: Store) -> None:
    its = await waiting(store, 1)
    assert (await store.remote.take_in(its, [result(7)], "1", may_add=False)).strangers == ("site-007.com",)
    taken = await store.remote.take_in(its, [result(7, columns={"a": "b"})], "2", may_add=True)
    assert [row.domain for row in taken.rows] == ["site-007.com"]
    assert await counts(store) == {"pending": 1, "completed": 1}


async def test_results_without_an_end_are_none(store: Store) -> None:
    its = await waiting(store, 1)
    await store.remote.take_in(its, [result(0, status=DomainStatus.RUNNING)], "1", may_add=False)
    assert await counts(store) == {"pending": 1}


async def test_a_suppressed_domain_does_not_come_back(store: Store) -> None:
    its = await waiting(store, 1)
    await store.suppress("domain", "site-005.com", "")
    taken = await store.remote.take_in(its, [result(5)], "1", may_add=True)
    assert (taken.rows, taken.strangers) == ((), ("site-005.com",))


async def test_snippets_are_kept_only_where_the_batch_keeps_them(store: Store) -> None:
    new = NewBatch(batch_id=BATCH, name="b", options={"snippets": False}, origin="", targets=samples.targets(1))
    await store.create_batch(new)
    await store.remote.take_in(await store.remote.put_link(link()), [result(0)], "1", may_add=False)
    found = next(store.results(BATCH, RowFilter()))
    assert {each.snippet for each in found.emails[0].evidence} == {""}


async def test_what_is_new_here_is_sent_once_in_parts(store: Store) -> None:
    its, sent = await scanned(store, 7), []
    while (part := await store.remote.unpushed(its, 3)).results:
        sent.append([each.domain for each in part.results])
        its = await store.remote.change_link(its, part.cursor)
    assert [len(each) for each in sent] == [3, 3, 1]
    assert len({domain for each in sent for domain in each}) == 7


async def test_what_came_from_there_is_not_sent_back(store: Store) -> None:
    its = await scanned(store, 3)
    its = await store.remote.change_link(its, (await store.remote.unpushed(its, 10)).cursor)
    await store.remote.take_in(its, [result(1, 5)], "1", may_add=False)
    current = await store.remote.link(BATCH, "office")
    assert current is not None
    assert (await store.remote.unpushed(current, 10)).results == ()
    assert [each.domain for each in (await store.remote.unpushed(its, 10)).results] == ["site-001.com"]


async def test_what_is_not_finished_is_not_sent(store: Store) -> None:
    its = await waiting(store, 2, LinkRole.PUSHED)
    await store.cancel_unfinished(BATCH)
    await store.end_run(BATCH, BatchState.CANCELLED)
    assert (await store.remote.unpushed(its, 10)).results == ()
    await store.remote.take_in(its, [result(0)], "1", may_add=False)
    assert await counts(store) == {"completed": 1, "cancelled": 1}
