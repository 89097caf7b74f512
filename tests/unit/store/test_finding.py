import pytest
from msgspec.structs import replace

from desktop_scanner.core.search import Hit, parse
from desktop_scanner.store.database import Store
from desktop_scanner.store.marking import NewMark
from tests.unit.store import samples

OTHER = "01900000-0000-7000-8000-000000000002"


async def scanned(store: Store) -> None:
    """Scan a bakery twice and a shop once; the bakery of the second batch has another title."""
    bakery = samples.rich(samples.claimed("bakery.be"))
    shop = replace(samples.rich(samples.claimed("shop.bakery.de")), title="Fahrräder", technologies=())
    await samples.scanned(store, [bakery, shop])
    await samples.scanned(store, [replace(bakery, title="Nieuwe winkel")], OTHER)


async def found(store: Store, text: str) -> list[Hit]:
    return await store.search(parse(text), 100)


@pytest.mark.parametrize(
    ("text", "domains"),
    [
        ("tech:wordpress", {"bakery.be"}),
        ("tech:WordPress org:'x'", set()),
        ("email:INFO@bakery.be", {"bakery.be"}),
        ("phone:+44(20)71838750", {"bakery.be", "shop.bakery.de"}),
        ('org:"bäckerei müller"', {"bakery.be", "shop.bakery.de"}),
        ("tracker:google_analytics:g-xxxx tech:nginx", {"bakery.be"}),
        ("fahrrader", {"shop.bakery.de"}),
        ("fahr", {"shop.bakery.de"}),
        ("info@bakery.be", {"bakery.be"}),
        ("domain:bakery.de", {"shop.bakery.de"}),
        ("domain:bakery.be", {"bakery.be"}),
        ("bakery.b", {"bakery.be"}),
        ("winkel brood", set()),
        ("!!! ???", set()),
    ],
)
async def test_domains_are_found_by_what_was_found_on_them(store: Store, text: str, domains: set[str]) -> None:
    await scanned(store)
    assert {hit.domain for hit in await found(store, text)} == domains


async def test_a_domain_is_answered_once_from_its_latest_batch(store: Store) -> None:
    await scanned(store)
    [hit] = await found(store, "tech:wordpress")
    assert (hit.batch_id, hit.title, hit.batches) == (OTHER, "Nieuwe winkel", 2)


async def test_a_deleted_batch_is_not_searched(store: Store) -> None:
    await scanned(store)
    await store.hide(OTHER)
    [hit] = await found(store, "tech:wordpress")
    assert (hit.batch_id, hit.batches) == (samples.BATCH, 1)


async def test_a_marked_value_finds_nothing(store: Store) -> None:
    await scanned(store)
    await store.mark([NewMark(kind="technology", value="WordPress", domain="bakery.be")])
    assert await found(store, "tech:wordpress") == []
    assert await found(store, "wordpress") == []


async def test_not_more_is_given_than_asked_for(store: Store) -> None:
    await scanned(store)
    assert len(await store.search(parse("phone:+442071838750"), 1)) == 1
