"""An open database: its one writer, its readers, and its end."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection

from desktop_scanner.core.errors import StoreError
from desktop_scanner.store import (
    edits,
    engines,
    faults,
    locks,
    upgrade,
)
from desktop_scanner.store.writer import PATIENT_S, PROMPT_S, Writer

TIDYING_S = 1.0

T = TypeVar("T")


class OpenDatabase:
    """What every part of the store does its reading and writing through."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open = locks.OpenLock(path)
        self._writer = Writer(engines.writer(path, busy_s=PROMPT_S), path)
        self._readers = engines.readers(path)
        self._reading = ThreadPoolExecutor(engines.READERS, thread_name_prefix="store reader")
        self._door = threading.Lock()
        self._is_closed = False

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the database at `path`, made or migrated where needed; raise a StoreError where it cannot be used."""
        return await asyncio.to_thread(lambda: cls(upgrade.prepare(path)))

    async def close(self) -> None:
        """Store what was asked for, end the threads, close the connections; a second call does nothing."""
        await asyncio.to_thread(self._close)

    async def _write(self, operation: Callable[[Connection], T], patience_s: float = PATIENT_S) -> T:
        return await asyncio.wrap_future(self._writer.submit(operation, patience_s))

    async def _read(self, query: Callable[[Connection], T]) -> T:
        with self._door:
            if self._is_closed:
                raise StoreError(f"The database {self.path} is closed already; open it again to go on.")
            future = self._reading.submit(self._query, query)
        return await asyncio.wrap_future(future)

    def _tidy(self) -> None:
        """Give space back and let SQLite look at its statistics, as far as that takes no time that anyone notices."""
        deadline = time.monotonic() + TIDYING_S
        with suppress(StoreError):
            while time.monotonic() < deadline and self._writer.submit(edits.free_some, PROMPT_S).result():
                pass
            self._writer.outside("PRAGMA optimize", PROMPT_S).result()

    def _query(self, query: Callable[[Connection], T]) -> T:
        with faults.translated(self.path), self._readers.connect() as connection, connection.begin():
            return query(connection)

    async def _free_all(self) -> None:
        while await self._write(edits.free_some):
            pass

    def _close(self) -> None:
        with self._door:
            is_first, self._is_closed = not self._is_closed, True
        if is_first and self._writer.has_written:
            self._tidy()
        self._writer.close()
        self._reading.shutdown()
        self._readers.dispose()
        self._open.release()
