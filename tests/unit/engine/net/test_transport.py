import httpx
import pytest

from desktop_scanner.core import proxy_urls
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.net import journey, tls
from desktop_scanner.engine.net.address_gate import AddressGate
from desktop_scanner.engine.net.journey import Journey
from desktop_scanner.engine.net.network import Ways
from desktop_scanner.engine.net.streams import Trust
from desktop_scanner.engine.net.transport import HEAD, GuardedTransport
from desktop_scanner.engine.resolve.resolver import NameResolver
from tests.servers.hostile import HostileServer, page
from tests.servers.proxy import HttpProxy


def transport() -> GuardedTransport:
    context = tls.trusting_context()
    gate = AddressGate(ScanOptions())
    return GuardedTransport(Ways(NameResolver(), gate, allow_private=True), Trust(context, context))


async def test_httpx_sees_nothing_of_the_head_and_the_fetcher_all() -> None:
    async with HostileServer(page(b"", b"Set-Cookie: a=b", b"Location: http://[bad", status=b"302 Found")) as server:
        journey.begin(Journey("http", "127.0.0.1", server.port))
        guarded = transport()
        response = await guarded.handle_async_request(httpx.Request("GET", f"http://127.0.0.1:{server.port}/"))
        assert response.headers.multi_items() == []
        assert [name for name, _ in response.extensions[HEAD]] == [b"Content-Length", b"Set-Cookie", b"Location"]
        await response.aread()
        await guarded.aclose()


@pytest.mark.parametrize(("login", "is_sent"), [(None, False), ("anna:secret", True)])
async def test_a_forwarded_request_names_the_whole_address(login: str | None, is_sent: bool) -> None:
    async with (
        HostileServer(page(b"hello"), name="shop.test") as server,
        HttpProxy({("shop.test", 8080): ("127.0.0.1", server.port)}, login=login) as proxy,
    ):
        journey.begin(Journey("http", "shop.test", 8080, proxy=proxy_urls.parse(proxy.url)))
        guarded = transport()
        response = await guarded.handle_async_request(httpx.Request("GET", "http://shop.test:8080/a?b=c"))
        assert await response.aread() == b"hello"
        await guarded.aclose()
    assert proxy.heads[0].startswith(b"GET http://shop.test:8080/a?b=c HTTP/1.1\r\nHost: shop.test:8080\r\n")
    assert (b"Proxy-Authorization: Basic " in proxy.heads[0]) is is_sent
