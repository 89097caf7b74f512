"""The batches that are repeated, and when."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import sqlite

from desktop_scanner.core.clock import now
from desktop_scanner.core.schedules import Every, Schedule
from desktop_scanner.store import batches, instants
from desktop_scanner.store.schema import batch, schedule


def all_of(connection: Connection) -> list[Schedule]:
    """Return the schedules of batches that were not deleted, the next one first."""
    its = (
        select(schedule, batch.c.name)
        .join(batch, batch.c.id == schedule.c.batch_id)
        .where(batch.c.deleted_at.is_(None))
    )
    return [
        Schedule(
            batch_id=row.batch_id,
            batch_name=row.name,
            every=Every(row.every),
            next_at=instants.required(row.next_at),
        )
        for row in connection.execute(its.order_by(schedule.c.next_at, schedule.c.id))
    ]


def put(connection: Connection, batch_id: str, every: Every, next_at: datetime) -> None:
    """Repeat a batch; a schedule that it has already is replaced."""
    batches.key_of(connection, batch_id)
    values = {"every": every.value, "next_at": instants.stored(next_at)}
    statement = sqlite.insert(schedule).values(batch_id=batch_id, created_at=instants.stored(now()), **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["batch_id"], set_=values))


def remove(connection: Connection, batch_id: str) -> bool:
    """Repeat a batch no more; return whether it was to be repeated."""
    return bool(connection.execute(delete(schedule).where(schedule.c.batch_id == batch_id)).rowcount)


def take(connection: Connection, due: Schedule, next_at: datetime) -> bool:
    """Take a due schedule over by moving it on, and return whether it was still due: another process may be first."""
    its = (schedule.c.batch_id == due.batch_id, schedule.c.next_at == instants.stored(due.next_at))
    return bool(connection.execute(update(schedule).where(*its).values(next_at=instants.stored(next_at))).rowcount)


def pass_on(connection: Connection, old_id: str, new_id: str) -> None:
    """Let the new batch be the one that is repeated from now on."""
    connection.execute(update(schedule).where(schedule.c.batch_id == old_id).values(batch_id=new_id))
