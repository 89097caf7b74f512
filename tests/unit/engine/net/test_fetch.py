import asyncio
import gc
import gzip
import os
import time
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.net.fetch import Fetched, FetchError, Network
from tests.servers.hostile import Connection, HostileServer, keeps_alive, page, says, unused_port
from tests.servers.visits import answer, failure, visitor


async def test_an_answer_holds_what_came_and_whence() -> None:
    fetched = await answer(page(b"hello", b"X-Name: Gr\xc3\xbc\xc3\x9fe", b"x-old: caf\xe9"))
    assert (fetched.url, fetched.status, fetched.body) == ("http://hostile.test/", 200, b"hello")
    assert (fetched.header("X-Name"), fetched.header("x-old"), fetched.header("x-none")) == ("Grüße", "café", None)
    assert (fetched.address, fetched.tls) == ("127.0.0.1", None)
    assert fetched.started_at.tzinfo is UTC
    assert fetched.elapsed_ms >= 0


@pytest.mark.parametrize("status", [b"204 No Content", b"404 Not Found", b"429 Slow", b"503 Broken", b"999 Odd"])
async def test_every_status_is_an_answer(status: bytes) -> None:
    assert (await answer(page(b"", status=status))).status == int(status[:3])


async def test_the_body_of_an_error_is_read() -> None:
    assert (await answer(page(b"broken", status=b"500 Oh"))).body == b"broken"


@pytest.mark.parametrize(
    "location", [b"/next", b"http://[bad", b"http://a:99999/", b"//\xff\xfe", b"http://xn--\xf0/", b"x" * 900]
)
async def test_a_redirect_is_an_answer_wherever_it_leads(location: bytes) -> None:
    fetched = await answer(page(b"moved", b"Location: " + location, status=b"302 Found"))
    assert (fetched.status, fetched.body) == (302, b"moved")
    assert fetched.header("location")


async def test_a_redirect_counts_even_when_its_body_is_cut_off_or_endless() -> None:
    head = b"HTTP/1.1 301 Moved\r\nLocation: /next\r\nContent-Length: 90000000\r\n\r\n"
    fetched = await answer(head + b"x" * 70_000, max_bytes=1_000)
    assert (fetched.status, fetched.body) == (301, b"")


async def test_a_redirect_whose_body_drips_is_an_answer_before_the_deadline() -> None:
    async def script(connection: Connection) -> None:
        await connection.request()
        await connection.send(b"HTTP/1.1 301 Moved\r\nLocation: /next\r\nContent-Length: 900\r\n\r\n")
        await connection.stall()

    started = time.monotonic()
    assert (await answer(script, request_timeout_s=20)).status == 301
    assert time.monotonic() - started < 5


async def test_a_packed_page_is_unpacked() -> None:
    packed = gzip.compress(b"hello" * 100)
    assert (await answer(page(packed, b"Content-Encoding: gzip"))).body == b"hello" * 100


async def test_the_request_says_who_asks_and_what_can_be_unpacked() -> None:
    async with HostileServer(page(b"")) as server, visitor(server, user_agent="Käfer/1") as fetcher:
        await fetcher.get(server.url + "a?b=c#d")
    request = server.requests[0].decode()
    assert request.startswith("GET /a?b=c HTTP/1.1\r\nHost: hostile.test\r\n")
    assert "User-Agent: Käfer/1\r\n" in request
    assert "Accept-Encoding: gzip, deflate, br, zstd\r\n" in request


async def test_connections_are_kept_alive() -> None:
    async with HostileServer(keeps_alive(page(b"hello"))) as server, visitor(server) as fetcher:
        for _ in range(3):
            await fetcher.get(server.url)
    assert (server.connections, len(server.requests)) == (1, 3)


async def test_a_kept_connection_that_the_server_drops_at_the_next_request_is_replaced() -> None:
    async def script(connection: Connection) -> None:
        await connection.request()
        await connection.send(page(b"hello"))
        if connection.number == 1:
            await connection.request()  # and hangs up without an answer
        else:
            await connection.stall()

    async with HostileServer(script) as server, visitor(server) as fetcher:
        assert [(await fetcher.get(server.url)).status for _ in range(2)] == [200, 200]
    assert server.connections == 2


