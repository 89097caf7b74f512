"""A batch's rows and results read; ordering and filtering are the database's work."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import structs
from sqlalchemy import Column, ColumnElement, Connection, Select, Table, or_, select

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.queries import RowColumn, RowFilter, RowOrder
from desktop_scanner.core.results import DomainResult, Evidence
from desktop_scanner.core.targets import Target
from desktop_scanner.store import cells, ids, marks, matching, ordering, records
from desktop_scanner.store.facts import FactRow
from desktop_scanner.store.schema import batch, detail, evidence, fact, page, target

_IN_LIST_ORDER = RowOrder()
_LAST = "\U0010ffff"  # what begins with a text comes before the text and this
_ROWS = 500
_RESULTS = 100

# A target's id grows in the order of its list.
INDEXED: dict[str, Column[Any]] = {
    RowColumn.POSITION: target.c.id,
    RowColumn.DOMAIN: target.c.domain,
    RowColumn.STATUS: target.c.status,
    RowColumn.HTTP_STATUS: target.c.http_status,
    RowColumn.PAGES: target.c.pages,
    RowColumn.TITLE: target.c.title_key,
    RowColumn.EMAILS: target.c.emails,
    RowColumn.PHONES: target.c.phones,
    RowColumn.TECHNOLOGIES: target.c.technologies_key,
    RowColumn.ELAPSED_MS: target.c.elapsed_ms,
    RowColumn.VERDICT: target.c.verdict,
    RowColumn.FAILURE_KIND: target.c.failure_kind,
    RowColumn.STARTED_AT: target.c.started_at,
    RowColumn.FINISHED_AT: target.c.finished_at,
}
_ROW_COLUMNS = [target.c[name] for name in DomainRow.__struct_fields__ if name not in ("target_id", "cells")]


def row_ids(connection: Connection, batch_id: str, order: RowOrder, where: RowFilter) -> list[int]:
    """Return the ids of the rows that `where` means, in `order`; equal ones in the order of the list."""
    if order.column not in INDEXED:
        meant = partial(row_ids, connection, batch_id, _IN_LIST_ORDER, where)
        return ordering.arranged(connection, batch_id, order, meant, is_whole=where == RowFilter())
    scope = matching.scope_of(connection, batch_id)
    if scope is None:
        return []
    found = matching.find(connection, scope, where)
    if scope.is_alone and order == _IN_LIST_ORDER:
        return found.in_list_order(scope)
    few = found.few()
    if few is not None:
        return ids.ids(connection, _few_ids_query(scope.batch_key, few).order_by(*_order(order)))
    return found.among(ids.ids(connection, row_ids_query(batch_id, order)))


def row_ids_query(batch_id: str, order: RowOrder) -> Select[int]:
    """Return the query of all rows in an order, which an index alone answers."""
    return select(target.c.id).where(_of_batch(batch_id)).order_by(*_order(order))


def _few_ids_query(batch_key: int, few: Sequence[int]) -> Select[int]:
    # Added to, the key is no reason to walk an index of the whole batch.
    return select(target.c.id).where(target.c.id.in_(few), target.c.batch_key + 0 == batch_key)


def rows(connection: Connection, ids: Sequence[int], columns: Collection[str] = ()) -> list[DomainRow]:
    """Return the rows with these ids, in this order, and their cells in these columns; those gone are left out."""
    found: dict[int, DomainRow] = {}
    for some in _chunks(ids, _ROWS):
        query = select(target.c.id, *_ROW_COLUMNS).where(target.c.id.in_(some))
        shown = cells.read(connection, some, columns) if columns else {}
        found.update((row.id, records.row(row, shown.get(row.id))) for row in connection.execute(query))
    return [found[target_id] for target_id in ids if target_id in found]


def target_id(connection: Connection, batch_id: str, domain: str) -> int | None:
    """Return the id of the batch's target for `domain`."""
    query = select(target.c.id).join(batch).where(batch.c.id == batch_id, target.c.domain == domain)
    return connection.execute(query).scalar_one_or_none()


