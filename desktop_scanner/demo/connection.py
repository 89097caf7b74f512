"""One HTTP/1.1 connection to the sample sites; h11 keeps to the protocol, this keeps to the limits."""

import asyncio
import email.utils
import http
import logging
from collections.abc import Callable

import h11

from desktop_scanner.demo.answers import Answer

log = logging.getLogger(__name__)

Respond = Callable[[str, str], Answer]  # Host header, request target

IDLE_S = 15.0
WRITE_S = 30.0
MAX_HEAD_BYTES = 16_384
MAX_BODY_BYTES = 65_536
_READ_BYTES = 16_384
_METHODS = (b"GET", b"HEAD")


class _TooMuchError(Exception):
    """The request's body is larger than any page here could want."""


class Connection:
    """Answers requests on one connection until either side ends it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, respond: Respond) -> None:
        self._reader = reader
        self._writer = writer
        self._respond = respond
        self._protocol = h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEAD_BYTES)

    async def run(self) -> None:
        """Serve the connection; a client that breaks off, stalls or talks nonsense only ends it."""
        try:
            await self._serve()
        except (OSError, TimeoutError) as error:
            log.debug("A connection ended early: %r", error)
        finally:
            self._writer.close()

    async def _serve(self) -> None:
        while True:
            try:
                request = await self._next_request()
            except h11.RemoteProtocolError as error:
                await self._refuse(error.error_status_hint)
                return
            except _TooMuchError:
                await self._refuse(413)
                return
            if request is None:
                return
            await self._reply(request)
            if self._protocol.our_state is not h11.DONE:
                return
            self._protocol.start_next_cycle()

    async def _next_request(self) -> h11.Request | None:
        """Read a whole request, its body thrown away; None when the client has ended the connection."""
        request: h11.Request | None = None
        size = 0
        while True:
            event = await self._next_event()
            if isinstance(event, h11.Request):
                request = event
            elif isinstance(event, h11.Data):
                size += len(event.data)
                if size > MAX_BODY_BYTES:
                    raise _TooMuchError
            elif isinstance(event, h11.EndOfMessage):
                return request
            else:
                return None

    async def _next_event(self) -> object:
        while True:
            event = self._protocol.next_event()
            if event is h11.NEED_DATA:
                async with asyncio.timeout(IDLE_S):
                    self._protocol.receive_data(await self._reader.read(_READ_BYTES))
                continue
            return event

    async def _reply(self, request: h11.Request) -> None:
        answer = self._answer(request)
        if answer.delay_s:
            await asyncio.sleep(answer.delay_s)
        await self._send(answer, with_body=request.method != b"HEAD")

    def _answer(self, request: h11.Request) -> Answer:
        if request.method not in _METHODS:
            return Answer(status=405, headers=(("Allow", "GET, HEAD"),))
        if not request.target.startswith(b"/"):
            return Answer(status=400)
        host = dict(request.headers).get(b"host", b"")
        return self._respond(host.decode("latin-1"), request.target.decode("latin-1"))

    async def _refuse(self, status: int) -> None:
        """Answer a request that cannot be read, where that is still possible, and leave."""
        if self._protocol.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            await self._send(Answer(status=status, headers=(("Connection", "close"),)), with_body=True)

    async def _send(self, answer: Answer, *, with_body: bool) -> None:
        length = ("Content-Length", str(len(answer.body)))
        date = ("Date", email.utils.formatdate(usegmt=True))
        reason = http.HTTPStatus(answer.status).phrase.encode()
        head = h11.Response(status_code=answer.status, reason=reason, headers=[date, length, *answer.headers])
        self._write(head)
        if with_body and answer.body:
            self._write(h11.Data(data=answer.body))
        self._write(h11.EndOfMessage())
        async with asyncio.timeout(WRITE_S):
            await self._writer.drain()

    def _write(self, event: h11.Event) -> None:
        data = self._protocol.send(event)
        if data:
            self._writer.write(data)
