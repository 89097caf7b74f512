"""The rows that a filter means, as sets of ids.

Each term is answered by an index alone, and the answers are put together here: one query for all terms would use one
index and read every row that it names.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Connection, Select, func, select

from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.terms import Term, TermField, Whole
from desktop_scanner.store import term_queries
from desktop_scanner.store.ids import id_set
from desktop_scanner.store.schema import batch, target
from desktop_scanner.store.term_queries import Scope

FEW = 5_000
_LOOKED_AT = 100_000  # rows of one term, to see whether few meet all


class Matching(Struct, frozen=True):
    """The rows that are meant: those in all of `wanted` (the smallest first; none: all rows) and none of `unwanted`.

    Ids of other batches may be among them.
    """

    wanted: tuple[set[int], ...] = ()
    unwanted: tuple[set[int], ...] = ()

    def few(self) -> list[int] | None:
        """Return the rows where there are few, in no order."""
        if not self.wanted or len(self.wanted[0]) > _LOOKED_AT:
            return None
        found = self.among(self.wanted[0])
        return found if len(found) <= FEW else None

    def in_list_order(self, scope: Scope) -> list[int]:
        """Return the rows in the order of the list, of a batch whose ids are its own alone."""
        if self.wanted and len(self.wanted[0]) < scope.total // 8:
            return sorted(self.among(self.wanted[0]))
        return self.among(range(scope.first, scope.last + 1))

    def among(self, ids: Iterable[int]) -> list[int]:
        """Return those of the ids that are meant, in their order."""
        # No operation of whole sets: each would hold up every other thread.
        for its in self.wanted:
            ids = [each for each in ids if each in its]
        for its in self.unwanted:
            ids = [each for each in ids if each not in its]
        return list(ids)


def find(connection: Connection, scope: Scope, where: RowFilter) -> Matching:
    """Return the rows that the filter means."""
    terms, wanted, unwanted = _sorted(where)
    found = Matching()
    for term in (_smaller(scope, term) for term in terms):
        found = _with(found, _holders(connection, scope, term), is_negated=term.is_negated)
    for texts, is_negated in ((wanted, False), ([list(chain(*unwanted))] if unwanted else [], True)):
        if texts:
            ids = _holding(connection, term_queries.texts(scope, texts, found.few()))
            found = _with(found, ids, is_negated=is_negated)
    return found


def scope_of(connection: Connection, batch_id: str) -> Scope | None:
    """Return where the batch's rows are; None where it has none."""
    of_batch = batch.c.id == batch_id
    key = select(batch.c.key).where(of_batch).scalar_subquery()
    # The first and last of each status: for each one step into the index.
    ends = [
        select(end(target.c.id)).where(target.c.batch_key == key, target.c.status == status.value).scalar_subquery()
        for end in (func.min, func.max)
        for status in DomainStatus
    ]
    counts = [batch.c[status.value] for status in DomainStatus]
    row = connection.execute(select(batch.c.key, *counts, *ends).where(of_batch)).one_or_none()
    ids = [each for each in row[1 + len(counts) :] if each is not None] if row else []
    return (
        Scope(batch_id, row[0], min(ids), max(ids), dict(zip(DomainStatus, row[1:], strict=False)))
        if row and ids
        else None
    )


def _sorted(where: RowFilter) -> tuple[list[Term], list[Sequence[str]], list[Sequence[str]]]:
    """Return the terms other than texts, the texts that are wanted, and those that are not."""
    terms = [term for term in where.terms if term.field is not TermField.TEXT]
    terms += [Term(TermField.STATUS, tuple(status.value for status in where.statuses))] if where.statuses else []
    terms += [Term(TermField.KIND, tuple(kind.value for kind in where.kinds))] if where.kinds else []
    wanted: list[Sequence[str]] = [(where.text,)] if where.text else []
    unwanted: list[Sequence[str]] = []
    for term in (each for each in where.terms if each.field is TermField.TEXT):
        texts = [value.text if isinstance(value, Whole) else str(value) for value in term.values]
        (unwanted if term.is_negated else wanted).append(texts)
    return terms, wanted, unwanted


def _smaller(scope: Scope, term: Term) -> Term:
    """Return the term that means the same with fewer rows to name: of most statuses, the others."""
    if term.values == (False,):
        return Term(term.field, (True,), not term.is_negated)
    if term.field is TermField.STATUS and 2 * sum(scope.counts[str(each)] for each in term.values) > scope.total:
        others = tuple(status.value for status in DomainStatus if status.value not in term.values)
        return Term(term.field, others, not term.is_negated)
    return term


def _with(found: Matching, ids: set[int], *, is_negated: bool) -> Matching:
    if is_negated:
        return Matching(found.wanted, (*found.unwanted, ids))
    return Matching(tuple(sorted((*found.wanted, ids), key=len)), found.unwanted)


def _holders(connection: Connection, scope: Scope, term: Term) -> set[int]:
    found = _holding(connection, term_queries.queries(connection, scope, term))
    if False in term.values:
        present = _holders(connection, scope, structs.replace(term, values=(True,)))
        found.update(each for each in range(scope.first, scope.last + 1) if each not in present)
    return found


def _holding(connection: Connection, queries: Iterable[Select[Any]]) -> set[int]:
    """Return the ids that any of the queries names."""
    found: set[int] = set()
    for query in queries:
        found.update(id_set(connection, query))
    return found
