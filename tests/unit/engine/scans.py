"""Scans of scripted sites: the real crawl over real sockets, all names led to one server on loopback."""

import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.limits.hosts import HostSlots
from desktop_scanner.engine.net.fetch import Network
from desktop_scanner.engine.site.crawl import CrawlContext, crawl
from desktop_scanner.engine.site.robots_reader import RobotsReader
from desktop_scanner.engine.site.session import Session
from desktop_scanner.engine.site.visit import Visitor
from tests.servers.sites import Reply, Site, SiteServer

ALL_ALLOWED = Reply("User-agent: *\nDisallow:\n", type="text/plain")


class Bench:
    """A server of scripted sites, and what scans of them need."""

    def __init__(self, server: SiteServer, options: ScanOptions) -> None:
        self.server = server
        self.options = options
        self.network = Network(options)
        self.hosts = HostSlots(options)
        self.told: list[str] = []
        self.session = Session(self.network.fetcher(), self.hosts, options, self._report)
        self.robots = RobotsReader(self.session)
        self.visitor = Visitor(self.session, self.robots)

    async def scan(self, host: str) -> DomainResult:
        """Scan one domain from its front door to its result."""
        context = CrawlContext(network=self.network, hosts=self.hosts, options=self.options)
        target = ClaimedTarget(id=1, attempt=1, domain=host.removeprefix("www."), host=host)
        return await crawl(context, target, self._report)

    async def aclose(self) -> None:
        """Close what was opened."""
        await self.session.fetcher.aclose()
        await self.network.aclose()

    def _report(self, activity: str, done: int, planned: int) -> None:
        assert 0 <= done <= planned
        self.told.append(activity)


@asynccontextmanager
async def bench(sites: Mapping[str, Site], *, closed: Iterable[str] = (), **options: Any) -> AsyncIterator[Bench]:
    """Serve the sites and give a bench to scan them from, without delays and security.txt unless they are asked for."""
    async with SiteServer(dict(sites)) as server:
        with tempfile.TemporaryDirectory() as folder:
            ca_file = server.write_ca(Path(folder) / "ca.pem")
            # What a rule matches is exempt from the address rules, so nothing leaves this machine.
            given = ScanOptions(
                **{
                    "delay_ms": 0,
                    "favicon": False,
                    "connect_to": server.rules(closed=closed),
                    "ca_file": ca_file,
                    "security_txt": False,
                    **options,
                }
            )
            made = Bench(server, given)
            try:
                yield made
            finally:
                await made.aclose()


async def scanned(sites: Mapping[str, Site], host: str = "a.test", **given: Any) -> DomainResult:
    """Return the result of one domain of the sites."""
    async with bench(sites, **given) as made:
        return await made.scan(host)
