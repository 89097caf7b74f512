import pytest

from desktop_scanner.core import filter_terms, row_terms
from desktop_scanner.core.pivots import Pivot, PivotKind
from desktop_scanner.core.queries import RowOrder
from desktop_scanner.core.results import DomainResult, Email, TlsFacts, Tracker
from desktop_scanner.store.database import Store
from desktop_scanner.store.marking import NewMark
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


def made(domain: str, **fields: object) -> DomainResult:
    return samples.completed(samples.claimed(domain), **fields)


def tracker(kind: str, id_: str) -> tuple[Tracker, ...]:
    return (Tracker(kind=kind, id=id_),)


async def pivots(store: Store, *results: DomainResult, least: int = 2) -> list[Pivot]:
    await samples.scanned(store, results)
    return await store.pivots(BATCH, tuple(PivotKind), least)


async def test_domains_that_share_a_value_are_a_group_in_the_order_of_their_list(store: Store) -> None:
    ids = tracker("google_tag_manager", "GTM-ABC1")
    found = await pivots(store, made("b.com", trackers=ids), made("a.com", trackers=ids), made("c.com"))
    assert found == [
        Pivot(kind=PivotKind.TRACKER, name="google_tag_manager", value="GTM-ABC1", count=2, domains=("b.com", "a.com"))
    ]


async def test_every_kind_is_looked_at_and_the_most_shared_comes_first(store: Store) -> None:
    shared = {"ip_addresses": ("203.0.113.9", "203.0.113.9"), "favicon_hash": -5}
    tls = TlsFacts(san=("*.shared.com", "www.shared.com", "cdn.net"))
    email = (Email(value="Info@shared.com", kind="role", confidence=1),)
    found = await pivots(
        store,
        made("a.com", tls=tls, emails=email, **shared),
        made("b.com", tls=tls, emails=email, **shared),
        made("c.com", tls=TlsFacts(san=("shared.com",)), ip_addresses=("203.0.113.9",)),
    )
    assert [(each.kind.value, each.value, each.count) for each in found] == [
        ("favicon", "-5", 2),
        ("certificate", "shared.com", 3),
        ("certificate", "cdn.net", 2),
        ("ip", "203.0.113.9", 3),
        ("email", "Info@shared.com", 2),
    ]


async def test_the_properties_of_one_analytics_account_are_one_group(store: Store) -> None:
    one, other = tracker("google_analytics", "UA-12345-1"), tracker("google_analytics", "UA-12345-12")
    [found] = await pivots(store, made("a.com", trackers=one + other), made("b.com", trackers=other))
    assert (found.value, found.count) == ("UA-12345", 2)


async def test_what_everybody_has_shares_nothing(store: Store) -> None:
    placeholder = (Email(value="you@example.com", kind="personal", placeholder=True, confidence=0.1),)
    bare = tracker("matomo", "1")
    both = [made(domain, emails=placeholder, trackers=bare) for domain in ("a.com", "b.com")]
    assert await pivots(store, *both) == []


async def test_a_matomo_with_its_server_is_shared(store: Store) -> None:
    ids = tracker("matomo", "stats.x.be#1")
    [found] = await pivots(store, made("a.com", trackers=ids), made("b.com", trackers=ids))
    assert (found.name, found.value) == ("matomo", "stats.x.be#1")


async def test_only_the_batch_and_the_kinds_that_are_asked_for_count(store: Store) -> None:
    await samples.scanned(store, [made("a.com", favicon_hash=1, ip_addresses=("203.0.113.9",))])
    other = [made(domain, favicon_hash=1, ip_addresses=("203.0.113.9",)) for domain in ("a.com", "b.com")]
    await samples.scanned(store, other, "another batch")
    assert await store.pivots(BATCH, tuple(PivotKind), 2) == []
    assert [each.kind for each in await store.pivots("another batch", (PivotKind.IP,), 2)] == [PivotKind.IP]


async def test_the_least_number_of_domains_is_heeded(store: Store) -> None:
    three = [made(domain, favicon_hash=1) for domain in ("a.com", "b.com", "c.com")]
    assert len(await pivots(store, *three, least=3)) == 1
    assert await store.pivots(BATCH, tuple(PivotKind), 4) == []


async def test_what_was_marked_as_wrong_is_shared_no_more(store: Store) -> None:
    ids = tracker("google_tag_manager", "GTM-ABC1")
    await pivots(store, *(made(domain, trackers=ids) for domain in ("a.com", "b.com", "c.com")))
    await store.mark([NewMark(kind="tracker", value="google_tag_manager:GTM-ABC1", domain="a.com")])
    [found] = await store.pivots(BATCH, tuple(PivotKind), 2)
    assert found.domains == ("b.com", "c.com")


async def test_the_rows_of_a_pivot_are_exactly_its_domains(store: Store) -> None:
    one, other = tracker("google_analytics", "UA-12345-1"), tracker("google_analytics", "UA-12345-12")
    ip = {"ip_addresses": ("2001:db8::A",)}
    results = (made("b.com", trackers=one, **ip), made("a.com", trackers=other, **ip), made("c.com", favicon_hash=-5))
    for pivot in await pivots(store, *results, least=1):
        where = row_terms.parse(filter_terms.of_pivot(pivot)).where
        rows = await store.rows(await store.row_ids(BATCH, RowOrder(), where))
        assert tuple(row.domain for row in rows) == pivot.domains


@pytest.mark.parametrize("told", ["colour=red", "ip", "ip=203.0.113.1"])
async def test_what_nobody_shares_has_no_rows(store: Store, told: str) -> None:
    await pivots(store, made("a.com", ip_addresses=("203.0.113.9",)))
    assert await store.row_ids(BATCH, RowOrder(), row_terms.parse(f'pivot:"{told}"').where) == []


async def test_the_rows_of_a_pivot_are_those_of_one_batch_without_marked_values(store: Store) -> None:
    both = [made(domain, trackers=tracker("google_tag_manager", "GTM-A")) for domain in ("a.com", "b.com")]
    await pivots(store, *both)
    await samples.scanned(store, both, "another batch")
    await store.mark([NewMark(kind="tracker", value="google_tag_manager:GTM-A", domain="a.com")])
    where = row_terms.parse('pivot:"tracker=google_tag_manager:GTM-A"').where
    [row] = await store.rows(await store.row_ids(BATCH, RowOrder(), where))
    assert row.domain == "b.com"
