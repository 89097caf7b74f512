import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner.core.queries import RowFilter
from desktop_scanner.store import traits, upgrade
from desktop_scanner.store.database import Store
from tests.data.databases import make_sample
from tests.unit.store.samples import BATCH


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "scanner.db"
    shutil.copyfile(make_sample.FOLDER / "v1.db", path)
    return path


def test_what_was_scanned_before_is_counted(older: Path) -> None:
    upgrade.prepare(older, to="m009")
    with closing(sqlite3.connect(older)) as connection:
        counted = connection.execute("SELECT kind, value, domains FROM tally WHERE kind <> 'second'").fetchall()
        scanned = connection.execute("SELECT sum(domains) FROM tally WHERE kind = 'second'").fetchone()
    assert {("verdict", "ok", 1), ("language", "de", 1), ("country", "DE", 1), ("contact", "email", 1)} <= {*counted}
    assert scanned == (1,)


def test_what_was_marked_before_is_not_counted(older: Path) -> None:
    upgrade.prepare(older, to="m006")
    with closing(sqlite3.connect(older)) as connection, connection:
        mark = "INSERT INTO mark (kind, normalised, domain, value, note, created_at) VALUES (?, ?, '', ?, '', 0)"
        connection.execute(mark, ("technology", "nginx", "nginx"))
    upgrade.prepare(older, to="m009")
    with closing(sqlite3.connect(older)) as connection:
        found = connection.execute("SELECT value FROM tally WHERE kind = 'technology'").fetchall()
    assert found == [("WordPress",)]


async def test_the_step_counts_what_the_program_counts(older: Path) -> None:
    store = await Store.open(older)
    results = {result.domain: result for result in store.results(BATCH, RowFilter())}
    await store.close()
    with closing(sqlite3.connect(older)) as connection:
        stored = dict(connection.execute("SELECT domain, traits FROM target").fetchall())
    for domain, result in results.items():
        assert {*json.loads(stored[domain])} == {*json.loads(traits.of(result))}
