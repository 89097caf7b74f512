import re
import ssl

import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.engine import proxies
from desktop_scanner.engine.fetch import Fetched
from tests.servers.certificates import Certificates
from tests.servers.hostile import HostileServer, Script, keeps_alive, page, says, unused_port
from tests.servers.proxy import HttpProxy, ProxyServer, SocksProxy
from tests.servers.visits import failure_at, visitor

NAME = "shop.test"
BOTH = pytest.mark.parametrize("make", [HttpProxy, SocksProxy])


def site(context: ssl.SSLContext | None = None) -> HostileServer:
    return HostileServer(keeps_alive(page(b"hello")), name=NAME, context=context)


def routes(server: HostileServer) -> dict[tuple[str, int], tuple[str, int]]:
    return {(NAME, port): ("127.0.0.1", server.port) for port in (80, 443)}


async def through(proxy: ProxyServer, server: HostileServer, **options: object) -> Fetched:
    async with visitor(proxy=proxy.url, **options) as fetcher:
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
        error = await failure_at(server, ca_file=str(certificates.ca_file), proxy=proxy.url, connect_to=())
    assert error.failure.kind is FailureKind.TLS_EXPIRED


@BOTH
async def test_credentials_are_given_to_the_proxy_and_to_nobody_else(make: type[ProxyServer]) -> None:
    async with site() as server, make(routes(server), login="anna:s3cret") as proxy:
        assert (await through(proxy, server)).body == b"hello"
        error = await failure_at(server, proxy=proxy.url_without_login, connect_to=())
    assert (error.failure.kind, error.failure.retryable) == (FailureKind.PROXY_ERROR, False)
    assert "asks for a user name" in error.failure.message


@BOTH
async def test_wrong_credentials_are_told(make: type[ProxyServer]) -> None:
    async with site() as server, make(routes(server), login="anna:right") as proxy:
        error = await failure_at(server, proxy=proxy.url.replace("right", "wrong"), connect_to=())
    assert error.failure.kind is FailureKind.PROXY_ERROR
    assert "wrong" not in error.failure.message


@pytest.mark.parametrize(("make", "why"), [(HttpProxy, "answered 502"), (SocksProxy, "the connection was refused")])
async def test_what_the_proxy_cannot_reach_is_the_proxys_failure(make: type[ProxyServer], why: str) -> None:
    async with HostileServer(says(b""), name=NAME, scheme="https") as server, make({}) as proxy:
        error = await failure_at(server, proxy=proxy.url, connect_to=())
    assert (error.failure.kind, error.failure.stage) == (FailureKind.PROXY_ERROR, Stage.PROXY)
    assert why in error.failure.message


async def test_a_proxy_that_is_not_there_is_named() -> None:
    async with site() as server:
        error = await failure_at(server, proxy=f"http://127.0.0.1:{unused_port()}", connect_to=())
    assert error.failure.kind is FailureKind.PROXY_ERROR
    assert re.match(r"The proxy cannot be used: 127\.0\.0\.1:\d+ refused the connection", error.failure.message)


@BOTH
@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "169.254.169.254", "localhost", "printer.local", "2130706433"])
async def test_private_places_are_not_asked_of_a_proxy(make: type[ProxyServer], host: str) -> None:
    async with make({}) as proxy:
        error = await failure_at(HostileServer(b"", name=host), proxy=proxy.url, connect_to=())
    assert error.failure.kind is FailureKind.ADDRESS_BLOCKED
    assert proxy.asked == []


@BOTH
async def test_private_places_are_asked_for_where_the_user_allows_it(make: type[ProxyServer]) -> None:
    async with (
        site() as server,
        make({("127.0.0.1", server.port): ("127.0.0.1", server.port)}) as proxy,
        visitor(proxy=proxy.url, allow_private=True) as fetcher,
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
        async with visitor(proxy=f"https://localhost:{proxy.port}", **options) as fetcher:
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
        error = await failure_at(server, proxy=f"{scheme}://127.0.0.1:{proxy.port}", connect_to=())
    assert error.failure.kind is FailureKind.PROXY_ERROR


async def test_a_silent_proxy_ends_at_the_deadline() -> None:
    async with HostileServer(lambda connection: connection.stall()) as proxy:
        server = HostileServer(b"", name=NAME, scheme="https")
        error = await failure_at(server, proxy=f"socks5://127.0.0.1:{proxy.port}", connect_to=(), request_timeout_s=0.3)
    assert error.failure.kind is FailureKind.PROXY_ERROR


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://proxy.test", "proxy.test:80"),
        ("https://proxy.test", "proxy.test:443"),
        ("socks5h://proxy.test", "proxy.test:1080"),
        ("proxy.test:3128", "proxy.test:3128"),
        ("socks5://u%40x:p%3Aw@[::1]:9050", "[::1]:9050"),
    ],
)
def test_a_proxys_address_is_read(url: str, place: str) -> None:
    assert proxies.parse(url).place == place


def test_a_proxys_credentials_are_read_and_never_shown() -> None:
    proxy = proxies.parse("socks5://u%40x:p%3Aw@proxy.test")
    assert (proxy.username, proxy.password) == ("u@x", "p:w")
    assert "p:w" not in repr(proxy)


@pytest.mark.parametrize("url", ["", "ftp://proxy.test", "http://", "http://proxy.test:99999", "http://[::1"])
def test_what_is_no_proxy_is_refused(url: str) -> None:
    with pytest.raises(SettingsError):
        proxies.parse(url)
