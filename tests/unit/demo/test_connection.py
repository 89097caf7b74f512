import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from desktop_scanner.demo import connection
from desktop_scanner.demo.answers import Answer
from desktop_scanner.demo.connection import Connection

Talk = Callable[[bytes], Awaitable[bytes]]
GET = b"GET /%b HTTP/1.1\r\nHost: sample.de\r\n%b\r\n"


def respond(host: str, target: str) -> Answer:
    return Answer(status=200, headers=(("X-Asked", f"{host}{target}"),), body=b"hello")


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    """Send bytes over one connection and return everything that comes back until the server ends it."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await Connection(reader, writer, respond).run()

    async def talked(data: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(data)
        received = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        return received

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield talked


def last(path: bytes = b"") -> bytes:
    return GET % (path, b"Connection: close\r\n")


async def test_a_request_gets_its_answer_whole(talk: Talk) -> None:
    head, _, body = (await talk(last(b"faq"))).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert b"Content-Length: 5" in head
    assert b"X-Asked: sample.de/faq" in head
    assert body == b"hello"


async def test_the_answer_to_head_has_the_length_and_no_body(talk: Talk) -> None:
    received = await talk(last().replace(b"GET", b"HEAD"))
    assert b"Content-Length: 5" in received
    assert received.endswith(b"\r\n\r\n")


async def test_a_connection_serves_several_requests(talk: Talk) -> None:
    received = await talk(GET % (b"one", b"") + last(b"two"))
    assert received.index(b"sample.de/one") < received.index(b"sample.de/two")


async def test_an_old_client_s_connection_is_closed_after_one_answer(talk: Talk) -> None:
    assert (await talk(b"GET / HTTP/1.0\r\nHost: sample.de\r\n\r\n")).endswith(b"hello")


async def test_a_request_s_body_is_read_and_other_methods_are_not_allowed(talk: Talk) -> None:
    post = b"POST / HTTP/1.1\r\nHost: sample.de\r\nContent-Length: 4\r\n\r\na=bc"
    received = await talk(post + last(b"after"))
    assert received.startswith(b"HTTP/1.1 405 ")
    assert b"Allow: GET, HEAD" in received
    assert b"sample.de/after" in received


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET http://sample.de/ HTTP/1.1\r\nHost: sample.de\r\nConnection: close\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: sample.de\r\nX: " + b"x" * connection.MAX_HEAD_BYTES, b"431"),
        (b"POST / HTTP/1.1\r\nHost: sample.de\r\nContent-Length: 65537\r\n\r\n" + b"x" * 65_537, b"413"),
    ],
)
async def test_what_cannot_be_read_is_refused_and_ends_the_connection(
    talk: Talk, request_bytes: bytes, status: bytes
) -> None:
    assert (await talk(request_bytes)).startswith(b"HTTP/1.1 " + status)


async def test_a_client_that_says_nothing_is_hung_up_on(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "IDLE_S", 0.05)
    assert await talk(b"GET / HTTP/1.1\r\nHo") == b""
