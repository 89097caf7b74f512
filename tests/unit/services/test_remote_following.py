from typing import Any

import pytest

from desktop_scanner.core.errors import StoreFullError
from desktop_scanner.core.events import (
    BatchFinished,
    BatchStalled,
    BatchStarted,
    BatchWentOn,
    DomainFinished,
    DomainStarted,
    RemoteTold,
)
from desktop_scanner.core.remote_links import Choice, RemoteVerdict
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.engine import stall
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.remote_results import TakenIn
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.servers.v3.serving import Said
from tests.unit.services.listening import Heard
from tests.unit.services.remote_sites import changes, link_of, made, with_remote

pytestmark = pytest.mark.usefixtures("memory_keyring")

NAMES = ("a.com", "b.com", "fail.com")


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
    classic.takes_s = 0.2
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


async def test_domains_are_told_of_as_the_server_takes_them(
    workspace: Workspace, ours: OursServer, heard: Heard
) -> None:
    await with_remote(workspace, ours.url)
    ours.pace_s = 0.3
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    await heard.wait_for(DomainFinished)
    stored = await workspace.store.batch(batch.id)
    assert stored is not None
    assert stored.state is BatchState.RUNNING
    assert heard.of(DomainStarted)
    finished = await workspace.batches.wait(batch.id)
    assert finished.counts == {"completed": 2, "failed": 1}
    result = await workspace.history.result_of(batch.id, "fail.com")
    assert result.failure is not None
    assert result.failure.message == "fail.com has no address."


async def test_a_batch_that_a_server_lost_is_a_case_for_the_user(workspace: Workspace, ours: OursServer) -> None:
    await with_remote(workspace, ours.url)
    ours.gate.clear()
    batch = await made(workspace, *NAMES)
    ours.overrides["/status"] = Said(404, b'{"status":404,"title":"Gone"}', "application/problem+json")
    await workspace.remote_runs.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.PAUSED
    link = await link_of(workspace, batch.id)
    assert (link.verdict, link.choices[0]) == (RemoteVerdict.GONE, Choice.WAIT)
    ours.overrides.clear()
    ours.gate.set()
    await workspace.remote_runs.decide(batch.id, Choice.WAIT)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.PARTIAL


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


async def test_a_database_that_takes_nothing_holds_results_up_and_loses_none(
    workspace: Workspace, ours: OursServer, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stall, "FIRST_DELAY_S", 0.05)
    take_in, faults = workspace.store.remote.take_in, [StoreFullError("The disk is full."), None, None]

    async def full_once(*words: Any, **named: Any) -> TakenIn:
        if faults and (fault := faults.pop(0)):
            raise fault
        return await take_in(*words, **named)

    monkeypatch.setattr(workspace.store.remote, "take_in", full_once)
    await with_remote(workspace, ours.url)
    batch = await made(workspace, *NAMES)
    await workspace.remote_runs.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).counts == {"completed": 2, "failed": 1}
    assert (await workspace.history.result_of(batch.id, "a.com")).title == "Title of a.com"
    assert (len(heard.of(BatchStalled)), len(heard.of(BatchWentOn))) == (1, 1)
