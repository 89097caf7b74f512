"""A list taken into a batch, however long it is, in transactions that hold nobody up.

A long list fills a batch that nobody sees yet, as one that was deleted; when the last of it is there, the batch shows.
What a crash leaves of it is removed as deleted batches are. That it is still being filled is said anew with each part.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, update

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.targets import Target
from desktop_scanner.store import batches, counters, instants
from desktop_scanner.store.schema import batch

AT_ONCE = 10_000  # targets in one transaction: a fraction of a second


def begin(connection: Connection, new: batches.NewBatch) -> None:
    """Make the batch with the first of its targets; it is not to be seen yet."""
    batches.create(connection, new)
    _fill(connection, new.batch_id, ())


def go_on(connection: Connection, batch_id: str, targets: Sequence[Target]) -> None:
    """Take in the next targets."""
    _fill(connection, batch_id, targets)


def end(connection: Connection, batch_id: str) -> BatchInfo:
    """Show the batch, whole."""
    connection.execute(update(batch).where(batch.c.id == batch_id).values(deleted_at=None))
    return batches.info(connection, batch_id)


def _fill(connection: Connection, batch_id: str, targets: Sequence[Target]) -> None:
    key, seq = batches.key_of(connection, batch_id), counters.next_change(connection)
    added = batches.add_targets(connection, key, seq, targets)
    counts = {"total": batch.c.total + added, "pending": batch.c.pending + added, "seq": seq}
    its = update(batch).where(batch.c.key == key)
    connection.execute(its.values(deleted_at=instants.stored(now()), **counts))
