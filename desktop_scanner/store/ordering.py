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


def arranged(connection: Connection, batch_id: str, order: RowOrder, meant: Sequence[int]) -> list[int]:
    """Return the ids that are meant, which come in the order of the list, in `order`."""
    key = connection.execute(select(batch.c.key).where(batch.c.id == batch_id)).scalar_one_or_none()
    if key is None or not meant:
        return list(meant)
    allowed = set(meant)
    known = [row_id for row_id in _ids(connection, _query(connection, key, order)) if row_id in allowed]
    allowed.difference_update(known)
    return known + [row_id for row_id in meant if row_id in allowed]


def _query(connection: Connection, key: int, order: RowOrder) -> Select[int]:
    """Return the query for the ids of the batch's rows that have a value, in `order`."""
    if order.column == RowColumn.INPUT:
        return _by_list(connection, key, target.c.input, order)
    if order.column.startswith(OWN):
        return _by_list(connection, key, _own(order.column.removeprefix(OWN)), order)
    if order.column == RowColumn.TAGS:
        first = func.min(tag.c.folded)
        query = select(tag.c.target_id).where(tag.c.batch_key == key).group_by(tag.c.target_id)
        return query.order_by(_way(order)(first), tag.c.target_id)
    its = (cell.c.batch_key == key, cell.c.name == order.column)
    return select(cell.c.target_id).where(*its).order_by(_way(order)(cell.c.sort_key), cell.c.target_id)


def _by_list(connection: Connection, key: int, value: ColumnElement[Any], order: RowOrder) -> Select[int]:
    """Return the query of a sort; the values of a column of numbers by their size."""
    ends = select(func.min(target.c.id), func.max(target.c.id)).where(target.c.batch_key == key)
    first, last = connection.execute(ends).one()
    # A walk along the rows themselves; by way of an index of the batch it takes half as long again.
    its = (target.c.id.between(first, last), target.c.batch_key + literal_column("0") == key)
    known = func.nullif(value, "")
    some = connection.execute(select(known).where(*its, known.is_not(None)).limit(_SAMPLE)).scalars().all()
    sorted_by = cast(known, Float) if some and all(map(_is_number, some)) else known.collate("NOCASE")
    return select(target.c.id).where(*its).order_by(_way(order)(sorted_by).nulls_last(), target.c.id)


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