def ids_beginning(connection: Connection, batch_id: str, text: str) -> list[int]:
    """Return the ids of the batch's domains whose name begins with the text, as it is or as people read it."""
    is_named = target.c.domain.between(text, f"{text}{_LAST}")
    is_read_so = target.c.domain.between("xn--", f"xn--{_LAST}") & target.c.name_search.contains(
        f"\n{text}", autoescape=True
    )
    return [
        row_id
        for its in (is_named, is_read_so)
        for row_id in ids.ids(connection, select(target.c.id).where(_of_batch(batch_id), its))
    ]


def targets(connection: Connection, batch_id: str, scanned_before_ms: int | None) -> list[Target]:
    """Return the batch's targets as they were given, in their order; with an instant, those not scanned since."""
    its = select(target).join(batch).where(batch.c.id == batch_id).order_by(target.c.id)
    if scanned_before_ms is not None:
        its = its.where(or_(target.c.finished_at.is_(None), target.c.finished_at < scanned_before_ms))
    return [records.target(row) for row in connection.execute(its)]


def result(connection: Connection, target_id: int) -> DomainResult | None:
    """Return everything known of one target, or None if it is gone."""
    return next((found for _, found in results_of(connection, [target_id])), None)


def results(
    connection: Connection, batch_id: str, where: RowFilter, ids: Sequence[int] | None = None
) -> Iterator[DomainResult]:
    """Give the results that `where` means, or those with these ids, in the order of the list, a chunk at a time."""
    chosen = row_ids(connection, batch_id, _IN_LIST_ORDER, where) if ids is None else sorted(ids)
    for some in _chunks(chosen, _RESULTS):
        yield from (found for _, found in results_of(connection, some))


def results_of(connection: Connection, ids: Sequence[int]) -> list[tuple[int, DomainResult]]:
    """Return the results of these targets, in the order of the list, each with its target's id."""
    wrong = marks.load(connection)
    targets = connection.execute(
        select(target, detail.c.body).outerjoin(detail).where(target.c.id.in_(ids)).order_by(target.c.id)
    ).all()
    pages, tags = _by_target(connection, page, ids), cells.tags_of(connection, ids)
    facts = _facts(connection, ids)
    found = ((row.id, records.result(row, row.body, pages[row.id], facts[row.id])) for row in targets)
    tagged = ((its_id, structs.replace(result, tags=tags.get(its_id, ()))) for its_id, result in found)
    return [(its_id, wrong.applied(result)) for its_id, result in tagged]


def _of_batch(batch_id: str) -> ColumnElement[bool]:
    return target.c.batch_key == select(batch.c.key).where(batch.c.id == batch_id).scalar_subquery()


def _order(order: RowOrder) -> list[ColumnElement[Any]]:
    column = INDEXED[order.column]
    ordered = column.desc() if order.is_descending else column.asc()
    return [ordered.nulls_last() if column.nullable else ordered, target.c.id.asc()]


def _by_target(connection: Connection, table: Table, ids: Sequence[int]) -> Mapping[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    query = select(table).where(table.c.target_id.in_(ids)).order_by(table.c.id)
    for row in connection.execute(query):
        grouped[row.target_id].append(row)
    return grouped


def _facts(connection: Connection, ids: Sequence[int]) -> Mapping[int, list[FactRow]]:
    standing: dict[int, list[Evidence]] = defaultdict(list)
    query = (
        select(evidence.c.fact_id, evidence.c.url, evidence.c.method, evidence.c.snippet)
        .join(fact)
        .where(fact.c.target_id.in_(ids))
        .order_by(evidence.c.id)
    )
    for fact_id, url, method, snippet in connection.execute(query):
        standing[fact_id].append(Evidence(url, method, snippet))
    return defaultdict(
        list,
        {
            target_id: [
                FactRow(row.kind, row.normalised, row.value, row.detail, tuple(standing[row.id])) for row in found
            ]
            for target_id, found in _by_target(connection, fact, ids).items()
        },
    )


def _chunks(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
