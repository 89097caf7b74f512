"""What is done to and asked of batches as wholes."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, insert, select, update
from sqlalchemy.dialects import sqlite

from desktop_scanner.core.batches import BatchInfo, Wishes
from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import BatchNotFoundError
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.core.targets import Target
from desktop_scanner.store import instants, records, suppression
from desktop_scanner.store.counters import next_change
from desktop_scanner.store.schema import batch, target

_CHUNK = 2_000


class NewBatch(msgspec.Struct, frozen=True, kw_only=True):
    """A batch to be made; its targets are walked once, some thousands at a time."""

    batch_id: str
    name: str
    options: dict[str, Any]
    origin: str
    targets: Iterable[Target]
    predecessor: str | None = None


def create(connection: Connection, new: NewBatch) -> BatchInfo:
    """Store the batch with its targets, all pending; a domain that comes twice becomes one target."""
    seq = next_change(connection)
    made = connection.execute(
        insert(batch)
        .values(
            id=new.batch_id,
            name=records.encodable(new.name),
            origin=records.encodable(new.origin),
            state=BatchState.PENDING.value,
            options=msgspec.json.encode(new.options).decode(),
            predecessor=new.predecessor,
            created_at=instants.stored(now()),
            seq=seq,
        )
        .returning(batch.c.key)
    )
    key = made.scalar_one()
    total = add_targets(connection, key, seq, new.targets)
    connection.execute(update(batch).where(batch.c.key == key).values(total=total, pending=total))
    return info(connection, new.batch_id)


def all_of(connection: Connection) -> list[BatchInfo]:
    """Return every batch that was not deleted, newest first."""
    rows = connection.execute(_kept().order_by(batch.c.created_at.desc(), batch.c.id.desc()))
    return [_info(row) for row in rows]


def find(connection: Connection, batch_id: str) -> BatchInfo | None:
    """Return the batch, or None if there is none by that id."""
    row = connection.execute(_kept().where(batch.c.id == batch_id)).one_or_none()
    return None if row is None else _info(row)


def info(connection: Connection, batch_id: str) -> BatchInfo:
    """Return the batch; raise BatchNotFoundError."""
    found = find(connection, batch_id)
    if found is None:
        raise _not_found(batch_id)
    return found


def key_of(connection: Connection, batch_id: str) -> int:
    """Return the key that the batch has inside; raise BatchNotFoundError."""
    key = connection.execute(select(batch.c.key).where(batch.c.id == batch_id)).scalar_one_or_none()
    if key is None:
        raise _not_found(batch_id)
    return int(key)


def ids(connection: Connection, prefix: str) -> list[str]:
    """Return the ids that begin with `prefix`, newest first."""
    query = select(batch.c.id).where(batch.c.id.startswith(prefix, autoescape=True), batch.c.deleted_at.is_(None))
    return list(connection.execute(query.order_by(batch.c.created_at.desc(), batch.c.id.desc())).scalars())


def request(connection: Connection, batch_id: str, what: str | None) -> None:
    """Write down what is asked of the batch's owner."""
    connection.execute(update(batch).where(batch.c.key == key_of(connection, batch_id)).values(requested=what))


def wishes(connection: Connection, batch_id: str) -> Wishes | None:
    """Return what is asked of the batch's owner, or None if the batch is gone."""
    row = connection.execute(select(batch).where(batch.c.id == batch_id)).one_or_none()
    return None if row is None else Wishes(row.requested, _info(row).concurrency)


def change_options(connection: Connection, batch_id: str, changes: dict[str, Any]) -> BatchInfo:
    """Give some of the batch's options other values."""
    found = info(connection, batch_id)
    options = msgspec.json.encode({**found.options, **changes}).decode()
    changed = update(batch).where(batch.c.id == batch_id)
    connection.execute(changed.values(options=options, seq=next_change(connection)))
    return info(connection, batch_id)


def add_targets(connection: Connection, key: int, seq: int, targets: Iterable[Target]) -> int:
    """Store targets as pending and return how many of them the batch did not have; its counters are the caller's.

    Domains of the suppression list are left out.
    """
    # The driver's own call: what SQLAlchemy does for each row takes a third of the time of a long list.
    statement = sqlite.insert(target).on_conflict_do_nothing()
    compiled = statement.compile(dialect=connection.dialect, column_keys=[*records.TARGET_COLUMNS, "batch_key", "seq"])
    sql, names = str(compiled), compiled.positiontup or []
    suppressed = suppression.load(connection).domains
    total = 0
    for chunk in _chunks(one for one in targets if one.domain not in suppressed):
        rows = (records.of_target(one) | {"batch_key": key, "seq": seq} for one in chunk)
        total += connection.exec_driver_sql(sql, [tuple(map(row.__getitem__, names)) for row in rows]).rowcount
    return total


def _kept() -> Select[Any]:
    return select(batch).where(batch.c.deleted_at.is_(None))


def _chunks(targets: Iterable[Target]) -> Iterator[list[Target]]:
    remaining = iter(targets)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


def _info(row: Row[Any]) -> BatchInfo:
    counts = {status.value: getattr(row, status.value) for status in DomainStatus}
    return BatchInfo(
        id=row.id,
        name=row.name,
        state=BatchState(row.state),
        created_at=instants.required(row.created_at),
        started_at=instants.restored(row.started_at),
        finished_at=instants.restored(row.finished_at),
        total=row.total,
        counts={status: number for status, number in counts.items() if number},
        options=msgspec.json.decode(row.options),
        origin=row.origin,
        note=row.note,
        tags=tuple(msgspec.json.decode(row.tags)),
        predecessor=row.predecessor,
    )


def _not_found(batch_id: str) -> BatchNotFoundError:
    return BatchNotFoundError(f"There is no batch {batch_id} in the database; `desktop-scanner batches` lists them.")
