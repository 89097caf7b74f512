from datetime import timedelta

import msgspec
import pytest

from desktop_scanner.core import filter_terms, row_terms
from desktop_scanner.core.errors import BatchNotFoundError
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.overview import Facet, Overview, Tally
from desktop_scanner.core.queries import RowOrder
from desktop_scanner.core.results import Address, DomainResult, Technology
from desktop_scanner.core.statuses import Verdict
from desktop_scanner.store.database import Store
from desktop_scanner.store.marking import NewMark
from tests.unit.store import samples
from tests.unit.store.samples import AT, BATCH


def made(domain: str, **fields: object) -> DomainResult:
    return samples.completed(samples.claimed(domain), **fields)


def technologies(*names: str) -> tuple[Technology, ...]:
    return tuple(Technology(name=name, version=None) for name in names)


async def overview(store: Store, *results: DomainResult) -> Overview:
    await samples.scanned(store, results)
    return await store.overview(BATCH, 12)


async def test_a_batch_that_was_not_started_has_only_what_waits(store: Store) -> None:
    await samples.started(store, samples.targets(3))
    found = await store.overview(BATCH, 12)
    assert (found.total, found.scanned, found.statuses) == (3, 0, (Tally("pending", 3),))
    assert {each.count for each in found.contacts} == {0}
    assert (found.failures, found.technologies, found.slowest, found.speed.steps) == ((), (), (), 0)


async def test_every_facet_has_the_most_frequent_first(store: Store) -> None:
    found = await overview(
        store,
        made("a.com", technologies=technologies("nginx", "WordPress"), language="de-AT"),
        made("b.com", technologies=technologies("WordPress"), language="de", verdict=Verdict.PARKED),
        made("c.com", technologies=technologies("Shopify: Plus"), language="fr"),
    )
    assert found.technologies == (Tally("WordPress", 2), Tally("Shopify: Plus", 1), Tally("nginx", 1))
    assert found.languages == (Tally("de", 2), Tally("fr", 1))
    assert found.verdicts == (Tally("ok", 2), Tally("parked", 1))


async def test_contacts_and_countries_are_counted_by_domain_not_by_value(store: Store) -> None:
    both = tuple(Address(value=f"Straße {n}", country="DE") for n in (1, 2))
    found = await overview(store, samples.rich(samples.claimed("a.com")), made("b.com", addresses=both), made("c.com"))
    assert found.countries == (Tally("DE", 2),)
    assert {each.value: each.count for each in found.of(Facet.CONTACT)} == {
        "email": 1,
        "phone": 1,
        "social": 1,
        "address": 2,
    }


async def test_failures_are_counted_by_kind_and_what_was_cancelled_is_none(store: Store) -> None:
    results = [samples.failed(samples.claimed(name), FailureKind.DNS_TIMEOUT) for name in ("a.com", "b.com")]
    await samples.scanned(store, [*results, samples.failed(samples.claimed("c.com"))])
    await store.add(BATCH, [samples.target("d.com")])
    await store.cancel_unfinished(BATCH)
    found = await store.overview(BATCH, 12)
    assert found.failures == (Tally("dns_timeout", 2), Tally("dns_not_found", 1))
    assert Tally("cancelled", 1) in found.statuses


async def test_long_lists_are_cut_and_say_of_how_many(store: Store) -> None:
    await samples.scanned(store, [made("a.com", technologies=technologies("A", "B", "C"))])
    found = await store.overview(BATCH, 2)
    assert [each.value for each in found.technologies] == ["A", "B"]
    assert found.kinds[Facet.TECHNOLOGY] == 3


async def test_the_slowest_domains_come_first(store: Store) -> None:
    found = await overview(store, made("a.com", elapsed_ms=5), made("b.com", elapsed_ms=900), made("c.com"))
    assert [(each.domain, each.elapsed_ms) for each in found.slowest] == [("b.com", 900), ("a.com", 5)]


async def test_speed_leaves_breaks_out_and_counts_idle_steps(store: Store) -> None:
    ends = (0, 0, 3, 86_400)
    results = [made(f"s{n}.com", finished_at=AT + timedelta(seconds=after)) for n, after in enumerate(ends)]
    speed = (await overview(store, *results)).speed
    assert [each.counts for each in speed.stretches] == [(2, 0, 0, 1), (1,)]
    assert speed.stretches[1].started_at - speed.stretches[0].started_at == timedelta(days=1)


async def test_a_long_batch_is_shown_in_longer_steps(store: Store) -> None:
    results = [made(f"s{n}.com", finished_at=AT + timedelta(seconds=37 * n)) for n in range(200)]
    speed = (await overview(store, *results)).speed
    assert speed.steps <= 130
    assert sum(map(sum, (each.counts for each in speed.stretches))) == 200


async def test_domains_that_are_scanned_again_are_counted_once(store: Store) -> None:
    await samples.scanned(store, [samples.failed(samples.claimed("a.com")), made("b.com", language="de")])
    await store.reopen_failed(BATCH)
    assert (await store.overview(BATCH, 12)).failures == ()
    await store.begin_run(BATCH)
    [again] = await store.claim(BATCH, 1)
    await store.put(again, samples.completed(again, language="de"))
    assert (await store.overview(BATCH, 12)).languages == (Tally("de", 2),)


async def test_what_is_marked_as_wrong_is_not_counted_until_the_mark_is_taken_back(store: Store) -> None:
    await samples.scanned(store, [made(name, technologies=technologies("nginx")) for name in ("a.com", "b.com")])
    await store.mark([NewMark(kind="technology", value="nginx", domain="a.com")])
    assert (await store.overview(BATCH, 12)).technologies == (Tally("nginx", 1),)
    await store.unmark(await store.marks())
    assert (await store.overview(BATCH, 12)).technologies == (Tally("nginx", 2),)


async def test_purged_domains_are_counted_no_more(store: Store) -> None:
    await samples.scanned(store, [made(name, language="de") for name in ("a.com", "b.com")])
    await store.purge("domain", "a.com")
    found = await store.overview(BATCH, 12)
    assert (found.total, found.languages) == (1, (Tally("de", 1),))


async def test_a_batch_that_is_gone_is_told(store: Store) -> None:
    with pytest.raises(BatchNotFoundError):
        await store.overview("nothing", 12)


async def test_every_bar_means_as_many_rows_as_it_counts(store: Store) -> None:
    found = await overview(
        store,
        samples.rich(samples.claimed("a.com")),
        made("b.com", technologies=technologies("WordPress", "WordPress.com", "Go"), language="de-AT"),
        made("c.com", technologies=technologies("Google, Inc"), language="del", verdict=Verdict.PARKED, elapsed_ms=7),
        samples.failed(samples.claimed("d.com")),
    )
    for facet in (each for each in Facet if each is not Facet.DOMAIN):
        for bar in found.of(facet):
            where = row_terms.parse(filter_terms.of_bar(facet, bar.value)).where
            assert (facet, bar.value, len(await store.row_ids(BATCH, RowOrder(), where))) == (
                facet,
                *msgspec.structs.astuple(bar),
            )
    for slow in found.slowest:
        where = row_terms.parse(filter_terms.of_bar(Facet.DOMAIN, slow.domain)).where
        assert [row.domain for row in await store.rows(await store.row_ids(BATCH, RowOrder(), where))] == [slow.domain]
