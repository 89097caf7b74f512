"""A name server on loopback, UDP and TCP on one port, that answers each name as a script says and keeps a log.

    async with DnsServer({"shop.test": Reply(a=("192.0.2.7",)), "slow.test": Reply(fault=Fault.SILENCE)}) as dns:
        options = ScanOptions(dns_servers=(dns.address,))

A script maps names to a Reply, to a list of them (one for each question of a type, the last for all further ones: a
name that is rebound), or to a function that gets the Question. "*.shop.test" stands for the names below shop.test,
"*" for all others; what matches nothing does not exist. A CNAME is followed within the script, as a resolver does.

The resolver asks for two random names of its own once something is found (`engine/dns_wildcard.py`): count with
`asked(name)`, not by the length of `questions`.
"""

import asyncio
import ipaddress
import struct
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from types import TracebackType


class Kind(IntEnum):
    """The types of records that the server knows."""

    A = 1
    NS = 2
    CNAME = 5
    SOA = 6
    MX = 15
    TXT = 16
    AAAA = 28
    DS = 43
    CAA = 257


class Rcode(IntEnum):
    """What an answer says of the question."""

    NOERROR = 0
    FORMERR = 1
    SERVFAIL = 2
    NXDOMAIN = 3
    NOTIMP = 4
    REFUSED = 5


class Fault(Enum):
    """What can be wrong with an answer as a whole; over TCP, TRUNCATED is answered in full."""

    SILENCE = "no answer at all"
    TRUNCATED = "the truncated flag and no records"
    GARBAGE = "bytes that are no DNS message"
    WRONG_ID = "the id of another question"
    WRONG_QUESTION = "an answer to a question about another name"
    CUT_OFF = "a message that ends in the middle of a record"
    POINTER_LOOP = "a name that points at itself"
    HANG_UP = "a TCP connection that closes at once; truncated over UDP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server says of a name; a type without records is answered with none of them and the zone's SOA."""

    a: Sequence[str] = ()
    aaaa: Sequence[str] = ()
    mx: Sequence[tuple[int, str]] = ()
    txt: Sequence[str] = ()
    ns: Sequence[str] = ()
    caa: Sequence[tuple[str, str]] = ()
    ds: Sequence[bytes] = ()
    cname: str | None = None
    ttl: int = 300
    rcode: Rcode = Rcode.NOERROR
    fault: Fault | None = None
    delay_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it arrived."""

    name: str
    kind: int
    is_tcp: bool
    id: int
    payload_bytes: int = 512  # what the asker takes over UDP

    @property
    def asked_for(self) -> str:
        """Return the question in short, such as "shop.test AAAA"."""
        return f"{self.name} {Kind(self.kind).name if self.kind in Kind.__members__.values() else self.kind}"


Entry = Reply | Sequence[Reply] | Callable[[Question], Reply]

NOT_FOUND = Reply(rcode=Rcode.NXDOMAIN, ttl=60)
MAX_HOPS = 30


class DnsServer:
    """Serves one script; `address` is what `dns_servers` takes, `questions` what was asked, `most_at_once` the peak."""

    def __init__(self, script: Mapping[str, Entry] | None = None, *, host: str = "127.0.0.1") -> None:
        self.script: dict[str, Entry] = dict(script or {})
        self.host = host
        self.port = 0
        self.questions: list[Question] = []
        self.senders: set[tuple[str, int]] = set()  # of datagrams
        self.at_once = 0
        self.most_at_once = 0
        self._turns: Counter[tuple[str, int]] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._news = asyncio.Condition()

    @property
    def address(self) -> str:
        """Return host and port as the option for name servers takes them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def names(self) -> set[str]:
        """Return the names that were asked for."""
        return {question.name for question in self.questions}

    def asked(self, name: str, kind: int | None = None) -> int:
        """Return how often a name was asked for."""
        return sum(question.name == name and kind in (None, question.kind) for question in self.questions)

    async def was_asked(self, name: str, times: int = 1) -> None:
        """Return when a name has been asked for that many times."""
        async with self._news:
            await self._news.wait_for(lambda: self.asked(name) >= times)

    async def __aenter__(self) -> "DnsServer":
        loop = asyncio.get_running_loop()
        while True:  # until one port is free for both
            self._tcp = await asyncio.start_server(self._converse, self.host, 0)
            self.port = self._tcp.sockets[0].getsockname()[1]
            try:
                self._udp, _ = await loop.create_datagram_endpoint(
                    lambda: _Udp(self), local_addr=(self.host, self.port)
                )
            except OSError:
                self._tcp.close()
            else:
                return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._udp.close()
        self._tcp.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._tcp.wait_closed()

    def answer_datagram(self, data: bytes, sender: tuple[str, int]) -> None:
        """Answer one datagram, in its own time."""
        self.senders.add(sender)

        async def answer() -> None:
            _, message = await self._answer(_question(data, is_tcp=False))
            if message is not None and not self._udp.is_closing():
                self._udp.sendto(message, sender)

        task = asyncio.create_task(answer(), name="answer a datagram")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while True:
                size = int.from_bytes(await reader.readexactly(2))
                question = _question(await reader.readexactly(size), is_tcp=True)
                reply, message = await self._answer(question)
                if reply.fault is Fault.HANG_UP:
                    return
                if message is not None:
                    writer.write(len(message).to_bytes(2) + message)
                    await writer.drain()
        except (EOFError, OSError, asyncio.CancelledError):
            pass  # the asker has left, or the server is closing
        finally:
            writer.close()
            self._tasks.discard(task)

    async def _answer(self, question: Question) -> tuple[Reply, bytes | None]:
        self.questions.append(question)
        async with self._news:
            self._news.notify_all()
        reply = self._reply(question)
        self._turns[question.name, question.kind] += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(reply.delay_s)
        finally:
            self.at_once -= 1
        return reply, _spoilt(self._message(question, reply), question, reply.fault)

    def _reply(self, question: Question, name: str | None = None) -> Reply:
        name = question.name if name is None else name
        entry = self.script.get(name)
        above = name
        while entry is None and above:
            above = above.partition(".")[2]
            entry = self.script.get(f"*.{above}" if above else "*")
        if entry is None:
            return NOT_FOUND
        if isinstance(entry, Reply):
            return entry
        if callable(entry):
            return entry(question)
        return entry[min(self._turns[name, question.kind], len(entry) - 1)]

    def _message(self, question: Question, reply: Reply) -> bytes:
        records: list[bytes] = []
        name = question.name
        while reply.cname is not None and len(records) < MAX_HOPS:
            records.append(_record(name, Kind.CNAME, reply.ttl, _name(reply.cname)))
            name = reply.cname
            if question.kind == Kind.CNAME:
                break
            reply = self._reply(question, name)
        found = _data(reply, question.kind)
        records += [_record(name, question.kind, reply.ttl, data) for data in found]
        authority = [] if records and found else [_record(_zone(name), Kind.SOA, reply.ttl, _soa(reply.ttl))]
        return _packed(question, reply.rcode, records, authority)


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, server: DnsServer) -> None:
        self._server = server

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._server.answer_datagram(data, addr)


