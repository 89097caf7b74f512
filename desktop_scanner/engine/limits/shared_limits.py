"""Limits that hold for all worker processes of a batch together, in one small file that all of them open.

Why so: a question to the program for each request would cost it more than all else it does (seven messages a request,
through two threads each), and the window lives there. Here a request costs four calls of the system, about ten
microseconds, and nobody is asked.

What is counted (requests in flight, the turn to start) are locks of the operating system on single bytes of the file:
the kernel drops them with their process, so a killed worker leaks nothing, and no lease has to be renewed. What is
told (when the next request may start, how much a place is slowed) are numbers in the file's memory, written by whoever
holds the turn. A name's cell is found by its hash and has no label: two names that meet in a cell count as one, which
is only ever more polite. So a million hosts take no more room than a hundred.

Nobody is woken by another process: whoever has to wait looks again after some 20 ms, and lets another process go first
that waits too and did not have the last go.
"""

import asyncio
import contextlib
import errno
import hashlib
import mmap
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from desktop_scanner.core.errors import EngineError
from desktop_scanner.engine.limits import pacing
from desktop_scanner.engine.limits.pacing import Numbers

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

POLL_S = 0.02
_PATIENCE_S = 4 * POLL_S  # who has not looked for so long does not wait any more

_FIELDS = 8
_WANTED_AT, _WANTED_BY, _TAKEN_BY = range(pacing.FIELDS, pacing.FIELDS + 3)
_CELL_BYTES = _FIELDS * 8
# Each region has cells of its own: a request holds its host while it waits for its address.
_REGIONS = {"host": (0, 1 << 17), "address": (1 << 17, 1 << 16)}
_FILE_BYTES = sum(cells for _, cells in _REGIONS.values()) * _CELL_BYTES
# The locked bytes lie behind the content; below 2 GiB, as Windows' C library seeks with 32 bits.
_LOCKS_AT = 1 << 26
_LOCKS_A_CELL = 1 + 256  # the turn, and as many requests in flight as the options allow at most
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, getattr(errno, "EDEADLOCK", errno.EDEADLK)}

TURN = 0


def create() -> Path:
    """Make the file of a batch, to be removed with it; raise EngineError."""
    try:
        descriptor, name = tempfile.mkstemp(prefix="desktop-scanner-", suffix=".limits")
        try:
            os.truncate(descriptor, _FILE_BYTES)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise EngineError(
            f"The workers' common file cannot be made in the folder for temporary files ({error.strerror or error}). "
            "Free some space there, or scan with one worker, and resume the batch."
        ) from error
    return Path(name)


def remove(path: Path) -> None:
    """Remove the file of a batch that has ended."""
    with contextlib.suppress(OSError):  # on Windows a killed worker may hold it for a moment; it lies among temporaries
        path.unlink(missing_ok=True)


class SharedLimits:
    """A worker's hold on the file."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        self._map = mmap.mmap(self._descriptor, _FILE_BYTES)
        self._numbers = memoryview(self._map).cast("d")
        self._held: set[int] = set()  # the system's locks are a process's: it would lock the same byte twice

    def cell(self, region: str, name: str) -> "SharedCell":
        """Return the cell of a name."""
        first, cells = _REGIONS[region]
        digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
        return SharedCell(self, first + int.from_bytes(digest) % cells)

    def numbers(self, cell: int) -> Numbers:
        """Return a cell's numbers."""
        return self._numbers[cell * _FIELDS : (cell + 1) * _FIELDS]

    def try_lock(self, lock: int) -> bool:
        """Lock a byte unless somebody has it."""
        if lock in self._held or not _try_lock(self._descriptor, _LOCKS_AT + lock):
            return False
        self._held.add(lock)
        return True

    def unlock(self, lock: int) -> None:
        """Let go of a byte."""
        self._held.discard(lock)
        _unlock(self._descriptor, _LOCKS_AT + lock)

    def close(self) -> None:
        """Let go of everything."""
        self._held.clear()
        os.close(self._descriptor)


class SharedCell:
    """One name's place in the file: numbers for its pace, and its locks."""

    def __init__(self, limits: SharedLimits, cell: int) -> None:
        self._limits = limits
        self._first_lock = cell * _LOCKS_A_CELL
        self.numbers = limits.numbers(cell)

    def try_take(self, slots: Sequence[int]) -> int | None:
        """Take the first of the slots (from 1) that is free, unless another process is to go first."""
        if self._is_anothers_go():
            return None
        for slot in slots:
            if self._limits.try_lock(self._first_lock + slot):
                self.numbers[_TAKEN_BY] = os.getpid()
                return slot
        return None

    def want(self) -> None:
        """Say that this process waits for a slot."""
        if not self._is_anothers_go():
            self.numbers[_WANTED_AT], self.numbers[_WANTED_BY] = time.monotonic(), os.getpid()

    async def take(self, slots: Sequence[int]) -> int:
        """Take the first of the slots that becomes free."""
        while (slot := self.try_take(slots)) is None:
            self.want()
            await pause()
        return slot

    def try_turn(self) -> bool:
        """Take the turn to start unless somebody has it; those who may ask for it hold a slot, so they are few."""
        return self._limits.try_lock(self._first_lock + TURN)

    def free(self, slot: int) -> None:
        """Give a slot back."""
        self._limits.unlock(self._first_lock + slot)

    def _is_anothers_go(self) -> bool:
        """Whether this process went last and another one has asked since."""
        us = os.getpid()
        is_wanted = time.monotonic() - self.numbers[_WANTED_AT] < _PATIENCE_S
        return is_wanted and self.numbers[_TAKEN_BY] == us != self.numbers[_WANTED_BY]


async def pause() -> None:
    """Wait until the next look, at no fixed beat: processes in step would always meet in the same order."""
    await asyncio.sleep(POLL_S * random.uniform(0.5, 1.5))  # noqa: S311 -- no secret


if sys.platform == "win32":

    def _try_lock(descriptor: int, offset: int) -> bool:
        os.lseek(descriptor, offset, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

    def _unlock(descriptor: int, offset: int) -> None:
        os.lseek(descriptor, offset, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _try_lock(descriptor: int, offset: int) -> bool:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

    def _unlock(descriptor: int, offset: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, offset)
