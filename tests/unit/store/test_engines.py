from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from desktop_scanner.store import engines, upgrade
from desktop_scanner.store.database import Store


def _pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.fixture
def made(database: Path) -> Path:
    return upgrade.prepare(database)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (engines.writer, {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal", "busy_timeout": 30_000}),
        (engines.readers, {"foreign_keys": 1, "query_only": 1, "journal_mode": "wal", "busy_timeout": 30_000}),
        (engines.migrator, {"foreign_keys": 0, "synchronous": 2, "journal_mode": "wal", "auto_vacuum": 2}),
    ],
)
def test_each_connection_is_set_up(made: Path, make: Callable[[Path], Engine], expected: dict[str, object]) -> None:
    engine = make(made)
    with engine.connect() as connection:
        assert {name: _pragma(connection, name) for name in expected} == expected
    engine.dispose()


def test_a_writer_holds_the_database_from_its_first_word(made: Path) -> None:
    with (
        engines.writer(made).connect() as connection,
        connection.begin(),
        pytest.raises(OperationalError, match="locked"),
        engines.writer(made, busy_s=0).connect() as other,
        other.begin(),
    ):
        pytest.fail("two writers at once")


def test_a_table_that_is_made_in_a_transaction_is_undone_with_it(made: Path) -> None:
    with engines.writer(made).connect() as connection:
        transaction = connection.begin()
        connection.execute(text("CREATE TABLE extra (x)"))
        transaction.rollback()
        with pytest.raises(OperationalError, match="no such table"):
            connection.execute(text("SELECT * FROM extra"))


async def test_readers_cannot_write_and_do_not_wait_for_the_writer(store: Store, database: Path) -> None:
    with engines.writer(database).connect() as connection, connection.begin():
        assert await store.batches() == []
    with pytest.raises(Exception, match="read-only"):
        await store._read(lambda connection: connection.exec_driver_sql("DELETE FROM batch"))
