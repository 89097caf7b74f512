"""How many rows of a batch have a value: for quick filters, and for the values that a filter proposes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from desktop_scanner.core.terms import Term, TermField
from desktop_scanner.store import marks, matching, term_queries
from desktop_scanner.store.schema import fact, target

_ON_ROW: dict[TermField, ColumnElement[Any]] = {
    field: term_queries.COLUMNS[field]
    for field in (TermField.STATUS, TermField.KIND, TermField.VERDICT, TermField.HTTP, TermField.LANGUAGE)
}
_IN_FACTS = {
    TermField.TECHNOLOGY: ("technology", fact.c.normalised),
    TermField.CMS: ("technology", fact.c.facet),
    TermField.SOCIAL: ("social", fact.c.facet),
    TermField.COUNTRY: ("address", fact.c.facet),
}
COUNTED = frozenset({*_ON_ROW, *_IN_FACTS})


def totals(connection: Connection, batch_id: str, terms: Sequence[Term]) -> list[int]:
    """Return how many of the batch's rows each term means; of terms that one index answers."""
    scope = matching.scope_of(connection, batch_id)
    if scope is None:
        return [0] * len(terms)
    return [_total(connection, term_queries.queries(connection, scope, term)) for term in terms]


def values(connection: Connection, batch_id: str, field: TermField, limit: int) -> list[tuple[str, int]]:
    """Return the most frequent values of a field in the batch, each with the number of its rows."""
    scope = matching.scope_of(connection, batch_id)
    if scope is None or field not in COUNTED:
        return []
    if field in _ON_ROW:
        column = _ON_ROW[field]
        query = select(column, func.count()).where(target.c.batch_key == scope.batch_key, column.is_not(None))
        return [(str(value), count) for value, count in connection.execute(_most(query, column, limit))]
    kind, column = _IN_FACTS[field]
    query = select(column, func.count(fact.c.target_id.distinct())).where(
        fact.c.kind == kind, column.is_not(None), *term_queries.within(scope)
    )
    wrong = marks.load(connection)
    found = [tuple(row) for row in connection.execute(_most(query, column, limit))]
    return [
        (_shown(connection, kind, value) if kind == "technology" else value, count)
        for value, count in found
        if not wrong.is_wrong(kind, value, marks.EVERYWHERE)
    ]


def _total(connection: Connection, queries: Sequence[Select[Any]]) -> int:
    return sum(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one() for query in queries)


def _most(query: Select[Any], column: ColumnElement[Any], limit: int) -> Select[Any]:
    return query.group_by(column).order_by(func.count().desc(), column).limit(limit)


def _shown(connection: Connection, kind: str, normalised: str) -> str:
    """Return a name as it is written."""
    query = select(fact.c.value).where(fact.c.kind == kind, fact.c.normalised == normalised).limit(1)
    return str(connection.execute(query).scalar_one())
