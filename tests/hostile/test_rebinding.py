"""Names that are public when they are first looked up and private afterwards: DNS rebinding, over a real name server.

Connections are opened to loopback whatever they are wanted for, and what they were wanted for is kept.
"""

import socket

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.limits.hosts import HostSlots
from desktop_scanner.engine.net.dialing import open_socket
from desktop_scanner.engine.net.fetch import Network
from desktop_scanner.engine.site.crawl import CrawlContext, crawl
from tests.hostile.catalogue.answers import CONTACT, MISSING, ORDINARY
from tests.hostile.catalogue.redirects import to
from tests.servers.dns import DnsServer, Reply
from tests.servers.hostile import Connection, HostileServer, Script, path_of

PUBLIC = "93.184.216.34"
PRIVATE = ["10.0.0.1", "127.0.0.1", "169.254.169.254"]


def closing(front: bytes) -> Script:
    """Return a site that closes the connection after each answer, so that each request needs its name again."""

    async def script(connection: Connection) -> None:
        path = path_of(await connection.request())
        await connection.send({"/": front, "/contact": CONTACT}.get(path, MISSING))

    return script


class Dialer:
    """Opens every connection at a server of the test's own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.wanted: set[str] = set()

    async def __call__(self, address: str, port: int) -> socket.socket:
        self.wanted.add(address)
        if port != 80:
            raise ConnectionRefusedError
        return await open_socket("127.0.0.1", self._port)


def first_public_then(address: str, public_answers: int) -> list[Reply]:
    return [Reply(a=(PUBLIC,), ttl=0)] * public_answers + [Reply(a=(address,), ttl=0)]


async def scan(front: bytes, names: dict[str, list[Reply]]) -> tuple[DomainResult, set[str]]:
    async with HostileServer(closing(front)) as server, DnsServer(names) as dns:
        options = ScanOptions(dns_servers=(dns.address,), delay_ms=0, retries=0, max_pages=3)
        dialer = Dialer(server.port)
        network = Network(options, connect=dialer)
        context = CrawlContext(network=network, hosts=HostSlots(options), options=options)
        target = ClaimedTarget(1, 1, "rebound.test", "rebound.test")
        result = await crawl(context, target, lambda *_: None)
        await network.aclose()
    return result, dialer.wanted


@pytest.mark.parametrize("address", PRIVATE)
@pytest.mark.parametrize("public_answers", [1, 2, 3, 4])
async def test_a_name_that_turns_private_is_never_connected_to(address: str, public_answers: int) -> None:
    result, wanted = await scan(ORDINARY, {"rebound.test": first_public_then(address, public_answers)})
    assert wanted == {PUBLIC}
    faults = [page.failure for page in result.pages] + [door.failure for door in result.doors]
    assert FailureKind.ADDRESS_BLOCKED in {fault.kind for fault in faults if fault is not None}


@pytest.mark.parametrize("address", PRIVATE)
async def test_a_redirect_to_a_name_that_turns_private_is_blocked(address: str) -> None:
    names = {"rebound.test": [Reply(a=(PUBLIC,))], "other.test": first_public_then(address, 1)}
    result, wanted = await scan(to("http://other.test/"), names)
    assert wanted == {PUBLIC}
    assert result.failure is not None
    assert result.failure.kind is FailureKind.REDIRECT_BLOCKED
