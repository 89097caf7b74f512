import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner.store import upgrade
from desktop_scanner.store.schema import APPLICATION_ID

TABLES = {"batch", "target", "detail", "page", "fact", "evidence", "property", "alembic_version"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = upgrade.prepare(tmp_path / "scanner.db", to="m001")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def test_the_first_step_makes_every_table(database: sqlite3.Connection) -> None:
    made = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert made >= TABLES


def test_the_first_step_marks_the_file_as_this_programs(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("m001",)


def test_a_domain_stands_once_in_a_batch(database: sqlite3.Connection) -> None:
    batch = "INSERT INTO batch (id, name, origin, state, options, created_at, seq) VALUES ('b', '', '', '', '{}', 0, 0)"
    target = (
        "INSERT INTO target (batch_key, domain, domain_display, host, input, columns, status, seq, name_search) "
        "VALUES (1, 'a.test', 'a.test', 'a.test', 'a.test', '{}', 'pending', 0, 'a.test')"
    )
    database.execute(batch)
    database.execute(target)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        database.execute(target)
