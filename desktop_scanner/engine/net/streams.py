"""The two kinds of connection under a request, TCP and TLS, as the connection pool wants them.

The pool's own time limits are per read and therefore ignored here: a request has one deadline, kept by its fetcher.
"""

import asyncio
import contextlib
import select
import socket
import ssl
import sys
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpcore

from desktop_scanner.core.failures import Failure, FailureKind, Stage, failure
from desktop_scanner.core.results import TlsFacts
from desktop_scanner.engine.journey_errors import CertificateError, JourneyError
from desktop_scanner.engine.net import tls
from desktop_scanner.engine.net.address_gate import Hold
from desktop_scanner.engine.net.journey import Journey, current

READ_BYTES = 64 * 1024

T = TypeVar("T")
Enter = Callable[[Journey], Awaitable[Hold]]


@dataclass(slots=True)
class Trust:
    """Whom a domain's connections trust; `accepted` holds the certificate faults that are passed over, by place."""

    verifying: ssl.SSLContext
    trusting: ssl.SSLContext
    accepted: dict[tuple[str, int], Failure] = field(default_factory=dict)


class Stream(httpcore.AsyncNetworkStream):
    """A connection: raw bytes for the proxies' handshakes, and what the connection pool asks of it."""

    def __init__(self, trust: Trust) -> None:
        self.trust = trust

    @abstractmethod
    async def receive(self, max_bytes: int) -> bytes:
        """Return what has arrived, empty at the end; raise OSError (of which ssl.SSLError is one)."""

    @abstractmethod
    async def send(self, data: bytes) -> None:
        """Send all of `data`; raise OSError."""

    @abstractmethod
    def send_at_once(self, data: bytes) -> None:
        """Send what can be sent without waiting: a farewell that nobody needs to hear."""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 -- the pool's form
        """Return what has arrived, counted on the request's journey; raise JourneyError."""
        journey = current()
        with _faults(journey):
            data = await self.receive(min(max_bytes, READ_BYTES))
        journey.received(len(data))
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 -- the pool's form
        """Send all; the pool goes on to read where that fails, as the server may have answered before."""
        await self._enter()
        try:
            await self.send(buffer)
        except OSError as error:
            raise httpcore.WriteError(error) from error
        on_sent = current().on_sent
        if on_sent is not None:
            on_sent()

    async def _enter(self) -> None:
        """Take a slot at the address for a request that travels on a connection which was kept alive."""
        journey, enter = current(), self.get_extra_info("enter")
        if journey.hold is None and enter is not None:
            journey.hold = await enter(journey)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 -- the pool's form
    ) -> httpcore.AsyncNetworkStream:
        """Encrypt the way to the request's server; raise JourneyError."""
        journey = current()
        journey.stage = Stage.TLS
        passed_over = self.trust.accepted.get((journey.host, journey.port))
        context = self.trust.verifying if passed_over is None else self.trust.trusting
        stream = await encrypted(self, context, (server_hostname or journey.host).rstrip("."), journey)
        stream.facts = journey.tls = tls.facts(stream.tls, verified=passed_over is None, failure=passed_over)
        journey.stage = Stage.HTTP
        return stream


class TcpStream(Stream):
    """A connected socket; it holds no bytes back, so whether it can be read tells whether the server closed it."""

    def __init__(self, sock: socket.socket, address: str | None, trust: Trust, enter: Enter | None = None) -> None:
        super().__init__(trust)
        self._enter_address = enter
        self._socket = sock
        self._address = address
        self._is_busy = False
        self.is_closed = False

    async def receive(self, max_bytes: int) -> bytes:
        """Return what has arrived."""
        # A server that sends as fast as this reads must not keep other domains, or the deadline, from their turn.
        await asyncio.sleep(0)
        with self._busy():
            return await asyncio.get_running_loop().sock_recv(self._socket, max_bytes)

    async def send(self, data: bytes) -> None:
        """Send all."""
        with self._busy():
            await asyncio.get_running_loop().sock_sendall(self._socket, data)

    def send_at_once(self, data: bytes) -> None:
        """Send what the system takes without waiting."""
        if data and not self._is_busy and not self.is_closed:
            with contextlib.suppress(OSError):
                self._socket.send(data)

    async def aclose(self) -> None:
        """Close the connection; whoever still waits on it is woken."""
        if self.is_closed:
            return
        self.is_closed = True
        if not self._is_busy:
            self._socket.close()
            return
        # Closed now, the event loop would go on to watch a number that soon belongs to another socket.
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def get_extra_info(self, info: str) -> Any:
        """Tell the pool whether the server closed the idle connection, the fetcher its address, and how to enter it."""
        if info == "is_readable":
            return self.is_closed or _is_readable(self._socket)
        if info == "enter":
            return self._enter_address
        return self._address if info == "address" else None

    @contextlib.contextmanager
    def _busy(self) -> Iterator[None]:
        if self.is_closed:
            raise ConnectionAbortedError("the connection is closed")
        self._is_busy = True
        try:
            yield
        finally:
            self._is_busy = False
            self._close_if_asked()

    def _close_if_asked(self) -> None:
        if self.is_closed:
            self._socket.close()


