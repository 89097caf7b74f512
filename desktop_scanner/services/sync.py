"""Batches of here and of servers brought together, through the outbox: what is to be done is written down, then tried.

Whoever tries holds the lock of all syncing, so that two windows or commands do not do the same.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.conflicts import Conflict, Side
from desktop_scanner.core.errors import BatchBusyError, BatchNotFoundError, InputError, RemoteUnsupportedError
from desktop_scanner.core.outbox import Operation, OperationKind, OperationState
from desktop_scanner.core.remote_links import LinkRole, RemoteLink
from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.remote_runs import RemoteRunService
from desktop_scanner.services.remotes import RemoteService
from desktop_scanner.services.sync_tries import KINDS, Tries
from desktop_scanner.services.tally import Tally
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock

PATIENCE_S = 60.0

_LOCK = "sync"
_UNFOLLOWED = (BatchState.INTERRUPTED, BatchState.PENDING)


class SyncService:
    """Pushes batches with their results, and fetches those of servers."""

    def __init__(self, store: Store, remotes: RemoteService, runs: RemoteRunService) -> None:
        self._store = store
        self._remotes = remotes
        self._runs = runs

    async def sync(
        self,
        batch_id: str | None = None,
        remote: str | None = None,
        *,
        push: bool = True,
        pull: bool = True,
        patience_s: float = PATIENCE_S,
    ) -> Tally:
        """Bring one batch, or all, and a server together; what passes is tried again until it succeeds or time is up.

        What is not done then waits in the outbox. Raises BatchBusyError where another process syncs, and
        RemoteUnsupportedError where the server keeps no results.
        """
        profile = await self._remotes.find(remote)
        async with self._alone():
            await self._wish(batch_id, profile, push=push, pull=pull)
            async with Tries(self._store, self._remotes) as tries:
                await self._try_on(tries, profile.name, patience_s)
                return tries.tally

    async def run_due(self) -> datetime | None:
        """Try what is due, once, for all servers; return when the next is, None where nothing waits."""
        async with self._alone():
            async with Tries(self._store, self._remotes) as tries:
                await tries.once(at=now())
            waiting = await self._store.remote.due(KINDS)
        return min((each.next_try_at or now() for each in waiting), default=None)

    async def operations(self, *, with_done: bool = False) -> list[Operation]:
        """Return what is in the outbox, the oldest first."""
        return [each for each in await self._store.remote.operations() if with_done or each.is_open]

    async def retry(self, operation_id: int) -> Operation:
        """Let what waits or failed be tried at the next look; raise InputError where that is not its case."""
        operation = await self._operation(operation_id)
        if not await self._store.remote.retry(operation_id):
            decide = " `remote-decide` does." if operation.state is OperationState.UNDECIDED else ""
            raise InputError(f"Operation {operation_id} is {operation.state.value}; `retry` has no use for it.{decide}")
        return await self._operation(operation_id)

    async def drop(self, operation_id: int) -> Operation:
        """Do it no more, and return what it was; raise InputError where there is none by that number."""
        operation = await self._operation(operation_id)
        await self._store.remote.drop(operation_id)
        return operation

    async def conflicts(self, batch_id: str | None = None) -> list[Conflict]:
        """Return the domains that were scanned on both sides, the newest first."""
        return await self._store.remote.conflicts(batch_id)

    async def resolve(self, conflict_id: int, winner: Side) -> Conflict:
        """Let this side's result count here; the other one is kept, and can still be chosen."""
        conflict = await self._store.remote.choose(conflict_id, winner)
        if conflict is None:
            raise InputError(f"There is no conflict {conflict_id}.")
        return conflict

    async def links(self, batch_id: str | None = None) -> list[RemoteLink]:
        """Return how batches of here and of servers belong together."""
        return await self._store.remote.links(batch_id)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        lock = await asyncio.to_thread(RunLock.try_acquire, self._store.path, _LOCK)
        if lock is None:
            raise BatchBusyError("Another window or command syncs just now; wait for its end.")
        with lock:
            await self._store.remote.recover(KINDS)  # who held the lock before is dead, or done
            yield

    async def _wish(self, batch_id: str | None, profile: RemoteProfile, *, push: bool, pull: bool) -> None:
        """Write down what is to be done, and look after what is followed."""
        is_followed = await self._catch_up(batch_id, profile.name)
        found = await self._remotes.found(profile.name)
        if found is not None and not found.is_ours:
            if is_followed:
                return
            raise RemoteUnsupportedError(f'"{profile.name}" is a classic server; it neither takes nor returns results.')
        if pull:
            await self._wish_pull(batch_id, profile)
        if push:
            for batch in await self._batches(batch_id):
                await self._wish_push(batch, profile)

    async def _catch_up(self, batch_id: str | None, remote: str) -> bool:
        """Look once after each batch that the server scans for us; return whether there are any."""
        links = [link for link in await self._store.remote.links(batch_id) if link.remote == remote]
        followed = [link for link in links if link.role is LinkRole.RUN and link.is_followed]
        for link in followed:
            batch = await self._store.batch(link.batch_id)
            if batch is not None and (batch_id or batch.state in _UNFOLLOWED):
                await self._runs.catch_up(link.batch_id)
        return bool(followed)

    async def _wish_pull(self, batch_id: str | None, profile: RemoteProfile) -> None:
        if batch_id is None:
            await self._store.remote.arm(OperationKind.LIST, profile.name)
            return
        link = await self._store.remote.link(batch_id, profile.name)
        if link is not None and not link.is_run_there and link.address == profile.base_url:
            await self._store.remote.arm(OperationKind.PULL, profile.name, batch_id)

    async def _wish_push(self, batch: BatchInfo, profile: RemoteProfile) -> None:
        link = await self._store.remote.link(batch.id, profile.name)
        if link is not None and link.role.is_sent and not (link.verdict and link.verdict.is_local):
            return  # the server scans it itself
        if link is None or link.address != profile.base_url:
            link = RemoteLink(batch_id=batch.id, remote=profile.name, address=profile.base_url, role=LinkRole.PUSHED)
        if (await self._store.remote.unpushed(link, 1)).results:
            await self._store.remote.arm(OperationKind.UPLOAD, profile.name, batch.id)

    async def _batches(self, batch_id: str | None) -> list[BatchInfo]:
        if batch_id is None:
            return await self._store.batches()
        batch = await self._store.batch(batch_id)
        if batch is None:
            raise BatchNotFoundError("This batch is no longer in the database.")
        return [batch]

    async def _try_on(self, tries: Tries, remote: str, patience_s: float) -> None:
        deadline = time.monotonic() + patience_s
        is_first = True
        while True:
            await tries.once((remote,), None if is_first else now())
            is_first = False
            waiting = [each for each in await self._store.remote.due(KINDS) if each.remote == remote]
            if not waiting:
                return
            next_at = min(each.next_try_at or now() for each in waiting)
            pause_s = max((next_at - now()).total_seconds(), 0.0)
            if time.monotonic() + pause_s > deadline:
                return
            await asyncio.sleep(pause_s)

    async def _operation(self, operation_id: int) -> Operation:
        found = await self._store.remote.operation_by_id(operation_id)
        if found is None:
            raise InputError(
                f"There is no operation {operation_id} in the outbox; `desktop-scanner outbox` lists them."
            )
        return found
