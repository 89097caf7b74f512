"""A batch's results sent to a server, some hundreds at a time; what has arrived is stored before the next are sent."""

import msgspec
from msgspec import Struct

from desktop_scanner.core import portable_options
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.errors import RemoteError, RemoteTooLargeError
from desktop_scanner.core.remote_links import RemoteLink, told
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.store.remote_store import RemoteStore

SENT_AT_ONCE = 300
_LEAST = 20  # fewer do not make an upload smaller that breaks off again and again
_MOST_HALVINGS = 4


class Pushed(Struct, frozen=True):
    """How many results were sent, and of how many the server had newer ones."""

    sent: int = 0
    kept_newer: int = 0


class Push:
    """One batch on its way to one server; `pushed` says how far it came, also where it broke off."""

    def __init__(self, store: RemoteStore, link: RemoteLink, batch: BatchInfo) -> None:
        self.pushed = Pushed()
        self._store = store
        self._link = link
        options = portable_options.sent(batch.options)
        # Notes and tags are the user's own.
        its = {"id": link.remote_id or batch.id, "options": options, "note": "", "tags": ()}
        self._batch = msgspec.structs.replace(batch, **its)

    async def run(self, client: RemoteClient, attempts: int) -> None:
        """Send what the server does not have; raise a RemoteError where that breaks off.

        The more often it broke off, the less is sent at once.
        """
        most = max(_LEAST, SENT_AT_ONCE >> min(max(attempts - 1, 0), _MOST_HALVINGS))
        while (part := await self._store.unpushed(self._link, most)).results:
            try:
                done = await client.upload(self._batch, part.results)
            except RemoteTooLargeError:
                if most == 1:
                    raise
                most = max(1, min(most, len(part.results)) // 2)
                continue
            self._link = await self._store.change_link(self._link, part.cursor)
            self.pushed = Pushed(self.pushed.sent + len(part.results), self.pushed.kept_newer + done.kept_newer)
        await self._look(client)

    async def _look(self, client: RemoteClient) -> None:
        """Know what stands there now; where that is what was sent, nothing of it need be fetched."""
        try:
            there = await client.status(self._batch.id, since=self._link.status_cursor)
        except RemoteError:
            return  # everything has arrived; the next pull looks itself
        fields: dict[str, object] = told(there)
        if there.cursor and await self._store.agrees(self._link.batch_id, list(there.domains.values())):
            fields["status_cursor"] = there.cursor
        await self._store.change_link(self._link, fields)
