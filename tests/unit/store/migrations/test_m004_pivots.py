import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner.core.pivots import PivotKind
from desktop_scanner.store import upgrade
from desktop_scanner.store.database import Store
from tests.data.databases import make_sample
from tests.unit.store.samples import BATCH

SAN = '{"ip_addresses":["203.0.113.9"],"tls":{"san":["*.Shop.example.co.uk","www.example.co.uk","198.51.100.7",""]}}'


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "scanner.db"
    shutil.copyfile(make_sample.FOLDER / "v1.db", path)
    return path


@pytest.fixture
def upgraded(older: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("UPDATE detail SET body = ? WHERE target_id = 1", (SAN,))
    upgrade.prepare(older, to="m004")
    with closing(sqlite3.connect(older)) as connection:
        yield connection


def test_what_was_found_before_can_be_pivoted_on(upgraded: sqlite3.Connection) -> None:
    query = "SELECT kind, normalised, value FROM fact WHERE target_id = 1 AND kind IN ('ip', 'certificate') ORDER BY id"
    assert upgraded.execute(query).fetchall() == [
        ("ip", "203.0.113.9", "203.0.113.9"),
        ("certificate", "example.co.uk", "example.co.uk"),
        ("certificate", "198.51.100.7", "198.51.100.7"),
    ]


def test_pages_that_were_read_before_have_no_counts(upgraded: sqlite3.Connection) -> None:
    assert upgraded.execute("SELECT DISTINCT words, scripts FROM page").fetchall() == [(None, None)]


async def test_an_older_file_opens_and_pivots(older: Path) -> None:
    store = await Store.open(older)
    found = await store.pivots(BATCH, tuple(PivotKind), 1)
    await store.close()
    assert {(each.kind.value, each.value) for each in found} >= {
        ("tracker", "G-XXXX"),
        ("certificate", "site-000.com"),
        ("ip", "203.0.113.9"),
        ("email", "Info@site-000.com"),
    }
