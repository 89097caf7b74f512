"""From checked addresses to one connection: a race in which each address starts a little after the one before."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import JourneyError, SparedError
from desktop_scanner.engine.limits.breakers import OutageError
from desktop_scanner.engine.net.address_gate import Hold, Passage
from desktop_scanner.engine.net.journey import Journey, place

# RFC 8305: a further address is tried when the one before has not answered for this long.
STAGGER_S = 0.25
MAX_ADDRESSES = 8

Connect = Callable[[str, int], Awaitable[socket.socket]]
Fault = tuple[str, OSError]

# Of several addresses the one that says most is reported: a machine that answered before one that did not.
_WORDS: tuple[tuple[FailureKind, str], ...] = (
    (FailureKind.CONNECT_REFUSED, "refused the connection"),
    (FailureKind.CONNECT_RESET, "broke the connection off at once"),
    (FailureKind.CONNECT_TIMEOUT, "did not answer in time"),
    (FailureKind.NETWORK_UNREACHABLE, "cannot be reached from this computer"),
)


async def open_socket(address: str, port: int) -> socket.socket:
    """Return a socket connected to a literal address; raise OSError."""
    family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(sock, (address, port))
    except BaseException:
        sock.close()
        raise
    return sock


async def first_to_connect(
    connect: Connect, found: Sequence[str], port: int, journey: Journey, passage: Passage | None = None
) -> tuple[socket.socket, str]:
    """Return the first connection that stands, and its address; raise JourneyError where none does.

    With a passage each address is asked for a slot first, and the journey keeps that of the winner.
    """
    return await _Race(connect, port, journey, passage).run(interleaved(found)[:MAX_ADDRESSES])


def interleaved(found: Sequence[str]) -> list[str]:
    """Return the addresses with IPv6 and IPv4 in turn, as the system ordered them."""
    six = [address for address in found if ":" in address]
    four = [address for address in found if ":" not in address]
    first, second = (six, four) if found and ":" in found[0] else (four, six)
    return [address for address in chain.from_iterable(zip_longest(first, second)) if address is not None]


def connect_error(faults: Sequence[Fault], port: int, journey: Journey) -> JourneyError:
    """Return what several failed attempts to connect mean together."""
    kinds = {_kind(error): (address, error) for address, error in reversed(faults)}
    kind, words = next((kind, words) for kind, words in _WORDS if kind in kinds)
    address, error = kinds[kind]
    journey.address = address
    if isinstance(error, OutageError):
        return SparedError(kind, f"{journey.place} was not asked: {address} {error.words}.", retryable=True)
    where = address if port == journey.port else place(address, port)
    return JourneyError(kind, f"{journey.place} {words} ({where}).")


def _kind(error: OSError) -> FailureKind:
    if isinstance(error, OutageError):
        return error.kind
    if isinstance(error, ConnectionRefusedError):
        return FailureKind.CONNECT_REFUSED
    if isinstance(error, (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)):
        return FailureKind.CONNECT_RESET
    if isinstance(error, TimeoutError):
        return FailureKind.CONNECT_TIMEOUT
    return FailureKind.NETWORK_UNREACHABLE


@dataclass(slots=True)
class _Try:
    """One address that is being connected to."""

    address: str
    hold: Hold | None

    async def run(self, connect: Connect, port: int) -> socket.socket:
        """Connect, and let the address's limits know what came of it."""
        try:
            sock = await connect(self.address, port)
        except OSError as error:
            if self.hold is not None:
                self.hold.failed(_kind(error))
            raise
        except asyncio.CancelledError:
            if self.hold is not None:
                self.hold.given_up()
            raise
        if self.hold is not None:
            self.hold.connected()
        return sock

    def leave(self) -> None:
        """Give the address's slot back."""
        if self.hold is not None:
            self.hold.leave()


class _Race:
    """The tries to connect for one request."""

    def __init__(self, connect: Connect, port: int, journey: Journey, passage: Passage | None) -> None:
        self._connect = connect
        self._port = port
        self._journey = journey
        self._passage = passage
        self._running: dict[asyncio.Task[socket.socket], _Try] = {}
        self._faults: list[Fault] = []

    async def run(self, waiting: list[str]) -> tuple[socket.socket, str]:
        """Try one address after the other until one stands."""
        if self._passage is not None:
            await self._passage.wait_out(waiting, self._port, self._journey)
        try:
            while waiting or self._running:
                await self._start_next(waiting)
                if not self._running:
                    break
                done, _ = await asyncio.wait(
                    self._running, timeout=STAGGER_S if waiting else None, return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    sock = self._settle(task)
                    if sock is not None and self._journey.address is not None:
                        return sock, self._journey.address
        finally:
            await self._abandon()
        raise connect_error(self._faults, self._port, self._journey)

    def _settle(self, task: asyncio.Task[socket.socket]) -> socket.socket | None:
        tried = self._running.pop(task)
        try:
            sock = task.result()
        except OSError as error:
            tried.leave()
            self._faults.append((tried.address, error))
            return None
        self._journey.address, self._journey.hold = tried.address, tried.hold
        return sock

    async def _start_next(self, waiting: list[str]) -> None:
        tried = await self._next(waiting)
        if tried is not None:
            self._journey.address = tried.address
            work, name = tried.run(self._connect, self._port), f"connect to {place(tried.address, self._port)}"
            self._running[asyncio.create_task(work, name=name)] = tried

    async def _next(self, waiting: list[str]) -> _Try | None:
        """Take out the first address that may be connected to now; wait for one only where nothing else goes on."""
        if self._passage is None:
            return _Try(waiting.pop(0), None) if waiting else None
        for address in list(waiting):
            try:
                hold = await self._passage.enter_at_once(address, self._port, self._journey)
            except OutageError as error:
                waiting.remove(address)
                self._faults.append((address, error))
            else:
                if hold is not None:
                    waiting.remove(address)
                    return _Try(address, hold)
        while waiting and not self._running:
            address = waiting.pop(0)
            try:
                return _Try(address, await self._passage.enter(address, self._port, self._journey))
            except OutageError as error:
                self._faults.append((address, error))
        return None

    async def _abandon(self) -> None:
        for task in self._running:
            task.cancel()
        for outcome in await asyncio.gather(*self._running, return_exceptions=True):
            if isinstance(outcome, socket.socket):
                outcome.close()
        for tried in self._running.values():
            tried.leave()
