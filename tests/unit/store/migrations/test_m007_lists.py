import shutil
from pathlib import Path

from desktop_scanner.store import upgrade
from desktop_scanner.store.database import Store
from tests.data.databases import make_sample
from tests.unit.store import samples


async def test_an_older_file_opens_and_keeps_lists(tmp_path: Path) -> None:
    path = tmp_path / "scanner.db"
    shutil.copyfile(make_sample.FOLDER / "v1.db", path)
    upgrade.prepare(path, to="m007")
    store = await Store.open(path)
    assert await store.lists() == []
    await store.save_list("Shops", samples.targets(3))
    assert [(each.name, each.total) for each in await store.lists()] == [("Shops", 3)]
    assert len(await store.batches()) > 0
    await store.close()
