import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_scanner.store import upgrade
from desktop_scanner.store.database import Store
from tests.data.databases import make_sample
from tests.unit.store.samples import BATCH


async def test_an_older_file_keeps_its_batches_and_takes_what_servers_need(tmp_path: Path) -> None:
    path = tmp_path / "scanner.db"
    shutil.copyfile(make_sample.FOLDER / "v1.db", path)
    upgrade.prepare(path, to="m011")
    with closing(sqlite3.connect(path)) as connection:
        for table in ("remote_link", "outbox", "remote_conflict"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608 -- as above
    store = await Store.open(path)
    assert await store.batch(BATCH) is not None
    assert await store.remote.operations() == []
    await store.close()
