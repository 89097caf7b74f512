"""The operating system's own resolver, asked in threads: for names that name servers do not know.

Those are names without a dot, which the computer's search list completes, names of the local network, and all names
where the name servers are not known or the system looks names up in unusual ways.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.resolve import dns_outcomes
from desktop_scanner.engine.resolve.dns_outcomes import Outcome

TIMEOUT_S = 5.0
KEEP_S = 120.0  # the system's resolver tells no time to live
MAX_THREADS = 256

_MISSING = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}

Lookup = Callable[[str], tuple[str, ...]]


def system_lookup(name: str) -> tuple[str, ...]:
    """Ask the operating system and wait for its answer; raise OSError."""
    # As bytes: Python's own IDNA codec would refuse names that DNS knows, such as those with long labels.
    found = socket.getaddrinfo(name.encode("ascii"), None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class SystemLookup:
    """Looks names up in threads.

    The threads are daemons, which an executor's are not: a look-up can hang for half a minute in the C library, and
    must not hold up the end of the process.
    """

    def __init__(self, lookup: Lookup = system_lookup, *, timeout_s: float = TIMEOUT_S) -> None:
        self._lookup = lookup
        self._timeout_s = timeout_s
        self._free_threads = asyncio.Semaphore(MAX_THREADS)

    async def look_up(self, name: str) -> Outcome:
        """Return what the system says of a name."""
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._in_thread(name)
        except TimeoutError:
            what = f"The system's resolver did not answer within {self._timeout_s:g} s when asked for {name}."
            return dns_outcomes.failed(FailureKind.DNS_TIMEOUT, what)

    async def _in_thread(self, name: str) -> Outcome:
        await self._free_threads.acquire()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome] = loop.create_future()

        def settle(outcome: Outcome) -> None:
            self._free_threads.release()
            if not future.done():
                future.set_result(outcome)

        def work() -> None:
            outcome = _outcome(self._lookup, name)
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left who waits
                loop.call_soon_threadsafe(settle, outcome)

        threading.Thread(target=work, name=f"look-up {name}", daemon=True).start()
        return await future


def _outcome(lookup: Lookup, name: str) -> Outcome:
    try:
        addresses = lookup(name)
    except socket.gaierror as error:
        if error.errno in _MISSING:
            return dns_outcomes.missing(f"{name} does not exist, or has no address.")
        # The system says "try again" of a server's failure and of its silence alike.
        return dns_outcomes.failed(FailureKind.DNS_ERROR, f"{name} could not be looked up: {error.strerror}.")
    except ValueError:  # also UnicodeError: bytes that no name has
        return dns_outcomes.no_name(name)
    except OSError as error:
        what = f"{name} could not be looked up: {error.strerror or error}."
        return dns_outcomes.failed(FailureKind.DNS_ERROR, what)
    return dns_outcomes.found(addresses, KEEP_S) if addresses else dns_outcomes.missing(f"{name} has no address.")
