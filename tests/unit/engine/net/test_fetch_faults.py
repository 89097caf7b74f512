import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from desktop_scanner.core.failures import FailureKind
from tests.servers.hostile import Connection, HostileServer, keeps_alive, page
from tests.servers.visits import answer, failure, failure_at, visitor

HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

NOT_HTTP = {
    "garbage": b"\x00\x01\x02\xff" * 50 + b"\r\n\r\n",
    "another protocol": b"220 mail.hostile.test ESMTP ready\r\n\r\n",
    "HTTP/0.9": b"<html><title>Old</title></html>",
    "no status": b"HTTP/1.1\r\n\r\n",
    "a status of letters": b"HTTP/1.1 abc OK\r\n\r\n",
    "a NUL in a header": HEAD + b"X: a\0b\r\n\r\n",
    "a header without a colon": HEAD + b"nonsense\r\n\r\n",
    "a NUL in a header's name": HEAD + b"X\0Y: a\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "a negative length": HEAD + b"Content-Length: -5\r\n\r\nhello",
    "a length of letters": HEAD + b"Content-Length: five\r\n\r\nhello",
    "an unknown transfer coding": HEAD + b"Transfer-Encoding: rot13\r\n\r\nhello",
    "a broken chunk size": CHUNKED + b"5\r\nhello\r\nxyz\r\n",
    "a chunk longer than it says": CHUNKED + b"5\r\nhello world\r\n0\r\n\r\n",
    "an upgrade nobody asked for": b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
    "a head cut off": HEAD + b"Content-Ty",
    "a header line without end": HEAD + b"X: " + b"a" * 400_000,
    "a flood of headers": HEAD + b"a: b\r\n" * 5_000 + b"\r\n",
    "a flood of header bytes": HEAD + (b"a: " + b"b" * 1_000 + b"\r\n") * 150 + b"\r\n",
    "a flood of interim answers": b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000,
}


@pytest.mark.parametrize("said", NOT_HTTP.values(), ids=list(NOT_HTTP))
async def test_what_is_not_http_is_a_protocol_failure(said: bytes) -> None:
    assert (await failure(said)).failure.kind is FailureKind.HTTP_PROTOCOL


INCOMPLETE = {
    "a length too long": HEAD + b"Content-Length: 50\r\n\r\nhello",
    "a chunk cut off": CHUNKED + b"50\r\nhello",
    "chunks without a last one": CHUNKED + b"5\r\nhello\r\n",
}


@pytest.mark.parametrize("said", INCOMPLETE.values(), ids=list(INCOMPLETE))
async def test_a_body_that_ends_early_is_incomplete(said: bytes) -> None:
    assert (await failure(said)).failure.kind is FailureKind.BODY_INCOMPLETE


async def test_bytes_after_the_announced_length_are_no_part_of_the_page() -> None:
    assert (await answer(HEAD + b"Content-Length: 5\r\n\r\nhello world")).body == b"hello"


async def test_a_body_without_a_length_ends_with_the_connection() -> None:
    assert (await answer(HEAD + b"\r\nhello")).body == b"hello"


async def test_a_second_answer_to_one_request_is_not_taken_for_the_next_one() -> None:
    script = keeps_alive(page(b"the page") + page(b"a page that nobody asked for"))
    async with HostileServer(script) as server, visitor(server) as fetcher:
        bodies = [(await fetcher.get(server.url)).body for _ in range(3)]
    assert bodies == [b"the page"] * 3


async def test_nul_bytes_in_a_body_are_kept() -> None:
    assert (await answer(page(b"a\0b"))).body == b"a\0b"


async def hang_up_at_once(connection: Connection) -> None:
    await connection.request()


async def reset_at_once(connection: Connection) -> None:
    connection.reset()


async def reset_before_the_answer(connection: Connection) -> None:
    await connection.request()
    connection.reset()


async def reset_in_the_head(connection: Connection) -> None:
    await connection.request()
    await connection.send(HEAD + b"Content-")
    await asyncio.sleep(0.05)  # let the bytes arrive before the reset overtakes them
    connection.reset()


async def reset_in_the_body(connection: Connection) -> None:
    await connection.request()
    await connection.send(HEAD + b"Content-Length: 500\r\n\r\nhello")
    await asyncio.sleep(0.05)
    connection.reset()


