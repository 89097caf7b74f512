"""What people change about a batch that is there: its name, note and tags, its list, and whether it is kept."""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, delete, select, update

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.core.targets import Target
from desktop_scanner.store import batches, counters, instants, records
from desktop_scanner.store.schema import batch, remote_conflict, schedule, target

REMOVED_AT_ONCE = 2_000  # targets: each takes its pages, facts and evidence with it
_FREED_PAGES = 2_000


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be said of a batch; None leaves it as it is."""

    name: str | None = None
    note: str | None = None
    tags: tuple[str, ...] | None = None


def describe(connection: Connection, batch_id: str, said: Description) -> BatchInfo:
    """Give the batch a name, note or tags."""
    key, seq = batches.key_of(connection, batch_id), counters.next_change(connection)
    values: dict[str, object] = {
        field: records.encodable(value) for field in ("name", "note") if (value := getattr(said, field)) is not None
    }
    if said.tags is not None:
        values["tags"] = msgspec.json.encode(records.encodable(said.tags)).decode()
    connection.execute(update(batch).where(batch.c.key == key).values(seq=seq, **values))
    return batches.info(connection, batch_id)


def add(connection: Connection, batch_id: str, targets: Iterable[Target]) -> int:
    """Add domains to the batch and return how many it did not have; one that had ended waits for its resumption."""
    key, seq = batches.key_of(connection, batch_id), counters.next_change(connection)
    added = batches.add_targets(connection, key, seq, targets)
    connection.execute(
        update(batch)
        .where(batch.c.key == key)
        .values(total=batch.c.total + added, pending=batch.c.pending + added, seq=seq)
    )
    if added:
        wait(connection, key)
    return added


def wait(connection: Connection, key: int) -> None:
    """Let a batch that had ended, and now has something to do, wait for its resumption."""
    final = (BatchState.COMPLETED, BatchState.PARTIAL, BatchState.FAILED)
    its = update(batch).where(batch.c.key == key, batch.c.state.in_([state.value for state in final]))
    connection.execute(its.values(state=BatchState.PAUSED.value, finished_at=None))


def hide(connection: Connection, batch_id: str) -> None:
    """Delete the batch for everybody who looks; `remove_some` removes what it holds, until then `show` undoes it."""
    key, seq = batches.key_of(connection, batch_id), counters.next_change(connection)
    connection.execute(update(batch).where(batch.c.key == key).values(deleted_at=instants.stored(now()), seq=seq))


def show(connection: Connection, batch_id: str) -> BatchInfo | None:
    """Undo `hide` and return the batch, or None where it is too late."""
    seq = counters.next_change(connection)
    connection.execute(update(batch).where(batch.c.id == batch_id).values(deleted_at=None, seq=seq))
    return batches.find(connection, batch_id)


def hidden(connection: Connection, before_ms: int) -> list[str]:
    """Return the ids of the batches that were deleted before this instant and are still to be removed."""
    query = select(batch.c.id).where(batch.c.deleted_at < before_ms).order_by(batch.c.deleted_at)
    return list(connection.execute(query).scalars())


def remove_some(connection: Connection, batch_id: str) -> bool:
    """Remove some rows of a deleted batch, at last the batch itself; return whether there is more to remove.

    A million domains go in transactions that hold nobody up. A batch that was brought back meanwhile stays.
    """
    its = select(batch.c.key).where(batch.c.id == batch_id, batch.c.deleted_at.is_not(None))
    key = connection.execute(its).scalar_one_or_none()
    if key is None:
        return False
    some = (
        connection.execute(select(target.c.id).where(target.c.batch_key == key).limit(REMOVED_AT_ONCE)).scalars().all()
    )
    if some:
        _remove_targets(connection, key, some)
        return True
    connection.execute(delete(schedule).where(schedule.c.batch_id == batch_id))
    connection.execute(delete(remote_conflict).where(remote_conflict.c.batch_id == batch_id))
    connection.execute(delete(batch).where(batch.c.key == key))
    return False


def free_some(connection: Connection) -> bool:
    """Give some space of the file back to the disk; return whether there is more to give."""
    before = free_pages(connection)
    # The driver's own cursor: a page is freed with each step, and without rows SQLAlchemy takes the first step only.
    connection.connection.cursor().execute(f"PRAGMA incremental_vacuum({_FREED_PAGES})").fetchall()
    # A file made without auto_vacuum gives nothing back, however often it is asked.
    return 0 < free_pages(connection) < before


def free_pages(connection: Connection) -> int:
    """Return how many pages of the file hold nothing."""
    return int(connection.exec_driver_sql("PRAGMA freelist_count").scalar_one())


def _remove_targets(connection: Connection, key: int, ids: Sequence[int]) -> None:
    statuses = select(target.c.status).where(target.c.id.in_(ids))
    changes: dict[DomainStatus, int] = {}
    for status in connection.execute(statuses).scalars():
        changes[DomainStatus(status)] = changes.get(DomainStatus(status), 0) - 1
    connection.execute(delete(target).where(target.c.id.in_(ids)))
    counters.shift(connection, key, changes, counters.next_change(connection))
