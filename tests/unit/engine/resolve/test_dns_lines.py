import asyncio
import socket

import dns.message
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core.name_servers import NameServer
from desktop_scanner.engine.resolve import dns_lines
from desktop_scanner.engine.resolve.dns_lines import Lines, Reply, answers, by_tcp
from tests.servers.dns import DnsServer, Fault
from tests.servers.dns import Reply as Said
from tests.servers.hostile import unused_port

QUESTION = dns.message.make_query("shop.test", "A").to_wire()
ASKED = QUESTION[12:]


async def one_reply(lines: Lines, server: NameServer) -> Reply:
    replies: asyncio.Queue[Reply] = asyncio.Queue()
    ticket = await lines.send(server, QUESTION, replies.put_nowait)
    reply = await asyncio.wait_for(replies.get(), 5)
    if ticket is not None:
        lines.forget(ticket)
    return reply


async def test_a_socket_carries_a_bounded_number_of_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_lines, "QUESTIONS_PER_SOCKET", 2)
    async with DnsServer({"shop.test": Said(a=("192.0.2.7",))}) as dns_server:
        lines, server = Lines(), NameServer("127.0.0.1", dns_server.port)
        for _ in range(5):
            assert isinstance((await one_reply(lines, server)).data, bytes)
        lines.close()
    assert len(dns_server.senders) == 3


async def test_an_old_socket_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_lines, "SOCKET_AGE_S", -1.0)
    async with DnsServer() as dns_server:
        lines = Lines()
        for _ in range(2):
            await one_reply(lines, NameServer("127.0.0.1", dns_server.port))
        lines.close()
    assert len(dns_server.senders) == 2


async def test_ids_differ_between_questions_and_from_the_message() -> None:
    async with DnsServer() as dns_server:
        lines = Lines()
        for _ in range(20):
            await one_reply(lines, NameServer("127.0.0.1", dns_server.port))
        lines.close()
    assert len({question.id for question in dns_server.questions}) > 15


async def test_a_worn_socket_stays_open_while_an_answer_is_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_lines, "QUESTIONS_PER_SOCKET", 1)
    async with DnsServer({"shop.test": [Said(delay_s=0.1), Said()]}) as dns_server:
        lines, server = Lines(), NameServer("127.0.0.1", dns_server.port)
        replies = await asyncio.gather(*(one_reply(lines, server) for _ in range(2)))
        assert all(isinstance(reply.data, bytes) for reply in replies)
        assert lines.waiting == 0
        lines.close()


async def test_nobody_there_is_told_to_all_who_wait() -> None:
    lines, server = Lines(), NameServer("127.0.0.1", unused_port())
    replies = await asyncio.gather(*(one_reply(lines, server) for _ in range(3)))
    assert [type(reply.data) for reply in replies] == [ConnectionRefusedError] * 3
    lines.close()


async def test_a_family_that_the_computer_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> socket.socket:
        raise OSError("no such family")

    lines = Lines()
    with monkeypatch.context() as patch:
        patch.setattr(socket, "socket", refuse)
        reply = await one_reply(lines, NameServer("127.0.0.1", 53))
    assert isinstance(reply.data, OSError)


async def test_datagrams_from_elsewhere_are_not_taken() -> None:
    async with DnsServer({"shop.test": Said(a=("192.0.2.7",), delay_s=0.1)}) as dns_server:
        lines, replies = Lines(), asyncio.Queue[Reply]()
        await lines.send(NameServer("127.0.0.1", dns_server.port), QUESTION, replies.put_nowait)
        await dns_server.was_asked("shop.test")
        forged = dns_server.questions[0].id.to_bytes(2) + b"\x81\x80" + QUESTION[4:]
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
            stranger.sendto(forged, dns_server.senders.pop())
        reply = await replies.get()
        lines.close()
    assert isinstance(reply.data, bytes)
    assert reply.data[7] == 1  # the true answer has a record, the forged one none


@pytest.mark.parametrize("fault", [Fault.GARBAGE, Fault.WRONG_ID, Fault.WRONG_QUESTION, Fault.HANG_UP])
async def test_over_tcp_a_foreign_answer_is_a_fault(fault: Fault) -> None:
    async with DnsServer({"shop.test": Said(a=("192.0.2.7",), fault=fault)}) as dns_server:
        reply = await by_tcp(NameServer("127.0.0.1", dns_server.port), QUESTION)
    assert isinstance(reply.data, OSError)


async def test_over_tcp_nobody_there_is_a_fault() -> None:
    assert isinstance((await by_tcp(NameServer("127.0.0.1", unused_port()), QUESTION)).data, ConnectionRefusedError)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (b"\0\0\x81\x80" + QUESTION[4:], True),
        (b"\0\0\x81\x80" + QUESTION[4:].swapcase(), True),
        (QUESTION, False),  # a question is no answer
        (b"\0\0\x81\x80\0\0\0\0\0\0\0\0", False),
        (b"\0\0\x81\x82\0\0\0\0\0\0\0\0", True),  # an error may leave the question out
        (b"\0\0\x81\x80\0\2" + QUESTION[6:] + ASKED, False),
        (b"", False),
    ],
)
def test_an_answer_repeats_its_question(message: bytes, expected: bool) -> None:
    assert answers(message, ASKED) is expected


@given(st.binary(max_size=80))
def test_no_bytes_upset_the_check(data: bytes) -> None:
    assert answers(data, ASKED) in (True, False)
