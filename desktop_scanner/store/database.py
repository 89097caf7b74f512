"""Store, the one door to the database: every method a coroutine, usable from any asyncio loop.

Writes are done by one thread in the order in which they were asked for, and return when they are committed;
cancelling the task that waits does not undo them. Reads run in a few threads of their own. Faults of the machine
are StoreErrors.
"""

import asyncio
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from desktop_scanner.core.batches import BatchInfo, DomainRow
from desktop_scanner.core.errors import StoreError
from desktop_scanner.core.pivots import Pivot, PivotKind
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import ClaimedTarget, Target
from desktop_scanner.store import batches, engines, faults, pivots, queries, runs, upgrade
from desktop_scanner.store.writer import Writer

T = TypeVar("T")


class Store:
    """An open database."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = Writer(engines.writer(path), path)
        self._readers = engines.readers(path)
        self._reading = ThreadPoolExecutor(engines.READERS, thread_name_prefix="store reader")
        self._door = threading.Lock()
        self._is_closed = False

    @classmethod
    async def open(cls, path: Path) -> "Store":
        """Open the database at `path`, made or migrated where needed; raise a StoreError where it cannot be used."""
        return cls(await asyncio.to_thread(upgrade.prepare, path))

    async def close(self) -> None:
        """Store what was asked for, end the threads, close the connections; a second call does nothing."""
        await asyncio.to_thread(self._close)

    async def create_batch(
        self, *, batch_id: str, name: str, options: dict[str, Any], origin: str, targets: Iterable[Target]
    ) -> BatchInfo:
        """Store a new batch with its targets in one transaction; `targets` is walked in the writer's thread."""
        new = batches.NewBatch(batch_id=batch_id, name=name, options=options, origin=origin, targets=targets)
        return await self._write(partial(batches.create, new=new))

    async def batches(self) -> list[BatchInfo]:
        """Return every batch, newest first."""
        return await self._read(batches.all_of)

    async def batch(self, batch_id: str) -> BatchInfo | None:
        """Return one batch, or None if there is none by that id."""
        return await self._read(partial(batches.find, batch_id=batch_id))

    async def batch_ids(self, prefix: str) -> list[str]:
        """Return the ids that begin with `prefix`, newest first."""
        return await self._read(partial(batches.ids, prefix=prefix))

    async def begin_run(self, batch_id: str) -> BatchInfo:
        """Make the batch running; targets that a dead owner left running are pending again."""
        return await self._write(partial(runs.begin, batch_id=batch_id))

    async def end_run(self, batch_id: str, state: BatchState) -> BatchInfo:
        """Give the batch the state in which its run ended; targets still running are pending again."""
        return await self._write(partial(runs.end, batch_id=batch_id, state=state))

    async def interrupt_orphans(self, is_alive: Callable[[str], bool]) -> list[str]:
        """Interrupt the running batches for which `is_alive` (called in other threads) is false; return their ids."""
        # Most often all are alive: then a look at the history writes nothing.
        if not await self._read(partial(runs.orphans, is_alive=is_alive)):
            return []
        return await self._write(partial(runs.interrupt_orphans, is_alive=is_alive))

    async def cancel_unfinished(self, batch_id: str) -> int:
        """Cancel the batch's pending and running targets, and return how many there were."""
        return await self._write(partial(runs.cancel_unfinished, batch_id=batch_id))

    async def reopen_cancelled(self, batch_id: str) -> int:
        """Make the batch's cancelled targets pending, and return how many there were."""
        return await self._write(partial(runs.reopen_cancelled, batch_id=batch_id))

    async def request(self, batch_id: str, what: str | None) -> None:
        """Ask the batch's owner, whichever process it is, to `cancel` or `pause`; None takes it back."""
        await self._write(partial(batches.request, batch_id=batch_id, what=what))

    async def requested(self, batch_id: str) -> str | None:
        """Return what is asked of the batch's owner."""
        return await self._read(partial(batches.requested, batch_id=batch_id))

    async def claim(self, batch_id: str, limit: int) -> list[ClaimedTarget]:
        """Make up to `limit` pending targets running, in the order of the list, and return them."""
        return await self._write(partial(runs.claim, batch_id=batch_id, limit=limit))

    async def put(self, target: ClaimedTarget, result: DomainResult) -> DomainRow:
        """Store the result with the next group and return its target's row once that is committed.

        A result of an old attempt, or of a target that is not running any more, is dropped.
        """
        return await asyncio.wrap_future(self._writer.put(target, result))

    async def row_ids(self, batch_id: str, order: RowOrder, where: RowFilter) -> list[int]:
        """Return the ids of the batch's rows, ordered and filtered."""
        return await self._read(partial(queries.row_ids, batch_id=batch_id, order=order, where=where))

    async def rows(self, ids: Sequence[int]) -> list[DomainRow]:
        """Return the rows with these ids, in this order; those that are gone are left out."""
        return await self._read(partial(queries.rows, ids=ids))

    async def result(self, target_id: int) -> DomainResult | None:
        """Return everything known of one target, or None if it is gone."""
        return await self._read(partial(queries.result, target_id=target_id))

    async def target_id(self, batch_id: str, domain: str) -> int | None:
        """Return the id of the batch's target for `domain`, or None if it has none."""
        return await self._read(partial(queries.target_id, batch_id=batch_id, domain=domain))

    async def pivots(self, batch_id: str, kinds: Collection[PivotKind], min_domains: int) -> list[Pivot]:
        """Return what at least `min_domains` domains of the batch share, by kind, then the most shared first."""
        return await self._read(partial(pivots.pivots, batch_id=batch_id, kinds=kinds, min_domains=min_domains))

    def results(self, batch_id: str, where: RowFilter) -> Iterator[DomainResult]:
        """Give the batch's results as of one moment in the order of the list, for an export in a thread."""
        with faults.translated(self.path), self._readers.connect() as connection, connection.begin():
            yield from queries.results(connection, batch_id, where)

    async def _write(self, operation: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self._writer.submit(operation))

    async def _read(self, query: Callable[[Connection], T]) -> T:
        with self._door:
            if self._is_closed:
                raise StoreError(f"The database {self.path} is closed already; open it again to go on.")
            future = self._reading.submit(self._query, query)
        return await asyncio.wrap_future(future)

    def _query(self, query: Callable[[Connection], T]) -> T:
        with faults.translated(self.path), self._readers.connect() as connection, connection.begin():
            return query(connection)

    def _close(self) -> None:
        with self._door:
            self._is_closed = True
        self._writer.close()
        self._reading.shutdown()
        self._readers.dispose()
