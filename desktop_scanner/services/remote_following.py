"""A batch on a server followed to its end: its counts, its domains as far as they are told of, its results."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from functools import partial
from typing import Any

from desktop_scanner.core.errors import RemoteAuthError, RemoteError
from desktop_scanner.core.events import DomainFinished, DomainStarted, Event
from desktop_scanner.core.remote_batches import RemoteBatch, RemoteDomain, RemoteState
from desktop_scanner.core.remote_links import LinkRole, RemoteVerdict
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.engine.stall import Stall
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.remote.pacing import PollPace
from desktop_scanner.services import remote_sentences
from desktop_scanner.services.told_link import ToldLink

TAKEN_AT_ONCE = 100

_GONE = "The server has no such batch any more."
_CANCELLED = "The batch was cancelled on the server."

log = logging.getLogger(__name__)


class Following:
    """One server's word on one batch, asked for again and again.

    What is stored and told goes together: who cancels a look waits for `settled`, and has heard of all that is stored.
    """

    def __init__(self, told: ToldLink, emit: Callable[[Event], None], poll_s: float) -> None:
        self._told = told
        self._emit = emit
        self._pace = PollPace(poll_s)
        self._since: str | None = None
        self._seen: tuple[object, ...] | None = None
        self._statuses: dict[str, DomainStatus | None] = {}
        self._moved_s = time.monotonic()
        self._writing: set[asyncio.Task[None]] = set()
        self._stall = Stall(emit)

    async def look(self, client: RemoteClient) -> float:
        """Ask once; return after how long to ask again, which is needless where the link then has its verdict."""
        try:
            there = await client.status(self._remote_id, since=self._since)
            await self._whole(partial(self._take, there))
            if self._brings_results and there.state is not RemoteState.NOT_FOUND:
                await self._pull(client)
            if there.state.is_final:
                await self._end(client, there)
            else:
                await self._check_stall()
        except RemoteAuthError:
            raise
        except RemoteError as error:
            await self._told.change(sentence=str(error))
            await self._check_stall(str(error))
            return self._pace.after_fault(error)
        return self._pace.after(there)

    async def settled(self) -> None:
        """Return when what was begun to be stored is stored, and told, or cannot be for now."""
        self._stall.give_up()
        await asyncio.gather(*self._writing, return_exceptions=True)

    @property
    def _remote_id(self) -> str:
        return self._told.link.remote_id or ""

    @property
    def _is_run_there(self) -> bool:
        return self._told.link.role is not LinkRole.BESIDE

    @property
    def _brings_results(self) -> bool:
        return self._is_run_there and bool(self._told.link.is_ours)

    async def _take(self, there: RemoteBatch) -> None:
        if there.movement != self._seen and there.state is not RemoteState.NOT_FOUND:
            await self._told.moved(there)
            self._seen, self._moved_s = there.movement, time.monotonic()
        elif there.state is not RemoteState.NOT_FOUND:
            await self._told.judge(None)  # what held it up has passed
        if self._is_run_there:
            await self._take_domains(there)
        self._since = there.cursor or self._since

    async def _take_domains(self, there: RemoteBatch) -> None:
        changed = [one for one in there.domains.values() if self._statuses.get(one.domain) != one.status]
        begun = [one for one in changed if one.status is DomainStatus.RUNNING]
        for target_id in await self._told.store.begin_domains(self._told.link.batch_id, begun):
            self._emit(DomainStarted(target_id))
        if not self._brings_results:
            await self._end_domains(changed)
        self._statuses.update((one.domain, one.status) for one in changed)

    async def _end_domains(self, told: list[RemoteDomain]) -> None:
        for row in await self._told.store.end_domains(self._told.link.batch_id, told):
            self._emit(DomainFinished(row))

    async def _pull(self, client: RemoteClient) -> None:
        results: list[DomainResult] = []
        cursor: str | None = None
        try:
            async with aclosing(client.results(self._remote_id, self._told.link.pull_cursor)) as stream:
                async for pulled in stream:
                    cursor = pulled.cursor
                    results += [pulled.result] if pulled.result else []
                    if len(results) >= TAKEN_AT_ONCE:
                        await self._whole(partial(self._take_results, results, cursor))
                        results = []
        except RemoteError:
            await self._take_rest(results, cursor)  # what came before the wire was cut counts
            raise
        await self._take_rest(results, cursor)

    async def _take_rest(self, results: list[DomainResult], cursor: str | None) -> None:
        if cursor is not None and cursor != self._told.link.pull_cursor:
            await self._whole(partial(self._take_results, results, cursor))

    async def _take_results(self, results: list[DomainResult], cursor: str) -> None:
        taken = await self._told.store.take_in(self._told.link, results, cursor, may_add=False)
        self._moved_s = time.monotonic()
        self._told.is_behind(cursor)
        for row in taken.rows:
            self._emit(DomainFinished(row))
        if taken.strangers:
            log.warning("Results for domains of no batch are left out: %s", ", ".join(taken.strangers[:10]))

    async def _check_stall(self, fault: str = "") -> None:
        still_s = time.monotonic() - self._moved_s
        if still_s >= self._told.link.stall_s:
            await self._told.judge(RemoteVerdict.STALLED, remote_sentences.stalled(still_s, fault))

    async def _end(self, client: RemoteClient, there: RemoteBatch) -> None:
        """Say what became of a batch that has ended there, or is not there."""
        if there.state is RemoteState.NOT_FOUND:
            await self._told.judge(RemoteVerdict.GONE, _GONE)
        elif self._told.link.role is LinkRole.BESIDE:
            await self._told.judge(RemoteVerdict.ENDED, remote_sentences.ended(there))
        elif there.state is RemoteState.CANCELLED:
            await self._told.judge(RemoteVerdict.CANCELLED, _CANCELLED)
        elif self._told.link.is_ours:
            await self._end_ours(client, there)
        else:
            await self._end_classic(there)

    async def _end_ours(self, client: RemoteClient, there: RemoteBatch) -> None:
        """Settle what the server has ended without a result that can be read here."""
        batch_id = self._told.link.batch_id
        left = await self._told.store.unfinished(batch_id)
        if left:
            whole = await client.status(self._remote_id)
            told = [one for name in left if (one := whole.domains.get(name)) is not None]
            await self._whole(partial(self._end_domains, told))
        still = await self._told.store.unfinished(batch_id)
        sentence = remote_sentences.ended(there, unread=len(left) - len(still), left=len(still))
        await self._told.judge(RemoteVerdict.NO_FINDINGS if still else RemoteVerdict.ENDED, sentence)

    async def _end_classic(self, there: RemoteBatch) -> None:
        left = await self._told.store.unfinished(self._told.link.batch_id)
        sentence = remote_sentences.ended_classic(there, left=len(left))
        await self._told.judge(RemoteVerdict.NO_FINDINGS if left else RemoteVerdict.ENDED, sentence)

    async def _whole(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do what a cancellation must not break off between the database and those who listen.

        A database that takes nothing for now holds it up, and costs nothing.
        """
        task = asyncio.get_running_loop().create_task(self._stall.through(work), name="take in what a server says")
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
        await asyncio.shield(task)