async def test_cookies_are_kept_within_a_domain_only() -> None:
    async with HostileServer(keeps_alive(page(b"", b"Set-Cookie: a=b"))) as server:
        for _ in range(2):
            async with visitor(server) as fetcher:
                await fetcher.get(server.url)
                await fetcher.get(server.url)
    assert [b"Cookie: a=b" in request for request in server.requests] == [False, True, False, True]


async def test_credentials_in_an_address_are_not_sent() -> None:
    async with HostileServer(page(b"")) as server, visitor(server) as fetcher:
        await fetcher.get("http://user:password@hostile.test/")
    assert b"authorization" not in server.requests[0].lower()


async def test_secret_headers_go_to_the_domain_and_its_subdomains_only() -> None:
    async with (
        HostileServer(page(b""), name="www.shop.test") as www,
        HostileServer(page(b""), name="api.shop.test") as api,
        HostileServer(page(b""), name="elsewhere.test") as elsewhere,
        visitor(www, api, elsewhere, headers=(("Authorization", "Bearer x"), ("X-Plain", "y"))) as fetcher,
    ):
        for server in (www, api, elsewhere):
            await fetcher.get(server.url)
        sent = [b"Bearer x" in server.requests[0] for server in (www, api, elsewhere)]
    assert sent == [True, True, False]
    assert b"X-Plain: y" in elsewhere.requests[0]


@pytest.mark.parametrize(
    "url",
    ["http://hostile.test:99999/", "http://xn--a/", "http://\ud800/", "ftp://hostile.test/", "hostile.test", ""]
    + [
        "http://",
        "javascript:alert(1)",
        "http://a b/",
        "http://[::1/",
        "http://%00/",
        "http://hostile.test/" + "x" * 70_000,
    ],
)
async def test_an_address_that_cannot_be_asked_for_is_a_failure_and_no_exception(url: str) -> None:
    async with HostileServer(page(b"")) as server, visitor(server) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(url)
    assert caught.value.failure.kind is FailureKind.HTTP_PROTOCOL
    assert not caught.value.failure.retryable
    assert server.connections == 0


@pytest.mark.parametrize("host", ["xn--e28h.test", "xn--bcher-kva.test", "shop_1.test"])
async def test_a_name_that_browsers_know_is_asked_for(host: str) -> None:
    async with HostileServer(page(b"hello"), name=host) as server, visitor(server) as fetcher:
        assert (await fetcher.get(server.url)).body == b"hello"
    assert f"\r\nHost: {host}\r\n".encode() in server.requests[0]


async def test_a_refused_connection_is_named_with_its_place() -> None:
    port = unused_port()
    network = Network(ScanOptions(allow_private=True))
    fetcher = network.fetcher()
    with pytest.raises(FetchError) as caught:
        await fetcher.get(f"http://127.0.0.1:{port}/")
    assert caught.value.failure.kind is FailureKind.CONNECT_REFUSED
    assert caught.value.failure.message == f"127.0.0.1:{port} refused the connection (127.0.0.1)."
    assert (caught.value.address, caught.value.status) == ("127.0.0.1", None)
    await fetcher.aclose()


async def test_a_failure_in_the_body_still_tells_status_and_headers() -> None:
    error = await failure(b"HTTP/1.1 503 Oh\r\nRetry-After: 7\r\nContent-Length: 50\r\n\r\nbut")
    assert error.failure.kind is FailureKind.BODY_INCOMPLETE
    assert (error.status, dict(error.headers)["retry-after"], error.address) == (503, "7", "127.0.0.1")


async def test_a_cancelled_request_is_cancelled_and_leaves_no_connection() -> None:
    async with HostileServer(lambda connection: connection.stall()) as server, visitor(server) as fetcher:
        task = asyncio.create_task(fetcher.get(server.url))
        await server.was_visited.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    gc.collect()  # a socket left open would be a ResourceWarning here


