"""A domain or a person's value removed from all batches and saved lists: facts, evidence, texts, and the search.

The search index is made anew, since it keeps the words of what was deleted until it is next tidied. What is freed is
overwritten (secure_delete), and the journal is emptied after it, so nothing is left in the files.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, or_, select, update

from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.suppression import SuppressedKind
from desktop_scanner.store import cells, counters, finding, lists, queries, records, suppression
from desktop_scanner.store.schema import detail, evidence, fact, page, target

_CHUNK = 200
_TEXTS: dict[Table, tuple[str, ...]] = {
    target: ("input", "columns", "title", "failure_message", "technologies"),
    page: ("url", "title", "failure"),
    detail: ("body",),
}


def domain(connection: Connection, name: str) -> int:
    """Remove a domain from every batch; return from how many."""
    seq = counters.next_change(connection)
    rows = connection.execute(
        select(target.c.id, target.c.batch_key, target.c.status).where(target.c.domain == name)
    ).all()
    connection.execute(delete(target).where(target.c.domain == name))
    lists.purge_domain(connection, name)
    for row in rows:
        counters.shift(connection, row.batch_key, {DomainStatus(row.status): -1}, seq)
        counters.shrink(connection, row.batch_key, 1)
    finding.rebuild(connection)
    return len(rows)


def value(connection: Connection, kind: SuppressedKind, normalised: str) -> int:
    """Remove a value from every result, wherever it stands in it; return from how many."""
    pattern = suppression.scrubber([(kind, normalised)])
    assert pattern is not None  # noqa: S101 -- there is one value
    ids = sorted(_holders(connection, kind, normalised))
    connection.execute(delete(fact).where(fact.c.kind == kind, fact.c.normalised == normalised))
    lists.purge_value(connection, kind, normalised)
    for start in range(0, len(ids), _CHUNK):
        _scrub(connection, ids[start : start + _CHUNK], pattern)
    finding.rebuild(connection)
    return len(ids)


def _holders(connection: Connection, kind: str, normalised: str) -> set[int]:
    """Return the targets with the value among their facts or anywhere in their texts."""
    ids = set(
        connection.execute(
            select(fact.c.target_id).where(fact.c.kind == kind, fact.c.normalised == normalised)
        ).scalars()
    )
    told = (
        select(fact.c.target_id)
        .join(evidence)
        .where(
            or_(
                evidence.c.snippet.icontains(normalised, autoescape=True),
                evidence.c.url.icontains(normalised, autoescape=True),
            )
        )
    )
    ids.update(connection.execute(told).scalars())
    for table, names in _TEXTS.items():
        key = table.c.id if table is target else table.c.target_id
        holds = or_(*(table.c[name].icontains(normalised, autoescape=True) for name in names))
        ids.update(connection.execute(select(key).where(holds)).scalars())
    return ids


def _scrub(connection: Connection, ids: Sequence[int], pattern: re.Pattern[str]) -> None:
    for table, names in _TEXTS.items():
        key = table.c.id if table is target else table.c.target_id
        _rewrite(connection, table, names, select(table).where(key.in_(ids)), pattern)
    own = fact.c.target_id.in_(ids)
    _rewrite(connection, fact, ("value", "normalised", "detail"), select(fact).where(own), pattern)
    _rewrite(connection, evidence, ("snippet", "url"), select(evidence).join(fact).where(own), pattern)
    seq = counters.next_change(connection)
    results = queries.results_of(connection, ids)
    for target_id, result in results:
        found = records.found(result) | {"seq": seq}
        connection.execute(update(target).where(target.c.id == target_id).values(**found))
    cells.replace(connection, results)


def _rewrite(connection: Connection, table: Table, names: tuple[str, ...], rows: Any, pattern: re.Pattern[str]) -> None:
    key = next(iter(table.primary_key))
    changed = list(_changed(connection.execute(rows).all(), key.name, names, pattern))
    if changed:
        values: dict[str, Any] = {name: bindparam(f"its_{name}") for name in names}
        connection.execute(update(table).where(key == bindparam("its_key")).values(values), changed)


def _changed(
    rows: Sequence[Any], key: str, names: tuple[str, ...], pattern: re.Pattern[str]
) -> Iterator[dict[str, Any]]:
    for row in rows:
        before = {name: getattr(row, name) for name in names}
        after = {name: pattern.sub(suppression.REMOVED, text) if text else text for name, text in before.items()}
        if after != before:
            yield {"its_key": getattr(row, key), **{f"its_{name}": text for name, text in after.items()}}
