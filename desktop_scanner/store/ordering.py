"""Rows ordered by what has no index on the targets: cells of their results, tags, and the columns of the list.

Cells and tags are few or in an index of their own. What stands in the list is sorted when it is asked for: an index
would cost every import more than the sort of a million rows costs the few who want it.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Float, Select, asc, cast, desc, func, literal_column, select

from desktop_scanner.core.queries import OWN, RowColumn, RowOrder
from desktop_scanner.store.schema import batch, cell, tag, target

_SAMPLE = 200  # values by which a column of the list is taken for one of numbers


def arranged(
    connection: Connection, batch_id: str, order: RowOrder, meant: Callable[[], Sequence[int]], *, is_whole: bool
) -> list[int]:
    """Return the ids that are meant in `order`; `meant` gives them in the order of the list.

    It is not asked where the whole batch is meant and each of its rows has a value.
    """
    its = connection.execute(select(batch.c.key, batch.c.total).where(batch.c.id == batch_id)).one_or_none()
    if its is None:
        return []
    known = _ids(connection, _query(connection, its.key, order)) if its.total else []
    if is_whole and len(known) == its.total:
        return known
    wanted = meant()
    if not is_whole:
        allowed = set(wanted)
        known = [row_id for row_id in known if row_id in allowed]
    having = set(known)
    return known + [row_id for row_id in wanted if row_id not in having]


def _query(connection: Connection, key: int, order: RowOrder) -> Select[int]:
    """Return the query for the ids of the batch's rows that have a value, in `order`."""
    if order.column == RowColumn.INPUT:
        return _walk(connection, key).order_by(_way(order)(target.c.input), target.c.id)
    if order.column.startswith(OWN):
        return _by_own(connection, key, func.nullif(_own(order.column.removeprefix(OWN)), ""), order)
    if order.column == RowColumn.TAGS:
        first = func.min(tag.c.folded)
        query = select(tag.c.target_id).where(tag.c.batch_key == key).group_by(tag.c.target_id)
        return query.order_by(_way(order)(first), tag.c.target_id)
    its = (cell.c.batch_key == key, cell.c.name == order.column)
    return select(cell.c.target_id).where(*its).order_by(_way(order)(cell.c.sort_key), cell.c.target_id)


def _by_own(connection: Connection, key: int, value: ColumnElement[Any], order: RowOrder) -> Select[int]:
    """Return the query of a sort by a column of the list; numbers, where it has no others, go by their size."""
    rows = _walk(connection, key)
    some = connection.execute(rows.with_only_columns(value).where(value.is_not(None)).limit(_SAMPLE)).scalars().all()
    sorted_by = cast(value, Float) if some and all(map(_is_number, some)) else value.collate("NOCASE")
    return rows.order_by(_way(order)(sorted_by).nulls_last(), target.c.id)


def _walk(connection: Connection, key: int) -> Select[int]:
    """Return the query of the batch's rows that walks along them; through an index it takes half as long again."""
    ends = select(func.min(target.c.id), func.max(target.c.id)).where(target.c.batch_key == key)
    first, last = connection.execute(ends).one()
    is_its = target.c.batch_key + literal_column("0") == key  # as it stands, an index would be taken
    return select(target.c.id).where(target.c.id.between(first, last), is_its)


def _own(name: str) -> ColumnElement[Any]:
    """Return the value of the user's own column; a path to a name with a quotation mark differs by SQLite's version."""
    if '"' not in name:
        return func.json_extract(target.c.columns, f"$.{msgspec.json.encode(name).decode()}")
    each = func.json_each(target.c.columns).table_valued("key", "value")
    return select(each.c.value).where(each.c.key == name).scalar_subquery()


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _way(order: RowOrder) -> Callable[[Any], Any]:
    return desc if order.is_descending else asc


def _ids(connection: Connection, query: Select[int]) -> list[int]:
    cursor = connection.execute(query).cursor
    return [row[0] for row in cursor.fetchall()] if cursor else []
