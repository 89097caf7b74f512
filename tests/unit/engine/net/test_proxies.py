import re
import ssl

import msgspec
import pytest

from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.core.results import DomainResult
from desktop_scanner.engine.net.fetch import Fetched
from tests.servers.certificates import Certificates
from tests.servers.hostile import HostileServer, Script, keeps_alive, page, says, unused_port
from tests.servers.proxy import HttpProxy, ProxyServer, SocksProxy
from tests.servers.sites import page as says_page
from tests.servers.visits import failure_at, visitor
from tests.unit.engine.scans import Bench, bench

NAME = "shop.test"
BOTH = pytest.mark.parametrize("make", [HttpProxy, SocksProxy])


def site(context: ssl.SSLContext | None = None) -> HostileServer:
    return HostileServer(keeps_alive(page(b"hello")), name=NAME, context=context)


def routes(server: HostileServer) -> dict[tuple[str, int], tuple[str, int]]:
    return {(NAME, port): ("127.0.0.1", server.port) for port in (80, 443)}


async def through(proxy: ProxyServer, server: HostileServer, **options: object) -> Fetched:
    async with visitor(proxies=(proxy.url,), **options) as fetcher:
        fetched = await fetcher.get(server.url)
        assert fetcher.addresses_of(NAME) == ()
        return fetched


@BOTH
async def test_a_plain_page_is_read_through_a_proxy_that_resolves_its_name(make: type[ProxyServer]) -> None:
    async with site() as server, make(routes(server)) as proxy:
        fetched = await through(proxy, server)
    assert (fetched.body, fetched.address, proxy.asked) == (b"hello", None, ["shop.test:80"])


@BOTH
async def test_an_encrypted_page_is_verified_through_a_proxy(
    make: type[ProxyServer], certificates: Certificates
) -> None:
    async with site(certificates.good(NAME)) as server, make(routes(server)) as proxy:
        fetched = await through(proxy, server, ca_file=str(certificates.ca_file))
    assert fetched.tls is not None
    assert (fetched.tls.verified, proxy.asked) == (True, ["shop.test:443"])


@BOTH
async def test_a_bad_certificate_behind_a_proxy_keeps_its_kind(
    make: type[ProxyServer], certificates: Certificates
) -> None:
    async with site(certificates.expired(NAME)) as server, make(routes(server)) as proxy:
        error = await failure_at(server, ca_file=str(certificates.ca_file), proxies=(proxy.url,), connect_to=())
    assert error.failure.kind is FailureKind.TLS_EXPIRED


@BOTH
async def test_credentials_are_given_to_the_proxy_and_to_nobody_else(make: type[ProxyServer]) -> None:
    async with site() as server, make(routes(server), login="anna:s3cret") as proxy:
        assert (await through(proxy, server)).body == b"hello"
        error = await failure_at(server, proxies=(proxy.url_without_login,), connect_to=())
    assert (error.failure.kind, error.failure.retryable) == (FailureKind.PROXY_ERROR, False)
    assert "asks for a user name" in error.failure.message


@BOTH
async def test_wrong_credentials_are_told(make: type[ProxyServer]) -> None:
    async with site() as server, make(routes(server), login="anna:right") as proxy:
        error = await failure_at(server, proxies=(proxy.url.replace("right", "wrong"),), connect_to=())
    assert error.failure.kind is FailureKind.PROXY_ERROR
    assert "wrong" not in error.failure.message


@pytest.mark.parametrize(("make", "why"), [(HttpProxy, "answered 502"), (SocksProxy, "the connection was refused")])
async def test_what_the_proxy_cannot_reach_is_the_proxys_failure(make: type[ProxyServer], why: str) -> None:
    async with HostileServer(says(b""), name=NAME, scheme="https") as server, make({}) as proxy:
        error = await failure_at(server, proxies=(proxy.url,), connect_to=())
    assert (error.failure.kind, error.failure.stage) == (FailureKind.PROXY_ERROR, Stage.PROXY)
    assert why in error.failure.message


async def test_a_proxy_that_is_not_there_is_named() -> None:
    async with site() as server:
        error = await failure_at(server, proxies=(f"http://127.0.0.1:{unused_port()}",), connect_to=())
    assert error.failure.kind is FailureKind.PROXY_ERROR
    assert re.match(r"The proxy cannot be used: 127\.0\.0\.1:\d+ refused the connection", error.failure.message)


@BOTH
@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "169.254.169.254", "localhost", "printer.local", "2130706433"])
async def test_private_places_are_not_asked_of_a_proxy(make: type[ProxyServer], host: str) -> None:
    async with make({}) as proxy:
        error = await failure_at(HostileServer(b"", name=host), proxies=(proxy.url,), connect_to=())
    assert error.failure.kind is FailureKind.ADDRESS_BLOCKED
    assert proxy.asked == []


