"""What waits in the outbox tried, an operation after the other; each fault says whether and when to try again."""

import asyncio
from collections.abc import Collection
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from types import TracebackType

from msgspec import structs

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import BatchBusyError, RemoteError, RemoteUnreachableError, ScannerError, StoreError
from desktop_scanner.core.outbox import Operation, OperationKind, OperationState
from desktop_scanner.core.remote_links import LinkRole, RemoteLink
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.remote.pacing import retry_delay_s
from desktop_scanner.services import remote_cancelling, sync_listing
from desktop_scanner.services.remotes import RemoteService
from desktop_scanner.services.sync_pull import Pull
from desktop_scanner.services.sync_push import Push
from desktop_scanner.services.tally import Tally
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock

# In this order: what is fetched first meets what was not sent yet, and conflicts are seen.
KINDS = (OperationKind.CANCEL, OperationKind.LIST, OperationKind.PULL, OperationKind.UPLOAD)

_BUSY_S = 30.0
_BUSY = "The batch runs just now; it is tried when it does not."
_DELETED = "The batch is no longer in the database."


class Tries:
    """One look after the other at the outbox, with the same connections; an asynchronous context manager."""

    def __init__(self, store: Store, remotes: RemoteService) -> None:
        self.tally = Tally()
        self._store = store
        self._remotes = remotes
        self._clients: dict[str, RemoteClient] = {}
        self._open = AsyncExitStack()

    async def __aenter__(self) -> "Tries":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.aclose()

    async def once(self, remotes: Collection[str] = (), at: datetime | None = None) -> None:
        """Try everything that waits, for these remotes or all, once; with an instant, what is due then."""
        tried: set[int] = set()
        unreachable: set[str] = set()
        for kind in KINDS:
            for operation in await self._store.remote.due((kind,), at):
                is_meant = not remotes or operation.remote in remotes
                if is_meant and operation.id not in tried and operation.remote not in unreachable:
                    tried.add(operation.id)
                    if not await self._try(operation):
                        unreachable.add(operation.remote)

    async def _try(self, operation: Operation) -> bool:
        """Try one operation; return whether its server could be reached."""
        begun = await self._store.remote.begin(operation)
        if begun is None:
            return True
        before = structs.asdict(self.tally)
        try:
            await self._do(begun)
        except StoreError:
            raise
        except BatchBusyError:
            await self._later(begun, _BUSY, _BUSY_S)
        except RemoteError as error:
            await self._not_done(begun, error, has_moved=before != structs.asdict(self.tally))
            return not isinstance(error, RemoteUnreachableError)
        except ScannerError as error:
            await self._store.remote.settle(begun, OperationState.FAILED, str(error))
        return True

    async def _not_done(self, begun: Operation, error: RemoteError, *, has_moved: bool) -> None:
        if not error.is_passing:
            await self._store.remote.settle(begun, OperationState.FAILED, str(error))
            return
        # One that comes further each time is no hopeless case, however often it breaks off.
        attempts = 1 if has_moved else begun.attempts
        await self._later(begun, str(error), retry_delay_s(attempts, error), attempts)

    async def _later(self, begun: Operation, why: str, delay_s: float, attempts: int | None = None) -> None:
        at = now() + timedelta(seconds=delay_s)
        await self._store.remote.settle(begun, OperationState.WAITING, why, at, attempts)

    async def _do(self, begun: Operation) -> None:
        client = await self._client(begun.remote)
        match begun.kind:
            case OperationKind.CANCEL:
                await remote_cancelling.cancel(self._store.remote, client, begun)
                return
            case OperationKind.LIST:
                await sync_listing.look_through(self._store, client)
            case OperationKind.PULL:
                await self._pull(client, begun)
            case OperationKind.UPLOAD:
                await self._push(client, begun)
            case OperationKind.SUBMIT:
                return  # whoever runs the batch does that
        await self._store.remote.settle(begun, OperationState.DONE)

    async def _client(self, remote: str) -> RemoteClient:
        if remote not in self._clients:
            self._clients[remote] = await self._open.enter_async_context(await self._remotes.client(remote))
        return self._clients[remote]

    async def _pull(self, client: RemoteClient, begun: Operation) -> None:
        link = await self._link(client, begun)
        if link is None:
            await self._drop(begun)
            return
        lock = await asyncio.to_thread(RunLock.try_acquire, self._store.path, begun.batch_id)
        if lock is None:
            raise BatchBusyError(_BUSY)
        pull = Pull(self._store.remote, link)
        try:
            with lock:
                await pull.run(client)
        finally:
            its = pull.pulled
            self.tally.taken += its.taken
            self.tally.kept_here += its.kept
            self.tally.conflicts += its.conflicts
            self.tally.problems += its.problems

    async def _push(self, client: RemoteClient, begun: Operation) -> None:
        batch = await self._store.batch(begun.batch_id)
        link = await self._link(client, begun)
        if link is None or batch is None:
            await self._drop(begun)
            return
        push = Push(self._store.remote, link, batch)
        try:
            await push.run(client, begun.attempts)
        finally:
            self.tally.sent += push.pushed.sent
            self.tally.kept_there += push.pushed.kept_newer

    async def _drop(self, begun: Operation) -> None:
        await self._store.remote.settle(begun, OperationState.DONE, _DELETED)

    async def _link(self, client: RemoteClient, begun: Operation) -> RemoteLink | None:
        """Return the batch's link, made where there is none; None where the batch is gone."""
        if await self._store.batch(begun.batch_id) is None:
            return None
        profile = client.profile
        link = await self._store.remote.link(begun.batch_id, profile.name)
        if link is not None and link.address == profile.base_url:
            return link
        # A server by the same name at another address knows nothing of what was agreed with the one before.
        made = RemoteLink(
            batch_id=begun.batch_id,
            remote=profile.name,
            address=profile.base_url,
            role=link.role if link else LinkRole.PUSHED,
            is_ours=True,
            remote_id=(link.remote_id if link else None) or begun.batch_id,
        )
        return await self._store.remote.put_link(made)
