"""A batch seen as a whole: its figures, and files of what its domains share."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.overview import Overview
from desktop_scanner.core.pivots import Pivot
from desktop_scanner.export import pivots as pivot_files
from desktop_scanner.store.database import Store

TOP = 12


class OverviewService:
    """Reads the figures of a batch, however large it is, in a few milliseconds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of_batch(self, batch_id: str, top: int = TOP) -> Overview:
        """Return the figures of a batch, of long lists the `top` most frequent; raise BatchNotFoundError."""
        return await self._store.overview(batch_id, top)

    async def export_pivots(self, pivots: Sequence[Pivot], batch: BatchInfo, path: Path) -> None:
        """Write pivots to a file, JSON for .json, else CSV; raise ExportError."""
        await asyncio.to_thread(pivot_files.write, pivots, batch, path)
