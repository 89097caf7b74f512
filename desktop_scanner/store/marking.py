"""Values marked as wrong and marks taken back.

What was found stays stored, so taking a mark back brings it back. The counts and texts of a target are those of its
values that are not marked; they are reckoned when a result is stored and again, here, when a mark comes or goes.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, bindparam, delete, select, update
from sqlalchemy.dialects import sqlite

from desktop_scanner.core.clock import now
from desktop_scanner.core.marks import FACT_KINDS, FactKind, Mark
from desktop_scanner.core.results import DomainResult
from desktop_scanner.store import cells, counters, facts, instants, queries, records
from desktop_scanner.store.marks import EVERYWHERE
from desktop_scanner.store.schema import fact, mark, target

_CHUNK = 100
# The columns of a target that its facts decide.
_RECKONED = ("emails", "phones", "technologies", "technologies_key", "found_search", "traits")


class NewMark(Struct, frozen=True, kw_only=True):
    """A value to be marked, at one domain or, where that is None, everywhere."""

    kind: FactKind
    value: str
    domain: str | None = None
    note: str = ""


def all_of(connection: Connection) -> list[Mark]:
    """Return every mark, newest first."""
    rows = connection.execute(select(mark).order_by(mark.c.created_at.desc(), mark.c.id.desc()))
    return [
        Mark(
            kind=row.kind,
            value=row.value,
            domain=row.domain or None,
            note=row.note,
            created_at=instants.required(row.created_at),
        )
        for row in rows
    ]


def kinds_of(connection: Connection, value: str) -> list[tuple[FactKind, str]]:
    """Return the kinds of fact that have this value in any result, each with the value as it was found."""
    found: dict[FactKind, str] = {}
    for kind in FACT_KINDS:
        for normalised in facts.spellings(kind, value):
            query = select(fact.c.value).where(fact.c.kind == kind, fact.c.normalised == normalised).limit(1)
            stored = connection.execute(query).scalar_one_or_none()
            if stored is not None:
                found[kind] = value if kind == "tracker" else stored
    return list(found.items())


def add(connection: Connection, new: Sequence[NewMark]) -> int:
    """Mark the values and return how many domains of batches had one of them."""
    values = [
        {
            "kind": one.kind,
            "normalised": facts.normalised(one.kind, one.value),
            "domain": one.domain or EVERYWHERE,
            "value": records.encodable(one.value),
            "note": records.encodable(one.note),
            "created_at": instants.stored(now()),
        }
        for one in new
    ]
    connection.execute(sqlite.insert(mark).on_conflict_do_nothing(), values)
    return _reckon(connection, new)


def remove(connection: Connection, marks: Sequence[Mark]) -> int:
    """Take the marks back and return how many domains of batches have one of their values again."""
    for one in marks:
        its = (mark.c.kind == one.kind, mark.c.normalised == facts.normalised(one.kind, one.value))
        connection.execute(delete(mark).where(*its, mark.c.domain == (one.domain or EVERYWHERE)))
    return _reckon(connection, marks)


def _reckon(connection: Connection, values: Iterable[NewMark | Mark]) -> int:
    """Bring the counts and texts of all targets up to date that have one of these values; return their number."""
    ids = list(dict.fromkeys(target_id for one in values for target_id in _targets(connection, one)))
    seq = counters.next_change(connection)
    for start in range(0, len(ids), _CHUNK):
        _reckon_some(connection, ids[start : start + _CHUNK], seq)
    return len(ids)


def _targets(connection: Connection, one: NewMark | Mark) -> Iterable[int]:
    normalised = facts.normalised(one.kind, one.value)
    its: list[ColumnElement[bool]] = [fact.c.kind == one.kind, fact.c.normalised == normalised]
    query = select(fact.c.target_id).distinct().where(*its)
    if one.domain is not None:
        query = query.join(target).where(target.c.domain == one.domain)
    return connection.execute(query.order_by(fact.c.target_id)).scalars()


def _reckon_some(connection: Connection, ids: Sequence[int], seq: int) -> None:
    statement = update(target).where(target.c.id == bindparam("its_id"))
    found = queries.results_of(connection, ids)
    values = [{"its_id": target_id, "seq": seq, **_reckoned(result)} for target_id, result in found]
    connection.execute(statement, values)
    cells.replace(connection, found)


def _reckoned(result: DomainResult) -> dict[str, Any]:
    found = records.found(result)
    return {name: found[name] for name in _RECKONED}
