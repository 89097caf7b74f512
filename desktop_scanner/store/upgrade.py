"""A database file made, recognised, or brought up to date, by one process at a time.

Each step of the schema is one transaction with its version number, so a step that fails leaves no trace; a copy of
an existing file is made first.
"""

import logging
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from desktop_scanner import __version__
from desktop_scanner.core.errors import StoreDamagedError, StoreError, StoreFullError, StoreTooNewError
from desktop_scanner.store import engines, faults, locks, migration_steps
from desktop_scanner.store.migration_steps import MIGRATIONS
from desktop_scanner.store.schema import APPLICATION_ID, PROGRAM, REVISION

WAIT_S = 60.0

_QUICKLY_CHECKED_BYTES = 32_000_000  # some tens of milliseconds
_FIRST_TABLES = ("sqlite_master", "alembic_version", "counter", "batch")

log = logging.getLogger(__name__)

_REVISION = re.compile(r"m(\d{3,})")


def prepare(path: Path, *, wait_s: float = WAIT_S, steps: Sequence[Path] = (MIGRATIONS,), to: str = REVISION) -> Path:
    """Leave a database of revision `to` at `path` and return its whole path; raise a StoreError if not."""
    path = whole(path)
    _make_folder(path)
    with locks.migration(path, wait_s), faults.translated(path):
        _check_after_crash(path)
        revision = _revision(path)
        if revision is not None and revision != to:
            _refuse_newer(path, revision, to)
            _copy(path, revision)
        if revision != to:
            migration_steps.take(engines.migrator(path), steps, to)
    return path


def whole(path: Path) -> Path:
    """Return the whole path that a user's one means; raise StoreError where it means none."""
    if "\0" in str(path):
        raise StoreError(f"{str(path)!r} names no file. Choose another with --database.")
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:
        raise StoreError(f"{path} names no folder of this computer: {error}. Write the whole path.") from error


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFullError(
            f"The folder {path.parent} for the database cannot be made: {error.strerror}. "
            "Choose another file with --database."
        ) from error
    try:
        is_folder = path.exists() and path.is_dir()
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be opened or made: {error.strerror}. Choose another file with --database."
        ) from error
    if is_folder:
        raise StoreError(f"{path} is a folder, not a database. Name a file in it with --database.")


def _revision(path: Path) -> str | None:
    """Return the revision of the database at `path`, or None where there is nothing yet.

    A look that changes nothing: the file may belong to another program.
    """
    if not path.exists() or path.stat().st_size == 0:
        return None
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=engines.BUSY_S)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID or "alembic_version" not in tables:
            raise _foreign(path)
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None or not _REVISION.fullmatch(found[0]):
        raise _foreign(path)
    return str(found[0])


def _foreign(path: Path) -> StoreDamagedError:
    return StoreDamagedError(
        f"The file {path} is a database, but not one of Desktop Scanner. Choose another file with --database."
    )


def _check_after_crash(path: Path) -> None:
    """Look whether the file is whole where nobody has it open and its journal was left behind.

    A crash of the program harms nothing; a power loss on a disk that lies may. Of a large file only the tables are
    looked at by which all others are found: reading all of it would take minutes.
    """
    journal = path.with_name(f"{path.name}-wal")
    if not journal.exists() or not path.exists() or not path.stat().st_size:
        return
    with locks.alone(path) as is_alone:
        if is_alone and (found := _faults_of(path)):
            log.error("The database %s is damaged: %s", path, found)
            raise faults.damaged(path)


def _faults_of(path: Path) -> str | None:
    tables = ("",) if path.stat().st_size <= _QUICKLY_CHECKED_BYTES else _FIRST_TABLES
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=engines.BUSY_S)) as connection:
        known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in tables:
            if table and table not in known:
                continue
            for (found,) in connection.execute(f"PRAGMA quick_check({table or 1})"):
                if found != "ok":
                    return str(found)
    return None


def _refuse_newer(path: Path, revision: str, to: str) -> None:
    if int(revision.removeprefix("m")) <= int(to.removeprefix("m")):
        return
    raise StoreTooNewError(
        f"The database {path} was written by Desktop Scanner {_writing_program(path)} (schema {revision}); "
        f"this is {__version__}, which knows schemas up to {to}. "
        "Update Desktop Scanner, or choose another file with --database."
    )


def _writing_program(path: Path) -> str:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=engines.BUSY_S)) as connection:
        try:
            found = connection.execute("SELECT value FROM property WHERE name = ?", (PROGRAM,)).fetchone()
        except sqlite3.OperationalError:
            found = None  # a version so new that it keeps this elsewhere
    return str(found[0]) if found else "of a newer version"


def _copy(path: Path, revision: str) -> None:
    """Copy the database beside itself; a plain copy of the file would lack what is in its journal."""
    copy = path.with_name(f"{path.name}.{revision}-copy")
    unfinished = path.with_name(f"{copy.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as into:
            source.backup(into)
        unfinished.replace(copy)
    except OSError as error:
        raise StoreFullError(
            f"No copy of the database could be made at {copy}: {error.strerror}. It is not changed without one; "
            "make the folder writable or free some space, then try again."
        ) from error
