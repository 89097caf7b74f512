import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import keyring
import pytest

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from tests.servers.sites import Reply, Site, SiteServer, page
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.unit.services.listening import Heard
from tests.unit.services.remote_sites import use
from tests.unit.services.test_remote_tokens import MemoryKeyring

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


@pytest.fixture
def memory_keyring() -> Iterator[None]:
    """Keep tokens in memory."""
    before = use(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
async def ours(tmp_path: Path) -> AsyncIterator[OursServer]:
    async with OursServer(tmp_path / "state.db") as server:
        yield server


@pytest.fixture
async def classic() -> AsyncIterator[ClassicServer]:
    async with ClassicServer() as server:
        yield server


@pytest.fixture
def heard(workspace: Workspace) -> Heard:
    """Return what is told of batches from now on."""
    heard = Heard()
    workspace.batches.subscribe(heard)
    return heard


@pytest.fixture
async def other(tmp_path: Path) -> AsyncIterator[Workspace]:
    """Return another computer of the same user."""
    async with await Workspace.open(tmp_path / "other" / "scanner.db") as workspace:
        yield workspace
