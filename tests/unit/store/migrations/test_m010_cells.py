import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.store import upgrade
from desktop_scanner.store.cells import of
from desktop_scanner.store.database import Store
from tests.data.databases import make_sample
from tests.unit.store.samples import BATCH

MARK = """
INSERT INTO mark (kind, normalised, domain, value, note, created_at)
    SELECT kind, normalised, '', value, '', 0 FROM fact WHERE kind = 'phone' LIMIT 1
"""


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "scanner.db"
    shutil.copyfile(make_sample.FOLDER / "v1.db", path)
    return upgrade.prepare(path, to="m007")


def _cells(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM cell ORDER BY target_id, name").fetchall()


async def test_older_results_show_what_new_ones_would(older: Path) -> None:
    migrated = _cells(upgrade.prepare(older, to="m010"))
    store = await Store.open(older)
    ids = await store.row_ids(BATCH, RowOrder(), RowFilter())
    results = [await store.result(target_id) for target_id in ids]
    await store.close()
    shown = [(target_id, *one) for target_id, result in zip(ids, results, strict=True) if result for one in of(result)]
    assert sorted(shown) == [(target_id, name, text) for target_id, name, _, text, _ in migrated]
    assert "email_addresses" in {name for _, name, *_ in migrated}


def test_what_was_marked_before_does_not_show(older: Path) -> None:
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute(MARK)
    names = {row[1] for row in _cells(upgrade.prepare(older, to="m010"))}
    assert "email_addresses" in names
    assert "phone_numbers" not in names
