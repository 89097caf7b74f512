from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.remote.exchange import Bounds
from desktop_scanner.remote.wire import Submission
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer

TOKEN = "token-of-a"  # one that our own server knows; a classic one in development takes any


def client(url: str, token: str | None = TOKEN, *, bounds: Bounds | None = None, **profile: object) -> RemoteClient:
    """Return a client for the server at a URL."""
    its = RemoteProfile(name="office", base_url=url, **profile)  # type: ignore[arg-type]
    return RemoteClient(its, Token(token) if token else None, bounds=bounds)


def submission(*domains: str, batch_id: str | None = "batch-1", **fields: object) -> Submission:
    """Return a request for a batch."""
    names = domains or ("a.com", "b.com", "fail.com")
    return Submission(domains=names, max_pages=8, max_concurrent=100, batch_id=batch_id, **fields)  # type: ignore[arg-type]


@pytest.fixture
async def classic() -> AsyncIterator[ClassicServer]:
    async with ClassicServer() as server:
        yield server


@pytest.fixture
async def ours(tmp_path: Path) -> AsyncIterator[OursServer]:
    async with OursServer(tmp_path / "state.db") as server:
        yield server


@pytest.fixture
async def to_classic(classic: ClassicServer) -> AsyncIterator[RemoteClient]:
    async with client(classic.url) as made:
        yield made


@pytest.fixture
async def to_ours(ours: OursServer) -> AsyncIterator[RemoteClient]:
    async with client(ours.url) as made:
        yield made
