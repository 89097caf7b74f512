"""Results out of the database and into files."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from desktop_scanner.core.errors import BatchNotFoundError
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export import formats
from desktop_scanner.store.database import Store

_EVERYTHING = RowFilter()


class ExportService:
    """Writes a batch's results in the formats of `export`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def export(
        self,
        batch_id: str,
        output: Path | BinaryIO,
        *,
        format: str,  # noqa: A002 -- the field's word, and that of the command line
        layout: str = "domains",
        columns: tuple[str, ...] = (),
        where: RowFilter = _EVERYTHING,
    ) -> int:
        """Write the batch's rows that `where` means and return their number; raise ExportError.

        It runs in a thread: a large export holds no event loop up.
        """
        write = partial(formats.write, format=format, layout=layout, columns=columns)
        return await self._export(batch_id, self._store.results(batch_id, where), output, write)

    async def export_selected(self, batch_id: str, ids: Sequence[int], output: Path, *, format: str) -> int:  # noqa: A002 -- as above
        """Write these rows of the batch, in the order of its list; as `export`."""
        results = self._store.results(batch_id, _EVERYTHING, ids)
        return await self._export(batch_id, results, output, partial(formats.write, format=format, layout="domains"))

    async def _export(
        self, batch_id: str, results: Iterator[DomainResult], output: Path | BinaryIO, write: Callable[..., int]
    ) -> int:
        batch = await self._store.batch(batch_id)
        if batch is None:
            raise BatchNotFoundError("The batch is no longer in the database.")
        return await asyncio.to_thread(write, results, batch, output)
