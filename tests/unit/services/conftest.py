import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from tests.servers.sites import Reply, Site, SiteServer, page

QUICK = ("one.test", "two.test", "three.test")
SLOW = ("slow.test", "slower.test")


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        yield workspace


@pytest.fixture
def release() -> asyncio.Event:
    """Return the event that lets the slow sites answer."""
    return asyncio.Event()


@pytest.fixture
async def server(release: asyncio.Event) -> AsyncIterator[SiteServer]:
    sites: dict[str, Site] = {name: {"/": page(f"Title of {name}")} for name in QUICK}
    for name in SLOW:
        sites[name] = {"/": page(f"Title of {name}"), "/robots.txt": Reply(status=404, waits_for=release)}
    async with SiteServer(sites) as server:
        yield server


@pytest.fixture
def options(server: SiteServer) -> ScanOptions:
    return ScanOptions(
        connect_to=server.rules(), delay_ms=0, max_pages=1, retries=0, workers=1, insecure=True, concurrency=20
    )


@pytest.fixture
def quick() -> TargetList:
    return lists.read_text("\n".join(QUICK))


@pytest.fixture
def mixed() -> TargetList:
    return lists.read_text("\n".join((*QUICK, *SLOW)))
