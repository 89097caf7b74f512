"""HTTP/1.1 on loopback: requests as values, answers as values, connections kept alive, bodies packed both ways."""

import asyncio
import contextlib
import gzip
import json
import ssl
import threading
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

_REASONS = {200: "OK", 307: "Temporary Redirect", 401: "Unauthorized", 404: "Not Found", 500: "Internal Server Error"}


@dataclass(frozen=True)
class Asked:
    """One request, its body read and unpacked; `sent_bytes` is its size on the wire."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""
    sent_bytes: int = 0

    @property
    def token(self) -> str | None:
        """Return the bearer token, "" where there is only the word."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else None

    @property
    def json(self) -> Any:
        """Return the body's JSON; raise ValueError."""
        return json.loads(self.body)


@dataclass
class Said:
    """One answer: a body, or `parts` that are sent as they come."""

    status: int = 200
    body: bytes = b""
    type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    parts: AsyncIterator[bytes] | None = None


def said_json(value: Any, status: int = 200, type: str = "application/json") -> Said:  # noqa: A002 -- the header
    """Return an answer in JSON, written as web frameworks do."""
    return Said(status, json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(), type)


class HttpServer:
    """Answers each request by `answer`; subclasses say how. `asked` remembers all of them."""

    packs = False

    def __init__(self, *, port: int = 0, context: ssl.SSLContext | None = None) -> None:
        self.port = port
        self._context = context
        self._visits: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self.asked: list[Asked] = []
        self.overrides: dict[str, Said | Callable[[Asked], Said]] = {}  # by the end of a path; answered before all else
        self.delay_s = 0.0
        self.drops_before_answer = 0  # so many requests are worked on, and their answers lost

    @property
    def url(self) -> str:
        """Return the server's base URL."""
        return f"{'https' if self._context else 'http'}://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen, on the same port as before where there was one."""
        self._server = await asyncio.start_server(self._visit, "127.0.0.1", self.port, ssl=self._context)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Break off every connection and listen no more."""
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        for visit in list(self._visits):
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)
        await self._server.wait_closed()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def answer(self, asked: Asked) -> Said:
        """Answer one request."""
        raise NotImplementedError

    def asked_of(self, end: str, method: str | None = None) -> list[Asked]:
        """Return the requests whose path ends so."""
        return [each for each in self.asked if each.path.endswith(end) and method in (None, each.method)]

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._visits.add(task)
        self._writers.add(writer)
        try:
            with contextlib.suppress(OSError, EOFError, asyncio.LimitOverrunError, asyncio.CancelledError):
                while await self._exchange(reader, writer):
                    pass
        finally:
            self._visits.discard(task)
            self._writers.discard(writer)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        asked = await _read(reader, writer)
        self.asked.append(asked)
        said = self._override(asked) or await self.answer(asked)
        if self.drops_before_answer and asked.method != "GET":
            self.drops_before_answer -= 1
            writer.transport.abort()
            return False
        await asyncio.sleep(self.delay_s)
        await _write(writer, said, packs=self.packs and "gzip" in asked.headers.get("accept-encoding", ""))
        return asked.headers.get("connection", "").lower() != "close"

    def _override(self, asked: Asked) -> Said | None:
        for end, said in self.overrides.items():
            if asked.path.endswith(end):
                return said if isinstance(said, Said) else said(asked)
        return None


T = TypeVar("T", bound=HttpServer)


@contextlib.contextmanager
def in_thread(make: Callable[[], T]) -> Iterator[T]:
    """Serve in a thread, for whoever has no loop or needs it for himself."""
    ready: Future[tuple[T, Callable[[], object]]] = Future()

    async def serve() -> None:
        end, loop = asyncio.Event(), asyncio.get_running_loop()
        async with make() as server:
            ready.set_result((server, lambda: loop.call_soon_threadsafe(end.set)))
            await end.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    server, stop = ready.result(20)
    try:
        yield server
    finally:
        stop()
        thread.join()


async def _read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if headers.get("expect") == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    sent = b"".join([piece async for piece in _pieces(reader, headers)])
    body = gzip.decompress(sent) if headers.get("content-encoding") == "gzip" else sent
    parts = urlsplit(target)
    return Asked(method, unquote(parts.path), dict(parse_qsl(parts.query)), headers, body, len(sent))


async def _pieces(reader: asyncio.StreamReader, headers: dict[str, str]) -> AsyncIterator[bytes]:
    if headers.get("transfer-encoding") != "chunked":
        yield await reader.readexactly(int(headers.get("content-length", "0")))
        return
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        yield await reader.readexactly(size)
        await reader.readline()
    await reader.readline()


async def _write(writer: asyncio.StreamWriter, said: Said, *, packs: bool) -> None:
    headers = {"content-type": said.type, **said.headers}
    if packs:
        headers["content-encoding"] = "gzip"
    if said.parts is None:
        body = gzip.compress(said.body, 1) if packs else said.body
        writer.write(_head(said.status, {**headers, "content-length": str(len(body))}) + body)
        await writer.drain()
        return
    writer.write(_head(said.status, {**headers, "transfer-encoding": "chunked"}))
    packer = zlib.compressobj(wbits=31) if packs else None
    async for part in said.parts:
        # Flushed, so that what a server has found is not held back until more is there.
        await _chunk(writer, packer.compress(part) + packer.flush(zlib.Z_SYNC_FLUSH) if packer else part)
    if packer:
        await _chunk(writer, packer.flush())
    writer.write(b"0\r\n\r\n")
    await writer.drain()


async def _chunk(writer: asyncio.StreamWriter, data: bytes) -> None:
    if data:
        writer.write(b"%x\r\n%s\r\n" % (len(data), data))
        await writer.drain()


def _head(status: int, headers: dict[str, str]) -> bytes:
    lines = [
        f"HTTP/1.1 {status} {_REASONS.get(status, 'Said')}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def lines_of(body: bytes) -> Iterator[Any]:
    """Yield the JSON of each line; raise ValueError."""
    for line in body.splitlines():
        if line.strip():
            yield json.loads(line)
