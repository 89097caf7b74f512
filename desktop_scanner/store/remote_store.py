"""RemoteStore, the part of the store that servers have to do with: links, the outbox, results from there, conflicts."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.conflicts import Conflict, Side
from desktop_scanner.core.outbox import Operation, OperationKind, OperationState
from desktop_scanner.core.remote_batches import RemoteBatch, RemoteDomain
from desktop_scanner.core.remote_links import RemoteLink
from desktop_scanner.core.results import DomainResult
from desktop_scanner.store import choosing, conflicts, outbox, remote_batches, remote_links, remote_results
from desktop_scanner.store.remote_results import TakenIn, Unpushed

T = TypeVar("T")


class Doing(Protocol):
    """How the store has something done in its thread."""

    def __call__(self, operation: Callable[[Connection], T], /) -> Awaitable[T]:
        """Do it, and return what it returns."""
        ...


class RemoteStore:
    """Each method is one transaction."""

    def __init__(self, write: Doing, read: Doing) -> None:
        self._write = write
        self._read = read

    async def links(self, batch_id: str | None = None) -> list[RemoteLink]:
        """Return all links, or those of a batch, the oldest first."""
        return await self._read(partial(remote_links.all_of, batch_id=batch_id))

    async def link(self, batch_id: str, remote: str) -> RemoteLink | None:
        """Return the link of a batch at a server."""
        return await self._read(partial(remote_links.find, batch_id=batch_id, remote=remote))

    async def sent(self, batch_id: str) -> RemoteLink | None:
        """Return the link of a batch that a server scans for us."""
        return await self._read(partial(remote_links.sent, batch_id=batch_id))

    async def link_of_remote_id(self, remote: str, remote_id: str) -> RemoteLink | None:
        """Return the link of a batch that a server knows under this id."""
        return await self._read(partial(remote_links.by_remote_id, remote=remote, remote_id=remote_id))

    async def put_link(self, link: RemoteLink) -> RemoteLink:
        """Store a link, in the place of one of the same batch at the same server."""
        return await self._write(partial(remote_links.put, link=link))

    async def change_link(self, link: RemoteLink, fields: Mapping[str, object]) -> RemoteLink:
        """Give fields of a link other values, and return it as it is now."""
        change = partial(remote_links.change, batch_id=link.batch_id, remote=link.remote, fields=fields)
        return await self._write(change) or link

    async def remove_link(self, link: RemoteLink) -> None:
        """Forget that a batch has anything to do with a server."""
        await self._write(partial(remote_links.remove, batch_id=link.batch_id, remote=link.remote))

    async def send(self, link: RemoteLink, payload: str) -> RemoteLink:
        """Write down that a batch is to be scanned by a server, and what is to be sent."""
        return await self._write(partial(remote_batches.send, link=link, payload=payload))

    async def submitted(self, link: RemoteLink, operation: Operation, remote_id: str) -> RemoteLink:
        """Write down under which id a server took a batch, and that there is nothing more to send."""
        its = partial(remote_batches.submitted, link=link, operation_id=operation.id, remote_id=remote_id)
        return await self._write(its)

    async def adopt(self, link: RemoteLink, there: RemoteBatch, options: dict[str, Any]) -> Operation | None:
        """Make a batch of what stands at a server, with the wish to fetch it; None for one that was deleted here."""
        return await self._write(partial(remote_batches.adopt, link=link, there=there, options=options))

    async def begin_domains(self, batch_id: str, told: Sequence[RemoteDomain]) -> list[int]:
        """Make pending targets running that a server has begun, and return their ids."""
        return await self._write(partial(remote_batches.begin_domains, batch_id=batch_id, told=told))

    async def end_domains(self, batch_id: str, told: Sequence[RemoteDomain]) -> list[DomainRow]:
        """Settle targets of which a server tells only how they ended."""
        return await self._write(partial(remote_batches.end_domains, batch_id=batch_id, told=told))

    async def add_domains(self, batch_id: str, told: Sequence[RemoteDomain]) -> int:
        """Add the domains of a batch that came from a server, and return how many it did not have."""
        return await self._write(partial(remote_batches.add_domains, batch_id=batch_id, told=told))

    async def settle_batch(self, batch_id: str, there: RemoteBatch | None = None) -> None:
        """Give a batch that nobody runs the state that its counts speak for."""
        await self._write(partial(remote_batches.settle, batch_id=batch_id, there=there))

    async def unfinished(self, batch_id: str) -> list[str]:
        """Return the domains that have no end yet, in the order of the list."""
        return await self._read(partial(remote_batches.unfinished, batch_id=batch_id))

    async def take_in(
        self, link: RemoteLink, results: Sequence[DomainResult], cursor: str | None, *, may_add: bool
    ) -> TakenIn:
        """Store the results that are newer than what is here, and the cursor behind them."""
        its = partial(remote_results.take_in, link=link, results=results, cursor=cursor, may_add=may_add)
        return await self._write(its)

    async def unpushed(self, link: RemoteLink, limit: int) -> Unpushed:
        """Return the next results that a server does not have, in the order of their changes."""
        return await self._read(partial(remote_results.unpushed, link=link, limit=limit))

    async def agrees(self, batch_id: str, told: Sequence[RemoteDomain]) -> bool:
        """Return whether a server's domains are those of the batch, each finished at the same instant."""
        return await self._read(partial(remote_batches.agrees, batch_id=batch_id, told=told))

    async def conflicts(self, batch_id: str | None = None) -> list[Conflict]:
        """Return the conflicts of all batches, or of one, the newest first."""
        return await self._read(partial(conflicts.all_of, batch_id=batch_id))

    async def choose(self, conflict_id: int, winner: Side) -> Conflict | None:
        """Let this side's result count, and return the conflict; None where there is none by that id."""
        return await self._write(partial(choosing.choose, conflict_id=conflict_id, winner=winner))

    async def operations(self) -> list[Operation]:
        """Return everything in the outbox, the oldest first."""
        return await self._read(outbox.all_of)

    async def operation(self, kind: OperationKind, remote: str, batch_id: str) -> Operation | None:
        """Return what is to be done with a batch."""
        return await self._read(partial(outbox.find, kind=kind, remote=remote, batch_id=batch_id))

    async def operation_by_id(self, operation_id: int) -> Operation | None:
        """Return one operation."""
        return await self._read(partial(outbox.by_id, operation_id=operation_id))

    async def arm(self, kind: OperationKind, remote: str, batch_id: str = "", payload: str = "") -> Operation:
        """Write down what is to be done, from now on."""
        its = partial(outbox.arm, kind=kind, remote=remote, batch_id=batch_id, payload=payload)
        return await self._write(its)

    async def due(self, kinds: Collection[OperationKind], at: datetime | None = None) -> list[Operation]:
        """Return what waits and is due at an instant, None for all that waits, the oldest first."""
        return await self._read(partial(outbox.due, kinds=kinds, at=at))

    async def begin(self, operation: Operation) -> Operation | None:
        """Say that it is being tried, before it is; None where it is gone, done, or waits for the user."""
        return await self._write(partial(outbox.begin, operation_id=operation.id))

    async def settle(
        self,
        operation: Operation,
        state: OperationState,
        error: str | None = None,
        next_try_at: datetime | None = None,
        attempts: int | None = None,
    ) -> None:
        """Say what became of it, and how many attempts count."""
        settle = partial(outbox.settle, state=state, error=error, next_try_at=next_try_at, attempts=attempts)
        await self._write(partial(settle, operation_id=operation.id))

    async def recover(self, kinds: Collection[OperationKind]) -> None:
        """Let what a dead process was trying wait again."""
        await self._write(partial(outbox.recover, kinds=kinds))

    async def retry(self, operation_id: int) -> bool:
        """Let what waits or failed be tried at once; return whether there is such a one."""
        return await self._write(partial(outbox.retry, operation_id=operation_id))

    async def drop(self, operation_id: int) -> bool:
        """Do it no more; return whether it was there."""
        return await self._write(partial(outbox.drop, operation_id=operation_id))
