import asyncio
from pathlib import Path

from msgspec.structs import replace

from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.results import DomainResult, Evidence
from desktop_scanner.core.search import parse
from desktop_scanner.store.database import Store
from tests.unit.store import samples

OTHER = "01900000-0000-7000-8000-000000000002"


async def scanned(store: Store) -> None:
    """Scan two domains that both show Ann's address, one of them in a text only."""
    rich = samples.rich(samples.claimed("a.be"))
    told = replace(rich.phones[0], evidence=(Evidence("https://b.be/ann@a.be", "text", "call or write to Ann@a.be"),))
    ann = replace(rich.emails[0], value="ann@a.be")
    other = replace(samples.rich(samples.claimed("b.be")), title="Ann ann@a.be", phones=(told,), emails=())
    await samples.scanned(store, [replace(rich, emails=(ann,)), other])
    await samples.scanned(store, [replace(rich, organization={"name": "A", "email": "ann@a.be"})], OTHER)


def files(database: Path) -> bytes:
    return b"".join(file.read_bytes() for file in database.parent.glob(f"{database.name}*") if file.is_file())


async def results(store: Store) -> list[DomainResult]:
    return await asyncio.to_thread(
        lambda: [each for batch in (samples.BATCH, OTHER) for each in store.results(batch, RowFilter())]
    )


async def test_a_persons_address_is_gone_from_facts_texts_search_and_file(store: Store, database: Path) -> None:
    await scanned(store)
    assert b"ann@a.be" in files(database).lower()
    assert await store.purge("email", "ann@a.be") == 3
    for result in await results(store):
        assert "ann@a.be" not in repr(result).lower()
    assert await store.search(parse("ann@a.be"), 10) == []
    assert b"ann@a.be" not in files(database).lower()


async def test_what_else_was_found_stays(store: Store) -> None:
    await scanned(store)
    await store.purge("email", "ann@a.be")
    first, second, third = await results(store)
    assert (first.emails, first.phones) == ((), samples.rich(samples.claimed("a.be")).phones)
    assert second.title == "Ann [removed]"
    assert second.phones[0].evidence[0].snippet == "call or write to [removed]"
    assert third.organization == {"name": "A", "email": "[removed]"}


async def test_a_domain_is_gone_from_every_batch(store: Store, database: Path) -> None:
    await scanned(store)
    assert await store.purge("domain", "a.be") == 2
    first, second = await store.batch(samples.BATCH), await store.batch(OTHER)
    assert first is not None
    assert second is not None
    assert (first.total, first.counts, second.total, second.counts) == (1, {"completed": 1}, 0, {})
    assert await store.snapshots_of("a.be") == []
    assert b"https://a.be/" not in files(database)


async def test_what_is_nowhere_is_purged_from_nothing(store: Store) -> None:
    await scanned(store)
    before = await results(store)
    assert await store.purge("email", "nobody@a.be") == 0
    assert await store.purge("domain", "nowhere.be") == 0
    assert await results(store) == before
