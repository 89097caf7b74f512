"""The batches that stand on a server, looked through page by page; some of them chosen and fetched."""

from collections.abc import Sequence

from msgspec import Struct

from desktop_scanner.core.remote_batches import BatchPage, RemoteBatch
from desktop_scanner.services import sync_listing
from desktop_scanner.services.remotes import RemoteService
from desktop_scanner.services.sync import SyncService
from desktop_scanner.services.tally import Tally
from desktop_scanner.store.database import Store

FETCHED_WITHIN_S = 60.0


class ServerPage(Struct, frozen=True, kw_only=True):
    """A page of a server's list; `here` maps the ids there to those of batches that are here as well."""

    page: BatchPage
    here: dict[str, str]


class ServerBatchService:
    """Lists what a server has, and fetches what is chosen of it."""

    def __init__(self, store: Store, remotes: RemoteService, sync: SyncService) -> None:
        self._store = store
        self._remotes = remotes
        self._sync = sync

    async def page(self, remote: str, cursor: str | None = None) -> ServerPage:
        """Return a page of the server's batches, newest first; raise a RemoteError."""
        async with await self._remotes.client(remote) as client:
            page = await client.batches(cursor)
        here = {}
        for there in page.batches:
            link = await self._store.remote.link_of_remote_id(remote, there.batch_id)
            if link is not None and await self._store.batch(link.batch_id) is not None:
                here[there.batch_id] = link.batch_id
        return ServerPage(page=page, here=here)

    async def fetch(self, remote: str, chosen: Sequence[RemoteBatch]) -> Tally:
        """Fetch these batches with their results; what cannot be fetched now waits in the outbox."""
        profile = await self._remotes.find(remote)
        total = Tally()
        for there in chosen:
            await sync_listing.note(self._store, profile, there)
        for there in chosen:
            link = await self._store.remote.link_of_remote_id(remote, there.batch_id)
            if link is not None:
                _add(total, await self._sync.sync(link.batch_id, remote, push=False, patience_s=FETCHED_WITHIN_S))
        return total


def _add(total: Tally, more: Tally) -> None:
    total.taken += more.taken
    total.kept_here += more.kept_here
    total.conflicts += more.conflicts
    total.problems = (*total.problems, *more.problems)
