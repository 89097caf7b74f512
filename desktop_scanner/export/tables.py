"""A table of results: the user's own columns first, then the layout's, then those of the user's own rules.

Which columns and rules the user has is known only when every row was seen, and the header comes first: the rows wait
in a spool, in memory while they are few and on disk when they are many.
"""

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

import msgspec
from msgspec import Struct

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export.cells import Cell, clean, joined
from desktop_scanner.export.layouts import Kind, Layout

_SPOOL_BYTES = 32 * 1024 * 1024
_LENGTH_BYTES = 4


class _Row(Struct, array_like=True):
    own: dict[str, str]
    cells: list[Any]
    custom: dict[str, Any] = {}


class _Further(Struct, frozen=True):
    """The columns beside the layout's, in the order of their first row."""

    own: tuple[str, ...]
    custom: tuple[str, ...]


@contextlib.contextmanager
def tabulate(results: Iterable[DomainResult], layout: Layout, columns: Sequence[str]) -> Iterator["Table"]:
    """Give the results as a table of these columns (all, where none is named)."""
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES) as spool:
        yield Table(spool, _spooled(results, layout, spool), layout, columns)


class Table:
    """Rows of cells under named columns."""

    def __init__(self, spool: IO[bytes], further: "_Further", layout: Layout, columns: Sequence[str]) -> None:
        self._spool = spool
        self._further = further
        taken = {name for name, _ in layout.columns} - layout.if_named
        own, custom = _marked(further.own, "input", taken), _marked(further.custom, "rule", taken)
        available = [*_texts(own), *layout.columns, *_texts(custom)]
        names = [name for name, _ in available]
        own_places = range(len(own))
        usual = [place for place, name in enumerate(names) if place in own_places or name not in layout.if_named]
        self._chosen = [_index(names, name) for name in columns] or usual
        self.columns = tuple(available[index] for index in self._chosen)

    def rows(self) -> Iterator[list[Cell]]:
        """Return the rows, their cells in the order of `columns`."""
        decoder = msgspec.msgpack.Decoder(_Row)
        self._spool.seek(0)
        while head := self._spool.read(_LENGTH_BYTES):
            row = decoder.decode(self._spool.read(int.from_bytes(head)))
            own, custom = map(row.own.get, self._further.own), map(row.custom.get, self._further.custom)
            cells = [*own, *row.cells, *custom]
            yield [cells[index] for index in self._chosen]


def _spooled(results: Iterable[DomainResult], layout: Layout, spool: IO[bytes]) -> _Further:
    """Write the rows into the spool and return the columns that they have beside the layout's."""
    encoder = msgspec.msgpack.Encoder()
    seen_own: dict[str, None] = {}
    seen_custom: dict[str, None] = {}
    for result in results:
        own = {clean(name): clean(value) for name, value in result.columns.items()}
        custom = (
            {clean(name): _clean(joined(found)) for name, found in result.custom.items()} if layout.has_custom else {}
        )
        seen_own.update(dict.fromkeys(own))
        seen_custom.update(dict.fromkeys(custom))
        for cells in layout.rows(result):
            row = _Row(own, [_clean(cell) for cell in cells], custom)
            data = encoder.encode(row)
            spool.write(len(data).to_bytes(_LENGTH_BYTES) + data)
    return _Further(tuple(seen_own), tuple(seen_custom))


def _clean(cell: Cell) -> Cell:
    return clean(cell) if isinstance(cell, str) else cell


def _texts(names: Iterable[str]) -> Iterator[tuple[str, Kind]]:
    return ((name, Kind.TEXT) for name in names)


def _marked(columns: Iterable[str], mark: str, taken: set[str]) -> list[str]:
    """Return the names that columns get, and take them: one that is taken already is marked."""
    names = []
    for column in columns:
        name = column
        while name in taken:
            name = f"{name} ({mark})"
        taken.add(name)
        names.append(name)
    return names


def _index(available: Sequence[str], name: str) -> int:
    if name in available:
        return available.index(name)
    folded = [each.casefold() for each in available]
    if name.strip().casefold() in folded:
        return folded.index(name.strip().casefold())
    raise SettingsError(f'There is no column "{name}"; the columns are {", ".join(available)}.')
