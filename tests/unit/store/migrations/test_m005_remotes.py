import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.store import upgrade
from desktop_scanner.store.database import Store
from tests.data.databases import make_sample
from tests.unit.store.samples import BATCH


async def test_an_older_file_keeps_its_batches_and_takes_remotes(tmp_path: Path) -> None:
    path = tmp_path / "scanner.db"
    shutil.copyfile(make_sample.FOLDER / "v1.db", path)
    upgrade.prepare(path, to="m005")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM remote").fetchone() == (0,)
    store = await Store.open(path)
    assert await store.batch(BATCH) is not None
    assert (await store.put_remote(RemoteProfile(name="x", base_url="https://x.test"))).is_default
    await store.close()
