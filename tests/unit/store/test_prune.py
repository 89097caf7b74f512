import msgspec
import pytest

from desktop_scanner.store import prune
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import AT, BATCH


async def test_pages_and_evidence_of_old_results_go_and_their_facts_stay(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prune, "_TARGETS", 2)
    old = [samples.rich(samples.claimed(f"old-{number}.com")) for number in range(5)]
    later = msgspec.structs.replace(samples.rich(samples.claimed("new.com")), finished_at=AT.replace(year=2027))
    await samples.scanned(store, [*old, later])
    new_id = await store.target_id(BATCH, "new.com")
    before = await store.result(new_id or 0)
    done = await store.prune(AT.replace(month=4))
    assert (done.pages, done.evidence) == (10, 5 * 2 * 6)
    first = await store.result(1)
    assert first is not None
    assert (first.pages, first.emails[0].evidence) == ((), ())
    assert first.emails[0].value == "Info@old-0.com"
    assert await store.result(new_id or 0) == before
    assert await store.free_pages() == 0
