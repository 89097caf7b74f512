"""What was scanned: batches, their rows and results."""

import logging
from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec

from desktop_scanner.core import domains, search
from desktop_scanner.core.batches import BatchInfo, DomainRow
from desktop_scanner.core.errors import BatchNotFoundError, StorePassingError
from desktop_scanner.core.pivots import MIN_DOMAINS, Pivot, PivotKind
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.search import Hit
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.terms import Term, TermField
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock

log = logging.getLogger(__name__)

LATEST = "latest"


class HistoryService:
    """Reads what the store holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def database(self) -> Path:
        """Return the database file."""
        return self._store.path

    async def batches(self) -> list[BatchInfo]:
        """Return every batch, newest first; one that nobody runs any more is never called running."""
        try:
            await self._store.interrupt_orphans(self._is_alive)
        except StorePassingError as error:
            log.warning("What nobody runs any more could not be stored as interrupted: %s", error)
            return [self._told(batch) for batch in await self._store.batches()]
        return await self._store.batches()

    async def find(self, reference: str) -> BatchInfo:
        """Return the batch that an id, the beginning of one, or `latest` means; raise BatchNotFoundError."""
        batches = await self.batches()
        if not batches:
            raise BatchNotFoundError("There is no batch yet; `desktop-scanner scan` makes one.")
        if reference == LATEST:
            return batches[0]
        found = [batch for batch in batches if reference and batch.id.startswith(reference.lower())]
        if not found:
            raise BatchNotFoundError(f'No batch is called "{reference}"; `desktop-scanner batches` lists them.')
        if len(found) > 1:
            raise BatchNotFoundError(
                f'{len(found)} batches begin with "{reference}": {_some_ids(found)}; write more of the id.'
            )
        return found[0]

    async def row_ids(self, batch_id: str, order: RowOrder, where: RowFilter) -> list[int]:
        """Return the ids of a batch's rows, ordered and filtered."""
        return await self._store.row_ids(batch_id, order, where)

    async def term_totals(self, batch_id: str, terms: Sequence[Term]) -> list[int]:
        """Return how many of the batch's rows each term means; of terms that one index answers."""
        return await self._store.term_totals(batch_id, terms)

    async def term_values(self, batch_id: str, field: TermField, limit: int = 300) -> list[tuple[str, int]]:
        """Return the most frequent values of a field in the batch, each with the number of its rows."""
        return await self._store.term_values(batch_id, field, limit)

    async def rows(self, ids: Sequence[int], columns: Collection[str] = ()) -> list[DomainRow]:
        """Return the rows with these ids, in this order, with their cells in these columns."""
        return await self._store.rows(ids, columns)

    async def further_columns(self, batch_id: str) -> list[str]:
        """Return the columns that only this batch has: those of its list, then those of the user's own rules."""
        return await self._store.further_columns(batch_id)

    async def ids_beginning(self, batch_id: str, text: str) -> list[int]:
        """Return the ids of the batch's domains whose name begins with what a person types."""
        return await self._store.ids_beginning(batch_id, text.casefold())

    async def search(self, text: str, limit: int = 200) -> list[Hit]:
        """Return the domains of all batches that have what a person looks for; raise InputError for nothing."""
        return await self._store.search(search.parse(text), limit)

    async def result(self, target_id: int) -> DomainResult:
        """Return everything known of one row; raise BatchNotFoundError if it is gone."""
        result = await self._store.result(target_id)
        if result is None:
            raise BatchNotFoundError("This domain is no longer in the database; its batch was deleted.")
        return result

    async def target_id(self, batch_id: str, domain: str) -> int | None:
        """Return the id of the batch's row for a domain, or None if it has none."""
        return await self._store.target_id(batch_id, domain)

    async def result_of(self, batch_id: str, domain: str) -> DomainResult:
        """Return everything known of a domain of a batch, however the domain is written."""
        try:
            name = domains.target(domain).domain
        except domains.DomainNameError as error:
            raise BatchNotFoundError(f'"{domain}" is no domain: {error}.') from error
        target_id = await self._store.target_id(batch_id, name)
        if target_id is None:
            raise BatchNotFoundError(f"The batch has no domain {name}; `desktop-scanner export` lists those it has.")
        return await self.result(target_id)

    async def pivots(
        self, batch_id: str, kinds: Collection[PivotKind] = tuple(PivotKind), min_domains: int = MIN_DOMAINS
    ) -> list[Pivot]:
        """Return what domains of the batch share (all kinds where none is chosen), the most shared first."""
        return await self._store.pivots(batch_id, kinds or tuple(PivotKind), min_domains)

    def _is_alive(self, batch_id: str) -> bool:
        return RunLock.is_held(self.database, batch_id)

    def _told(self, batch: BatchInfo) -> BatchInfo:
        if batch.state is not BatchState.RUNNING or self._is_alive(batch.id):
            return batch
        return msgspec.structs.replace(batch, state=BatchState.INTERRUPTED)


def _some_ids(batches: list[BatchInfo]) -> str:
    shown = ", ".join(batch.id for batch in batches[:3])
    return f"{shown}, ..." if len(batches) > 3 else shown
