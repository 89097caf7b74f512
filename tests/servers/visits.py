"""Visits to hostile servers through the border to the network, with options as a scan has them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.net.fetch import Fetched, Fetcher, FetchError, Network
from tests.servers.hostile import HostileServer, Script


@asynccontextmanager
async def visitor(*servers: HostileServer, **options: Any) -> AsyncIterator[Fetcher]:
    """Give a fetcher that finds the servers under their names."""
    rules = tuple(rule for server in servers for rule in server.connect_to)
    network = Network(ScanOptions(**{"request_timeout_s": 5.0, "connect_to": rules, **options}))
    fetcher = network.fetcher()
    try:
        yield fetcher
    finally:
        await fetcher.aclose()
        await network.aclose()


async def answer(script: Script | bytes, *, max_bytes: int | None = None, **options: Any) -> Fetched:
    """Return what a plain server with this script answered."""
    async with HostileServer(script) as server, visitor(server, **options) as fetcher:
        return await fetcher.get(server.url, max_bytes=max_bytes)


async def failure(script: Script | bytes, *, max_bytes: int | None = None, **options: Any) -> FetchError:
    """Return how a visit to a plain server with this script failed."""
    with pytest.raises(FetchError) as caught:
        await answer(script, max_bytes=max_bytes, **options)
    return caught.value


async def failure_at(server: HostileServer, **options: Any) -> FetchError:
    """Return how a visit to a server that is up failed."""
    async with visitor(server, **options) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(server.url)
    return caught.value
