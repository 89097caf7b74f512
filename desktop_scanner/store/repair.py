"""A damaged database file repaired: what can be read goes into a new file that takes its place.

The damaged file is only read, and kept beside the new one. What the new one holds fits together: rows without the one
they belong to are dropped and counted, batches whose own row is lost get a stand-in, domains whose result is lost wait
to be scanned again, and the counters are counted anew.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from uuid import UUID

from uuid_utils import uuid7

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import StoreBusyError, StoreDamagedError, StoreFullError, StoreUnreachableError
from desktop_scanner.core.repairs import Repair, TableRepair
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.store import faults, instants, locks, salvage, upgrade
from desktop_scanner.store.schema import CHANGES, REVISION

_CHUNK = 1_000
_PARTS = ("", "-wal", "-shm")
# Owners before what they own; tables that a later schema adds come after these.
_ORDER = ("counter", "batch", "target", "detail", "page", "fact", "evidence")
_NOT_COPIED = ("alembic_version", "property", "tally")  # the last is counted anew

_Filled = tuple[tuple[TableRepair, ...], int, int]  # the tables, stand-ins for batches, reopened domains


def repair(path: Path, *, wait_s: float = upgrade.WAIT_S) -> Repair | None:
    """Put a sound database in the place of a damaged one and say what it holds; None where nothing is damaged.

    Raises StoreBusyError while another process has it open, StoreDamagedError where nothing at all can be read.
    """
    with locks.migration(path, wait_s), locks.alone(path) as is_alone:
        if not is_alone:
            raise StoreBusyError(f"Another window or command has the database {path} open; close it, then try again.")
        with faults.translated(path):
            if _is_sound(path):
                return None
        new = path.with_name(f"{path.name}.repaired")
        _remove(new)
        try:
            with faults.translated(path):
                tables, stand_ins, reopened = _fill(path, new)
        except StoreDamagedError as error:  # not even the names of its tables
            _remove(new)
            raise _nothing(path) from error
        except BaseException:
            _remove(new)
            raise
        kept = _exchange(path, new)
    return Repair(kept=kept, tables=tables, stand_ins=stand_ins, reopened=reopened)


def _is_sound(path: Path) -> bool:
    try:
        with _reading(path) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
            return found == ["ok"] and not connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return False


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the damaged file so that nothing changes it, with its journal where that can be read."""
    for how in ("mode=ro", "mode=ro&immutable=1"):
        with suppress(sqlite3.OperationalError):
            connection = sqlite3.connect(f"{path.as_uri()}?{how}", uri=True)
            connection.execute("PRAGMA writable_schema = ON")  # a schema that is damaged in part is read in part
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            break
    else:
        raise StoreUnreachableError(
            f"The database {path} cannot be opened. Check that you may read it, then try again."
        )
    with closing(connection):
        yield connection


def _fill(path: Path, new: Path) -> _Filled:
    with _reading(path) as damaged:
        upgrade.prepare(new, to=_revision(damaged))
        with closing(sqlite3.connect(new, isolation_level=None)) as into:
            into.execute("PRAGMA synchronous = OFF")
            into.execute("BEGIN")
            saved = {table: _copy(damaged, into, table) for table in _tables(into)}
            if not saved["batch"][0] and not saved["target"][0]:
                raise _nothing(path)
            filled = _mend(into, saved)
            _finish(into)
    return filled


def _mend(into: sqlite3.Connection, saved: dict[str, tuple[int, int | None]]) -> _Filled:
    """Make what was saved fit together; `saved` has for each table how many rows were, and how many were lost."""
    stand_ins = _stand_in(into)
    orphans = {table: _drop_orphans(into, table) for table in saved}
    reopened = _reopen(into)
    _count(into)
    tables = [
        TableRepair(table=table, saved=count - orphans[table], lost=lost, orphans=orphans[table])
        for table, (count, lost) in saved.items()
        if table != "counter"
    ]
    return tuple(tables), stand_ins, reopened


def _nothing(path: Path) -> StoreDamagedError:
    return StoreDamagedError(
        f"Nothing of the database {path} can be read. Put a copy of it back, or move it away to begin with a new one."
    )


def _revision(damaged: sqlite3.Connection) -> str:
    with suppress(sqlite3.DatabaseError):
        found = damaged.execute("SELECT version_num FROM alembic_version").fetchone()
        if found and isinstance(found[0], str) and found[0] <= REVISION:
            return str(found[0])
    return REVISION


def _tables(into: sqlite3.Connection) -> list[str]:
    """Return the tables to be copied: those of the search are made anew from the others."""
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%fts%'"
    names = {name for (name,) in into.execute(listed)} - {*_NOT_COPIED}
    return [*_ORDER, *sorted(names - {*_ORDER})]