async def silence(connection: Connection) -> None:
    await connection.request()
    await connection.stall()


@pytest.mark.parametrize("moment", ["was_visited", "was_asked"])
async def test_closing_ends_a_request_under_way(moment: str) -> None:
    async with HostileServer(silence) as server, visitor(server) as fetcher:
        task = asyncio.create_task(fetcher.get(server.url))
        await getattr(server, moment).wait()
        await fetcher.aclose()
        with pytest.raises(FetchError) as caught:
            await task
    assert caught.value.failure.kind is FailureKind.CONNECT_RESET


async def test_many_requests_at_once_share_nothing_but_the_domain() -> None:
    async def script(connection: Connection) -> None:
        request = await connection.request()
        await connection.send(page(request.split()[1]))

    async with HostileServer(script) as server, visitor(server) as fetcher:
        fetched = await asyncio.gather(*(fetcher.get(f"{server.url}{n}") for n in range(50)))
    assert [one.body for one in fetched] == [b"/%d" % n for n in range(50)]
    assert all(isinstance(one, Fetched) for one in fetched)


@pytest.mark.parametrize(
    "options",
    [
        {"proxies": ("ftp://a",)},
        {"proxies": ("http://",)},
        {"ca_file": "/nonexistent/ca.pem"},
        {"headers": (("a b", "c"),)},
    ]
    + [{"headers": (("a", "b\r\nc: d"),)}, {"user_agent": "\ud800"}, {"connect_to": ("nonsense",)}],
)
def test_options_that_cannot_be_used_are_refused_at_once(options: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        Network(ScanOptions(**options))  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None, database=None)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=60),
            st.sampled_from(
                [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 F\r\n", b"\r\n", b"Content-Length: 5\r\n", b"hello"]
            ),
            st.sampled_from(
                [b"Transfer-Encoding: chunked\r\n", b"5\r\nhello\r\n", b"0\r\n\r\n", b"Set-Cookie: \xff=;;=\r\n"]
            ),
            st.sampled_from(
                [b"Location: http://[\r\n", b"Content-Encoding: gzip, br\r\n", b"Content-Type: text/\0\r\n"]
            ),
        ),
        max_size=8,
    )
)
def test_whatever_a_server_says_is_an_answer_or_a_failure(said: list[bytes]) -> None:
    async def visit() -> FailureKind | None:
        async with HostileServer(b"".join(said)) as server, visitor(server) as fetcher:
            try:
                await fetcher.get(server.url)
            except FetchError as error:
                return error.failure.kind
            return None

    assert asyncio.run(visit()) is not FailureKind.INTERNAL


async def test_names_resolved_are_told_for_a_ruled_host_too() -> None:
    async with HostileServer(says(page(b""))) as server, visitor(server) as fetcher:
        assert fetcher.addresses_of("hostile.test") == ()
        await fetcher.get(server.url)
        assert fetcher.addresses_of("hostile.test") == ("127.0.0.1",)


@pytest.mark.parametrize("header", [b"Content-Encoding: gzip", b"X-Plain: 1"])
async def test_of_a_body_that_is_too_large_the_beginning_is_taken_where_it_is_asked_for(header: bytes) -> None:
    text = os.urandom(300_000).hex().encode()
    body = gzip.compress(text) if b"gzip" in header else text
    async with HostileServer(page(body, header)) as server, visitor(server) as fetcher:
        fetched = await fetcher.get("http://hostile.test/", max_bytes=200_000, takes_beginning=True)
    assert 100_000 < len(fetched.body) <= 200_000
    assert text.startswith(fetched.body)


async def test_an_answer_tells_how_much_came_packed_or_unpacked() -> None:
    assert (await answer(page(gzip.compress(b"x" * 9_000), b"Content-Encoding: gzip"))).transferred_bytes == 9_000
    assert (await answer(page(b"x" * 9_000))).transferred_bytes > 9_000
