"""Locks that the operating system holds and drops with their process, on files in a folder beside the database.

A lock file without a holder means nothing: only the lock counts, so what a killed process leaves behind is harmless.
"""

import contextlib
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

import msgspec
from msgspec import Struct

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import StoreBusyError, StoreError, StoreFullError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Someone who looks whether a lock is held takes it for a moment: try again before calling it held.
_TRIES = 5
_PAUSE_S = 0.01
_GOING_S = 2.0  # one who goes holds its lock alone for a moment, to take the file away
_MIGRATION = "migration"
_OPEN = "open"
_LOCKED_AT = 0x7FFF_0000  # on Windows a locked byte cannot be read: take one far behind the content


class RunOwner(Struct, frozen=True):
    """The process that runs a batch, for people to read."""

    pid: int
    host: str
    started: datetime


class RunLock:
    """The lock of one batch: who holds it runs the batch; a context manager."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    @classmethod
    def try_acquire(cls, database: Path, batch_id: str) -> "RunLock | None":
        """Return the batch's lock, or None where it is held, by this process or another."""
        path = _path(database, batch_id)
        for _ in range(_TRIES):
            descriptor = _acquire(path)
            if descriptor is not None:
                _write_owner(descriptor)
                return cls(path, descriptor)
            time.sleep(_PAUSE_S)
        return None

    @staticmethod
    def is_held(database: Path, batch_id: str) -> bool:
        """Return whether a live process, this one included, holds the batch's lock; its holder notices nothing."""
        try:
            descriptor = os.open(_path(database, batch_id), os.O_RDWR)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _unusable(_path(database, batch_id), error) from error
        try:
            return not _lock(descriptor, is_shared=True)
        finally:
            os.close(descriptor)

    @staticmethod
    def owner(database: Path, batch_id: str) -> RunOwner | None:
        """Return who holds the batch's lock, or None where nobody does or it cannot be read."""
        try:
            content = _path(database, batch_id).read_bytes()
            owner = msgspec.json.decode(content, type=RunOwner)
        except (OSError, msgspec.MsgspecError):
            return None
        return owner if RunLock.is_held(database, batch_id) else None

    def release(self) -> None:
        """Let go of the lock and remove its file; a second call does nothing."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        _release(self._path, descriptor)

    def __enter__(self) -> "RunLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


@contextmanager
def migration(database: Path, wait_s: float) -> Iterator[None]:
    """Hold the lock under which the file is made or changed; raise StoreBusyError if it is not free in time."""
    path = _path(database, _MIGRATION)
    deadline = time.monotonic() + wait_s
    while (descriptor := _acquire(path)) is None:
        if time.monotonic() > deadline:
            raise StoreBusyError(
                f"Another program has been preparing the database {database} for {wait_s:.0f} seconds. "
                "Wait for it or end it, then try again."
            )
        time.sleep(_PAUSE_S)
    try:
        yield
    finally:
        _release(path, descriptor)


class OpenLock:
    """Says that a process has the database open, to whoever wants to put another file in its place.

    Windows knows no shared locks, but lets nobody rename a file that is open.
    """

    def __init__(self, database: Path) -> None:
        """Take the lock; raise StoreBusyError while the database is repaired."""
        self._path = _path(database, _OPEN)
        self._descriptor = None if sys.platform == "win32" else self._take(database)

    def release(self) -> None:
        """Let go; a second call does nothing. The last one to go takes the file away."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if _lock(descriptor, is_shared=False):
            _release(self._path, descriptor)
        else:
            os.close(descriptor)

    def _take(self, database: Path) -> int:
        deadline = time.monotonic() + _GOING_S
        while True:
            descriptor = _open(self._path)
            is_locked = _lock(descriptor, is_shared=True)
            if is_locked and _is_still(self._path, descriptor):
                return descriptor
            os.close(descriptor)  # the last one to go has taken the file away under us, or is about to
            if not is_locked and time.monotonic() > deadline:
                raise StoreBusyError(f"The database {database} is being repaired; wait for that, then try again.")
            if not is_locked:
                time.sleep(_PAUSE_S)


@contextmanager
def alone(database: Path) -> Iterator[bool]:
    """Give whether no other process has the database open; where that is so, none can open it inside the block."""
    path = _path(database, _OPEN)
    descriptor = None if sys.platform == "win32" else _acquire(path)
    try:
        yield descriptor is not None or sys.platform == "win32"
    finally:
        if descriptor is not None:
            _release(path, descriptor)


def _path(database: Path, name: str) -> Path:
    return database.with_name(f"{database.name}.locks") / f"{name}.lock"


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unusable(path, error) from error


def _acquire(path: Path) -> int | None:
    """Return a descriptor that holds the lock of the file at `path`, or None where another one does."""
    descriptor = _open(path)
    try:
        # Its last holder may have removed the file between our opening and locking it: then it locks nothing.
        if _lock(descriptor, is_shared=False) and _is_still(path, descriptor):
            return descriptor
    except OSError as error:
        os.close(descriptor)
        raise _unusable(path, error) from error
    os.close(descriptor)
    return None


def _release(path: Path, descriptor: int) -> None:
    if sys.platform == "win32":
        os.close(descriptor)  # an open file cannot be removed there
        with contextlib.suppress(OSError):
            path.unlink()
    else:
        with contextlib.suppress(OSError):
            if _is_still(path, descriptor):
                path.unlink()
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _write_owner(descriptor: int) -> None:
    owner = RunOwner(os.getpid(), socket.gethostname(), now())
    # A full disk must not stop a batch whose lock is held: the content is for people only.
    with contextlib.suppress(OSError):
        os.truncate(descriptor, 0)
        os.write(descriptor, msgspec.json.encode(owner))


def _unusable(path: Path, error: OSError) -> StoreError:
    folder = path.parent.parent
    return StoreFullError(
        f"The folder {folder} cannot be written ({error.strerror}), and the database in it needs lock files beside it. "
        "Make the folder writable, or choose another database with --database."
    )


if sys.platform == "win32":

    def _lock(descriptor: int, *, is_shared: bool) -> bool:
        """Return whether the lock could be taken; Windows knows no shared one here."""
        os.lseek(descriptor, _LOCKED_AT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:

    def _lock(descriptor: int, *, is_shared: bool) -> bool:
        """Return whether the lock could be taken; it belongs to the open file, not to the process."""
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
