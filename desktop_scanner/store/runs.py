"""A batch's way from pending to its end: targets claimed, put back, cancelled, opened again.

Each function is one transaction of the writer's, and leaves state, statuses and counters in agreement.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.sql import func

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.store import batches, counters, edits, instants, search
from desktop_scanner.store.records import NOTHING_FOUND
from desktop_scanner.store.schema import batch, cell, detail, fact, page, target

_UNFINISHED = frozenset({BatchState.PENDING, BatchState.RUNNING, BatchState.PAUSED, BatchState.INTERRUPTED})
_NEVER_SCANNED = "The batch was cancelled before the scan of this domain was finished."


def begin(connection: Connection, batch_id: str) -> BatchInfo:
    """Make the batch running; what a dead owner left as running is pending again, what was asked of it forgotten."""
    key, seq = batches.key_of(connection, batch_id), counters.next_change(connection)
    stale = update(batch).where(batch.c.key == key, batch.c.state == BatchState.RUNNING.value)
    connection.execute(stale.values(requested=None))  # a request to the owner of this run may have come already
    _put_back(connection, key, seq)
    started_at = func.coalesce(batch.c.started_at, instants.stored(now()))
    _set(connection, key, seq, state=BatchState.RUNNING.value, started_at=started_at, finished_at=None)
    return batches.info(connection, batch_id)


def end(connection: Connection, batch_id: str, state: BatchState) -> BatchInfo:
    """Give the batch the state in which its run ended; targets still running are pending again."""
    key, seq = batches.key_of(connection, batch_id), counters.next_change(connection)
    _put_back(connection, key, seq)
    finished_at = None if state in _UNFINISHED else instants.stored(now())
    _set(connection, key, seq, state=state.value, finished_at=finished_at, requested=None)
    return batches.info(connection, batch_id)


def orphans(connection: Connection, is_alive: Callable[[str], bool]) -> list[str]:
    """Return the ids of the running batches that nobody runs."""
    running = connection.execute(select(batch.c.id).where(batch.c.state == BatchState.RUNNING.value)).scalars()
    return [batch_id for batch_id in running if not is_alive(batch_id)]


def interrupt_orphans(connection: Connection, is_alive: Callable[[str], bool]) -> list[str]:
    """Interrupt the running batches that nobody runs, and return their ids."""
    interrupted = orphans(connection, is_alive)
    for batch_id in interrupted:
        end(connection, batch_id, BatchState.INTERRUPTED)
    return interrupted


def claim(connection: Connection, batch_id: str, limit: int) -> list[ClaimedTarget]:
    """Make the next pending targets running, in the order of the list, and return them."""
    key, seq = batches.key_of(connection, batch_id), counters.next_change(connection)
    chosen = (
        select(target.c.id)
        .where(target.c.batch_key == key, target.c.status == DomainStatus.PENDING.value)
        .order_by(target.c.id)
        .limit(limit)
    )
    claimed = connection.execute(
        update(target)
        .where(target.c.id.in_(chosen.scalar_subquery()))
        .values(
            status=DomainStatus.RUNNING.value,
            attempt=target.c.attempt + 1,
            started_at=instants.stored(now()),
            seq=seq,
        )
        .returning(target.c.id, target.c.attempt, target.c.domain, target.c.host)
    ).all()
    number = len(claimed)
    counters.shift(connection, key, {DomainStatus.PENDING: -number, DomainStatus.RUNNING: number}, seq)
    return [ClaimedTarget(*row) for row in sorted(claimed)]


def cancel_unfinished(connection: Connection, batch_id: str) -> int:
    """Cancel what is pending or running, and return how many there were."""
    key, seq = batches.key_of(connection, batch_id), counters.next_change(connection)
    kind = FailureKind.CANCELLED.value
    values = {
        "failure_kind": kind,
        "failure_message": _NEVER_SCANNED,
        "found_search": search.searchable((kind, _NEVER_SCANNED)),
        "started_at": None,
        "finished_at": instants.stored(now()),
    }
    return sum(
        _move(connection, key, (status, DomainStatus.CANCELLED), seq, values)
        for status in (DomainStatus.PENDING, DomainStatus.RUNNING)
    )


def reopen_cancelled(connection: Connection, batch_id: str) -> int:
    """Make what was cancelled pending again, without what was found of it, and return how many there were."""
    key = batches.key_of(connection, batch_id)
    return _reopen(connection, key, DomainStatus.CANCELLED)


def reopen_failed(
    connection: Connection, batch_id: str, kinds: Sequence[FailureKind] = (), ids: Sequence[int] = ()
) -> int:
    """Make what failed pending again, and return how many there were.

    Only failures of these kinds and of these targets are meant, where any are named.
    """
    key = batches.key_of(connection, batch_id)
    which = [target.c.failure_kind.in_([kind.value for kind in kinds])] if kinds else []
    which += [target.c.id.in_(ids)] if ids else []
    count = _reopen(connection, key, DomainStatus.FAILED, *which)
    if count:
        edits.wait(connection, key)
    return count


def _reopen(connection: Connection, key: int, status: DomainStatus, *which: ColumnElement[bool]) -> int:
    seq = counters.next_change(connection)
    its = select(target.c.id).where(target.c.batch_key == key, target.c.status == status.value, *which)
    for table in (detail, page, fact, cell):
        scanned = its.where(target.c.attempt > 0).scalar_subquery()
        connection.execute(delete(table).where(table.c.target_id.in_(scanned)))
    return _move(connection, key, (status, DomainStatus.PENDING), seq, NOTHING_FOUND, *which)


def _put_back(connection: Connection, key: int, seq: int) -> None:
    _move(connection, key, (DomainStatus.RUNNING, DomainStatus.PENDING), seq, {"started_at": None})


def _move(
    connection: Connection,
    key: int,
    way: tuple[DomainStatus, DomainStatus],
    seq: int,
    values: dict[str, Any],
    *which: ColumnElement[bool],
) -> int:
    """Give all targets of the first status the second, or those that are meant, and keep the counters."""
    before, after = way
    moved = connection.execute(
        update(target)
        .where(target.c.batch_key == key, target.c.status == before.value, *which)
        .values(status=after.value, seq=seq, **values)
    ).rowcount
    counters.shift(connection, key, {before: -moved, after: moved}, seq)
    return moved


def _set(connection: Connection, key: int, seq: int, **values: Any) -> None:
    connection.execute(update(batch).where(batch.c.key == key).values(seq=seq, **values))
