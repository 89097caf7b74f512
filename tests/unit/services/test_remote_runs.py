from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import keyring
import pytest

from desktop_scanner.core.events import BatchFinished, BatchStarted, DomainFinished
from desktop_scanner.core.remote_links import Choice, RemoteVerdict
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.unit.services.listening import Heard
from tests.unit.services.remote_sites import made, use, with_remote
from tests.unit.services.test_remote_tokens import MemoryKeyring

NAMES = ("a.com", "b.com", "fail.com")


@pytest.fixture(autouse=True)
def _keyring() -> Iterator[None]:
    before = use(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
async def ours(tmp_path: Path) -> AsyncIterator[OursServer]:
    async with OursServer(tmp_path / "state.db") as server:
        yield server


@pytest.fixture
async def classic() -> AsyncIterator[ClassicServer]:
    async with ClassicServer(takes_s=0.2) as server:
        yield server


@pytest.fixture
def heard(workspace: Workspace) -> Heard:
    heard = Heard()
    workspace.batches.subscribe(heard)
    return heard


async def test_results_of_our_server_are_stored_like_those_of_here(
    workspace: Workspace, ours: OursServer, heard: Heard
) -> None:
    await with_remote(workspace, ours.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    finished = await workspace.batches.wait(batch.id)
    assert (finished.state, finished.counts) == (BatchState.PARTIAL, {"completed": 2, "failed": 1})
    result = await workspace.history.result_of(batch.id, "a.com")
    assert (result.title, result.emails[0].value) == ("Title of a.com", "info@a.com")
    assert len(heard.of(DomainFinished)) == 3
    assert isinstance(heard.events[0][1], BatchStarted)
    assert isinstance(heard.events[-1][1], BatchFinished)
    link = await workspace.remote_runs.link(batch.id)
    assert link is not None
    assert (link.verdict, link.remote_id, link.completed) == (RemoteVerdict.ENDED, batch.id, 3)


async def test_a_classic_server_ends_with_what_it_tells_and_no_more(
    workspace: Workspace, classic: ClassicServer
) -> None:
    await with_remote(workspace, classic.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    finished = await workspace.batches.wait(batch.id)
    assert (finished.state, finished.counts) == (BatchState.PAUSED, {"pending": 3})
    link = await workspace.remote_runs.link(batch.id)
    assert link is not None
    assert link.verdict is RemoteVerdict.NO_FINDINGS
    assert "3 of 3 done, 0 of them failed" in link.sentence
    assert link.choices[0] is Choice.TAKE_OVER
