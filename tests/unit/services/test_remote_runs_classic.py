from collections.abc import AsyncIterator, Iterator

import keyring
import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.events import DomainFinished, RemoteTold
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.outbox import OperationKind, OperationState
from desktop_scanner.core.remote_links import Choice, RemoteVerdict
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services.workspace import Workspace
from tests.servers.v3.classic import ClassicServer
from tests.unit.services.conftest import QUICK
from tests.unit.services.listening import Heard
from tests.unit.services.remote_sites import changes, link_of, made, use, with_remote
from tests.unit.services.test_remote_tokens import MemoryKeyring

NAMES = ("a.com", "b.com", "c.com")


@pytest.fixture(autouse=True)
def _keyring() -> Iterator[None]:
    before = use(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
async def classic() -> AsyncIterator[ClassicServer]:
    async with ClassicServer() as server:
        yield server


@pytest.fixture
def heard(workspace: Workspace) -> Heard:
    heard = Heard()
    workspace.batches.subscribe(heard)
    return heard


async def stalled(workspace: Workspace, classic: ClassicServer, batch_id: str) -> None:
    """Follow a batch until its server is known to be dead."""
    await with_remote(workspace, classic.url)
    await workspace.remote_runs.start(batch_id, stall_s=0.6)
    await workspace.batches.wait(batch_id)
    assert (await link_of(workspace, batch_id)).verdict is RemoteVerdict.STALLED


async def test_a_repaired_server_tells_of_each_domain_and_of_nothing_more(
    workspace: Workspace, classic: ClassicServer, heard: Heard
) -> None:
    classic.statuses_in, classic.takes_s = "domain_results", 0.2
    await with_remote(workspace, classic.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    finished = await workspace.batches.wait(batch.id)
    assert (finished.state, len(heard.of(DomainFinished))) == (BatchState.COMPLETED, 3)
    result = await workspace.history.result_of(batch.id, "a.com")
    assert (result.status, result.elapsed_ms, result.title, result.http_status) == ("completed", 250, None, None)
    assert result.finished_at is not None
    link = await link_of(workspace, batch.id)
    assert (link.verdict, "`rescan`" in link.sentence) == (RemoteVerdict.ENDED, True)


async def test_counts_of_the_server_are_kept_beside_and_domains_stay_unknown(
    workspace: Workspace, classic: ClassicServer, heard: Heard
) -> None:
    await with_remote(workspace, classic.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await heard.wait_for(RemoteTold, 2)
    (remote_id,) = classic.batches
    classic.begin(remote_id)
    classic.move(remote_id, 2)
    while not any(link.completed == 2 for link in changes(heard, None)):
        await heard.wait_for(RemoteTold, len(heard.of(RemoteTold)) + 1)
    stored = await workspace.store.batch(batch.id)
    assert stored is not None
    assert (stored.state, stored.counts) == (BatchState.RUNNING, {"pending": 3})
    assert heard.of(DomainFinished) == []


async def test_a_question_that_fails_says_nothing_about_the_batch(
    workspace: Workspace, classic: ClassicServer, heard: Heard
) -> None:
    await with_remote(workspace, classic.url)
    classic.has_lost_database = True
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    while not any("could not look the batch up" in link.sentence for link in changes(heard, None)):
        await heard.wait_for(RemoteTold, len(heard.of(RemoteTold)) + 1)
    classic.has_lost_database = False
    (remote_id,) = classic.batches
    classic.finish(remote_id)
    await workspace.batches.wait(batch.id)
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.NO_FINDINGS


async def test_a_lost_answer_is_put_before_the_user_and_not_repeated(
    workspace: Workspace, classic: ClassicServer
) -> None:
    await with_remote(workspace, classic.url)
    classic.drops_before_answer = 1
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.PAUSED
    link = await link_of(workspace, batch.id)
    assert (link.verdict, link.choices) == (
        RemoteVerdict.UNDECIDED,
        (Choice.SUBMIT_AGAIN, Choice.TAKE_OVER, Choice.FORGET),
    )
    assert [each.state for each in await workspace.sync.operations()] == [OperationState.UNDECIDED]
    with pytest.raises(InputError, match="submit-again"):
        await workspace.batches.start(batch.id)
    assert len(classic.asked_of("/batch", "POST")) == 1
    await workspace.remote_runs.decide(batch.id, Choice.SUBMIT_AGAIN)
    await workspace.batches.pause(batch.id)
    await workspace.batches.wait(batch.id)
    assert len(classic.asked_of("/batch", "POST")) <= 2


async def test_a_program_that_died_while_sending_does_not_send_again(
    workspace: Workspace, classic: ClassicServer
) -> None:
    await with_remote(workspace, classic.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.close()  # before the task had its first step
    (operation,) = await workspace.sync.operations()
    await workspace.store.remote.begin(operation)
    await workspace.batches.start(batch.id)
    await workspace.batches.wait(batch.id)
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.UNDECIDED
    assert classic.batches == {}


async def test_a_batch_that_is_forgotten_is_one_of_here(workspace: Workspace, classic: ClassicServer) -> None:
    await with_remote(workspace, classic.url)
    classic.drops_before_answer = 1
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.wait(batch.id)
    assert (await workspace.remote_runs.decide(batch.id, Choice.FORGET)).state is BatchState.PAUSED
    assert await workspace.remote_runs.link(batch.id) is None
    assert await workspace.sync.operations() == []
    with pytest.raises(InputError, match="nothing to decide"):
        await workspace.remote_runs.decide(batch.id, Choice.FORGET)


async def test_a_batch_that_does_not_move_is_taken_over_and_scanned_here(
    workspace: Workspace, classic: ClassicServer, quick: TargetList, options: ScanOptions
) -> None:
    batch = await workspace.batches.create(quick, options)
    await stalled(workspace, classic, batch.id)
    await workspace.remote_runs.decide(batch.id, Choice.TAKE_OVER)
    assert (await workspace.batches.wait(batch.id)).counts == {"completed": 3}
    assert (await workspace.history.result_of(batch.id, QUICK[0])).title == f"Title of {QUICK[0]}"
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.TAKEN_OVER


async def test_a_batch_that_does_not_move_can_be_waited_for(workspace: Workspace, classic: ClassicServer) -> None:
    batch = await made(workspace, *NAMES)
    await stalled(workspace, classic, batch.id)
    (remote_id,) = classic.batches
    classic.finish(remote_id)
    await workspace.remote_runs.decide(batch.id, Choice.WAIT)
    await workspace.batches.wait(batch.id)
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.NO_FINDINGS
    assert len(classic.batches) == 1


async def test_a_batch_that_does_not_move_can_be_given_up(workspace: Workspace, classic: ClassicServer) -> None:
    batch = await made(workspace, *NAMES)
    await stalled(workspace, classic, batch.id)
    with pytest.raises(InputError, match="wait, take-over, give-up"):
        await workspace.remote_runs.decide(batch.id, Choice.SUBMIT_AGAIN)
    ended = await workspace.remote_runs.decide(batch.id, Choice.GIVE_UP)
    assert (ended.state, ended.counts) == (BatchState.CANCELLED, {"cancelled": 3})
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.GIVEN_UP


async def test_a_killed_server_that_comes_back_stays_a_case_for_the_user(
    workspace: Workspace, classic: ClassicServer, heard: Heard
) -> None:
    classic.takes_s = 60
    await with_remote(workspace, classic.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id, stall_s=2.0)
    await heard.wait_for(RemoteTold, 2)
    await classic.kill()
    await classic.start()
    await workspace.batches.wait(batch.id)
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.STALLED


async def test_an_unknown_batch_is_gone(workspace: Workspace, classic: ClassicServer, heard: Heard) -> None:
    await with_remote(workspace, classic.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await heard.wait_for(RemoteTold, 2)
    classic.batches.clear()
    await workspace.batches.wait(batch.id)
    assert (await link_of(workspace, batch.id)).verdict is RemoteVerdict.GONE


async def test_a_cancel_says_that_the_server_goes_on(workspace: Workspace, classic: ClassicServer) -> None:
    await with_remote(workspace, classic.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await workspace.batches.cancel(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.CANCELLED
    link = await link_of(workspace, batch.id)
    assert "may go on with it" in link.sentence
    assert [each for each in await workspace.sync.operations() if each.kind is OperationKind.CANCEL] == []


async def test_a_list_is_scanned_here_and_there_with_the_counts_beside(
    workspace: Workspace, classic: ClassicServer, quick: TargetList, options: ScanOptions, heard: Heard
) -> None:
    classic.takes_s = 0.3
    await with_remote(workspace, classic.url)
    batch = await workspace.batches.create(quick, options)
    await workspace.remote_runs.start(batch.id, scan_here_too=True, given=options)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.COMPLETED
    await workspace.remote_runs.wait_beside(batch.id)
    link = await link_of(workspace, batch.id)
    assert (link.completed, link.total, link.verdict) == (3, 3, RemoteVerdict.ENDED)
    rows = [event.row for event in heard.of(DomainFinished) if isinstance(event, DomainFinished)]
    assert [(row.status, row.title is not None) for row in rows] == [(DomainStatus.COMPLETED, True)] * 3
    assert len(classic.batches) == 1


async def test_what_is_watched_beside_is_watched_on_when_the_program_starts_again(
    workspace: Workspace, classic: ClassicServer, quick: TargetList, options: ScanOptions
) -> None:
    await with_remote(workspace, classic.url)
    batch = await workspace.batches.create(quick, options)
    await workspace.remote_runs.start(batch.id, scan_here_too=True, given=options)
    await workspace.batches.wait(batch.id)
    await workspace.close()
    async with await Workspace.open(workspace.database) as again:
        for remote_id in classic.batches:
            classic.finish(remote_id)
        assert await again.remote_runs.go_on() == [batch.id]
        await again.remote_runs.wait_beside(batch.id)
        assert (await link_of(again, batch.id)).completed == 3
