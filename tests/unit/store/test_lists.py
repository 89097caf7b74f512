from datetime import UTC, datetime

import pytest

from desktop_scanner.store import imports, lists
from desktop_scanner.store.database import Store
from tests.unit.store import samples

LATER = datetime(2100, 1, 1, tzinfo=UTC)


async def test_a_long_list_is_taken_in_and_removed_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 10)
    monkeypatch.setattr(lists, "_REMOVED_AT_ONCE", 10)
    kept = await store.save_list("Shops", samples.targets(25))
    assert kept.total == 25
    assert await store.list_targets(kept.id) == list(samples.targets(25))
    await store.hide_list(kept.id)
    await store.remove_lists(LATER)
    assert await store.list_targets(kept.id) == []


async def test_what_utf_8_cannot_hold_is_made_harmless(store: Store) -> None:
    kept = await store.save_list("Shops \ud800", samples.targets(1))
    assert kept.name == "Shops ?"
