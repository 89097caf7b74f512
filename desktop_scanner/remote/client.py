"""What a server can be asked for: batches submitted, watched, listed, cancelled, pulled and pushed.

Works with both kinds of server; what a classic one cannot do is a RemoteUnsupportedError before anything is sent.
Nothing is repeated here that changes something: an error's `may_have_arrived` says that nobody knows whether it did.
"""

import asyncio
import math
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import msgspec

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.errors import (
    RemoteAnswerError,
    RemoteNotFoundError,
    RemoteQuestionError,
    RemoteUnsupportedError,
)
from desktop_scanner.core.proxy_urls import Proxy
from desktop_scanner.core.remote_batches import (
    BatchPage,
    PulledResult,
    RemoteBatch,
    RemoteState,
    Submitted,
    Uploaded,
)
from desktop_scanner.core.remotes import RemoteProfile, RemoteServer
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote import discovery, wire
from desktop_scanner.remote.request import Request, json_body, segment
from desktop_scanner.remote.wire import Submission

if TYPE_CHECKING:
    from desktop_scanner.remote.exchange import Answer, Bounds

T = TypeVar("T")

PAGE = 100
_NDJSON = "application/x-ndjson"

_LARGE_BYTES = 64 * 1024  # what takes longer to read than a window may stand still
_LOOK_AGAIN_S = 60.0  # not every 404 is a reason to look at the server anew