def _copy(damaged: sqlite3.Connection, into: sqlite3.Connection, table: str) -> tuple[int, int | None]:
    """Copy a table and return how many rows were saved, and how many were lost."""
    there = {column.name for column in salvage.columns(damaged, table)}
    known = [column for column in salvage.columns(into, table) if column.name in there]
    if not known:
        return 0, None
    names, places = ", ".join(f'"{column.name}"' for column in known), ", ".join("?" * len(known))
    insert = f'INSERT OR {"REPLACE" if table == "counter" else "IGNORE"} INTO "{table}" ({names}) VALUES ({places})'
    found, saved = salvage.rows(damaged, table, known), 0
    while some := list(islice(found, _CHUNK)):
        saved += into.executemany(insert, some).rowcount
    had = salvage.expected(damaged, table)
    return saved, None if had is None else max(0, had - saved)


def _stand_in(into: sqlite3.Connection) -> int:
    """Make a batch for targets whose own is lost, and return how many were made."""
    lost = into.execute(
        "SELECT batch_key, min(started_at), max(seq) FROM target "
        "WHERE batch_key NOT IN (SELECT key FROM batch) GROUP BY batch_key"
    ).fetchall()
    for key, started_at, seq in lost:
        values = (key, str(UUID(bytes=uuid7().bytes)), f"Recovered batch {key}", BatchState.INTERRUPTED.value)
        into.execute(
            "INSERT INTO batch (key, id, name, state, origin, options, created_at, started_at, seq) "
            "VALUES (?, ?, ?, ?, '', '{}', ?, ?, ?)",
            (*values, started_at or instants.stored(now()), started_at, seq),
        )
    return len(lost)


def _drop_orphans(into: sqlite3.Connection, table: str) -> int:
    dropped = 0
    for _, _, owner, column, key, *_ in into.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
        lonely = f'DELETE FROM "{table}" WHERE "{column}" NOT IN (SELECT "{key}" FROM "{owner}")'
        dropped += into.execute(lonely).rowcount
    return dropped


def _reopen(into: sqlite3.Connection) -> int:
    """Let targets whose result is lost be scanned again, and return how many they are."""
    scanned = (DomainStatus.COMPLETED.value, DomainStatus.FAILED.value)
    forgotten = "traits = '[]', " if any(each.name == "traits" for each in salvage.columns(into, "target")) else ""
    lost = into.execute(
        f"UPDATE target SET {forgotten}status = ?, started_at = NULL, finished_at = NULL "
        "WHERE status IN (?, ?) AND id NOT IN (SELECT target_id FROM detail)",
        (DomainStatus.PENDING.value, *scanned),
    ).rowcount
    running = (DomainStatus.PENDING.value, DomainStatus.RUNNING.value)
    into.execute("UPDATE target SET status = ?, started_at = NULL WHERE status = ?", running)
    return lost


def _count(into: sqlite3.Connection) -> None:
    """Count the counters anew; a batch that ran, or has something to do again, can be resumed."""
    counted = ", ".join(
        f"{status.value} = (SELECT count(*) FROM target WHERE batch_key = key AND status = '{status.value}')"
        for status in DomainStatus
    )
    into.execute(f"UPDATE batch SET {counted}, total = (SELECT count(*) FROM target WHERE batch_key = key)")
    resumable = [state.value for state in BatchState if state.is_resumable]
    kept = ", ".join(f"'{state}'" for state in resumable)
    into.execute(
        f"UPDATE batch SET state = ?, finished_at = NULL WHERE pending > 0 AND state NOT IN ({kept})",
        (BatchState.INTERRUPTED.value,),
    )
    highest = "SELECT max(value) FROM (SELECT value FROM counter WHERE name = ? UNION ALL SELECT max(seq) FROM target)"
    into.execute(f"UPDATE counter SET value = coalesce(({highest}), 0) WHERE name = ?", (CHANGES, CHANGES))
    if into.execute("SELECT 1 FROM sqlite_master WHERE name = 'tally'").fetchone():
        into.execute("DELETE FROM tally")
        into.execute(
            "INSERT INTO tally (batch_key, kind, value, domains) SELECT batch_key,"
            " substr(told.value, 1, instr(told.value, ':') - 1), substr(told.value, instr(told.value, ':') + 1),"
            " count(*) FROM target, json_each(target.traits) AS told GROUP BY 1, 2, 3"
        )


def _finish(into: sqlite3.Connection) -> None:
    for (name,) in into.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    ).fetchall():
        into.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'rebuild\')')
    into.execute("COMMIT")
    into.execute("PRAGMA synchronous = FULL")
    into.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _exchange(path: Path, new: Path) -> Path:
    """Put the new file in the place of the damaged one, which gets a name that says so and since when."""
    kept = path.with_name(f"{path.name}.damaged-{now():%Y%m%d-%H%M%S}")
    try:
        # The journal goes first: beside the new file it would be taken for its own.
        for part in reversed(_PARTS):
            with suppress(FileNotFoundError):
                path.with_name(path.name + part).rename(kept.with_name(kept.name + part))
        new.rename(path)
        _remove(new)
    except OSError as error:
        raise StoreFullError(
            f"The repaired database could not be put in the place of {path}: {error.strerror}. It is {new}."
        ) from error
    return kept


def _remove(new: Path) -> None:
    for part in _PARTS:
        new.with_name(new.name + part).unlink(missing_ok=True)
    with suppress(OSError):
        locks_folder = new.with_name(f"{new.name}.locks")
        for file in locks_folder.iterdir():
            file.unlink()
        locks_folder.rmdir()
