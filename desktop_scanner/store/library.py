"""What people keep beside their batches: tags, marks, lists, schedules, servers, and what is never stored again."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from itertools import islice

from desktop_scanner.core.lists import SavedList
from desktop_scanner.core.marks import FactKind, Mark
from desktop_scanner.core.remotes import RemoteProfile, RemoteServer
from desktop_scanner.core.schedules import Every, Schedule
from desktop_scanner.core.suppression import SuppressedKind, Suppression
from desktop_scanner.core.targets import Target
from desktop_scanner.store import (
    imports,
    instants,
    lists,
    marking,
    purge,
    remotes,
    schedules,
    suppression,
    tags,
)
from desktop_scanner.store.marking import NewMark
from desktop_scanner.store.open_database import OpenDatabase


class Library(OpenDatabase):
    """Each method is one transaction, or says otherwise."""

    async def tag(self, ids: Sequence[int], tag: str) -> list[int]:
        """Give targets a tag and return the ids of those that did not have it."""
        return await self._write(partial(tags.add, ids=ids, word=tag))

    async def untag(self, ids: Sequence[int], tag: str) -> list[int]:
        """Take a tag from targets and return the ids of those that had it."""
        return await self._write(partial(tags.remove, ids=ids, word=tag))

    async def tags(self) -> list[str]:
        """Return the tags that domains have, the most used first."""
        return await self._read(tags.all_of)

    async def marks(self) -> list[Mark]:
        """Return the marks on wrong values, newest first."""
        return await self._read(marking.all_of)

    async def kinds_of(self, value: str) -> list[tuple[FactKind, str]]:
        """Return the kinds of fact that have this value in any result, each with the value as it was found."""
        return await self._read(partial(marking.kinds_of, value=value))

    async def mark(self, new: Sequence[NewMark]) -> int:
        """Mark values as wrong and return how many domains of batches had one of them."""
        return await self._write(partial(marking.add, new=new))

    async def unmark(self, marks: Sequence[Mark]) -> int:
        """Take marks back and return how many domains of batches have one of their values again."""
        return await self._write(partial(marking.remove, marks=marks))

    async def suppressions(self) -> list[Suppression]:
        """Return the suppression list, newest first."""
        return await self._read(suppression.all_of)

    async def suppress(self, kind: SuppressedKind, normalised: str, note: str) -> None:
        """Put a domain or value on the suppression list."""
        await self._write(partial(suppression.add, kind=kind, normalised=normalised, note=note))

    async def unsuppress(self, kind: SuppressedKind, normalised: str) -> bool:
        """Take a domain or value off the list; return whether it stood there."""
        return await self._write(partial(suppression.remove, kind=kind, normalised=normalised))

    async def purge(self, kind: SuppressedKind, normalised: str) -> int:
        """Remove a domain from all batches, or a value from all results; return from how many."""
        if kind == suppression.DOMAIN:
            count = await self._write(partial(purge.domain, name=normalised))
        else:
            count = await self._write(partial(purge.value, kind=kind, normalised=normalised))
        await asyncio.wrap_future(self._writer.outside("PRAGMA wal_checkpoint(TRUNCATE)"))
        return count

    async def lists(self) -> list[SavedList]:
        """Return the saved lists, by name."""
        return await self._read(lists.all_of)

    async def save_list(self, name: str, targets: Iterable[Target]) -> SavedList:
        """Keep a list under a name, in the place of one that has it; it is to be seen when all of it is there."""
        list_id = await self._write(partial(lists.begin, name=name))
        remaining = iter(targets)
        while some := list(islice(remaining, imports.AT_ONCE)):
            await self._write(partial(lists.fill, list_id=list_id, targets=some))
        return await self._write(partial(lists.end, list_id=list_id))

    async def list_targets(self, list_id: int) -> list[Target]:
        """Return the domains of a saved list."""
        return await self._read(partial(lists.targets, list_id=list_id))

    async def rename_list(self, list_id: int, name: str) -> SavedList:
        """Give a saved list another name; raise InputError where it is taken."""
        return await self._write(partial(lists.rename, list_id=list_id, name=name))

    async def hide_list(self, list_id: int) -> None:
        """Delete a saved list; `show_list` undoes it until `remove_lists` removed it."""
        await self._write(partial(lists.hide, list_id=list_id))

    async def show_list(self, list_id: int) -> SavedList:
        """Undo `hide_list`; raise InputError where it is too late."""
        return await self._write(partial(lists.show, list_id=list_id))

    async def remove_lists(self, before: datetime) -> None:
        """Remove the lists that were deleted before this instant."""
        while await self._write(partial(lists.remove_some, before_ms=instants.stored(before) or 0)):
            pass

    async def schedules(self) -> list[Schedule]:
        """Return the batches that are repeated, the next one first."""
        return await self._read(schedules.all_of)

    async def put_schedule(self, batch_id: str, every: Every, next_at: datetime) -> None:
        """Repeat a batch; a schedule that it has already is replaced."""
        await self._write(partial(schedules.put, batch_id=batch_id, every=every, next_at=next_at))

    async def remove_schedule(self, batch_id: str) -> bool:
        """Repeat a batch no more; return whether it was to be repeated."""
        return await self._write(partial(schedules.remove, batch_id=batch_id))

    async def take_schedule(self, due: Schedule, next_at: datetime) -> bool:
        """Move a due schedule on, and return whether it was still due: another process may be first."""
        return await self._write(partial(schedules.take, due=due, next_at=next_at))

    async def pass_schedule_on(self, old_id: str, new_id: str) -> None:
        """Let the new batch be the one that is repeated from now on."""
        await self._write(partial(schedules.pass_on, old_id=old_id, new_id=new_id))

    async def remotes(self) -> list[RemoteProfile]:
        """Return the servers that batches can be sent to, by name."""
        return await self._read(remotes.all_of)

    async def put_remote(self, profile: RemoteProfile) -> RemoteProfile:
        """Store a server, in the place of one by that name; the first of all is the default."""
        return await self._write(partial(remotes.put, profile=profile))

    async def remove_remote(self, name: str) -> bool:
        """Forget a server; return whether there was one by that name."""
        return await self._write(partial(remotes.remove, name=name))

    async def remote_server(self, name: str) -> RemoteServer | None:
        """Return what was found when a server was last asked."""
        return await self._read(partial(remotes.server_of, name=name))

    async def put_remote_server(self, name: str, server: RemoteServer) -> None:
        """Store what was found when a server was asked."""
        await self._write(partial(remotes.put_server, name=name, server=server))
