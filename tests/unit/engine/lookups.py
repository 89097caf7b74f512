"""Look-ups through name servers on loopback; no question leaves for anywhere else."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from desktop_scanner.core import name_servers
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.resolve.dns_client import DnsClient
from desktop_scanner.engine.resolve.dns_outcomes import Outcome
from desktop_scanner.engine.resolve.resolver import NameResolver
from tests.servers.dns import DnsServer, Entry


class NoSource:
    """A source of names that must not be asked."""

    async def look_up(self, name: str) -> Outcome:
        raise AssertionError(f"{name} was looked up where it must not be")


@asynccontextmanager
async def resolving(script: Mapping[str, Entry]) -> AsyncIterator[tuple[NameResolver, DnsServer]]:
    """Give a resolver, and the only name server it asks."""
    async with DnsServer(script) as dns:
        resolver = NameResolver([name_servers.parse(dns.address)], system=NoSource())
        try:
            yield resolver, dns
        finally:
            await resolver.aclose()


@asynccontextmanager
async def asking(*servers: DnsServer | str, timeout_s: float = 5.0) -> AsyncIterator[DnsClient]:
    """Give a client of these name servers, in this order."""
    places = [server if isinstance(server, str) else server.address for server in servers]
    client = DnsClient(lambda: [name_servers.parse(place) for place in places], timeout_s=timeout_s)
    try:
        yield client
    finally:
        client.close()


async def failure(resolver: NameResolver, name: str) -> JourneyError:
    """Return how the look-up of a name failed."""
    with pytest.raises(JourneyError) as caught:
        await resolver.resolve(name)
    return caught.value
