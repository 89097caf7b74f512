"""Two batches compared, and one domain followed through all of them."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from desktop_scanner.core import domains
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.comparison import (
    ComparisonSummary,
    DomainChange,
    DomainDifference,
    Snapshot,
    difference,
)
from desktop_scanner.core.errors import BatchNotFoundError, InputError
from desktop_scanner.export import differences, writer
from desktop_scanner.store.database import Store

Differences = Iterator[DomainDifference]


class TimelineEntry(Struct, frozen=True, kw_only=True):
    """A domain in one batch, and what was different from the batch before."""

    batch: BatchInfo
    snapshot: Snapshot
    difference: DomainDifference | None


class ComparisonService:
    """Reads two batches side by side, in the order of their domains, whatever their size."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def compare(self, before: str, after: str, take: Callable[[DomainDifference], None]) -> ComparisonSummary:
        """Give each domain that is different to `take`, in a thread, and return how many there were of each kind."""
        return await asyncio.to_thread(self._compare, before, after, take)

    async def export(
        self, before: BatchInfo, after: BatchInfo, output: Path | BinaryIO, format_name: str
    ) -> ComparisonSummary:
        """Write what is different to a file, and return how much; raise ExportError."""
        return await asyncio.to_thread(self._export, before, after, output, format_name)

    async def predecessor(self, batch: BatchInfo) -> BatchInfo:
        """Return the batch that this one scans again, or the one of the same name before it."""
        earlier = [each for each in await self._store.batches() if each.created_at < batch.created_at]
        for each in earlier:
            if each.id == batch.predecessor:
                return each
        for each in earlier:
            if each.name == batch.name:
                return each
        raise BatchNotFoundError(f'"{batch.name}" has no earlier batch to be compared with; name two batches.')

    async def timeline(self, domain: str) -> list[TimelineEntry]:
        """Return the domain as each batch saw it, the earliest first; raise InputError where none did."""
        try:
            name = domains.target(domain).domain
        except domains.DomainNameError as error:
            raise InputError(f'"{domain}" is no domain: {error}.') from error
        snapshots = await self._store.snapshots_of(name)
        if not snapshots:
            raise InputError(f"No batch has the domain {name}.")
        batches = {batch.id: batch for batch in await self._store.batches()}
        entries: list[TimelineEntry] = []
        last: Snapshot | None = None
        for snapshot in snapshots:
            if snapshot.batch_id in batches:
                changed = difference(last, snapshot) if last else None
                entries.append(TimelineEntry(batch=batches[snapshot.batch_id], snapshot=snapshot, difference=changed))
            last = snapshot
        return entries

    def _export(
        self, before: BatchInfo, after: BatchInfo, output: Path | BinaryIO, format_name: str
    ) -> ComparisonSummary:
        with writer.opened(output) as file:
            to = differences.writer(format_name, file, before, after)
            summary = self._compare(before.id, after.id, to.take)
            to.end(summary)
        return summary

    def _compare(self, before: str, after: str, take: Callable[[DomainDifference], None]) -> ComparisonSummary:
        summary = ComparisonSummary()
        for each in _side_by_side(self._store.snapshots(before), self._store.snapshots(after)):
            found = difference(*each)
            summary.take(found)
            if found.change is not DomainChange.SAME:
                take(found)
        return summary


def _side_by_side(
    before: Iterator[Snapshot], after: Iterator[Snapshot]
) -> Iterator[tuple[Snapshot | None, Snapshot | None]]:
    """Pair two streams that are both ordered by domain."""
    was, is_now = next(before, None), next(after, None)
    while was is not None or is_now is not None:
        if is_now is None or (was is not None and was.domain < is_now.domain):
            yield was, None
            was = next(before, None)
        elif was is None or is_now.domain < was.domain:
            yield None, is_now
            is_now = next(after, None)
        else:
            yield was, is_now
            was, is_now = next(before, None), next(after, None)
