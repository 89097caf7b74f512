"""A wire between client and server that is cut, slow, or in somebody else's hands; TCP on loopback.

What happens to each connection is a `Fault`, taken from `faults` in turn and `otherwise` when those are used up. The
answers of a captive portal, of a busy server or of a redirect are given here, without the server hearing of it.
"""

import asyncio
import contextlib
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

_BYTES = 65_536


@dataclass(frozen=True)
class Fault:
    """What happens to one connection; with none of it, everything passes.

    `answer` is sent in the server's place. `cut_up_at` and `cut_down_at` break the connection off when so many bytes
    have gone to the server or come back. `every_s` delays each `portion` of what comes back.
    """

    answer: bytes | None = None
    cut_up_at: int | None = None
    cut_down_at: int | None = None
    every_s: float = 0.0
    portion: int = _BYTES


PASS = Fault()


def answered(status: str, body: bytes = b"", *headers: str, type: str = "application/json") -> Fault:  # noqa: A002
    """Return the fault that gives this answer and hangs up."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {type}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *headers,
    ]
    return Fault("\r\n".join([*lines, "", ""]).encode() + body)


PORTAL = answered("200 OK", b"<!DOCTYPE html><title>Hotel Wi-Fi &amp; Spa</title><form>", type="text/html")


def busy(status: str, retry_after: str) -> Fault:
    """Return the fault of a server that wants to be left alone for a while."""
    return answered(status, b'{"error":true,"message":"Slow down","status_code":429}', f"Retry-After: {retry_after}")


def redirect(location: str, status: str = "302 Found") -> Fault:
    """Return the fault that sends elsewhere."""
    return answered(status, b"", f"Location: {location}")


def huge(size_bytes: int) -> Fault:
    """Return an answer of at least this size, in the shape of a status."""
    return answered("200 OK", b'{"status":"processing","total_domains":2,"news":"%s"}' % (b"x" * size_bytes))


def random_cuts(seed: int, most_bytes: int = 4_096) -> Callable[[], Fault]:
    """Return what makes faults: a third of the connections pass, the others are cut somewhere."""
    chance = random.Random(seed)  # noqa: S311 -- the same cuts each time

    def make() -> Fault:
        kind = chance.randrange(3)
        at = chance.randrange(most_bytes)
        return Fault(cut_up_at=at) if kind == 0 else Fault(cut_down_at=at) if kind == 1 else PASS

    return make


class FaultProxy:
    """Listens on loopback for a server at `port`; an asynchronous context manager."""

    def __init__(self, port: int, *faults: Fault, otherwise: Fault | Callable[[], Fault] = PASS) -> None:
        self._to = port
        self.faults = deque(faults)
        self.otherwise = otherwise
        self.connections = 0
        self._visits: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0

    @property
    def url(self) -> str:
        """Return the base URL that leads through here."""
        return f"http://127.0.0.1:{self.port}"

    def cut_all(self) -> None:
        """Break off every connection that is open now."""
        for writer in list(self._writers):
            writer.transport.abort()

    async def __aenter__(self) -> "FaultProxy":
        self._server = await asyncio.start_server(self._visit, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        self.cut_all()
        for visit in list(self._visits):
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)
        await self._server.wait_closed()

    def _next(self) -> Fault:
        if self.faults:
            return self.faults.popleft()
        return self.otherwise if isinstance(self.otherwise, Fault) else self.otherwise()

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._visits.add(task)
        self._writers.add(writer)
        self.connections += 1
        try:
            with contextlib.suppress(OSError, EOFError, asyncio.LimitOverrunError, asyncio.CancelledError):
                await self._pass(self._next(), reader, writer)
        finally:
            self._visits.discard(task)
            self._writers.discard(writer)
            writer.close()

    async def _pass(self, fault: Fault, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if fault.answer is not None:
            await reader.readuntil(b"\r\n\r\n")
            await _slowly(writer, fault.answer, fault)
            return
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self._to)
        self._writers.add(server_writer)
        pumps = [
            asyncio.create_task(_pump(reader, server_writer, fault.cut_up_at, PASS), name="up"),
            asyncio.create_task(_pump(server_reader, writer, fault.cut_down_at, fault), name="down"),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            self._writers.discard(server_writer)
            server_writer.close()  # what was passed before a cut arrives


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, cut_at: int | None, fault: Fault) -> None:
    passed = 0
    while data := await reader.read(_BYTES):
        rest = data if cut_at is None else data[: max(0, cut_at - passed)]
        passed += len(data)
        await _slowly(writer, rest, fault)
        if cut_at is not None and passed >= cut_at:
            return


async def _slowly(writer: asyncio.StreamWriter, data: bytes, fault: Fault) -> None:
    for start in range(0, len(data), fault.portion):
        writer.write(data[start : start + fault.portion])
        await writer.drain()
        if fault.every_s:
            await asyncio.sleep(fault.every_s)
