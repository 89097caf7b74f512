"""The counters that statements keep: how many targets of a batch stand where, and the number of the change."""

from collections.abc import Mapping

from sqlalchemy import Connection, update

from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.store.schema import CHANGES, batch, counter


def next_change(connection: Connection) -> int:
    """Return the number of the change that this transaction makes; numbers become visible in their order."""
    taken = connection.execute(
        update(counter).where(counter.c.name == CHANGES).values(value=counter.c.value + 1).returning(counter.c.value)
    )
    return int(taken.scalar_one())


def shrink(connection: Connection, batch_key: int, targets: int) -> None:
    """Take targets off the batch's total."""
    connection.execute(update(batch).where(batch.c.key == batch_key).values(total=batch.c.total - targets))


def shift(connection: Connection, batch_key: int, changes: Mapping[DomainStatus, int], seq: int) -> None:
    """Add `changes` to the batch's counts by status."""
    values = {status.value: batch.c[status.value] + number for status, number in changes.items() if number}
    if values:
        connection.execute(update(batch).where(batch.c.key == batch_key).values(seq=seq, **values))
