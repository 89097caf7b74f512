"""A table of results: the user's own columns first, then the layout's.

Which columns the user has is known only when every row was seen, and the header comes first: the rows wait in a
spool, in memory while they are few and on disk when they are many.
"""

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

import msgspec
from msgspec import Struct

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export.cells import Cell, clean
from desktop_scanner.export.layouts import Kind, Layout

_SPOOL_BYTES = 32 * 1024 * 1024
_LENGTH_BYTES = 4


class _Row(Struct, array_like=True):
    own: dict[str, str]
    cells: list[Any]


@contextlib.contextmanager
def tabulate(results: Iterable[DomainResult], layout: Layout, columns: Sequence[str]) -> Iterator["Table"]:
    """Give the results as a table of these columns (all, where none is named)."""
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES) as spool:
        yield Table(spool, _spooled(results, layout, spool), layout, columns)


class Table:
    """Rows of cells under named columns."""

    def __init__(self, spool: IO[bytes], own: Sequence[str], layout: Layout, columns: Sequence[str]) -> None:
        self._spool = spool
        self._own = own
        available = [*((name, Kind.TEXT) for name in _own_names(own, layout)), *layout.columns]
        self._chosen = _chosen([name for name, _ in available], columns)
        self.columns = tuple(available[index] for index in self._chosen)

    def rows(self) -> Iterator[list[Cell]]:
        """Return the rows, their cells in the order of `columns`."""
        decoder = msgspec.msgpack.Decoder(_Row)
        self._spool.seek(0)
        while head := self._spool.read(_LENGTH_BYTES):
            row = decoder.decode(self._spool.read(int.from_bytes(head)))
            cells = [*(row.own.get(name) for name in self._own), *row.cells]
            yield [cells[index] for index in self._chosen]


def _spooled(results: Iterable[DomainResult], layout: Layout, spool: IO[bytes]) -> tuple[str, ...]:
    """Write the rows into the spool and return the user's own columns, in the order of their first row."""
    encoder = msgspec.msgpack.Encoder()
    seen: dict[str, None] = {}
    for result in results:
        own = {clean(name): clean(value) for name, value in result.columns.items()}
        seen.update(dict.fromkeys(own))
        for cells in layout.rows(result):
            row = _Row(own, [clean(cell) if isinstance(cell, str) else cell for cell in cells])
            data = encoder.encode(row)
            spool.write(len(data).to_bytes(_LENGTH_BYTES) + data)
    return tuple(seen)


def _own_names(own: Iterable[str], layout: Layout) -> list[str]:
    """Return the names that the user's columns get: one that is called as a column of ours is marked."""
    taken = {name for name, _ in layout.columns}
    names = []
    for column in own:
        name = column
        while name in taken:
            name = f"{name} (input)"
        taken.add(name)
        names.append(name)
    return names


def _chosen(available: Sequence[str], wanted: Sequence[str]) -> list[int]:
    if not wanted:
        return list(range(len(available)))
    return [_index(available, name) for name in wanted]


def _index(available: Sequence[str], name: str) -> int:
    if name in available:
        return available.index(name)
    folded = [each.casefold() for each in available]
    if name.strip().casefold() in folded:
        return folded.index(name.strip().casefold())
    raise SettingsError(f'There is no column "{name}"; the columns are {", ".join(available)}.')