@pytest.mark.parametrize("script", [hang_up_at_once, reset_at_once, reset_before_the_answer, reset_in_the_head])
async def test_a_connection_broken_off_before_the_answer_is_a_reset(
    script: Callable[[Connection], Awaitable[None]],
) -> None:
    error = await failure(script)
    assert error.failure.kind is FailureKind.CONNECT_RESET
    assert error.failure.retryable


async def test_a_connection_broken_off_in_the_body_is_an_incomplete_body() -> None:
    error = await failure(reset_in_the_body)
    assert (error.failure.kind, error.status) == (FailureKind.BODY_INCOMPLETE, 200)


async def silence(connection: Connection) -> None:
    await connection.request()
    await connection.stall()


async def dripping_head(connection: Connection) -> None:
    await connection.request()
    await connection.drip(HEAD + b"X: " + b"a" * 10_000, every_s=0.02)


async def dripping_body(connection: Connection) -> None:
    await connection.request()
    await connection.send(HEAD + b"Content-Length: 10000\r\n\r\n")
    await connection.drip(b"a" * 10_000, every_s=0.02)


async def interim_for_ever(connection: Connection) -> None:
    await connection.request()
    while True:
        await connection.send(b"HTTP/1.1 102 Processing\r\n\r\n")
        await asyncio.sleep(0.02)


async def fast_and_endless_crumbs(connection: Connection) -> None:
    await connection.request()
    await connection.send(CHUNKED)
    while True:
        await connection.send(b"1\r\na\r\n" * 5_000)


async def test_interim_answers_without_end_are_refused_before_the_deadline() -> None:
    async def script(connection: Connection) -> None:
        await connection.request()
        while True:
            await connection.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 500)

    assert (await failure(script)).failure.kind is FailureKind.HTTP_PROTOCOL


SLOW = [silence, dripping_head, dripping_body, interim_for_ever, fast_and_endless_crumbs]


@pytest.mark.parametrize("script", SLOW)
async def test_a_slow_answer_ends_at_the_deadline_of_the_whole_request(
    script: Callable[[Connection], Awaitable[None]],
) -> None:
    started = time.monotonic()
    error = await failure(script, request_timeout_s=0.4, max_bytes=400_000_000)
    assert error.failure.kind is FailureKind.READ_TIMEOUT
    assert time.monotonic() - started < 3
    assert error.elapsed_ms >= 390


async def test_a_body_in_crumbs_leaves_others_their_turn() -> None:
    gaps: list[float] = []

    async def heartbeat() -> None:
        while True:
            last = time.perf_counter()
            await asyncio.sleep(0.005)
            gaps.append(time.perf_counter() - last)

    async with asyncio.TaskGroup() as group:
        beating = group.create_task(heartbeat())
        await failure(fast_and_endless_crumbs, request_timeout_s=1, max_bytes=400_000_000)
        beating.cancel()
    assert len(gaps) > 10
    assert max(gaps) < 0.5


async def test_a_handshake_that_never_begins_ends_at_the_deadline() -> None:
    async with HostileServer(lambda connection: connection.stall(), scheme="https") as server:
        error = await failure_at(server, request_timeout_s=0.3)
    assert error.failure.kind is FailureKind.TLS_ERROR
    assert error.failure.retryable


async def test_a_page_too_large_is_not_read() -> None:
    error = await failure(page(b"x" * 2_000), max_bytes=1_000)
    assert (error.failure.kind, error.status) == (FailureKind.BODY_TOO_LARGE, 200)


async def test_a_page_without_a_length_is_read_to_the_limit_and_no_further() -> None:
    async def script(connection: Connection) -> None:
        await connection.request()
        await connection.send(HEAD + b"\r\n")
        while True:
            await connection.send(b"x" * 65536)

    assert (await failure(script, max_bytes=1_000_000)).failure.kind is FailureKind.BODY_TOO_LARGE


async def test_a_flood_of_cookies_is_not_sent_back() -> None:
    cookies = [b"Set-Cookie: c%d=%s" % (number, b"v" * 50) for number in range(400)]
    async with HostileServer(keeps_alive(page(b"", *cookies))) as server, visitor(server) as fetcher:
        await fetcher.get(server.url)
        await fetcher.get(server.url)
    assert b"c0=" in server.requests[1]
    assert len(server.requests[1]) < 8_000
