"""Proxies on loopback: one for HTTP (forwarding and tunnels) and one for SOCKS 5."""

import asyncio
import base64
import contextlib
import ssl
from types import TracebackType

Place = tuple[str, int]


class ProxyServer:
    """What both proxies share: `routes` says where the names really stand; others are refused."""

    scheme = ""

    def __init__(self, routes: dict[Place, Place], *, login: str | None = None) -> None:
        self._routes = routes
        self._login = login
        self._visits: set[asyncio.Task[None]] = set()
        self.asked: list[str] = []
        self.heads: list[bytes] = []
        self.port = 0

    @property
    def url(self) -> str:
        """Return the proxy's URL, with its credentials."""
        return f"{self.scheme}://{f'{self._login}@' if self._login else ''}127.0.0.1:{self.port}"

    @property
    def url_without_login(self) -> str:
        """Return the proxy's URL as somebody writes it who was not told the credentials."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    async def start(self, context: ssl.SSLContext | None = None) -> None:
        """Listen on loopback."""
        self._server = await asyncio.start_server(self._visit, "127.0.0.1", 0, ssl=context)
        self.port = self._server.sockets[0].getsockname()[1]

    async def __aenter__(self) -> "ProxyServer":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.close()
        for visit in self._visits:
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)
        await self._server.wait_closed()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak with one visitor."""
        raise NotImplementedError

    async def open(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to where a name really stands; raise OSError."""
        self.asked.append(f"{host}:{port}")
        if (host, port) not in self._routes:
            raise ConnectionRefusedError(f"no route to {host}:{port}")
        return await asyncio.open_connection(*self._routes[host, port])

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._visits.add(task)
        try:
            with contextlib.suppress(OSError, EOFError, asyncio.CancelledError):
                await self.serve(reader, writer)
        finally:
            await _close(writer)
            self._visits.discard(task)


class HttpProxy(ProxyServer):
    """Tunnels what it is asked to CONNECT, and forwards the rest, one request a connection."""

    scheme = "http"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak HTTP with one visitor."""
        head = await reader.readuntil(b"\r\n\r\n")
        self.heads.append(head)
        if self._login and base64.b64encode(self._login.encode()) not in head:
            writer.write(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")
            return
        method, target, _ = head.split(b" ", 2)
        try:
            if method == b"CONNECT":
                host, _, port = target.decode().rpartition(":")
                server = await self.open(host.strip("[]"), int(port))
                writer.write(b"HTTP/1.1 200 Here you are\r\n\r\n")
            else:
                host, _, port = target.decode().split("/")[2].partition(":")
                server = await self.open(host, int(port or 80))
                server[1].write(head)
        except OSError:
            writer.write(b"HTTP/1.1 502 No such place\r\nContent-Length: 0\r\n\r\n")
            return
        await _join((reader, writer), server)


class SocksProxy(ProxyServer):
    """Speaks SOCKS 5, in pieces of one byte, as a slow network would deliver it."""

    scheme = "socks5"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak SOCKS with one visitor."""
        _, count = await reader.readexactly(2)
        methods = await reader.readexactly(count)
        wanted = 2 if self._login else 0
        if wanted not in methods:
            await _slowly(writer, b"\x05\xff")
            return
        await _slowly(writer, bytes([5, wanted]))
        if self._login and not await self._log_in(reader, writer):
            return
        await reader.readexactly(3)
        host = await _socks_host(reader)
        port = int.from_bytes(await reader.readexactly(2))
        try:
            server = await self.open(host, port)
        except OSError:
            await _slowly(writer, b"\x05\x05\x00\x01" + bytes(6))
            return
        await _slowly(writer, b"\x05\x00\x00\x03\x04name" + bytes(2))
        await _join((reader, writer), server)

    async def _log_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        _, size = await reader.readexactly(2)
        name = await reader.readexactly(size)
        password = await reader.readexactly((await reader.readexactly(1))[0])
        is_right = f"{name.decode()}:{password.decode()}" == self._login
        await _slowly(writer, bytes([1, 0 if is_right else 1]))
        return is_right


async def _socks_host(reader: asyncio.StreamReader) -> str:
    kind = (await reader.readexactly(1))[0]
    if kind == 3:
        return (await reader.readexactly((await reader.readexactly(1))[0])).decode()
    return ".".join(str(part) for part in await reader.readexactly(4))


async def _slowly(writer: asyncio.StreamWriter, data: bytes) -> None:
    for position in range(len(data)):
        writer.write(data[position : position + 1])
        await writer.drain()
        await asyncio.sleep(0)


async def _join(
    one: tuple[asyncio.StreamReader, asyncio.StreamWriter], other: tuple[asyncio.StreamReader, asyncio.StreamWriter]
) -> None:
    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    try:
        await asyncio.gather(copy(one[0], other[1]), copy(other[0], one[1]))
    finally:
        await _close(other[1])


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
