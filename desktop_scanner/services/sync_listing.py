"""A server's batches looked through: those that are new or have changed are written down to be fetched."""

from uuid import UUID

from uuid_utils import uuid7

from desktop_scanner.core import portable_options
from desktop_scanner.core.outbox import OperationKind
from desktop_scanner.core.remote_batches import RemoteBatch
from desktop_scanner.core.remote_links import LinkRole, RemoteLink
from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.store.database import Store


async def look_through(store: Store, client: RemoteClient) -> None:
    """Look through all pages; raise a RemoteError where that breaks off, it is begun anew then."""
    cursor: str | None = None
    seen: set[str] = set()
    while cursor not in seen:
        seen |= {cursor} if cursor else set()
        page = await client.batches(cursor)
        for there in page.batches:
            await note(store, client.profile, there)
        if page.next_cursor is None:
            return
        cursor = page.next_cursor


async def note(store: Store, profile: RemoteProfile, there: RemoteBatch) -> None:
    """Write down that a batch is to be fetched, where it is new or has changed."""
    link = await store.remote.link_of_remote_id(profile.name, there.batch_id)
    if link is None:
        await _adopt(store, profile, there)
        return
    is_changed = there.cursor is None or link.status_cursor != there.cursor
    # One that is followed is fetched by who follows it; one that was deleted here stays so.
    if is_changed and not link.is_run_there and await store.batch(link.batch_id) is not None:
        await store.remote.arm(OperationKind.PULL, profile.name, link.batch_id)


async def _adopt(store: Store, profile: RemoteProfile, there: RemoteBatch) -> None:
    batch_id = _local_id(there.batch_id)
    if await store.remote.link(batch_id, profile.name) is not None:
        return  # an earlier copy of one that stands there under another id by now
    is_here = await store.batch(batch_id) is not None
    link = RemoteLink(
        batch_id=batch_id,
        remote=profile.name,
        address=profile.base_url,
        role=LinkRole.PUSHED if is_here else LinkRole.PULLED,
        is_ours=True,
        remote_id=there.batch_id,
    )
    await store.remote.adopt(link, there, portable_options.received(there.options))


def _local_id(remote_id: str) -> str:
    """Return the id that a server's batch has here: the same, where it is one; ids name files here."""
    try:
        return remote_id if str(UUID(remote_id)) == remote_id else _new_id()
    except ValueError:
        return _new_id()


def _new_id() -> str:
    return str(UUID(bytes=uuid7().bytes))
