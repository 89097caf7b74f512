"""The sample sites' server: plain HTTP and TLS on 127.0.0.1, and the rules that lead their names there."""

import asyncio
import functools
import os
import socket
import ssl
import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.demo import sites as sample_sites
from desktop_scanner.demo.answers import Answers, Scheme
from desktop_scanner.demo.certificates import Authority
from desktop_scanner.demo.connection import Connection
from desktop_scanner.demo.sites import Site

_LOOPBACK = "127.0.0.1"
_MAX_CONNECTIONS = 512
_HANDSHAKE_S = 10.0
_SHUTDOWN_S = 2.0


class DemoServer:
    """Serves the sample sites between `start` and `aclose`; `port` is the plain one, 0 takes any free one.

    The rules send both ports of both names of each site to loopback, so that no DNS query is ever made for them.
    """

    def __init__(self, port: int = 0, sites: Sequence[Site] | None = None) -> None:
        self.sites = tuple(sample_sites.load() if sites is None else sites)
        self.domains = tuple(site.domain for site in self.sites)
        self.http_port = port
        self.https_port = 0
        self.ca_file = Path()
        self.connect_to: tuple[str, ...] = ()
        self._answers = Answers(self.sites)
        self._servers: list[asyncio.Server] = []
        self._conversations: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._closed_port: socket.socket | None = None

    async def start(self) -> None:
        """Make the certificates, open the ports; raise SettingsError where the wanted port cannot be had."""
        try:
            await self._open()
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self) -> None:
        """Close the ports and every connection, and remove the certificates; a second call does nothing."""
        for server in self._servers:
            server.close()
        for task, writer in self._conversations.items():
            task.cancel()
            # A TLS connection that is only closed waits for its client to agree.
            writer.transport.abort()
        await asyncio.gather(*self._conversations, return_exceptions=True)
        if self._closed_port:
            self._closed_port.close()
        if self._folder:
            self._folder.cleanup()

    async def _open(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="desktop-scanner-demo-")
        contexts = self._certify(Path(self._folder.name))
        self.http_port = await self._listen("http", self.http_port, None)
        self.https_port = await self._listen("https", 0, _choosing_context(contexts))
        # Bound and never listened on: connections to it are refused, and nobody else can take it meanwhile.
        self._closed_port = socket.socket()
        self._closed_port.bind((_LOOPBACK, 0))
        self.connect_to = self._rules(self._closed_port.getsockname()[1])

    def _certify(self, folder: Path) -> dict[str, ssl.SSLContext]:
        """Issue each site's certificate and return the TLS contexts by host."""
        authority = Authority(self.domains)
        self.ca_file = folder / "demo-ca.pem"
        authority.write(self.ca_file)
        contexts = {}
        for number, site in enumerate(self.sites):
            path = folder / f"{number}.pem"
            authority.issue(site.hosts, path, is_expired=site.behaviour.port_443 == "expired")
            context = _context(path)
            contexts.update(dict.fromkeys(site.hosts, context))
        return contexts

    async def _listen(self, scheme: Scheme, port: int, context: ssl.SSLContext | None) -> int:
        """Open a port on loopback and return its number."""
        handle = functools.partial(self._converse, scheme)
        handshake_s, shutdown_s = (_HANDSHAKE_S, _SHUTDOWN_S) if context else (None, None)
        try:
            server = await asyncio.start_server(
                handle,
                _LOOPBACK,
                port,
                ssl=context,
                ssl_handshake_timeout=handshake_s,
                ssl_shutdown_timeout=shutdown_s,
            )
        except (OSError, OverflowError) as error:
            raise SettingsError(_why_no_port(port, error)) from error
        self._servers.append(server)
        number: int = server.sockets[0].getsockname()[1]
        return number

    async def _converse(self, scheme: Scheme, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or len(self._conversations) >= _MAX_CONNECTIONS:
            writer.close()
            return
        self._conversations[task] = writer
        try:
            await Connection(reader, writer, functools.partial(self._answers.answer, scheme)).run()
        finally:
            del self._conversations[task]

    def _rules(self, closed_port: int) -> tuple[str, ...]:
        rules = []
        for site in self.sites:
            plain = closed_port if site.behaviour.port_80 == "refuse" else self.http_port
            tls = closed_port if site.behaviour.port_443 == "refuse" else self.https_port
            for host in site.hosts:
                rules += [f"{host}:80:{_LOOPBACK}:{plain}", f"{host}:443:{_LOOPBACK}:{tls}"]
        return tuple(rules)


def _why_no_port(port: int, error: OSError | OverflowError) -> str:
    cause = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "ports run from 1 to 65535"
    return f"The sample sites cannot be served on port {port}: {cause}. Name another port, or none to take a free one."


def _context(path: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    context.set_alpn_protocols(["http/1.1"])
    return context


def _choosing_context(contexts: dict[str, ssl.SSLContext]) -> ssl.SSLContext:
    """Return the context that takes the certificate of the name asked for, and refuses every other name."""

    def choose(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> int | None:
        context = contexts.get(name or "")
        if context is None:
            return int(ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME)
        connection.context = context
        return None

    first = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    first.set_alpn_protocols(["http/1.1"])
    first.sni_callback = choose
    return first
