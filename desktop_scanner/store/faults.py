"""SQLite's faults as sentences: what the machine or another program caused, told apart by SQLite's primary codes.

A fault that is none of these (a broken constraint, wrong SQL) is a bug and is left as it is.
"""

import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from desktop_scanner.core.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreUnreachableError,
)

_PRIMARY = 0xFF  # the low byte of an extended code

_SENTENCES: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_FULL: (
        StoreFullError,
        "The disk that holds the database {path} is full. Free some space and go on; what was stored is safe.",
    ),
    sqlite3.SQLITE_READONLY: (
        StoreFullError,
        "The database {path} is read-only. Make file and folder writable, or choose another with --database.",
    ),
    sqlite3.SQLITE_PERM: (
        StoreFullError,
        "You may not write the database {path}. Ask for the right to, or choose another file with --database.",
    ),
    sqlite3.SQLITE_IOERR: (
        StoreUnreachableError,
        "The disk reported a fault at the database {path}. Check the disk and its space; what was stored is safe.",
    ),
    sqlite3.SQLITE_BUSY: (
        StoreBusyError,
        "Another program holds the database {path} for too long. Wait for it or end it, then try again.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        StoreDamagedError,
        "The database {path} is damaged. Run `{repair}`: it saves what can be read into a new database.",
    ),
    sqlite3.SQLITE_NOTADB: (
        StoreDamagedError,
        "The file {path} is no database of Desktop Scanner. Choose another file with --database.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        StoreUnreachableError,
        "The database {path} cannot be opened or made. Check its folder, or choose another file with --database.",
    ),
    sqlite3.SQLITE_NOMEM: (
        StoreUnreachableError,
        "There is too little memory to go on with the database {path}. Close other programs; what was stored is safe.",
    ),
    sqlite3.SQLITE_TOOBIG: (
        StoreError,
        "One value is too large for the database {path}; it was not stored. Please report this with the log.",
    ),
}
_SENTENCES[sqlite3.SQLITE_LOCKED] = _SENTENCES[sqlite3.SQLITE_BUSY]
_SENTENCES[sqlite3.SQLITE_PROTOCOL] = _SENTENCES[sqlite3.SQLITE_BUSY]


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the faults of the database at `path` inside the block into StoreErrors."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        fault = of(error, path)
        if fault is None:
            raise
        raise fault from error


def of(error: Exception, path: Path) -> StoreError | None:
    """Return the StoreError that `error` stands for, or None if it is a bug."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    if code is None or code & _PRIMARY not in _SENTENCES:
        return None
    return _told(code & _PRIMARY, path)


def damaged(path: Path) -> StoreError:
    """Return the error of a database whose damage a check has found."""
    return _told(sqlite3.SQLITE_CORRUPT, path)


def _told(code: int, path: Path) -> StoreError:
    kind, sentence = _SENTENCES[code]
    repair = shlex.join(("desktop-scanner", "repair", "--database", str(path)))
    return kind(sentence.format(path=path, repair=repair))
