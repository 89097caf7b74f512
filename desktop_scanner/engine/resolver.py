"""From a host's name to its addresses, with a time limit of its own and faults told apart."""

import asyncio
import contextlib
import socket
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey import JourneyError

LOOKUP_TIMEOUT_S = 5.0
KEEP_S = 120.0  # the system's resolver tells no time to live
KEEP_MISSING_S = 30.0
MAX_KEPT = 10_000
MAX_THREADS = 256

# The system reports a time-out and a name server's error as the same "try again"; only the first one takes its time.
_TIMEOUT_AFTER_S = 4.0

_MISSING = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}

Outcome = tuple[str, ...] | JourneyError
Lookup = Callable[[str], tuple[str, ...]]


class Resolver(Protocol):
    """Finds all addresses of a name."""

    async def resolve(self, host: str) -> tuple[str, ...]:
        """Return the host's IPv4 and IPv6 addresses, at least one; raise JourneyError of stage dns otherwise."""
        ...

    async def aclose(self) -> None:
        """Release what the resolver holds."""
        ...


def system_lookup(host: str) -> tuple[str, ...]:
    """Ask the operating system (hosts file, then DNS) and wait for its answer; raise OSError."""
    # As bytes: Python's own IDNA codec would refuse names that DNS knows, such as those with long labels.
    found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class SystemResolver:
    """Asks the operating system's resolver in threads, one question for all who ask for the same name at once.

    The threads are daemons, which an executor's are not: a look-up can hang for half a minute in the C library, and
    must not hold up the end of the process.
    """

    def __init__(self, lookup: Lookup = system_lookup, *, timeout_s: float = LOOKUP_TIMEOUT_S) -> None:
        self._lookup = lookup
        self._timeout_s = timeout_s
        self._kept: OrderedDict[str, tuple[float, Outcome]] = OrderedDict()
        self._pending: dict[str, asyncio.Task[Outcome]] = {}
        self._free_threads = asyncio.Semaphore(MAX_THREADS)

    async def resolve(self, host: str) -> tuple[str, ...]:
        """Return the host's addresses; raise JourneyError with dns_not_found, dns_timeout or dns_error."""
        name = host.rstrip(".").lower()
        outcome = self._recall(name)
        if outcome is None:
            outcome = await self._ask(name)
        if isinstance(outcome, JourneyError):
            # A new one each time: a kept exception would collect the tracebacks of all who met it.
            raise JourneyError(outcome.kind, outcome.message)
        return outcome

    async def aclose(self) -> None:
        """Forget the answers, and wait for none that is still to come."""
        self._kept.clear()
        pending = list(self._pending.values())
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    async def _ask(self, name: str) -> Outcome:
        pending = self._pending.get(name)
        if pending is None:
            pending = asyncio.create_task(self._look_up(name), name=f"look-up {name}")
            self._pending[name] = pending
        try:
            async with asyncio.timeout(self._timeout_s):
                # Shielded: others may wait for the same answer, and a late one is kept for the next try.
                return await asyncio.shield(pending)
        except TimeoutError:
            return JourneyError(
                FailureKind.DNS_TIMEOUT, f"No name server answered within {self._timeout_s:g} s when asked for {name}."
            )

    async def _look_up(self, name: str) -> Outcome:
        try:
            async with self._free_threads:
                outcome = await self._in_thread(name)
            self._keep(name, outcome)
            return outcome
        finally:
            del self._pending[name]

    def _in_thread(self, name: str) -> asyncio.Future[Outcome]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome] = loop.create_future()

        def settle(outcome: Outcome) -> None:
            if not future.done():
                future.set_result(outcome)

        def work() -> None:
            outcome = _outcome(self._lookup, name)
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left who waits
                loop.call_soon_threadsafe(settle, outcome)

        threading.Thread(target=work, name=f"look-up {name}", daemon=True).start()
        return future

    def _recall(self, name: str) -> Outcome | None:
        expires, outcome = self._kept.get(name, (0.0, None))
        return outcome if time.monotonic() < expires else None

    def _keep(self, name: str, outcome: Outcome) -> None:
        if not isinstance(outcome, JourneyError):
            keep_s = KEEP_S
        elif outcome.kind is FailureKind.DNS_NOT_FOUND:
            keep_s = KEEP_MISSING_S
        else:
            return
        self._kept[name] = (time.monotonic() + keep_s, outcome)
        self._kept.move_to_end(name)
        while len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)


def _outcome(lookup: Lookup, name: str) -> Outcome:
    started = time.monotonic()
    try:
        return lookup(name) or JourneyError(FailureKind.DNS_NOT_FOUND, f"{name} has no address.")
    except socket.gaierror as error:
        return _refusal(name, error, time.monotonic() - started)
    except ValueError:  # also UnicodeError: bytes that no name has
        return JourneyError(FailureKind.DNS_NOT_FOUND, f'"{name}" is not a name that DNS can hold.')
    except OSError as error:
        return JourneyError(FailureKind.DNS_ERROR, f"The look-up of {name} failed: {error.strerror or error}.")


def _refusal(name: str, error: socket.gaierror, elapsed_s: float) -> JourneyError:
    if error.errno in _MISSING:
        return JourneyError(FailureKind.DNS_NOT_FOUND, f"{name} does not exist, or has no address.")
    if error.errno == socket.EAI_AGAIN and elapsed_s >= _TIMEOUT_AFTER_S:
        return JourneyError(FailureKind.DNS_TIMEOUT, f"No name server answered when asked for {name}.")
    return JourneyError(FailureKind.DNS_ERROR, f"The name servers failed when asked for {name}: {error.strerror}.")
