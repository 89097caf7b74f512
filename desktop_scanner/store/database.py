"""Store, the one door to the database: every method a coroutine, usable from any asyncio loop.

Writes are done by one thread in the order in which they were asked for, and return when they are committed;
cancelling the task that waits does not undo them. Reads run in a few threads of their own. Faults of the machine
are StoreErrors.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec

from desktop_scanner.core.batches import BatchInfo, DomainRow, Wishes
from desktop_scanner.core.comparison import Snapshot
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.overview import Overview
from desktop_scanner.core.pivots import Pivot, PivotKind
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.search import Hit, Search
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import ClaimedTarget, Target
from desktop_scanner.core.terms import Term, TermField
from desktop_scanner.store import (
    batches,
    edits,
    faults,
    finding,
    further_columns,
    imports,
    instants,
    overview,
    pivots,
    prune,
    queries,
    runs,
    snapshots,
    term_counts,
)
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.edits import Description
from desktop_scanner.store.library import Library
from desktop_scanner.store.prune import Pruned
from desktop_scanner.store.remote_store import RemoteStore
from desktop_scanner.store.writer import PROMPT_S, SETTLING_S


class Store(Library):
    """An open database."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.remote = RemoteStore(self._write, self._read)

    async def create_batch(self, new: NewBatch) -> BatchInfo:
        """Store a new batch with its targets; it is there, and to be seen, when all of them are."""
        remaining = iter(new.targets)
        first = msgspec.structs.replace(new, targets=list(islice(remaining, imports.AT_ONCE)))
        some = list(islice(remaining, imports.AT_ONCE))
        if not some:
            return await self._write(partial(batches.create, new=first))
        await self._write(partial(imports.begin, new=first))
        while some:
            await self._write(partial(imports.go_on, batch_id=new.batch_id, targets=some))
            some = list(islice(remaining, imports.AT_ONCE))
        return await self._write(partial(imports.end, batch_id=new.batch_id))

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
        return await self._write(partial(runs.end, batch_id=batch_id, state=state), SETTLING_S)

    async def interrupt_orphans(self, is_alive: Callable[[str], bool]) -> list[str]:
        """Interrupt the running batches for which `is_alive` (called in other threads) is false; return their ids."""
        # Most often all are alive: then a look at the history writes nothing.
        if not await self._read(partial(runs.orphans, is_alive=is_alive)):
            return []
        return await self._write(partial(runs.interrupt_orphans, is_alive=is_alive), PROMPT_S)

    async def cancel_unfinished(self, batch_id: str) -> int:
        """Cancel the batch's pending and running targets, and return how many there were."""
        return await self._write(partial(runs.cancel_unfinished, batch_id=batch_id), SETTLING_S)

    async def reopen_cancelled(self, batch_id: str) -> int:
        """Make the batch's cancelled targets pending, and return how many there were."""
        return await self._write(partial(runs.reopen_cancelled, batch_id=batch_id))

    async def reopen_failed(self, batch_id: str, kinds: Sequence[FailureKind] = (), ids: Sequence[int] = ()) -> int:
        """Make the batch's failed targets (of these kinds, these ids) pending, and return how many there were."""
        return await self._write(partial(runs.reopen_failed, batch_id=batch_id, kinds=kinds, ids=ids))

    async def describe(self, batch_id: str, said: Description) -> BatchInfo:
        """Give the batch a name, note or tags."""
        return await self._write(partial(edits.describe, batch_id=batch_id, said=said))

    async def add(self, batch_id: str, targets: Iterable[Target]) -> int:
        """Add domains to the batch and return how many it did not have."""
        return await self._write(partial(edits.add, batch_id=batch_id, targets=targets))

    async def hide(self, batch_id: str) -> None:
        """Delete the batch for everybody who looks; `show` undoes it until `remove` has begun."""
        await self._write(partial(edits.hide, batch_id=batch_id))

    async def show(self, batch_id: str) -> BatchInfo | None:
        """Undo `hide`; None where it is too late."""
        return await self._write(partial(edits.show, batch_id=batch_id))

    async def hidden(self, before: datetime) -> list[str]:
        """Return the batches that were deleted before this instant and are still to be removed."""
        return await self._read(partial(edits.hidden, before_ms=instants.stored(before) or 0))

    async def remove(self, batch_id: str) -> None:
        """Remove what a deleted batch holds, a part at a time, and give its space back to the disk."""
        while await self.remove_some(batch_id):
            pass
        await self._free_all()

    async def remove_some(self, batch_id: str) -> bool:
        """Remove a part of what a deleted batch holds; return whether there is more."""
        return await self._write(partial(edits.remove_some, batch_id=batch_id))

    async def prune(self, before: datetime) -> Pruned:
        """Remove pages and evidence of what was scanned before this instant, and give their space back to the disk."""
        done = Pruned()
        while done.after is not None:
            done = await self._write(partial(prune.some, done=done, before=before))
        await self._free_all()
        return done

    async def free_pages(self) -> int:
        """Return how many pages of the file hold nothing."""
        return await self._read(edits.free_pages)

    async def request(self, batch_id: str, what: str | None) -> None:
        """Ask the batch's owner, whichever process it is, to `cancel` or `pause`; None takes it back."""
        await self._write(partial(batches.request, batch_id=batch_id, what=what))

    async def wishes(self, batch_id: str) -> Wishes | None:
        """Return what is asked of the batch's owner, or None if the batch is gone."""
        return await self._read(partial(batches.wishes, batch_id=batch_id))

    async def set_concurrency(self, batch_id: str, domains: int) -> BatchInfo:
        """Have the batch scan this many domains at once; its owner, whichever process it is, sees it."""
        return await self._write(partial(batches.change_options, batch_id=batch_id, changes={"concurrency": domains}))

    async def claim(self, batch_id: str, limit: int) -> list[ClaimedTarget]:
        """Make up to `limit` pending targets running, in the order of the list, and return them."""
        return await self._write(partial(runs.claim, batch_id=batch_id, limit=limit), PROMPT_S)

    async def put(self, target: ClaimedTarget, result: DomainResult) -> DomainRow:
        """Store the result with the next group and return its target's row once that is committed.

        A result of an old attempt, or of a target that is not running any more, is dropped.
        """
        return await asyncio.wrap_future(self._writer.put(target, result))

    async def row_ids(self, batch_id: str, order: RowOrder, where: RowFilter) -> list[int]:
        """Return the ids of the batch's rows, ordered and filtered."""
        return await self._read(partial(queries.row_ids, batch_id=batch_id, order=order, where=where))

    async def term_totals(self, batch_id: str, terms: Sequence[Term]) -> list[int]:
        """Return how many of the batch's rows each term means; of terms that one index answers."""
        return await self._read(partial(term_counts.totals, batch_id=batch_id, terms=terms))

    async def term_values(self, batch_id: str, field: TermField, limit: int) -> list[tuple[str, int]]:
        """Return the most frequent values of a field in the batch, each with the number of its rows."""
        return await self._read(partial(term_counts.values, batch_id=batch_id, field=field, limit=limit))

    async def rows(self, ids: Sequence[int], columns: Collection[str] = ()) -> list[DomainRow]:
        """Return the rows with these ids, in this order, with their cells in these columns; those gone are left out."""
        return await self._read(partial(queries.rows, ids=ids, columns=columns))

    async def further_columns(self, batch_id: str) -> list[str]:
        """Return the columns that only this batch has: those of its list, then those of the user's own rules."""
        return await self._read(partial(further_columns.of_batch, batch_id=batch_id))

    async def ids_beginning(self, batch_id: str, text: str) -> list[int]:
        """Return the ids of the batch's domains whose name begins with the text."""
        return await self._read(partial(queries.ids_beginning, batch_id=batch_id, text=text))

    async def result(self, target_id: int) -> DomainResult | None:
        """Return everything known of one target, or None if it is gone."""
        return await self._read(partial(queries.result, target_id=target_id))

    async def target_id(self, batch_id: str, domain: str) -> int | None:
        """Return the id of the batch's target for `domain`, or None if it has none."""
        return await self._read(partial(queries.target_id, batch_id=batch_id, domain=domain))

    async def pivots(self, batch_id: str, kinds: Collection[PivotKind], min_domains: int) -> list[Pivot]:
        """Return what at least `min_domains` domains of the batch share, by kind, then the most shared first."""
        return await self._read(partial(pivots.pivots, batch_id=batch_id, kinds=kinds, min_domains=min_domains))

    async def overview(self, batch_id: str, top: int) -> Overview:
        """Return the figures of a batch, of long lists the `top` most frequent; raise BatchNotFoundError."""
        return await self._read(partial(overview.of_batch, batch_id=batch_id, top=top))

    async def targets(self, batch_id: str, scanned_before: datetime | None = None) -> list[Target]:
        """Return the batch's targets as they were given; with an instant, those that were not scanned since."""
        before_ms = instants.stored(scanned_before)
        return await self._read(partial(queries.targets, batch_id=batch_id, scanned_before_ms=before_ms))

    def results(self, batch_id: str, where: RowFilter, ids: Sequence[int] | None = None) -> Iterator[DomainResult]:
        """Give the batch's results as of one moment in the order of the list, for an export in a thread."""
        with faults.translated(self.path), self._readers.connect() as connection, connection.begin():
            yield from queries.results(connection, batch_id, where, ids)

    def snapshots(self, batch_id: str) -> Iterator[Snapshot]:
        """Give the batch's domains as of one moment, ordered by name, for a comparison in a thread."""
        with faults.translated(self.path), self._readers.connect() as connection, connection.begin():
            yield from snapshots.of_batch(connection, batch_id)

    async def search(self, what: Search, limit: int) -> list[Hit]:
        """Return the domains of all batches that have what is looked for, the most recently scanned first."""
        return await self._read(partial(finding.hits, what=what, limit=limit))

    async def snapshots_of(self, domain: str) -> list[Snapshot]:
        """Return the domain as each batch saw it, the earliest first."""
        return await self._read(partial(snapshots.of_domain, domain=domain))
