import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme

from desktop_scanner.core import proxy_urls
from desktop_scanner.core.errors import (
    RemoteAnswerError,
    RemoteAuthError,
    RemoteBusyError,
    RemoteError,
    RemoteTooLargeError,
    RemoteUnreachableError,
    SettingsError,
)
from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote.exchange import Bounds, Exchange
from desktop_scanner.remote.request import Request
from tests.servers.hostile import BlackHole, Connection, HostileServer, Script, keeps_alive, page, unused_port
from tests.servers.proxy import HttpProxy, SocksProxy
from tests.servers.v3.fault_proxy import PORTAL, Fault, FaultProxy, busy, redirect
from tests.servers.v3.serving import HttpServer, Said

SECRET = "hunter2-token"
GET, POST = Request("GET", "/x"), Request("POST", "/x", parts=lambda: iter((b"{}",)))
QUICK = Bounds(connect_s=0.4, answer_s=0.4, line_s=0.4, upload_s=0.4)
HANG_UP = b"Connection: close"


@asynccontextmanager
async def exchange(url: str, bounds: Bounds | None = None, **profile: object) -> AsyncIterator[Exchange]:
    its = RemoteProfile(name="office", base_url=url, **profile)  # type: ignore[arg-type]
    async with Exchange(its, Token(SECRET), bounds=bounds) as made:
        yield made


@asynccontextmanager
async def hostile(
    script: Script | bytes, bounds: Bounds | None = None
) -> AsyncIterator[tuple[Exchange, HostileServer]]:
    async with HostileServer(script) as server, exchange(f"http://127.0.0.1:{server.port}", bounds) as made:
        yield made, server


async def fails(made: Exchange, request: Request = GET) -> RemoteError:
    with pytest.raises(RemoteError) as caught:
        await made.ask(request)
    assert SECRET not in f"{caught.value!r} {caught.value}"
    return caught.value


async def test_an_answer_is_given_whole_and_the_token_sent() -> None:
    async with hostile(page(b'{"a":1}', b"Content-Type: application/json", b"Date: today")) as (made, server):
        answer = await made.ask(Request("GET", "/x", {"since": "a b"}))
    assert (answer.status, answer.body, answer.content_type, answer.date) == (
        200,
        b'{"a":1}',
        "application/json",
        "today",
    )
    assert b"Authorization: Bearer hunter2-token" in server.requests[0]
    assert server.requests[0].startswith(b"GET /x?since=a+b HTTP/1.1")


async def test_a_packed_answer_is_unpacked() -> None:
    async with hostile(page(gzip.compress(b"{}"), b"Content-Encoding: gzip")) as (made, server):
        assert (await made.ask(GET)).body == b"{}"
    assert b"Accept-Encoding: gzip\r\n" in server.requests[0]