class RemoteClient:
    """One server, spoken to with one token; an asynchronous context manager.

    `server` is what was found out earlier, where that is known; without it, or where it is not true any more, the
    server is looked at first.
    """

    def __init__(
        self,
        profile: RemoteProfile,
        token: Token | None = None,
        *,
        proxy: Proxy | None = None,
        server: RemoteServer | None = None,
        bounds: "Bounds | None" = None,
    ) -> None:
        self.profile = profile
        self.server = server
        self._has_token = token is not None
        self._looked_at_s = -math.inf
        # Imported by the first client: with httpx comes a tenth of a second of a window's start.
        from desktop_scanner.remote.exchange import Exchange  # noqa: PLC0415

        self._exchange = Exchange(profile, token, proxy=proxy, bounds=bounds)

    async def __aenter__(self) -> "RemoteClient":
        await self._exchange.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._exchange.__aexit__(kind, error, trace)

    async def discover(self) -> RemoteServer:
        """Look at the server anew: its kind, its prefix, whom it lets in; raise a RemoteError."""
        self.server = await discovery.discover(self._exchange, has_token=self._has_token)
        self._looked_at_s = time.monotonic()
        return self.server

    async def submit(self, submission: Submission) -> Submitted:
        """Have a batch scanned there; the id that counts from then on is the answer's.

        A server of our own kind answers the same id and list again with the same batch. With a classic one, an error
        that `may_have_arrived` is the user's to decide on: asked again, it may scan the list twice.
        """
        server = await self._known()
        whole = msgspec.structs.replace(submission, tenant_id=submission.tenant_id or self.profile.tenant)
        sent = whole if server.is_ours else whole.for_classic()
        parts, is_packed = json_body(msgspec.json.encode(sent), may_pack=server.is_ours)
        answer = await self._ask(Request("POST", "/batch", parts=parts, is_packed=is_packed))
        return await self._read(answer, lambda body: wire.submitted(body, submission.batch_id), may_have_arrived=True)

    async def status(self, batch_id: str, since: str | None = None) -> RemoteBatch:
        """Return where a batch stands; its state is NOT_FOUND where the server has none by that id.

        `since` is the `cursor` of an earlier answer: only the domains that changed after it are told then. A classic
        server tells all that it tells each time.
        """
        try:
            answer = await self._ask(Request("GET", f"/batch/{segment(batch_id)}/status", _since(since)))
        except RemoteNotFoundError:
            if not (await self._known()).is_ours:
                raise  # a classic server never says so of a batch
            return RemoteBatch(batch_id=batch_id, state=RemoteState.NOT_FOUND, word="")
        return await self._read(answer, lambda body: wire.batch(body, batch_id))

    async def batches(self, cursor: str | None = None, limit: int = PAGE) -> BatchPage:
        """Return a page of the server's batches, newest first; `cursor` is the `next_cursor` of the page before."""
        await self._need_ours("has no list of its batches")
        query = {"limit": str(limit), **({"cursor": cursor} if cursor else {})}
        return await self._read(await self._ask(Request("GET", "/batches", query)), wire.batches)

    async def cancel(self, batch_id: str) -> RemoteBatch:
        """Have a batch cancelled and return where it stands; harmless where that was done before."""
        await self._need_ours("cannot be asked to cancel a batch")
        answer = await self._ask(Request("POST", f"/batch/{segment(batch_id)}/cancel"))
        return await self._read(answer, lambda body: wire.batch(body, batch_id), may_have_arrived=True)

    async def results(self, batch_id: str, since: str | None = None) -> AsyncGenerator[PulledResult, None]:
        """Yield a batch's results as they come, those after the cursor `since`; ends with what there is now.

        Breaks off with a RemoteError in the middle where the connection does; the last result's `cursor` is then
        where to go on. Wrap it in `contextlib.aclosing` where the loop may be left early.
        """
        server = await self._need_ours("returns no results")
        request = Request("GET", f"{server.prefix}/batch/{segment(batch_id)}/results", _since(since))
        async with aclosing(self._exchange.lines(request)) as lines:
            async for line in lines:
                try:
                    result = wire.pulled(line)
                except wire.UNREADABLE as error:
                    raise self._unreadable(error) from error
                yield result

    async def upload(self, batch: BatchInfo, results: Sequence[DomainResult]) -> Uploaded:
        """Store results of a batch that was scanned here; the newest `finished_at` of each domain wins there.

        Harmless when repeated, and made to be called with some hundreds of results at a time: a batch that the server
        does not know is made by the first call, and never run.
        """
        await self._need_ours("takes no results")
        request = Request(
            "PUT",
            f"/batch/{segment(batch.id)}/results",
            parts=lambda: wire.upload_lines(batch, results),
            content_type=_NDJSON,
            is_packed=True,
        )
        return await self._read(await self._ask(request), wire.uploaded, may_have_arrived=True)

    async def _known(self) -> RemoteServer:
        return self.server or await self.discover()

    async def _need_ours(self, cannot: str) -> RemoteServer:
        server = await self._known()
        if not server.is_ours:
            raise RemoteUnsupportedError(f'"{self.profile.name}" is a classic server, which {cannot}.')
        return server

    async def _ask(self, request: Request) -> "Answer":
        """Ask below the server's prefix; where nothing is there, look once whether the prefix is another one now."""
        server = await self._known()
        try:
            return await self._exchange.ask(_below(server.prefix, request))
        except RemoteNotFoundError:
            if time.monotonic() - self._looked_at_s < _LOOK_AGAIN_S:
                raise
            found = await self.discover()
            if found.prefix == server.prefix:
                raise
        return await self._exchange.ask(_below(found.prefix, request))

    async def _read(self, answer: "Answer", read: Callable[[bytes], T], *, may_have_arrived: bool = False) -> T:
        is_large = len(answer.body) > _LARGE_BYTES
        try:
            return await asyncio.to_thread(read, answer.body) if is_large else read(answer.body)
        except RemoteQuestionError as error:
            self._exchange.scrub(error)
            raise
        except wire.UNREADABLE as error:
            raise self._unreadable(error, may_have_arrived=may_have_arrived) from error

    def _unreadable(self, error: Exception, *, may_have_arrived: bool = False) -> RemoteAnswerError:
        return RemoteAnswerError(
            f'"{self.profile.name}" answered with something that is not of the v3 API ({str(error)[:200]}). '
            "Check its address, and whether server and program are of the same time.",
            may_have_arrived=may_have_arrived,
        )


def _below(prefix: str, request: Request) -> Request:
    return Request(
        request.method,
        f"{prefix}{request.path}",
        request.query,
        request.parts,
        request.content_type,
        request.is_packed,
    )


def _since(cursor: str | None) -> dict[str, str]:
    return {"since": cursor} if cursor else {}