class TlsStream(Stream):
    """TLS over another stream, pumped by hand so that a refused certificate can still be looked at."""

    def __init__(self, raw: Stream, context: ssl.SSLContext, hostname: str) -> None:
        super().__init__(raw.trust)
        self._raw = raw
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=hostname)
        self.facts: TlsFacts | None = None

    async def handshake(self) -> None:
        """Agree on keys; raise OSError."""
        await self._pump(self.tls.do_handshake)

    async def receive(self, max_bytes: int) -> bytes:
        """Return what has arrived."""
        try:
            return await self._pump(lambda: self.tls.read(max_bytes))
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            # Many servers hang up without a word of farewell; the body's own length tells whether it is whole.
            return b""

    async def send(self, data: bytes) -> None:
        """Send all."""
        await self._pump(lambda: self.tls.write(data))

    def send_at_once(self, data: bytes) -> None:
        """Send without waiting."""
        with contextlib.suppress(ssl.SSLError):
            self.tls.write(data)
            self._raw.send_at_once(self._outgoing.read())

    async def aclose(self) -> None:
        """Say farewell and close the connection, without waiting for an answer."""
        with contextlib.suppress(ssl.SSLError, ValueError):
            self.tls.unwrap()
        self._raw.send_at_once(self._outgoing.read())
        await self._raw.aclose()

    def get_extra_info(self, info: str) -> Any:
        """Tell what the pool and the fetcher ask for."""
        if info == "ssl_object":
            return self.tls
        return self.facts if info == "tls" else self._raw.get_extra_info(info)

    async def _pump(self, step: Callable[[], T]) -> T:
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                await self._flush()
                data = await self._raw.receive(READ_BYTES)
                if data:
                    self._incoming.write(data)
                else:
                    self._incoming.write_eof()
            except ssl.SSLError:
                self._raw.send_at_once(self._outgoing.read())  # the alert that tells the server why
                raise
            else:
                await self._flush()
                return result

    async def _flush(self) -> None:
        data = self._outgoing.read()
        if data:
            await self._raw.send(data)


async def encrypted(raw: Stream, context: ssl.SSLContext, hostname: str, journey: Journey) -> TlsStream:
    """Return the stream that speaks TLS with `hostname` over `raw`; raise JourneyError and close `raw`."""
    try:
        stream = TlsStream(raw, context, hostname)
    except ValueError as error:
        await raw.aclose()
        raise JourneyError(FailureKind.TLS_ERROR, f'"{hostname}" is no name that a certificate can have.') from error
    try:
        await stream.handshake()
    except OSError as error:
        fault = tls.handshake_error(error, journey.host, journey.port)
        if isinstance(fault, CertificateError):
            journey.tls = tls.failed_facts(stream.tls, failure(fault.kind, fault.message))
        await raw.aclose()
        raise fault from error
    except BaseException:
        await raw.aclose()
        raise
    return stream


@contextlib.contextmanager
def _faults(journey: Journey) -> Iterator[None]:
    try:
        yield
    except ssl.SSLError as error:
        raise tls.stream_error(error, journey.host, journey.port) from error
    except OSError as error:
        if journey.stage is Stage.BODY:
            kind, when = FailureKind.BODY_INCOMPLETE, "in the middle of the page"
        else:
            kind, when = FailureKind.CONNECT_RESET, "before it had answered"
        raise JourneyError(kind, f"{journey.place} broke the connection off {when}.") from error


def _is_readable(sock: socket.socket) -> bool:
    if sock.fileno() < 0:
        return True
    if sys.platform == "win32":
        return bool(select.select([sock], [], [], 0)[0])
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))