@pytest.mark.parametrize(
    "answer",
    [
        page(gzip.compress(b"x" * 9_000)[:-9], b"Content-Encoding: gzip"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 O",
        b"\x16\x03\x01 no HTTP at all",
        b"",
    ],
)
@pytest.mark.parametrize("request_", [GET, POST])
async def test_an_answer_that_breaks_off_is_told_and_may_pass(answer: bytes, request_: Request) -> None:
    async with hostile(answer) as (made, _):
        error = await fails(made, request_)
    assert isinstance(error, RemoteUnreachableError | RemoteAnswerError)
    assert error.is_passing
    assert error.may_have_arrived is (request_ is POST)


async def test_an_answer_beyond_the_bound_is_not_taken() -> None:
    async def endless(connection: Connection) -> None:
        await connection.request()
        await connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while True:
            await connection.send(b"[" * 65_536)

    async with hostile(endless, Bounds(answer_bytes=1_000_000)) as (made, _):
        assert "larger than 1,000,000 bytes" in str(await fails(made))


async def test_a_bomb_is_not_unpacked_beyond_the_bound() -> None:
    bomb = page(gzip.compress(bytes(30_000_000)), b"Content-Encoding: gzip")
    async with hostile(bomb, Bounds(answer_bytes=1_000_000)) as (made, _):
        assert "larger than 1,000,000 bytes" in str(await fails(made))


async def test_an_answer_of_100_megabytes_is_taken() -> None:
    body = b'{"a":"' + b"x" * 100_000_000 + b'"}'
    async with hostile(page(body)) as (made, _):
        assert len((await made.ask(GET)).body) == len(body)


@pytest.mark.parametrize("where", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"])
async def test_a_server_that_drips_is_given_up_at_the_deadline(where: bytes) -> None:
    async def drips(connection: Connection) -> None:
        await connection.request()
        await connection.send(where)
        await connection.drip(b"x" * 999, 0.02)

    async with hostile(drips, QUICK) as (made, _):
        error = await fails(made)
    assert isinstance(error, RemoteUnreachableError)
    assert "did not answer in time" in str(error)


async def test_questions_that_were_given_up_do_not_hold_up_others() -> None:
    is_silent = True

    async def script(connection: Connection) -> None:
        await connection.request()
        if is_silent:
            await connection.stall()
        await connection.send(page(b"{}", HANG_UP))

    async with hostile(script, QUICK) as (made, _):
        errors = await asyncio.gather(*(made.ask(GET) for _ in range(20)), return_exceptions=True)
        assert {type(error) for error in errors} == {RemoteUnreachableError}
        is_silent = False
        assert [(await made.ask(request)).body for request in (GET, POST)] == [b"{}", b"{}"]


async def test_where_nobody_listens_nothing_arrived() -> None:
    async with exchange(f"http://127.0.0.1:{unused_port()}") as made:
        error = await fails(made, POST)
    assert isinstance(error, RemoteUnreachableError)
    assert (error.is_passing, error.may_have_arrived) == (True, False)


async def test_an_address_that_never_answers_is_given_up_and_nothing_arrived() -> None:
    with BlackHole() as port:
        async with exchange(f"http://127.0.0.1:{port}", QUICK) as made:
            error = await fails(made, POST)
    assert isinstance(error, RemoteUnreachableError)


async def test_a_kept_connection_that_was_closed_meanwhile_costs_a_question_nothing() -> None:
    async def once(connection: Connection) -> None:
        await connection.request()
        if connection.number == 1:
            await connection.send(page(b"1"))
            await connection.request()  # and then it hangs up, as a server does in the same moment
        else:
            await connection.send(page(b"2"))

    async with hostile(once) as (made, server):
        assert [(await made.ask(GET)).body, (await made.ask(GET)).body] == [b"1", b"2"]
    assert server.connections == 2


async def test_what_must_not_be_sent_twice_is_sent_once_over_a_new_connection() -> None:
    async with hostile(keeps_alive(page(b"{}"))) as (made, server):
        for request in (GET, POST, POST):
            await made.ask(request)
    assert server.connections == 3
    async with hostile(b"") as (made, server):
        await fails(made, POST)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
async def test_a_redirect_within_the_origin_is_followed_for_a_question(status: str) -> None:
    async with HttpServer() as server:
        server.overrides = {"/x": Said(int(status), headers={"location": "/y/"}), "/y/": Said(body=b"{}")}
        async with exchange(server.url) as made:
            assert (await made.ask(GET)).body == b"{}"
            error = await fails(made, POST)
    assert "/y/" in str(error)
    assert not error.may_have_arrived
    assert [(each.method, each.path) for each in server.asked] == [("GET", "/x"), ("GET", "/y/"), ("POST", "/x")]


async def test_a_redirect_to_elsewhere_is_named_and_not_followed() -> None:
    async with HttpServer() as elsewhere, HttpServer() as server:
        for to in (
            f"{elsewhere.url}/x",
            "https://portal.test/?back=1",
            "//portal.test/",
            "ftp://portal.test",
            "http://[:",
        ):
            server.overrides = {"/x": Said(302, headers={"location": to})}
            async with exchange(server.url) as made:
                assert isinstance(await fails(made), RemoteAnswerError)
    assert elsewhere.asked == []


async def test_a_loop_of_redirects_ends() -> None:
    async with HttpServer() as server:
        server.overrides = {"/x": Said(302, headers={"location": "/x"})}
        async with exchange(server.url) as made:
            assert "without end" in str(await fails(made))
    assert len(server.asked) == 6


async def test_a_captive_portal_is_called_by_its_name() -> None:
    sign_in = b"HTTP/1.1 511 Network Authentication Required\r\nContent-Length: 0\r\n\r\n"
    faults = (PORTAL, Fault(sign_in), redirect("http://192.0.2.1/login"))
    async with FaultProxy(unused_port(), *faults) as wire, exchange(wire.url) as made:
        first, second, third = [await fails(made) for _ in range(3)]
    assert "web page (Hotel Wi-Fi & Spa) and not with data" in str(first)
    assert "Sign in to the network" in str(second)
    assert "192.0.2.1" in str(third)
    assert all(error.is_passing for error in (first, second, third))


async def test_a_page_in_the_place_of_an_answer_leaves_open_what_happened_but_a_networks_own_word_does_not() -> None:
    sign_in = b"HTTP/1.1 511 Network Authentication Required\r\nContent-Length: 0\r\n\r\n"
    async with FaultProxy(unused_port(), PORTAL, Fault(sign_in)) as wire, exchange(wire.url) as made:
        assert [(await fails(made, POST)).may_have_arrived for _ in range(2)] == [True, False]


@pytest.mark.parametrize("status", ["429 Too Many", "503 Busy"])
@pytest.mark.parametrize("request_", [GET, POST])
async def test_a_busy_server_says_how_long_to_wait(status: str, request_: Request) -> None:
    async with FaultProxy(0, otherwise=busy(status, "17")) as wire, exchange(wire.url) as made:
        error = await fails(made, request_)
    assert isinstance(error, RemoteBusyError)
    assert (error.retry_after_s, error.is_passing, error.may_have_arrived) == (17, True, False)


@pytest.mark.parametrize(("status", "may"), [(400, False), (413, False), (500, True), (502, True), (504, True)])
async def test_after_a_refusal_it_is_known_whether_anything_happened(status: int, may: bool) -> None:
    async with hostile(page(b"", HANG_UP, status=b"%d No" % status)) as (made, _):
        assert (await fails(made, POST)).may_have_arrived is may
    async with hostile(page(b"", HANG_UP, status=b"%d No" % status)) as (made, _):
        assert (await fails(made, GET)).may_have_arrived is False


async def test_an_upload_that_is_refused_before_it_is_read_is_told_as_what_it_is() -> None:
    async def refuses(connection: Connection) -> None:
        await connection.request()
        await connection.send(page(b"", status=b"413 Too Large"))

    big = Request("PUT", "/x", parts=lambda: (b"x" * 65_536 for _ in range(200)))
    async with hostile(refuses) as (made, _):
        error = await fails(made, big)
    assert isinstance(error, RemoteTooLargeError | RemoteUnreachableError)


async def test_a_server_that_repeats_the_token_does_not_bring_it_into_an_error() -> None:
    told = b'{"error":true,"message":"no user for Bearer hunter2-token","status_code":401}'
    async with hostile(page(told, HANG_UP, status=b"401 No")) as (made, _):
        error = await fails(made)
    assert isinstance(error, RemoteAuthError)
    assert "no user for Bearer ***" in str(error)
    assert error.problems == ("no user for Bearer ***",)


async def test_without_a_token_a_401_asks_for_one() -> None:
    async with HostileServer(page(b"", HANG_UP, status=b"401 No")) as server:
        its = RemoteProfile(name="office", base_url=f"http://127.0.0.1:{server.port}")
        async with Exchange(its) as made:
            error = await fails(made)
    assert "none is known for it" in str(error)
    assert b"authorization" not in server.requests[0].lower()


def test_a_token_is_not_sent_unencrypted_unless_the_user_agreed() -> None:
    with pytest.raises(SettingsError, match="--allow-plain-http"):
        Exchange(RemoteProfile(name="office", base_url="http://scan.test"), Token(SECRET))
    Exchange(RemoteProfile(name="office", base_url="http://scan.test"))
    Exchange(RemoteProfile(name="office", base_url="http://scan.test", allows_plain_http=True), Token(SECRET))


async def lines(made: Exchange) -> list[bytes]:
    return [line async for line in made.lines(GET)]


@pytest.mark.parametrize("packs", [True, False])
async def test_lines_come_as_they_are_sent(packs: bool) -> None:
    rest = asyncio.Event()

    async def parts() -> AsyncIterator[bytes]:
        yield b"one\ntw"
        await rest.wait()
        yield b"o\n"

    async with HttpServer() as server:
        server.packs = packs
        server.overrides = {"/x": Said(parts=parts())}
        async with exchange(server.url) as made:
            stream = made.lines(GET)
            assert await anext(stream) == b"one"
            rest.set()
            assert [line async for line in stream] == [b"two"]


async def test_a_stream_that_breaks_off_gives_what_came_before_it() -> None:
    async with hostile(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\none\ntwo\n\r\n9\r\nthr") as (
        made,
        _,
    ):
        stream = made.lines(GET)
        assert [await anext(stream), await anext(stream)] == [b"one", b"two"]
        with pytest.raises(RemoteUnreachableError):
            await anext(stream)


async def test_a_stream_may_last_but_each_line_has_its_deadline() -> None:
    async def script(connection: Connection) -> None:
        await connection.request()
        await connection.send(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(4):
            await asyncio.sleep(0.15)
            await connection.send(b"line\n")
        await connection.drip(b"x" * 999, 0.02)

    async with hostile(script, QUICK) as (made, _):
        stream = made.lines(GET)
        assert [await anext(stream) for _ in range(4)] == [b"line"] * 4
        with pytest.raises(RemoteUnreachableError, match="in time"):
            await anext(stream)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (page(b"x" * 2_000), "line of more than 1,000 bytes"),
        (page(b"<html><title>Hotel</title>"), "Hotel"),
        (page(gzip.compress(b"a\nb\n" * 99)[:-9], b"Content-Encoding: gzip"), "ends in the middle"),
        (page(b"", status=b"503 Busy"), "503"),
    ],
)
async def test_a_stream_that_cannot_be_used_is_told(answer: bytes, says: str) -> None:
    async with hostile(answer, Bounds(line_bytes=1_000)) as (made, _):
        with pytest.raises(RemoteError, match=says):
            await lines(made)


async def test_an_authority_of_ones_own_is_trusted_and_others_are_named(tmp_path: Path) -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    async with HttpServer(context=context) as server:
        server.overrides = {"/x": Said(body=b"{}")}
        async with exchange(server.url, ca_file=str(tmp_path / "ca.pem")) as made:
            assert (await made.ask(GET)).body == b"{}"
        async with exchange(server.url) as made:
            assert "--ca-file" in str(await fails(made))
        async with exchange(f"https://127.0.0.1:{unused_port()}", ca_file=str(tmp_path / "ca.pem")) as made:
            assert "no connection" in str(await fails(made))


async def test_a_server_without_tls_is_told_as_that() -> None:
    async def speaks_first(connection: Connection) -> None:
        await connection.send(b"HTTP/1.1 400 No\r\n\r\n")
        await connection.stall()

    async with HostileServer(speaks_first) as server, exchange(f"https://127.0.0.1:{server.port}") as made:
        assert "does not speak TLS" in str(await fails(made))


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_a_file_without_authorities_is_refused(content: str | None, tmp_path: Path) -> None:
    if content:
        (tmp_path / "ca.pem").write_text(content)
    with pytest.raises(SettingsError, match=r"ca\.pem"):
        async with exchange("https://127.0.0.1:1", ca_file=str(tmp_path / "ca.pem")):
            pass


async def _at_once(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
async def test_a_proxy_is_used_with_its_password(
    kind: type[HttpProxy | SocksProxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.servers.proxy._slowly", _at_once)  # httpcore wants each SOCKS message in one piece
    async with HostileServer(page(b"{}")) as server:
        there = ("scan.test", 80)
        async with kind({there: ("127.0.0.1", server.port)}, login="me:pass") as proxy:
            its = RemoteProfile(name="office", base_url="http://scan.test", proxy=proxy.url_without_login)
            async with Exchange(its, proxy=proxy_urls.parse(proxy.url)) as made:
                assert (await made.ask(GET)).body == b"{}"
    assert proxy.asked == ["scan.test:80"]


async def test_a_proxy_that_does_not_know_the_password_is_told_as_that() -> None:
    async with HttpProxy({}, login="me:pass") as proxy:
        for url in ("http://scan.test", "https://scan.test"):
            async with exchange(url, proxy=proxy.url_without_login, allows_plain_http=True) as made:
                assert "proxy" in str(await fails(made))
