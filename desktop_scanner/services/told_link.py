"""A batch's link to its server while somebody works on it: each change is stored, then told."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec import structs

from desktop_scanner.core.clock import now
from desktop_scanner.core.events import Event, RemoteTold
from desktop_scanner.core.remote_batches import RemoteBatch
from desktop_scanner.core.remote_links import RemoteLink, RemoteVerdict, told
from desktop_scanner.store.remote_store import RemoteStore

_UNTOLD = ("told_at", "moved_at", "status_cursor", "pull_cursor", "push_cursor", "push_target")


class ToldLink:
    """The link as it is stored; listeners hear of what people see of it."""

    def __init__(self, store: RemoteStore, link: RemoteLink, emit: Callable[[Event], None]) -> None:
        self.link = link
        self.store = store
        self._emit = emit

    async def change(self, **fields: Any) -> None:
        """Give fields other values."""
        if all(getattr(self.link, name) == value for name, value in fields.items()):
            return
        before, self.link = self.link, await self.store.change_link(self.link, fields)
        if _seen(before) != _seen(self.link):
            self._emit(RemoteTold(self.link))

    def is_behind(self, cursor: str) -> None:
        """Know what was stored together with results."""
        self.link = structs.replace(self.link, pull_cursor=cursor)

    async def moved(self, there: RemoteBatch) -> None:
        """Take in what a server says of the batch, where something has moved."""
        at: datetime = now()
        await self.change(**told(there), told_at=at, moved_at=at, verdict=None, sentence="")

    async def judge(self, verdict: RemoteVerdict | None, sentence: str = "") -> None:
        """Say what became of the batch, or what it waits for."""
        await self.change(verdict=verdict, sentence=sentence)


def _seen(link: RemoteLink) -> RemoteLink:
    return structs.replace(link, **dict.fromkeys(_UNTOLD))
