from pathlib import Path

from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.store.database import Store
from desktop_scanner.store.marking import NewMark
from tests.unit.store import samples


async def test_what_people_keep_outlives_the_program(database: Path) -> None:
    store = await Store.open(database)
    await samples.scanned(store, [samples.rich(samples.claimed("a.com"))])
    await store.tag([1], "lead")
    await store.mark([NewMark(kind="email", value="info@a.com")])
    await store.suppress("domain", "b.com", "asked us to")
    await store.save_list("Customers", samples.targets(2))
    await store.put_remote(RemoteProfile(name="office", base_url="https://scan.example.org"))
    await store.close()
    again = await Store.open(database)
    assert await again.tags() == ["lead"]
    assert [mark.value for mark in await again.marks()] == ["info@a.com"]
    assert [each.value for each in await again.suppressions()] == ["b.com"]
    assert [(kept.name, kept.total) for kept in await again.lists()] == [("Customers", 2)]
    assert [profile.name for profile in await again.remotes()] == ["office"]
    await again.close()
