"""The sample sites on real sockets, and a client that follows their rules and trusts their authority."""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest

from desktop_scanner.core import connect_to
from desktop_scanner.demo.server import DemoServer

Ask = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
async def demo() -> AsyncIterator[DemoServer]:
    server = DemoServer()
    await server.start()
    yield server
    await server.aclose()


@pytest.fixture
async def client(demo: DemoServer) -> AsyncIterator[httpx.AsyncClient]:
    trusted = ssl.create_default_context(cafile=str(demo.ca_file))
    async with httpx.AsyncClient(verify=trusted, trust_env=False, timeout=10) as made:
        yield made


@pytest.fixture
def ask(demo: DemoServer, client: httpx.AsyncClient) -> Ask:
    rules = tuple(connect_to.parse(rule) for rule in demo.connect_to)

    async def asked(address: str, method: str = "GET") -> httpx.Response:
        url = httpx.URL(address)
        host = url.raw_host.decode()
        route = connect_to.route(rules, host, url.port or (443 if url.scheme == "https" else 80))
        assert route.is_ruled
        there = url.copy_with(host=route.host, port=route.port)
        return await client.request(method, there, headers={"Host": host}, extensions={"sni_hostname": host})

    return asked
