"""Connections to the database file, each set up in one place."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_S = 30.0
READERS = 4

# Group commits come four times a second: FULL costs little, and a power loss undoes nothing that was shown.
_EACH = ("PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL")
# Both are kept in the file and without effect on one that has them; auto_vacuum only works before the first table.
_WRITER = (
    "PRAGMA auto_vacuum = INCREMENTAL",
    "PRAGMA journal_mode = WAL",
    "PRAGMA journal_size_limit = 67108864",
    # More than this made nothing quicker (20,000 results, a file of 93 MB), and memory grew by it.
    "PRAGMA cache_size = -16384",
    # What is deleted is overwritten: people may have asked for it.
    "PRAGMA secure_delete = ON",
    "PRAGMA analysis_limit = 400",  # rows that PRAGMA optimize looks at in an index
)
_READER = ("PRAGMA query_only = ON", "PRAGMA cache_size = -16384")


def writer(path: Path, *, busy_s: float = BUSY_S) -> Engine:
    """Return the engine whose transactions may write; a file that has gone is a fault, not made anew."""
    engine = create_engine(_url(path, "rw"), poolclass=NullPool, connect_args=_arguments(busy_s))
    _set_up(engine, (*_EACH, *_WRITER), "BEGIN IMMEDIATE")
    return engine


def migrator(path: Path, *, busy_s: float = BUSY_S) -> Engine:
    """Return the engine of migrations, which makes the file where there is none.

    It is as `writer`, but a table may be rebuilt without losing what refers to it.
    """
    engine = create_engine(_url(path, "rwc"), poolclass=NullPool, connect_args=_arguments(busy_s))
    _set_up(engine, ("PRAGMA synchronous = FULL", *_WRITER, "PRAGMA foreign_keys = OFF"), "BEGIN IMMEDIATE")
    return engine


def readers(path: Path) -> Engine:
    """Return the engine whose connections only read, each transaction one moment of the database."""
    engine = create_engine(
        _url(path, "rw"), poolclass=QueuePool, pool_size=READERS, max_overflow=-1, connect_args=_arguments(BUSY_S)
    )
    _set_up(engine, (*_EACH, *_READER), "BEGIN")
    return engine


def _url(path: Path, mode: str) -> URL:
    return URL.create("sqlite+pysqlite", database=path.as_uri(), query={"mode": mode, "uri": "true"})


def _arguments(busy_s: float) -> dict[str, object]:
    # A connection is used by one thread at a time, but may be closed by another.
    return {"timeout": busy_s, "check_same_thread": False}


def _set_up(engine: Engine, pragmas: tuple[str, ...], begin: str) -> None:
    def on_connect(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        # Left to itself, Python's driver begins late and commits before DDL; here a transaction is what we say.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma).close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
