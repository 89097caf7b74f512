"""Runs a batch on a server: sent once, followed to its end, stopped as the engine's runs are."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from desktop_scanner.core.errors import RemoteAuthError, RemoteError, ScannerError
from desktop_scanner.core.events import Event
from desktop_scanner.core.remote_links import RemoteLink, RemoteVerdict
from desktop_scanner.engine.batch_runner import RunEnd
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.services import remote_cancelling, remote_sending
from desktop_scanner.services.remote_following import Following
from desktop_scanner.services.remotes import RemoteService
from desktop_scanner.services.told_link import ToldLink
from desktop_scanner.store.remote_store import RemoteStore

CANCEL_WITHIN_S = 5.0
TOKEN_LOOK_S = 1.0
SAME_TOKEN_S = 60.0

# Where the user must decide, the batch rests.
_ENDS: dict[RemoteVerdict | None, RunEnd] = {
    None: RunEnd.INTERRUPTED,
    RemoteVerdict.NEEDS_TOKEN: RunEnd.INTERRUPTED,
    RemoteVerdict.ENDED: RunEnd.DRAINED,
    RemoteVerdict.CANCELLED: RunEnd.CANCELLED,
}
_NOT_CANCELLED = "It is cancelled here; a classic server cannot be asked to, and may go on with it."
_CANCELLED = "It was cancelled from here."

log = logging.getLogger(__name__)


class RemoteRunner:
    """Follows one batch on one server; its link says at each moment how that stands.

    `is_once`: look once and go, for whoever catches up and does not wait.
    """

    def __init__(
        self,
        store: RemoteStore,
        remotes: RemoteService,
        link: RemoteLink,
        emit: Callable[[Event], None],
        *,
        is_once: bool = False,
    ) -> None:
        self._remotes = remotes
        self._told = ToldLink(store, link, emit)
        self._emit = emit
        self._is_once = is_once
        self._stop: RunEnd | None = None
        self._stopped = asyncio.Event()
        self._following: Following | None = None

    async def run(self) -> RunEnd:
        """Run until the server is done, the user must decide, or somebody stops it."""
        work = asyncio.get_running_loop().create_task(self._work(), name=f"follow {self._told.link.batch_id}")
        stop = asyncio.get_running_loop().create_task(self._stopped.wait(), name="wait for a stop")
        try:
            await asyncio.wait((work, stop), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()
            work.cancel()
            if self._following is not None:
                await self._following.settled()
            await asyncio.gather(work, return_exceptions=True)
        if not work.cancelled() and self._stop is None:
            work.result()
        return await self._end()

    def cancel(self) -> None:
        """Stop following, and have the batch cancelled there where the server can be asked to."""
        self._stop_as(RunEnd.CANCELLED)

    def pause(self) -> None:
        """Stop following; the server goes on."""
        self._stop_as(RunEnd.PAUSED)

    def interrupt(self) -> None:
        """Stop following, because the program ends; the server goes on."""
        self._stop_as(RunEnd.INTERRUPTED)

    def set_concurrency(self, domains: int) -> None:
        """Leave that to the server: a batch that it has is not changed any more."""

    def look_again(self) -> None:
        """Leave added domains to a new batch: the server has the list as it was."""

    def _stop_as(self, end: RunEnd) -> None:
        if self._stop in (None, RunEnd.PAUSED):
            self._stop = end
            self._stopped.set()

    async def _work(self) -> None:
        if self._told.link.is_followed:
            await self._told.judge(None)  # whoever follows it on has decided to wait
        while not self._is_judged:
            try:
                async with await self._remotes.client(self._told.link.remote) as client:
                    await self._with(client)
            except RemoteAuthError as error:
                await self._told.judge(RemoteVerdict.NEEDS_TOKEN, str(error))
                if self._is_once:
                    return
                await self._other_token()
            if self._is_once:
                return

    @property
    def _is_judged(self) -> bool:
        verdict = self._told.link.verdict
        return verdict is not None and verdict is not RemoteVerdict.NEEDS_TOKEN

    async def _with(self, client: RemoteClient) -> None:
        while self._told.link.remote_id is None and not self._is_judged:
            pause_s = await remote_sending.send(self._told, client)
            if pause_s is not None:
                if self._is_once:
                    return
                await asyncio.sleep(pause_s)
        self._following = Following(self._told, self._emit, client.profile.poll_s)
        while not self._is_judged:
            pause_s = await self._following.look(client)
            if self._is_once:
                return
            if not self._is_judged:
                await asyncio.sleep(pause_s)

    async def _other_token(self) -> None:
        """Return when the remote has another token, or the same one has waited long enough."""
        used, waited_s = await self._token(), 0.0
        while waited_s < SAME_TOKEN_S and await self._token() == used:
            await asyncio.sleep(TOKEN_LOOK_S)
            waited_s += TOKEN_LOOK_S

    async def _token(self) -> str | None:
        found = await self._remotes.token(await self._remotes.find(self._told.link.remote))
        return found.token.value if found else None

    async def _end(self) -> RunEnd:
        if self._stop is RunEnd.CANCELLED:
            with suppress(TimeoutError, ScannerError):
                async with asyncio.timeout(CANCEL_WITHIN_S):
                    await self._cancel_there()
            return RunEnd.CANCELLED
        if self._stop is not None:
            return self._stop
        return _ENDS.get(self._told.link.verdict, RunEnd.PAUSED)

    async def _cancel_there(self) -> None:
        link = self._told.link
        await self._told.judge(RemoteVerdict.CANCELLED, _CANCELLED if link.is_ours else _NOT_CANCELLED)
        operation = await remote_cancelling.wish(self._told.store, link)
        if operation is not None:
            await self._told.store.begin(operation)
            try:
                async with await self._remotes.client(link.remote) as client:
                    await remote_cancelling.cancel(self._told.store, client, operation)
            except RemoteError as error:
                log.info("The batch is cancelled there later: %s", error)
                await remote_cancelling.postpone(self._told.store, operation, error)
