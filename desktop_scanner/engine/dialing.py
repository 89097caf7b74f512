"""From checked addresses to one connection: a race in which each address starts a little after the one before."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import chain, zip_longest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey import Journey, JourneyError, place

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
    connect: Connect, found: Sequence[str], port: int, journey: Journey
) -> tuple[socket.socket, str]:
    """Return the first connection that stands, and its address; raise JourneyError where none does."""
    waiting = interleaved(found)[:MAX_ADDRESSES]
    running: dict[asyncio.Task[socket.socket], str] = {}
    faults: list[Fault] = []
    try:
        while waiting or running:
            if waiting:
                journey.address = waiting.pop(0)
                running[_start(connect, journey.address, port)] = journey.address
            done, _ = await asyncio.wait(
                running, timeout=STAGGER_S if waiting else None, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                address = running.pop(task)
                try:
                    sock = task.result()
                except OSError as error:
                    faults.append((address, error))
                else:
                    journey.address = address
                    return sock, address
    finally:
        await _abandon(running)
    raise connect_error(faults, port, journey)


def interleaved(found: Sequence[str]) -> list[str]:
    """Return the addresses with IPv6 and IPv4 in turn, as the system ordered them."""
    six = [address for address in found if ":" in address]
    four = [address for address in found if ":" not in address]
    first, second = (six, four) if found and ":" in found[0] else (four, six)
    return [address for address in chain.from_iterable(zip_longest(first, second)) if address is not None]


def connect_error(faults: Sequence[Fault], port: int, journey: Journey) -> JourneyError:
    """Return what several failed attempts to connect mean together."""
    kinds = {_kind(error): address for address, error in reversed(faults)}
    kind, words = next((kind, words) for kind, words in _WORDS if kind in kinds)
    address = journey.address = kinds[kind]
    where = address if port == journey.port else place(address, port)
    return JourneyError(kind, f"{journey.place} {words} ({where}).")


def _kind(error: OSError) -> FailureKind:
    if isinstance(error, ConnectionRefusedError):
        return FailureKind.CONNECT_REFUSED
    if isinstance(error, (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)):
        return FailureKind.CONNECT_RESET
    if isinstance(error, TimeoutError):
        return FailureKind.CONNECT_TIMEOUT
    return FailureKind.NETWORK_UNREACHABLE


def _start(connect: Connect, address: str, port: int) -> asyncio.Task[socket.socket]:
    async def run() -> socket.socket:
        return await connect(address, port)

    return asyncio.create_task(run(), name=f"connect to {place(address, port)}")


async def _abandon(running: Iterable[asyncio.Task[socket.socket]]) -> None:
    tasks = list(running)
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, socket.socket):
            outcome.close()
