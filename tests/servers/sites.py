"""Scripted web sites on loopback, told apart by their Host, over plain HTTP and TLS, with a log of who asked when."""

import asyncio
import contextlib
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import trustme

if TYPE_CHECKING:
    from asyncio.trsock import TransportSocket


@dataclass(frozen=True)
class Reply:
    """One answer; `resets` breaks the connection off instead, `waits_for` holds the answer back."""

    body: bytes | str = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    type: str | None = "text/html; charset=utf-8"
    resets: bool = False
    delay_s: float = 0.0
    waits_for: asyncio.Event | None = None


@dataclass(frozen=True)
class Logged:
    """One request as the server saw it, and how many were in flight, itself included: of its site, at its address."""

    at: float
    scheme: str
    host: str
    path: str
    in_flight: int
    address: str = ""
    at_address: int = 0

    @property
    def url(self) -> str:
        """Return the address that was asked for."""
        return f"{self.scheme}://{self.host}{self.path}"


NOT_FOUND = Reply("<title>404 Not Found</title>", status=404)

Script = Reply | list[Reply]  # a list gives one reply after the other, the last one for ever
Site = Mapping[str, Script]


def redirect(location: str, status: int = 301) -> Reply:
    """Return the reply that sends on to another address."""
    return Reply(status=status, headers=(("Location", location),))


def page(title: str, *links: str, text: str = "Enough words to be a page that somebody wrote for others. ") -> Reply:
    """Return an ordinary page with links, each its own text."""
    anchors = " ".join(f'<a href="{link}">{link.strip("/") or "home"}</a>' for link in links)
    html = f"<!doctype html><html lang=en><title>{title}</title><body><h1>{title}</h1><p>{text * 8}</p>{anchors}"
    return Reply(html)


@dataclass
class SiteServer:
    """Serves `sites` (by host, or by scheme://host where a door differs) until its block ends.

    Plain HTTP is served on the same port of all `addresses`, TLS on 127.0.0.1 only.
    """

    sites: dict[str, Site]
    addresses: tuple[str, ...] = ("127.0.0.1",)
    log: list[Logged] = field(default_factory=list)

    async def __aenter__(self) -> "SiteServer":
        self.was_asked = asyncio.Event()
        self._asked: dict[tuple[str, str], int] = {}
        self._busy: dict[str, int] = {}  # by site and by address
        self._open: set[asyncio.Task[None]] = set()
        names = sorted({host.rpartition("/")[2] for host in self.sites})
        self._authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(*names, "spare.test").configure_cert(context)
        self._plain = await asyncio.start_server(self._serve_plain, self.addresses[0], 0)
        self.port = _port(self._plain.sockets[0])
        self._more = [await asyncio.start_server(self._serve_plain, at, self.port) for at in self.addresses[1:]]
        self._secure = await asyncio.start_server(self._serve_secure, "127.0.0.1", 0, ssl=context)
        self._refusing = socket.socket()
        self._refusing.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in (self._plain, self._secure, *self._more):
            server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        self._refusing.close()

    def rules(self, *, closed: Iterable[str] = ()) -> tuple[str, ...]:
        """Return connect-to rules that lead every host here; `closed` doors (scheme://host) are refused."""
        refused = []
        for door in closed:
            scheme, _, host = door.partition("://")
            port = 443 if scheme == "https" else 80
            refused.append(f"{host}:{port}:127.0.0.1:{_port(self._refusing)}")
        plain, secure = (_port(server.sockets[0]) for server in (self._plain, self._secure))
        return (*refused, f":443:127.0.0.1:{secure}", f":80:127.0.0.1:{plain}")

    def write_ca(self, path: Path) -> str:
        """Write the authority's certificate and return its path."""
        self._authority.cert_pem.write_to_path(str(path))
        return str(path)

    def asked(self, *hosts: str) -> list[str]:
        """Return the addresses asked for, in order; those of some hosts only where any is named."""
        return [entry.url for entry in self.log if not hosts or entry.host in hosts]

    def starts(self, *hosts: str) -> list[float]:
        """Return when each request to the hosts arrived."""
        return [entry.at for entry in self.log if entry.host in hosts]

    async def _serve_plain(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._serve("http", reader, writer)

    async def _serve_secure(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._serve("https", reader, writer)

    async def _serve(self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
                while await self._answer(scheme, reader, writer):
                    pass
        except asyncio.CancelledError:
            pass  # the server's block has ended
        finally:
            self._open.discard(task)
            writer.transport.abort()

    async def _answer(self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split(" ", 2)[1]
        host = next(line[5:].strip() for line in head.split("\r\n") if line.lower().startswith("host:"))
        site = host.removeprefix("www.")
        address = str(writer.get_extra_info("sockname")[0])
        for place in (site, address):
            self._busy[place] = self._busy.get(place, 0) + 1
        entry = Logged(time.monotonic(), scheme, host, path, self._busy[site], address, self._busy[address])
        self.log.append(entry)
        self.was_asked.set()
        try:
            return await self._reply(self._script(scheme, host, path), writer)
        finally:
            self._busy[site] -= 1
            self._busy[address] -= 1

    def _script(self, scheme: str, host: str, path: str) -> Reply:
        site = self.sites.get(f"{scheme}://{host}") or self.sites.get(host) or {}
        script = site.get(path) or site.get("*") or NOT_FOUND
        if isinstance(script, Reply):
            return script
        turn = self._asked[host, path] = self._asked.get((host, path), -1) + 1
        return script[min(turn, len(script) - 1)]

    async def _reply(self, reply: Reply, writer: asyncio.StreamWriter) -> bool:
        if reply.resets:
            writer.transport.abort()
            return False
        if reply.waits_for is not None:
            await reply.waits_for.wait()
        await asyncio.sleep(reply.delay_s)
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        headers = [*reply.headers, ("Content-Length", str(len(body)))]
        if reply.type is not None:
            headers.append(("Content-Type", reply.type))
        lines = [f"HTTP/1.1 {reply.status} Said", *(f"{name}: {value}" for name, value in headers), "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        await writer.drain()
        return True


def _port(sock: "socket.socket | TransportSocket") -> int:
    port: int = sock.getsockname()[1]
    return port
