from desktop_scanner.core.targets import Target
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


async def test_a_batch_has_the_columns_of_its_list_and_of_rules_that_found_something(store: Store) -> None:
    await samples.scanned(store, [samples.rich(samples.claimed("a.com"))])
    assert await store.further_columns(BATCH) == ["own:account", "rule:vat"]
    assert await store.further_columns("unknown") == []


async def test_columns_that_only_the_end_of_a_list_has_are_seen_too(store: Store) -> None:
    last = Target(domain="z.com", domain_display="z.com", host="z.com", input="z.com", columns={"city": "Ghent"})
    await samples.started(store, [*samples.targets(450), last])
    assert await store.further_columns(BATCH) == ["own:account", "own:city"]
