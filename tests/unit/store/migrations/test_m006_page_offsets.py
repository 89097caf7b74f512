import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_scanner.store import upgrade
from tests.data.databases import make_sample


def test_of_pages_read_before_nobody_knows_when_they_were_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "scanner.db"
    shutil.copyfile(make_sample.FOLDER / "v1.db", path)
    upgrade.prepare(path, to="m006")
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT offset_ms FROM page").fetchall()
    assert set(rows) == {(None,)}
