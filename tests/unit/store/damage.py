"""Damage done to a database file, as a failing disk does it: pages of one table overwritten."""

import sqlite3
from contextlib import closing
from pathlib import Path

_LEAF = 0x0D
_INTERIOR = 0x05


def overwrite(database: Path, page: int, content: bytes = b"\xff") -> None:
    """Overwrite a whole page; SQLite counts them from 1."""
    size = page_size(database)
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(content * (size // len(content)))


def page_size(database: Path) -> int:
    """Return the bytes of a page."""
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("PRAGMA page_size").fetchone()[0])


def root(database: Path, table: str) -> int:
    """Return the page at which a table or an index begins."""
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])


def leaves(database: Path, table: str) -> list[int]:
    """Return the pages that hold a table's rows, in their order."""
    return _leaves(database.read_bytes(), page_size(database), root(database, table))


def _leaves(data: bytes, size: int, page: int) -> list[int]:
    start = (page - 1) * size
    if data[start] == _LEAF:
        return [page]
    assert data[start] == _INTERIOR
    cells = int.from_bytes(data[start + 3 : start + 5], "big")
    places = [int.from_bytes(data[start + 12 + 2 * n : start + 14 + 2 * n], "big") for n in range(cells)]
    children = [int.from_bytes(data[start + place : start + place + 4], "big") for place in places]
    children.append(int.from_bytes(data[start + 8 : start + 12], "big"))
    return [leaf for child in children for leaf in _leaves(data, size, child)]
