"""Questions to name servers as bytes: over UDP on sockets that are replaced often, and over TCP.

A socket for each question would be the hardest to forge answers for and the first to run out of file descriptors when
a server is silent; one socket for all would be the easiest. So a socket carries a bounded number of questions for a
bounded time, and an answer counts only where its id and its question are the ones that were sent.
"""

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from desktop_scanner.core.name_servers import NameServer

QUESTIONS_PER_SOCKET = 64
SOCKET_AGE_S = 30.0  # after a change of networks an old socket leads nowhere
MAX_ANSWER_BYTES = 16 * 1024  # a thousand addresses; the 64 KiB that are possible take half a second to read

_HEADER_BYTES = 12


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of sending one question to one server: a message's bytes, or the fault of the way there."""

    server: NameServer
    data: bytes | OSError

    @property
    def is_truncated(self) -> bool:
        """Whether the answer did not fit into a datagram."""
        return isinstance(self.data, bytes) and bool(self.data[2] & 0x02)


Inbox = Callable[[Reply], None]
Ticket = tuple["_Line", int]


class Lines:
    """The UDP sockets to all servers."""

    def __init__(self) -> None:
        self._open: dict[NameServer, _Line] = {}
        self._opening: dict[NameServer, asyncio.Lock] = {}
        self._all: set[_Line] = set()

    @property
    def waiting(self) -> int:
        """How many questions are still listened for."""
        return sum(line.waiting for line in self._all)

    async def send(self, server: NameServer, question: bytes, inbox: Inbox) -> Ticket | None:
        """Send a question; its replies go to `inbox`, as does what hinders it, until the ticket is given back."""
        async with self._opening.setdefault(server, asyncio.Lock()):
            line = self._open.get(server)
            if line is None or line.is_worn:
                if line is not None:
                    line.retire()
                try:
                    line = await self._dial(server)
                except OSError as error:
                    self._open.pop(server, None)
                    inbox(Reply(server, error))
                    return None
                self._open[server] = line
        return line, line.send(question, inbox)

    def forget(self, ticket: Ticket) -> None:
        """Give a ticket back: whatever still comes for it is dropped."""
        line, number = ticket
        line.forget(number)

    def close(self) -> None:
        """Close all sockets."""
        for line in list(self._all):
            line.close()
        self._open.clear()

    async def _dial(self, server: NameServer) -> "_Line":
        loop = asyncio.get_running_loop()
        # Connected, so that a machine that runs no name server says so, and nobody else's datagrams are taken.
        line = _Line(server, self._all.discard)
        line.transport, _ = await loop.create_datagram_endpoint(lambda: line, remote_addr=(server.address, server.port))
        self._all.add(line)
        return line


class _Line(asyncio.DatagramProtocol):
    """One socket to one server."""

    transport: asyncio.DatagramTransport  # set by whoever opens the socket

    def __init__(self, server: NameServer, on_closed: Callable[["_Line"], None]) -> None:
        self._server = server
        self._on_closed = on_closed
        self._opened_at = time.monotonic()
        self._sent = 0
        self._is_retired = False
        self._waiting: dict[int, tuple[bytes, Inbox]] = {}

    @property
    def is_worn(self) -> bool:
        """Whether further questions are to take another socket."""
        is_old = time.monotonic() - self._opened_at > SOCKET_AGE_S
        return self._is_retired or is_old or self._sent >= QUESTIONS_PER_SOCKET

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def send(self, question: bytes, inbox: Inbox) -> int:
        number = secrets.randbelow(0x10000)
        while number in self._waiting:
            number = secrets.randbelow(0x10000)
        self._waiting[number] = (question[_HEADER_BYTES:].lower(), inbox)
        self._sent += 1
        self.transport.sendto(number.to_bytes(2) + question[2:])
        return number

    def forget(self, number: int) -> None:
        self._waiting.pop(number, None)
        if self._is_retired and not self._waiting:
            self.close()

    def retire(self) -> None:
        self._is_retired = True
        if not self._waiting:
            self.close()

    def close(self) -> None:
        self.transport.close()

    # Overrides of DatagramProtocol

    def datagram_received(self, data: bytes, _addr: object) -> None:
        asked, inbox = self._waiting.get(int.from_bytes(data[:2]), (b"", None))
        if inbox is not None and answers(data, asked):
            inbox(Reply(self._server, data))

    def error_received(self, exc: Exception) -> None:
        self._is_retired = True  # on Windows, a socket that met an error once may receive nothing more
        error = exc if isinstance(exc, OSError) else OSError(str(exc))
        for _, inbox in list(self._waiting.values()):
            inbox(Reply(self._server, error))

    def connection_lost(self, exc: Exception | None) -> None:
        self._on_closed(self)
        if exc is not None:
            self.error_received(exc)


async def by_tcp(server: NameServer, question: bytes) -> Reply:
    """Return the reply to a question asked over TCP, and wait for it for ever."""
    try:
        return Reply(server, await _converse(server, question))
    except EOFError:
        return Reply(server, ConnectionResetError("closed the connection without an answer"))
    except OSError as error:
        return Reply(server, error)


async def _converse(server: NameServer, question: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(server.address, server.port)
    try:
        writer.write(len(question).to_bytes(2) + question)
        size = int.from_bytes(await reader.readexactly(2))
        if size > MAX_ANSWER_BYTES:
            raise OSError(f"sent an answer of more than {MAX_ANSWER_BYTES:,} bytes")
        data = await reader.readexactly(size)
    finally:
        writer.close()
    if data[:2] != question[:2] or not answers(data, question[_HEADER_BYTES:].lower()):
        raise OSError("answered another question")
    return data


def answers(data: bytes, asked: bytes) -> bool:
    """Return whether a message is a response to the question asked (in lower case); errors may leave it out."""
    if len(data) < _HEADER_BYTES or not data[2] & 0x80:
        return False
    questions = int.from_bytes(data[4:6])
    if questions == 0:
        return bool(data[3] & 0x0F)
    return questions == 1 and data[_HEADER_BYTES : _HEADER_BYTES + len(asked)].lower() == asked
