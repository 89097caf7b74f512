"""The rows that a filter means, as sets of ids.

Each term is answered by an index alone, and the answers are put together here: one query for all terms would use one
index and read every row that it names.
"""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Connection, Select, func, select

from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.terms import Term, TermField
from desktop_scanner.store import term_queries
from desktop_scanner.store.schema import batch, target
from desktop_scanner.store.term_queries import Scope

FEW = 5_000
_AT_ONCE = 10_000


class Matching(Struct, frozen=True):
    """The rows of a batch that are meant: those `wanted` (None: all), without those `unwanted`."""

    wanted: frozenset[int] | set[int] | None
    unwanted: frozenset[int] | set[int] = frozenset()

    @property
    def is_everything(self) -> bool:
        """Return whether no row of the batch is left out."""
        return self.wanted is None and not self.unwanted

    def among(self, ids: Iterable[int]) -> list[int]:
        """Return those of a batch's ids that are meant, in their order."""
        if self.wanted is None:
            return [each for each in ids if each not in self.unwanted]
        return [each for each in ids if each in self.wanted]


def find(connection: Connection, scope: Scope, where: RowFilter) -> Matching:
    """Return the rows that the filter means; ids of other batches may be among those wanted."""
    wanted: set[int] | None = None
    unwanted: set[int] = set()
    for term in sorted(_terms(where), key=_cost):
        its = term if term.values != (False,) else Term(term.field, (True,), not term.is_negated)
        ids = _holders(connection, scope, its, wanted)
        if its.is_negated:
            unwanted |= ids
        else:
            wanted = ids if wanted is None else wanted & ids
    return Matching(wanted, unwanted) if wanted is None else Matching(wanted - unwanted)


def scope_of(connection: Connection, batch_id: str) -> Scope | None:
    """Return where the batch's rows are; None where it has none."""
    key = select(batch.c.key).where(batch.c.id == batch_id).scalar_subquery()
    ends = [
        select(end(target.c.id)).where(target.c.batch_key == key, target.c.status == status.value).scalar_subquery()
        for end in (func.min, func.max)
        for status in DomainStatus
    ]
    found_key, *ids = connection.execute(select(key, *ends)).one()
    known = [each for each in ids if each is not None]
    return Scope(found_key, min(known), max(known)) if known else None


def ids_of(connection: Connection, query: Select[Any]) -> list[int]:
    """Return the only column of a query; a million rows are not worth an object each."""
    cursor = connection.execute(query).cursor
    found: list[int] = []
    # In parts: one call for all of them would hold up every other thread meanwhile.
    while cursor and (rows := cursor.fetchmany(_AT_ONCE)):
        found += [row[0] for row in rows]
    return found


def _terms(where: RowFilter) -> list[Term]:
    terms = list(where.terms)
    if where.text:
        terms.append(Term(TermField.TEXT, (where.text,)))
    if where.statuses:
        terms.append(Term(TermField.STATUS, tuple(status.value for status in where.statuses)))
    if where.kinds:
        terms.append(Term(TermField.KIND, tuple(kind.value for kind in where.kinds)))
    return terms


def _cost(term: Term) -> int:
    """Texts come last: where few rows are left, only those are looked into."""
    return 1 if term.field is TermField.TEXT else 0


def _holders(connection: Connection, scope: Scope, term: Term, among: set[int] | None) -> set[int]:
    found: set[int] = set()
    for query in term_queries.queries(connection, scope, term):
        narrowed = query
        if among is not None and len(among) <= FEW and term.field is TermField.TEXT:
            narrowed = query.where(target.c.id.in_(among))
        found.update(ids_of(connection, narrowed))
    if False in term.values:
        present = _holders(connection, scope, structs.replace(term, values=(True,)), None)
        found |= set(range(scope.first, scope.last + 1)) - present
    return found
