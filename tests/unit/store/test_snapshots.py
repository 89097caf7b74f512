import asyncio

import pytest
from msgspec.structs import replace

from desktop_scanner.core.comparison import Snapshot
from desktop_scanner.core.results import DomainResult
from desktop_scanner.store import snapshots
from desktop_scanner.store.database import Store
from desktop_scanner.store.marking import NewMark
from tests.unit.store import samples

OTHER = "01900000-0000-7000-8000-000000000002"


def rich(domain: str, **changes: object) -> DomainResult:
    return replace(samples.rich(samples.claimed(domain)), **changes)


async def read(store: Store, batch_id: str = samples.BATCH) -> list[Snapshot]:
    return await asyncio.to_thread(lambda: list(store.snapshots(batch_id)))


async def test_a_batch_is_read_in_the_order_of_its_domains(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "_CHUNK", 2)
    await samples.scanned(store, [rich(domain) for domain in ("c.be", "a.be", "e.be", "b.be", "d.be")])
    assert [each.domain for each in await read(store)] == ["a.be", "b.be", "c.be", "d.be", "e.be"]


async def test_a_snapshot_has_what_comparisons_look_at(store: Store) -> None:
    await samples.scanned(store, [rich("a.be")])
    [one] = await read(store)
    assert one.facts["technology", "wordpress"] == ("WordPress", "6.5.2")
    assert one.facts["email", "info@a.be"] == ("Info@a.be", "")
    assert one.facts["custom", "de123"] == ("DE123", "")
    assert one.properties == {
        "title": "Bäckerei Müller – Brot & Brötchen",
        "verdict": "ok",
        "http_status": "200",
        "final_url": "https://a.be/",
        "certificate": "CA, until 2026-03-01",
        "organization": "Bäckerei Müller",
    }


async def test_a_failed_domain_has_its_failure(store: Store) -> None:
    await samples.scanned(store, [samples.failed(samples.claimed("a.be"))])
    [one] = await read(store)
    assert (one.facts, one.properties) == ({}, {"failure": "dns_not_found"})


async def test_marked_values_are_left_out(store: Store) -> None:
    await samples.scanned(store, [rich("a.be")])
    await store.mark([NewMark(kind="technology", value="WordPress")])
    [one] = await read(store)
    assert ("technology", "wordpress") not in one.facts


async def test_a_domain_is_followed_through_the_batches_that_are_left(store: Store) -> None:
    for batch_id in (samples.BATCH, OTHER):
        await samples.scanned(store, [rich("a.be"), rich("b.be")], batch_id)
    assert [each.batch_id for each in await store.snapshots_of("a.be")] == [samples.BATCH, OTHER]
    await store.hide(samples.BATCH)
    assert [each.batch_id for each in await store.snapshots_of("a.be")] == [OTHER]
