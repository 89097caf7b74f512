import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner.store import upgrade

MARK = (
    "INSERT INTO mark (kind, normalised, domain, value, note, created_at) VALUES ('email', 'a@b.c', ?, 'A@b.c', '', 0)"
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = upgrade.prepare(tmp_path / "scanner.db", to="m002")
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_a_value_is_marked_once_at_a_domain_and_once_everywhere(database: sqlite3.Connection) -> None:
    database.execute(MARK, ("b.c",))
    database.execute(MARK, ("",))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        database.execute(MARK, ("",))


def test_a_value_is_found_by_an_index(database: sqlite3.Connection) -> None:
    query = "SELECT target_id FROM fact WHERE kind = 'email' AND normalised = 'a@b.c'"
    [plan] = database.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    assert "ix_fact_kind_normalised" in plan[3]