@BOTH
async def test_private_places_are_asked_for_where_the_user_allows_it(make: type[ProxyServer]) -> None:
    async with (
        site() as server,
        make({("127.0.0.1", server.port): ("127.0.0.1", server.port)}) as proxy,
        visitor(proxies=(proxy.url,), allow_private=True) as fetcher,
    ):
        fetched = await fetcher.get(f"http://127.0.0.1:{server.port}/")
    assert fetched.body == b"hello"


@BOTH
async def test_a_rule_holds_behind_a_proxy_and_keeps_the_host(
    make: type[ProxyServer], certificates: Certificates
) -> None:
    for context in (None, certificates.good(NAME)):
        async with site(context) as server, make({("127.0.0.1", server.port): ("127.0.0.1", server.port)}) as proxy:
            fetched = await through(proxy, server, ca_file=str(certificates.ca_file), connect_to=server.connect_to)
        assert (fetched.body, proxy.asked) == (b"hello", [f"127.0.0.1:{server.port}"])
        assert b"Host: shop.test\r\n" in server.requests[0]


async def test_an_encrypted_proxy_carries_an_encrypted_page(certificates: Certificates) -> None:
    async with site(certificates.good(NAME)) as server:
        proxy = HttpProxy(routes(server))
        await proxy.start(certificates.good("localhost"))
        options = {"ca_file": str(certificates.ca_file), "connect_to": ()}
        async with visitor(proxies=(f"https://localhost:{proxy.port}",), **options) as fetcher:
            fetched = await fetcher.get(server.url)
        await proxy.__aexit__(None, None, None)
    assert fetched.tls is not None
    assert (fetched.body, fetched.tls.san) == (b"hello", (NAME,))


@pytest.mark.parametrize("scheme", ["http", "socks5"])
@pytest.mark.parametrize(
    "said", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nmore", b"x" * 100_000, b"\x05\x00\x05"]
)
async def test_a_proxy_that_talks_nonsense_is_the_failure(scheme: str, said: bytes) -> None:
    async def script(connection: object) -> None:
        await connection.receive()  # type: ignore[attr-defined]
        await connection.send(said)  # type: ignore[attr-defined]

    talks: Script = script
    async with HostileServer(talks) as proxy, HostileServer(b"", name=NAME, scheme="https") as server:
        error = await failure_at(server, proxies=(f"{scheme}://127.0.0.1:{proxy.port}",), connect_to=())
    assert error.failure.kind is FailureKind.PROXY_ERROR


async def test_a_silent_proxy_ends_at_the_deadline() -> None:
    async with HostileServer(lambda connection: connection.stall()) as proxy:
        server = HostileServer(b"", name=NAME, scheme="https")
        error = await failure_at(
            server, proxies=(f"socks5://127.0.0.1:{proxy.port}",), connect_to=(), request_timeout_s=0.3
        )
    assert error.failure.kind is FailureKind.PROXY_ERROR


@BOTH
async def test_a_site_without_https_is_found_behind_a_proxy(make: type[ProxyServer]) -> None:
    async with bench({"a.test": {"/": says_page("Here")}}, retries=0) as made:
        plain = next(rule.rsplit(":", 1)[1] for rule in made.options.connect_to if rule.startswith(":80:"))
        async with make({("127.0.0.1", int(plain)): ("127.0.0.1", int(plain))}) as proxy:
            result = await scanned_through(made, proxy.url)
    assert (result.status, result.final_url, result.title) == ("completed", "http://a.test/", "Here")
    assert result.ip_addresses == ()
    closed = [door for door in result.doors if door.url.startswith("https:")]
    assert {door.failure and door.failure.kind for door in closed} == {FailureKind.PROXY_ERROR}


async def test_a_domain_behind_a_dead_proxy_fails_by_the_proxys_name() -> None:
    async with bench({"a.test": {}}, retries=0) as made:
        result = await scanned_through(made, f"http://anna:hunter2@127.0.0.1:{unused_port()}")
    assert result.failure is not None
    assert (result.failure.kind, result.failure.attempts) == (FailureKind.PROXY_ERROR, 1)
    assert "hunter2" not in repr(result)


async def scanned_through(made: Bench, proxy: str) -> DomainResult:
    options = msgspec.structs.replace(made.options, proxies=(proxy,))
    again = Bench(made.server, options)
    try:
        return await again.scan("a.test")
    finally:
        await again.aclose()
