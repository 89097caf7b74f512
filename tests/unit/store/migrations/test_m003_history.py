import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner.store import upgrade

TARGET = (
    "INSERT INTO target (id, batch_key, domain, domain_display, host, input, columns, status, seq, name_search,"
    " found_search) VALUES (?, 1, ?, '', '', '', '{}', 'completed', 0, '', ?)"
)
BATCH = "INSERT INTO batch (id, name, origin, state, options, created_at, seq) VALUES ('b', '', '', '', '{}', 0, 0)"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Return a database of the schema before, with one target."""
    path = upgrade.prepare(tmp_path / "scanner.db", to="m002")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(BATCH)
        connection.execute(TARGET, (7, "a.test", "bäckerei müller"))
    return path


@pytest.fixture
def database(older: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(upgrade.prepare(older, to="m003"))) as connection:
        yield connection


def _found(database: sqlite3.Connection, words: str) -> list[int]:
    query = "SELECT rowid FROM target_fts WHERE target_fts MATCH ? ORDER BY rowid"
    return [found for (found,) in database.execute(query, (words,))]


def test_what_was_found_before_can_be_searched(database: sqlite3.Connection) -> None:
    assert _found(database, "muller") == [7]


def test_the_search_follows_every_change(database: sqlite3.Connection) -> None:
    database.execute(TARGET, (8, "b.test", ""))
    database.execute("UPDATE target SET found_search = 'shopify 2' WHERE id = 8")
    assert _found(database, "shopify") == [8]
    database.execute("UPDATE target SET found_search = 'wordpress' WHERE id = 8")
    assert (_found(database, "shopify"), _found(database, "wordpress")) == ([], [8])
    database.execute("DELETE FROM target")
    assert (_found(database, "wordpress"), _found(database, "muller")) == ([], [])
    database.execute("INSERT INTO target_fts (target_fts, rank) VALUES ('integrity-check', 1)")


def test_an_older_batch_has_no_note_and_no_tags(database: sqlite3.Connection) -> None:
    assert database.execute("SELECT note, tags, predecessor, deleted_at FROM batch").fetchall() == [
        ("", "[]", None, None)
    ]
