"""What is to be done at servers; one row for each kind, server and batch, so that nothing is done twice."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select, update

from desktop_scanner.core.clock import now
from desktop_scanner.core.outbox import Operation, OperationKind, OperationState
from desktop_scanner.store import instants
from desktop_scanner.store.schema import batch, outbox

# What is in the midst of being tried, or waits for a person's word, is not begun anew by a second wish.
_KEPT = (OperationState.TRYING.value, OperationState.UNDECIDED.value)


def arm(connection: Connection, kind: OperationKind, remote: str, batch_id: str, payload: str = "") -> Operation:
    """Write down what is to be done, from now on; where that stands there already, it is due at once."""
    its = (outbox.c.kind == kind.value, outbox.c.remote == remote, outbox.c.batch_id == batch_id)
    fresh = {"payload": payload, "state": OperationState.WAITING.value, "attempts": 0, "last_error": None}
    times = {"next_try_at": None, "created_at": instants.stored(now()), "ended_at": None}
    known = _one(connection, *its)
    if known is None:
        key = {"kind": kind.value, "remote": remote, "batch_id": batch_id}
        connection.execute(insert(outbox).values(**key, **fresh, **times))
    elif known.state is OperationState.WAITING:
        connection.execute(update(outbox).where(*its).values(next_try_at=None))
    elif known.state.value not in _KEPT:
        connection.execute(update(outbox).where(*its).values(**fresh, **times))
    made = _one(connection, *its)
    assert made is not None  # noqa: S101 -- it was just written
    return made


def find(connection: Connection, kind: OperationKind, remote: str, batch_id: str) -> Operation | None:
    """Return what is to be done with a batch."""
    return _one(connection, outbox.c.kind == kind.value, outbox.c.remote == remote, outbox.c.batch_id == batch_id)


def by_id(connection: Connection, operation_id: int) -> Operation | None:
    """Return one operation."""
    return _one(connection, outbox.c.id == operation_id)


def all_of(connection: Connection) -> list[Operation]:
    """Return everything, the oldest first."""
    return [_operation(row) for row in connection.execute(select(outbox).order_by(outbox.c.id))]


def due(connection: Connection, kinds: Collection[OperationKind], at: datetime | None) -> list[Operation]:
    """Return what waits and is due at an instant, None for all that waits, the oldest first."""
    which = [outbox.c.state == OperationState.WAITING.value, outbox.c.kind.in_([kind.value for kind in kinds])]
    if at is not None:
        which.append(or_(outbox.c.next_try_at.is_(None), outbox.c.next_try_at <= instants.stored(at)))
    return [_operation(row) for row in connection.execute(select(outbox).where(*which).order_by(outbox.c.id))]


def begin(connection: Connection, operation_id: int) -> Operation | None:
    """Say that it is being tried, before it is; None where it is gone, done, or waits for the user."""
    may = outbox.c.state.in_((OperationState.WAITING.value, OperationState.TRYING.value))
    changes = {"state": OperationState.TRYING.value, "attempts": outbox.c.attempts + 1}
    begun = connection.execute(update(outbox).where(outbox.c.id == operation_id, may).values(**changes)).rowcount
    return by_id(connection, operation_id) if begun else None


def settle(
    connection: Connection,
    operation_id: int,
    state: OperationState,
    error: str | None = None,
    next_try_at: datetime | None = None,
    attempts: int | None = None,
) -> None:
    """Say what became of it, and how many attempts count; what is done needs its payload no more."""
    values: dict[str, object] = {"state": state.value, "last_error": error}
    values["next_try_at"] = instants.stored(next_try_at)
    if attempts is not None:
        values["attempts"] = attempts
    if state is OperationState.DONE:
        values |= {"payload": "", "ended_at": instants.stored(now())}
    connection.execute(update(outbox).where(outbox.c.id == operation_id).values(**values))


def recover(connection: Connection, kinds: Collection[OperationKind]) -> None:
    """Let what a dead process was trying wait again; only for what may be done twice without harm.

    What was to be done with batches that are deleted is not done any more, but for their cancelling.
    """
    its = (outbox.c.state == OperationState.TRYING.value, outbox.c.kind.in_([kind.value for kind in kinds]))
    connection.execute(update(outbox).where(*its).values(state=OperationState.WAITING.value, next_try_at=None))
    kept = select(batch.c.id).where(batch.c.deleted_at.is_(None))
    connection.execute(
        delete(outbox).where(
            outbox.c.batch_id != "", outbox.c.batch_id.not_in(kept), outbox.c.kind != OperationKind.CANCEL.value
        )
    )


def retry(connection: Connection, operation_id: int) -> bool:
    """Let what waits or failed be tried at once; return whether there is such a one."""
    states = (OperationState.WAITING.value, OperationState.FAILED.value)
    its = (outbox.c.id == operation_id, outbox.c.state.in_(states))
    fresh = {"state": OperationState.WAITING.value, "next_try_at": None, "attempts": 0}
    return bool(connection.execute(update(outbox).where(*its).values(**fresh)).rowcount)


def drop(connection: Connection, operation_id: int) -> bool:
    """Do it no more; return whether it was there."""
    return bool(connection.execute(delete(outbox).where(outbox.c.id == operation_id)).rowcount)


def _one(connection: Connection, *which: ColumnElement[bool]) -> Operation | None:
    row = connection.execute(select(outbox).where(*which)).one_or_none()
    return None if row is None else _operation(row)


def _operation(row: Row[Any]) -> Operation:
    fields = {name: getattr(row, name) for name in Operation.__struct_fields__}
    fields |= {name: instants.restored(fields[name]) for name in ("next_try_at", "created_at", "ended_at")}
    return Operation(**fields | {"kind": OperationKind(row.kind), "state": OperationState(row.state)})
