"""A damaged database put right before anything can be opened on it."""

import asyncio
from pathlib import Path

from desktop_scanner.core.repairs import Repair
from desktop_scanner.store import repair as store_repair
from desktop_scanner.store import upgrade


async def repair(database: Path) -> Repair | None:
    """Save what can be read into a new file in the same place; None where nothing is damaged. Raises StoreError."""
    return await asyncio.to_thread(store_repair.repair, upgrade.whole(database))
