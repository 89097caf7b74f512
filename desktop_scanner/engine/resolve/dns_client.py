"""Asks name servers one question: in turn, again where they are silent, and within one time limit.

Built on dnspython's messages. A and AAAA of one name against a name server on loopback, 100 names at once, the same
machine for all (CPU milliseconds a name; growth of memory over 40,000 names):

|                              | licence | released | CPU  | memory | wheels          | Windows' Proactor loop  |
|------------------------------|---------|----------|------|--------|-----------------|-------------------------|
| aiodns 4.0.4, pycares 5.2.1  | MIT     | 2026-10  | 0.09 | +82 MB | Win, macOS, Lin | by a thread of c-ares   |
| dnspython 2.9.2, its sockets | ISC     | 2026     | 0.50 | +1 MB  | pure Python     | yes                     |
| dnspython 2.9.2, these lines | ISC     | 2026     | 0.39 | +5 MB  | pure Python     | yes (connected sockets) |

The last row is the whole resolver with its cache, the others are bare questions. All tell times to live and can ask
for MX and TXT. c-ares is quicker by 0.3 ms of the 30 or so that a domain costs; but it keeps every answer for up to an
hour in a cache that pycares can neither bound nor switch off, tells no time to live of a missing name, reads hostile
bytes in C within the worker, and cannot give up one question. dnspython's own resolver opens a socket for each try, and
no longer hears a slow server once it asks the next.
"""

import asyncio
import itertools
import secrets
from collections import Counter
from collections.abc import Callable, Sequence

import dns.exception
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.name_servers import NameServer
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.resolve.dns_lines import Lines, Reply, Ticket, by_tcp

TIMEOUT_S = 5.0
PATIENCE_S = 1.0  # for a server's answer before the next one is asked too; doubled in each round
ROUND_S = 0.5  # a round takes this long at least: a router that is asked too much at once refuses for a moment
CHANCES = 2  # that a server gets which refuses or cannot be reached
MAX_REPLIES = 16  # that wait to be read

_PROPER = {dns.rcode.NOERROR, dns.rcode.NXDOMAIN}


class DnsClient:
    """Asks the servers that `servers` names at the time; one that was silent where another answered is asked last."""

    def __init__(self, servers: Callable[[], Sequence[NameServer]], *, timeout_s: float = TIMEOUT_S) -> None:
        self._servers = servers
        self._timeout_s = timeout_s
        self._lines = Lines()
        self._times_late: Counter[NameServer] = Counter()

    @property
    def waiting(self) -> int:
        """How many questions to servers are still listened for."""
        return self._lines.waiting

    async def ask(self, name: str, kind: dns.rdatatype.RdataType) -> dns.message.QueryMessage:
        """Return an answer that says what there is, or that the name does not exist.

        Raise JourneyError with dns_timeout where all servers are silent and dns_error where they fail; ValueError for
        what is no name.
        """
        asking = _Asking(self._lines, name, kind)
        servers = sorted(self._servers(), key=self._times_late.__getitem__)
        try:
            async with asyncio.timeout(self._timeout_s):
                message = await asking.run(servers)
        except TimeoutError:
            raise asking.failure(self._timeout_s) from None
        finally:
            asking.end()
        self._times_late.update(asking.silent)
        return message

    def close(self) -> None:
        """Close the sockets."""
        self._lines.close()


class _Asking:
    """One question on its way through the servers."""

    def __init__(self, lines: Lines, name: str, kind: dns.rdatatype.RdataType) -> None:
        self._lines = lines
        self._name = name
        self._question = _question(name, kind)
        self._replies: asyncio.Queue[Reply] = asyncio.Queue()
        self._tickets: list[Ticket] = []
        self._chances: Counter[NameServer] = Counter()
        self._complaints: dict[NameServer, str] = {}
        self.silent: dict[NameServer, int] = {}

    async def run(self, servers: Sequence[NameServer]) -> dns.message.QueryMessage:
        """Ask the servers until one gives a proper answer; raise JourneyError where none of them can."""
        self._chances.update(dict.fromkeys(servers, CHANCES))
        loop = asyncio.get_running_loop()
        for number in itertools.count():
            ends_at = loop.time() + ROUND_S
            for server in servers:
                message = await self._turn(server, PATIENCE_S * 2**number) if self._chances[server] > 0 else None
                if message is not None:
                    return message
            if not any(self._chances[server] > 0 for server in servers):
                break
            await asyncio.sleep(ends_at - loop.time())
        raise self.failure(0.0)

    def end(self) -> None:
        """Listen no longer."""
        for ticket in self._tickets:
            self._lines.forget(ticket)

    def failure(self, waited_s: float) -> JourneyError:
        """Return why there is no answer."""
        if not self._complaints:
            who = " and ".join(server.place for server in self.silent)
            what = f"No name server answered within {waited_s:g} s when asked for {self._name} ({who})."
            return JourneyError(FailureKind.DNS_TIMEOUT, what)
        told = {**dict.fromkeys(self.silent, "did not answer"), **self._complaints}
        reasons = "; ".join(f"{server.place} {complaint}" for server, complaint in told.items())
        return JourneyError(FailureKind.DNS_ERROR, f"{self._name} could not be looked up: {reasons}.")

    async def _turn(self, server: NameServer, patience_s: float) -> dns.message.QueryMessage | None:
        self.silent.setdefault(server, 1)
        ticket = await self._lines.send(server, self._question, self._take)
        if ticket is not None:
            self._tickets.append(ticket)
        try:
            async with asyncio.timeout(patience_s):
                reply = await self._replies.get()
                if reply.is_truncated:
                    reply = await by_tcp(reply.server, self._question)
        except TimeoutError:
            return None
        self.silent.pop(reply.server, None)
        try:
            return _proper(reply)
        except _Complaint as complaint:
            self._complaints[reply.server] = str(complaint)
            self._chances[reply.server] -= complaint.costs
            return None

    def _take(self, reply: Reply) -> None:
        if self._replies.qsize() < MAX_REPLIES:
            self._replies.put_nowait(reply)


def _question(name: str, kind: dns.rdatatype.RdataType) -> bytes:
    # The same by dns.message takes five times as long: an id, "recursion desired", one question of class IN.
    try:
        encoded = dns.name.from_text(name).to_wire() or b""
    except dns.exception.DNSException as error:
        raise ValueError(str(error)) from error
    return secrets.token_bytes(2) + b"\1\0\0\1\0\0\0\0\0\0" + encoded + kind.to_bytes(2) + b"\0\1"


class _Complaint(Exception):  # noqa: N818 -- one server's fault is none of the look-up's
    """What is wrong with a server's reply, and how many of its chances that costs."""

    def __init__(self, what: str, *, costs: int = CHANCES) -> None:
        super().__init__(what)
        self.costs = costs


def _proper(reply: Reply) -> dns.message.QueryMessage:
    if isinstance(reply.data, OSError):
        raise _Complaint("cannot be reached" if reply.data.errno else str(reply.data), costs=1)
    try:
        message = dns.message.from_wire(reply.data, ignore_trailing=True)
    except (dns.exception.DNSException, ValueError) as error:
        raise _Complaint("sent an answer that cannot be read") from error
    if not isinstance(message, dns.message.QueryMessage):
        raise _Complaint("sent an answer that cannot be read")
    code = message.rcode()
    if code == dns.rcode.REFUSED:
        raise _Complaint("refused to answer (REFUSED)", costs=1)
    if code not in _PROPER:
        raise _Complaint(f"failed ({dns.rcode.to_text(code)})")
    return message
