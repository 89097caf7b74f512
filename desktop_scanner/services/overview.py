"""A batch seen as a whole: figures for pictures and tables."""

from desktop_scanner.core.overview import Overview
from desktop_scanner.store.database import Store

TOP = 12


class OverviewService:
    """Reads the figures of a batch, however large it is, in a few milliseconds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of_batch(self, batch_id: str, top: int = TOP) -> Overview:
        """Return the figures of a batch, of long lists the `top` most frequent; raise BatchNotFoundError."""
        return await self._store.overview(batch_id, top)
