import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from desktop_scanner.core.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreUnreachableError,
)
from desktop_scanner.store import engines, faults, upgrade
from desktop_scanner.store.database import Store
from tests.unit.store import samples

PATH = Path("/data/scanner.db")


def _fault(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite puts it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, StoreFullError),
        (sqlite3.SQLITE_READONLY, StoreFullError),
        (sqlite3.SQLITE_READONLY_DBMOVED, StoreFullError),
        (sqlite3.SQLITE_PERM, StoreFullError),
        (sqlite3.SQLITE_IOERR_WRITE, StoreUnreachableError),
        (sqlite3.SQLITE_BUSY, StoreBusyError),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StoreBusyError),
        (sqlite3.SQLITE_LOCKED, StoreBusyError),
        (sqlite3.SQLITE_PROTOCOL, StoreBusyError),
        (sqlite3.SQLITE_CORRUPT, StoreDamagedError),
        (sqlite3.SQLITE_NOTADB, StoreDamagedError),
        (sqlite3.SQLITE_CANTOPEN, StoreUnreachableError),
    ],
)
def test_each_fault_of_the_machine_is_a_sentence_with_a_next_step(code: int, kind: type[StoreError]) -> None:
    wrapped = DBAPIError("SELECT 1", None, _fault(code))
    for error in (wrapped, _fault(code)):
        with pytest.raises(kind, match=r"/data/scanner\.db") as caught, faults.translated(PATH):
            raise error
        assert type(caught.value) is kind
        assert caught.value.__cause__ is error
        assert re.search(r"\. (Free|Make|Ask|Check|Wait|Run|Choose) .*\.$", str(caught.value))


@pytest.mark.parametrize("error", [_fault(sqlite3.SQLITE_ERROR), _fault(sqlite3.SQLITE_CONSTRAINT), KeyError("a bug")])
def test_a_bug_is_left_as_it_is(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, faults.translated(PATH):
        raise error
    assert caught.value is error


def _damage(database: Path) -> None:
    header, rest = database.read_bytes()[:4096], database.stat().st_size - 4096
    database.write_bytes(header + b"\xff" * rest)


async def test_a_database_that_another_program_holds_is_busy(
    store: Store, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = engines.writer(database, busy_s=0.05)
    monkeypatch.setattr(store._writer, "_engine", impatient)
    with (
        engines.writer(database).connect() as other,
        other.begin(),
        pytest.raises(StoreBusyError, match="Another program holds the database"),
    ):
        await store.claim("x", 1)
    await samples.started(store, samples.targets(1))


async def test_a_damaged_database_is_called_so(store: Store, database: Path) -> None:
    await samples.scanned(store, [samples.rich(samples.claimed("site-000.com"))])
    await store.close()
    _damage(database)
    with pytest.raises(StoreDamagedError, match="is damaged"):
        upgrade.prepare(database)


async def test_a_disk_fault_is_a_sentence_and_the_work_goes_on_after_it(store: Store, database: Path) -> None:
    resource = pytest.importorskip("resource")
    await samples.started(store, samples.targets(30))
    claimed = await store.claim(samples.BATCH, 30)
    journal = database.with_name("scanner.db-wal").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal + 5000, hard))
    try:
        with pytest.raises(StoreError, match="The disk reported a fault"):
            await store.put(claimed[0], samples.rich(claimed[0]))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    row = await store.put(claimed[0], samples.rich(claimed[0]))
    assert row.title == samples.rich(claimed[0]).title


async def test_a_broken_rule_of_the_tables_is_a_bug(store: Store) -> None:
    statement = "INSERT INTO detail (target_id, body) VALUES (99, '')"
    with pytest.raises(DBAPIError, match="FOREIGN KEY"):
        await store._write(lambda connection: connection.exec_driver_sql(statement))
    with pytest.raises(OperationalError, match="no such table"):
        await store._read(lambda connection: connection.exec_driver_sql("SELECT * FROM unknown"))
