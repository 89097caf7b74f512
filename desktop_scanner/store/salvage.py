"""The rows of a damaged database that can still be read, in the order of their keys.

A table is read in one walk; where a page of it is damaged, the rest is halved until what cannot be read is found and
stepped over. What a damaged page gives for a row is judged by type, before anybody believes it.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import BatchState, DomainStatus, Verdict

MAX_FAULTS = 200_000  # reads that fail, some seconds of them for a table; what is then unread is given up
_BEYOND = 1 << 24  # how far to look where a table does not even say how far it goes

_JSON = frozenset({"columns", "options", "tags", "detail", "body", "failure", "traits"})
_WORDS: dict[str, type[StrEnum]] = {
    "state": BatchState,
    "verdict": Verdict,
    "failure_kind": FailureKind,
}


class Column(msgspec.Struct, frozen=True):
    """A column as the new database has it."""

    name: str
    type: str
    is_required: bool


def columns(connection: sqlite3.Connection, table: str) -> list[Column]:
    """Return the columns of a table."""
    rows = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [Column(name, kind.upper(), bool(needed or key)) for _, name, kind, needed, _, key in rows]


def expected(connection: sqlite3.Connection, table: str) -> int | None:
    """Return how many rows a table had, most often told by an index; None where that cannot be read either."""
    return _number(connection, f'SELECT count(*) FROM "{table}"')


def rows(connection: sqlite3.Connection, table: str, known: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    """Give every sound row of a table that can be read."""
    names = ", ".join(f'"{column.name}"' for column in known)
    query = f'SELECT rowid, {names} FROM "{table}" NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid'
    ranges = [(0, _last(connection, table))]
    faults = 0
    while ranges:
        low, high = ranges.pop()
        try:
            for key, *values in connection.execute(query, (low, high)):
                low = key + 1
                if is_sound(table, known, values):
                    yield tuple(values)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            faults += 1
            if low < high and faults < MAX_FAULTS:
                middle = (low + high) // 2
                ranges += [(middle + 1, high), (low, middle)]


def is_sound(table: str, known: Sequence[Column], values: Sequence[Any]) -> bool:
    """Return whether a row is one that this program can have written."""
    return all(_is_sound(table, column, value) for column, value in zip(known, values, strict=True))


def _is_sound(table: str, column: Column, value: Any) -> bool:
    if value is None:
        return not column.is_required
    if column.type != "TEXT":
        return isinstance(value, int)
    if not isinstance(value, str):
        return False
    if column.name in _JSON:
        return _is_json(value)
    words = DomainStatus if (table, column.name) == ("target", "status") else _WORDS.get(column.name)
    return words is None or value in words.__members__.values()


def _is_json(value: str) -> bool:
    try:
        msgspec.json.decode(value)
    except msgspec.DecodeError:
        return False
    return True


def _last(connection: sqlite3.Connection, table: str) -> int:
    """Return the highest key of a table, from the table or, where its end is damaged, from one of its indexes."""
    last = _number(connection, f'SELECT max(rowid) FROM "{table}"')
    for _, index, *_ in () if last is not None else _indexes(connection, table):
        last = _number(connection, f'SELECT max(rowid + 0) FROM "{table}" INDEXED BY "{index}"')
        if last is not None:
            break
    return _BEYOND if last is None else last


def _indexes(connection: sqlite3.Connection, table: str) -> list[Any]:
    return connection.execute(f'PRAGMA index_list("{table}")').fetchall()


def _number(connection: sqlite3.Connection, query: str) -> int | None:
    try:
        (number,) = connection.execute(query).fetchone()
    except sqlite3.DatabaseError:
        return None
    return int(number or 0)