def _question(data: bytes, *, is_tcp: bool) -> Question:
    number, _, _, _, _, additional = struct.unpack_from(">6H", data)
    labels, at = [], 12
    while size := data[at]:
        labels.append(data[at + 1 : at + 1 + size].decode("latin-1").lower())
        at += 1 + size
    kind = int.from_bytes(data[at + 1 : at + 3])
    # EDNS: the first additional record's name is the root, its type OPT, and its class the size of datagrams.
    payload = int.from_bytes(data[at + 8 : at + 10]) if additional and data[at + 5 : at + 8] == b"\0\0\x29" else 512
    return Question(".".join(labels), kind, is_tcp, number, payload)


def _data(reply: Reply, kind: int) -> list[bytes]:
    by_kind = {
        Kind.A: lambda: [ipaddress.IPv4Address(address).packed for address in reply.a],
        Kind.AAAA: lambda: [ipaddress.IPv6Address(address).packed for address in reply.aaaa],
        Kind.MX: lambda: [preference.to_bytes(2) + _name(host) for preference, host in reply.mx],
        Kind.TXT: lambda: [_text(text.encode()) for text in reply.txt],
        Kind.NS: lambda: [_name(host) for host in reply.ns],
        Kind.CAA: lambda: [b"\0" + _text(tag.encode()) + value.encode() for tag, value in reply.caa],
        # Before the digest: a key's tag, its algorithm, SHA-256.
        Kind.DS: lambda: [b"\x30\x39\x0d\x02" + digest for digest in reply.ds],
    }
    made = by_kind.get(kind)  # type: ignore[call-overload]
    return made() if made else []


def _packed(question: Question, rcode: Rcode, answers: Sequence[bytes], authority: Sequence[bytes]) -> bytes:
    flags = 0x8180 | rcode  # a response; recursion desired and available
    body = _name(question.name) + struct.pack(">2H", question.kind, 1)
    message = struct.pack(">6H", question.id, flags, 1, len(answers), len(authority), 0) + body
    message += b"".join([*answers, *authority])
    if question.is_tcp or len(message) <= max(512, question.payload_bytes):
        return message
    return struct.pack(">6H", question.id, flags | 0x0200, 1, 0, 0, 0) + body


def _spoilt(message: bytes, question: Question, fault: Fault | None) -> bytes | None:  # noqa: PLR0911 -- one a fault
    empty = struct.pack(">6H", question.id, 0x8380, 1, 0, 0, 0)
    asked = _name(question.name) + struct.pack(">2H", question.kind, 1)
    match fault:
        case Fault.SILENCE:
            return None
        case Fault.TRUNCATED | Fault.HANG_UP:
            return message if question.is_tcp else empty + asked
        case Fault.GARBAGE:
            return b"\xff" * 40
        case Fault.WRONG_ID:
            return (question.id ^ 0x5555).to_bytes(2) + message[2:]
        case Fault.WRONG_QUESTION:
            return message[:12] + _name("other.test") + message[12 + len(_name(question.name)) :]
        case Fault.CUT_OFF:
            return message[:-3]
        case Fault.POINTER_LOOP:
            here = 12 + len(asked)
            return message[:here] + (0xC000 | here).to_bytes(2) + message[here:]
    return message


def _record(name: str, kind: int, ttl: int, data: bytes) -> bytes:
    return _name(name) + struct.pack(">2HIH", kind, 1, ttl, len(data)) + data


def _name(name: str) -> bytes:
    labels = [label.encode("latin-1") for label in name.split(".") if label]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def _text(data: bytes) -> bytes:
    pieces = [data[at : at + 255] for at in range(0, len(data), 255)] or [b""]
    return b"".join(bytes([len(piece)]) + piece for piece in pieces)


def _zone(name: str) -> str:
    return name.rpartition(".")[2]


def _soa(ttl: int) -> bytes:
    return _name("ns.test") + _name("host.test") + struct.pack(">5I", 1, 3600, 600, 86400, ttl)
