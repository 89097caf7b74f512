"""A server on loopback that answers byte for byte as a script says, and remembers what it was asked."""

import asyncio
import contextlib
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType


class Connection:
    """One visitor, from the server's side."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, server: "HostileServer") -> None:
        self.number = server.connections
        self._reader = reader
        self._writer = writer
        self._server = server

    @property
    def patience_s(self) -> float:
        """Return how long the visitor is known to wait for one answer."""
        return self._server.patience_s

    @property
    def port(self) -> int:
        """Return the server's port."""
        return self._server.port

    async def pause(self, part: float) -> None:
        """Wait for a part of the visitor's patience."""
        await asyncio.sleep(part * self._server.patience_s)

    async def request(self) -> bytes:
        """Return the head of the next request."""
        head = await self._reader.readuntil(b"\r\n\r\n")
        self._server.requests.append(head)
        self._server.was_asked.set()
        return head

    async def receive(self) -> bytes:
        """Return what has arrived."""
        return await self._reader.read(65536)

    async def send(self, data: bytes) -> None:
        """Send all of `data`."""
        self._writer.write(data)
        await self._writer.drain()

    async def drip(self, data: bytes, every_s: float) -> None:
        """Send a byte at a time."""
        for position in range(len(data)):
            await self.send(data[position : position + 1])
            await asyncio.sleep(every_s)

    async def stall(self) -> None:
        """Do nothing until the visitor leaves."""
        while await self._reader.read(65536):
            pass

    def vanish(self) -> None:
        """End the connection without a word, also where TLS would have one."""
        self._writer.transport.abort()

    def reset(self) -> None:
        """Break the connection off, with a reset instead of a farewell."""
        sock: socket.socket = self._writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()


Script = Callable[[Connection], Awaitable[None]]


def says(answer: bytes) -> Script:
    """Return the script that answers one request so and hangs up."""

    async def script(connection: Connection) -> None:
        await connection.request()
        await connection.send(answer)

    return script


def page(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    """Return a well-formed answer."""
    lines = [b"HTTP/1.1 " + status, b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join([*lines, b"", body])


def keeps_alive(answer: bytes) -> Script:
    """Return the script that answers every request of a connection so."""

    async def script(connection: Connection) -> None:
        while True:
            await connection.request()
            await connection.send(answer)

    return script


def routes(answers: Mapping[str, bytes | Script], otherwise: bytes | Script | None = None) -> Script:
    """Return the script of a site: what stands at each path, `otherwise` (404) at all others.

    A path's own script starts when its request was read; the connection ends with it.
    """
    missing = page(b"<title>Not Found</title>", status=b"404 Not Found") if otherwise is None else otherwise

    async def script(connection: Connection) -> None:
        while True:
            answer = answers.get(path_of(await connection.request()), missing)
            if not isinstance(answer, bytes):
                await answer(connection)
                return
            await connection.send(answer)

    return script


def path_of(head: bytes) -> str:
    """Return the path of a request, with its query."""
    return head.split(b" ", 2)[1].decode("latin-1")


def shakes_hands(context: ssl.SSLContext) -> Script:
    """Return the script that begins TLS and says what is wrong, which asyncio's own servers do not."""

    async def script(connection: Connection) -> None:
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing, server_side=True)
        while True:
            try:
                tls.do_handshake()
            except ssl.SSLWantReadError:
                await connection.send(outgoing.read())
                incoming.write(await connection.receive())
            except ssl.SSLError:
                await connection.send(outgoing.read())
                await connection.stall()
                return

    return script


class HostileServer:
    """Serves one script under a name, plain or over TLS; `connect_to` leads requests for the name here."""

    def __init__(
        self,
        script: Script | bytes,
        *,
        name: str = "hostile.test",
        context: ssl.SSLContext | None = None,
        scheme: str | None = None,
        patience_s: float = 1.0,
    ) -> None:
        self._script = says(script) if isinstance(script, bytes) else script
        self._context = context
        self._visits: set[asyncio.Task[None]] = set()
        self.name = name
        self.scheme = scheme or ("https" if context else "http")
        self.patience_s = patience_s
        self.port = 0
        self.connections = 0
        self.requests: list[bytes] = []
        self.was_visited = asyncio.Event()
        self.was_asked = asyncio.Event()

    @property
    def url(self) -> str:
        """Return the address of the site's front page."""
        return f"{self.scheme}://{self.name}/"

    @property
    def connect_to(self) -> tuple[str, ...]:
        """Return the rules that lead the name's usual ports here."""
        return tuple(f"{self.name}:{port}:127.0.0.1:{self.port}" for port in (80, 443))

    async def __aenter__(self) -> "HostileServer":
        self._server = await asyncio.start_server(self._visit, "127.0.0.1", 0, ssl=self._context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.close()
        for visit in self._visits:
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)
        await self._server.wait_closed()

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._visits.add(task)
        self.connections += 1
        self.was_visited.set()
        try:
            # A cancelled visit is one that outlived its test; Python 3.11 would log it as an error.
            with contextlib.suppress(OSError, EOFError, asyncio.LimitOverrunError, asyncio.CancelledError):
                await self._script(Connection(reader, writer, self))
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            self._visits.discard(task)


class BlackHole:
    """A port that neither takes nor refuses connections: its queue is full, and nobody empties it."""

    def __enter__(self) -> int:
        """Return the port."""
        self._sockets = [socket.socket()]
        listening = self._sockets[0]
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        where = listening.getsockname()
        for _ in range(3):
            waiting = socket.socket()
            waiting.setblocking(False)
            waiting.connect_ex(where)
            self._sockets.append(waiting)
        return int(where[1])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for sock in self._sockets:
            sock.close()


def unused_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
