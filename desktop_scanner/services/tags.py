"""Tags of single domains: a person's own words for what is a lead, what is checked."""

from collections.abc import Awaitable, Callable, Sequence

from desktop_scanner.core import tags
from desktop_scanner.store.database import Store

_CHUNK = 5_000  # domains in one transaction, which holds nobody up


class TagService:
    """Gives domains of batches tags and takes them back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def all(self) -> list[str]:
        """Return the tags that domains have, the most used first."""
        return await self._store.tags()

    async def tag(self, ids: Sequence[int], tag: str) -> list[int]:
        """Give domains a tag, whatever its capitals; return the ids of those that did not have it."""
        return await _in_chunks(self._store.tag, ids, tags.clean(tag))

    async def untag(self, ids: Sequence[int], tag: str) -> list[int]:
        """Take a tag from domains; return the ids of those that had it."""
        return await _in_chunks(self._store.untag, ids, tags.clean(tag))


async def _in_chunks(
    change: Callable[[Sequence[int], str], Awaitable[list[int]]], ids: Sequence[int], tag: str
) -> list[int]:
    changed: list[int] = []
    for start in range(0, len(ids), _CHUNK):
        changed += await change(ids[start : start + _CHUNK], tag)
    return changed
