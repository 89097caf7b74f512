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
    """One request as the server saw it; `in_flight` counts those of the same site, itself included."""

    at: float
    scheme: str
    host: str
    path: str
    in_flight: int

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
    """Serves `sites` (by host, or by scheme://host where a door differs) until its block ends."""

    sites: dict[str, Site]
    log: list[Logged] = field(default_factory=list)

    async def __aenter__(self) -> "SiteServer":
        self.was_asked = asyncio.Event()
        self._asked: dict[tuple[str, str], int] = {}
        self._busy: dict[str, int] = {}
        self._open: set[asyncio.Task[None]] = set()
        names = sorted({host.rpartition("/")[2] for host in self.sites})
        self._authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(*names, "spare.test").configure_cert(context)
        self._plain = await asyncio.start_server(self._serve_plain, "127.0.0.1", 0)
        self._secure = await asyncio.start_server(self._serve_secure, "127.0.0.1", 0, ssl=context)
        self._refusing = socket.socket()
        self._refusing.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in (self._plain, self._secure):
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
        self._busy[site] = self._busy.get(site, 0) + 1
        self.log.append(Logged(time.monotonic(), scheme, host, path, self._busy[site]))
        self.was_asked.set()
        try:
            return await self._reply(self._script(scheme, host, path), writer)
        finally:
            self._busy[site] -= 1

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
