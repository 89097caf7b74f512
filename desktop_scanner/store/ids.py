"""Ids by the million out of the database: as one text made there, which takes half the time of a row for each.

They come in parts: one call for all of them would hold up every other thread meanwhile.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, select

_PART = 200_000  # characters
_ROWS = 10_000


def ids(connection: Connection, query: Select[Any]) -> list[int]:
    """Return the only column of a query, in its order."""
    found: list[int] = []
    for part in _parts(connection, query):
        found += part
    return found


def id_set(connection: Connection, query: Select[Any]) -> set[int]:
    """Return the only column of a query as a set."""
    found: set[int] = set()
    for part in _parts(connection, query):
        found.update(part)
    return found


def _parts(connection: Connection, query: Select[Any]) -> Iterator[list[int]]:
    if connection.dialect.name == "sqlite":
        [column] = query.subquery().c
        # SQLite hands the rows of an ordered subquery on in their order.
        yield from _decoded(connection.execute(select(func.group_concat(column))).scalar_one() or "")
    else:
        for rows in connection.execute(query).partitions(_ROWS):
            yield [row[0] for row in rows]


def _decoded(text: str) -> Iterator[list[int]]:
    start = 0
    while start < len(text):
        comma = text.find(",", start + _PART)
        end = comma if comma >= 0 else len(text)
        yield msgspec.json.decode(f"[{text[start:end]}]", type=list[int])
        start = end + 1
