"""Results stored, a group in one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects import sqlite

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.errors import BatchNotFoundError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.store import cells, counters, marks, records, suppression
from desktop_scanner.store.records import Record
from desktop_scanner.store.schema import cell, detail, evidence, fact, page, target
from desktop_scanner.store.suppression import Suppressed

# What became of one result of a group: a fault of one must not undo the others.
Outcome = DomainRow | BatchNotFoundError

# Which columns are set is said by the values given.
_settle = (
    update(target)
    .where(
        target.c.id == bindparam("its_id"),
        target.c.attempt == bindparam("its_attempt"),
        target.c.status == DomainStatus.RUNNING.value,
    )
    .returning(target)
)


class Put(Struct, frozen=True):
    """One result on its way to the disk."""

    target: ClaimedTarget
    record: Record


def store(connection: Connection, group: Sequence[Put]) -> list[Outcome]:
    """Store the group's results and return their targets' rows.

    A result of an old attempt, or of a target that is not running any more (cancelled meanwhile, settled before),
    changes nothing; the row as it stands is returned for it.
    """
    seq = counters.next_change(connection)
    wrong, withheld = marks.load(connection), suppression.load(connection)
    group = [_without(put, withheld) for put in group]
    right = [wrong.applied(put.record.result) for put in group]
    settled = [_settle_target(connection, put, seq, result) for put, result in zip(group, right, strict=True)]
    accepted = [put for put, row in zip(group, settled, strict=True) if row is not None]
    _forget(connection, [put.target.id for put in accepted if put.target.attempt > 1])
    _insert_parts(connection, accepted)
    shown = [(row.id, row.batch_key, result) for row, result in zip(settled, right, strict=True) if row is not None]
    cells.insert_all(connection, shown)
    _count(connection, [row for row in settled if row is not None], seq)
    return [
        records.row(row) if row is not None else _current(connection, put)
        for put, row in zip(group, settled, strict=True)
    ]


def _without(put: Put, withheld: Suppressed) -> Put:
    kept = withheld.applied(put.record.result)
    return put if kept is put.record.result else Put(put.target, records.of(kept))


def _settle_target(connection: Connection, put: Put, seq: int, right: DomainResult) -> Any:
    which = {"its_id": put.target.id, "its_attempt": put.target.attempt}
    record = put.record
    found = record.found if right is record.result else records.found(right)
    values = {"status": record.result.status.value, "seq": seq, **found}
    return connection.execute(_settle, which | values).one_or_none()


def _current(connection: Connection, put: Put) -> Outcome:
    row = connection.execute(select(target).where(target.c.id == put.target.id)).one_or_none()
    if row is None:
        return BatchNotFoundError(f"The batch to which {put.target.domain} belonged is no longer in the database.")
    return records.row(row)


def _forget(connection: Connection, target_ids: Iterable[int]) -> None:
    """Remove what earlier attempts stored; evidence goes with its fact."""
    values = [{"its_id": target_id} for target_id in target_ids]
    if values:
        for table in (page, fact, cell):
            connection.execute(delete(table).where(table.c.target_id == bindparam("its_id")), values)


def _insert_parts(connection: Connection, group: Sequence[Put]) -> None:
    details = [{"target_id": put.target.id, "body": put.record.detail} for put in group]
    pages = [{"target_id": put.target.id, **values} for put in group for values in put.record.pages]
    if details:
        statement = sqlite.insert(detail)
        body = {"body": statement.excluded.body}
        connection.execute(statement.on_conflict_do_update(index_elements=["target_id"], set_=body), details)
    if pages:
        connection.execute(insert(page), pages)
    _insert_facts(connection, group)


def _insert_facts(connection: Connection, group: Sequence[Put]) -> None:
    facts = [(put.target, row) for put in group for row in put.record.facts]
    if not facts:
        return
    ids = connection.execute(
        insert(fact).returning(fact.c.id, sort_by_parameter_order=True),
        [
            {
                "target_id": claimed.id,
                "attempt": claimed.attempt,
                "kind": row.kind,
                "normalised": row.normalised,
                "value": row.value,
                "detail": row.detail,
                "facet": row.facet,
            }
            for claimed, row in facts
        ],
    ).scalars()
    found = [
        {"fact_id": fact_id, "url": one.url, "method": one.method, "snippet": one.snippet}
        for fact_id, (_, row) in zip(ids, facts, strict=True)
        for one in row.evidence
    ]
    if found:
        connection.execute(insert(evidence), found)


def _count(connection: Connection, rows: Iterable[Any], seq: int) -> None:
    moved: dict[int, Counter[DomainStatus]] = {}
    for row in rows:
        changes = moved.setdefault(row.batch_key, Counter())
        changes[DomainStatus.RUNNING] -= 1
        changes[DomainStatus(row.status)] += 1
    for batch_key, changes in moved.items():
        counters.shift(connection, batch_key, changes, seq)
