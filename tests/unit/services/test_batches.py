import asyncio
import json
from pathlib import Path

import msgspec
import pytest

from desktop_scanner.core.errors import BatchBusyError, BatchNotFoundError, InputError, SettingsError
from desktop_scanner.core.events import BatchFinished, BatchStarted, DomainFinished, DomainsCancelled
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.core.targets import TargetList
from desktop_scanner.engine import batch_runner
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.locks import RunLock
from tests.servers.sites import SiteServer
from tests.unit.services.listening import Heard


async def statuses(workspace: Workspace, batch_id: str) -> list[DomainStatus]:
    ids = await workspace.history.row_ids(batch_id, RowOrder(), RowFilter())
    return [row.status for row in await workspace.history.rows(ids)]


async def test_a_new_batch_waits_until_it_is_started(
    workspace: Workspace, quick: TargetList, options: ScanOptions
) -> None:
    batch = await workspace.batches.create(quick, options, name="Shops", origin="typed")
    assert (batch.name, batch.state, batch.total, batch.counts) == ("Shops", BatchState.PENDING, 3, {"pending": 3})
    assert not workspace.batches.is_running(batch.id)


async def test_an_empty_list_makes_no_batch(workspace: Workspace, options: ScanOptions) -> None:
    with pytest.raises(InputError, match="no domain"):
        await workspace.batches.create(TargetList(), options)
    assert await workspace.history.batches() == []


async def test_options_beyond_their_limits_make_no_batch(workspace: Workspace, quick: TargetList) -> None:
    with pytest.raises(SettingsError):
        await workspace.batches.create(quick, ScanOptions(max_pages=0))


async def test_a_ca_file_that_is_none_makes_no_batch(
    workspace: Workspace, quick: TargetList, options: ScanOptions, tmp_path: Path
) -> None:
    (tmp_path / "ca.pem").write_text("no certificate", encoding="utf-8")
    for name, why in (("ca.pem", "holds no certificate"), ("missing.pem", "cannot be read")):
        with pytest.raises(SettingsError, match=why):
            await workspace.batches.create(quick, msgspec.structs.replace(options, ca_file=str(tmp_path / name)))
    assert await workspace.history.batches() == []


async def test_a_batch_runs_to_its_end_and_tells_every_step(
    workspace: Workspace, quick: TargetList, options: ScanOptions
) -> None:
    heard = Heard()
    workspace.batches.subscribe(heard)
    batch = await workspace.batches.create(quick, options)
    started = await workspace.batches.start(batch.id, given=options)
    finished = await workspace.batches.wait(batch.id)
    assert started.state is BatchState.RUNNING
    assert (finished.state, finished.counts, finished.error) == (BatchState.COMPLETED, {"completed": 3}, None)
    assert [type(event) for _, event in heard.events[:1]] == [BatchStarted]
    assert heard.events[-1] == (batch.id, finished)
    assert len(heard.of(DomainFinished)) == 3
    assert len(heard.of(BatchFinished)) == 1
    assert not workspace.batches.is_running(batch.id)


async def test_what_is_told_as_finished_is_already_stored(
    workspace: Workspace, quick: TargetList, options: ScanOptions
) -> None:
    looks: list[asyncio.Task[list[DomainStatus]]] = []

    def look(batch_id: str, event: object) -> None:
        if isinstance(event, DomainFinished):
            looks.append(asyncio.create_task(statuses(workspace, batch_id)))

    workspace.batches.subscribe(look)
    batch = await workspace.batches.create(quick, options)
    await workspace.batches.start(batch.id, given=options)
    await workspace.batches.wait(batch.id)
    for done, task in enumerate(looks, start=1):
        assert (await task).count(DomainStatus.COMPLETED) >= done


async def test_cancel_ends_the_batch_within_a_second_and_resume_scans_the_rest(
    workspace: Workspace, mixed: TargetList, options: ScanOptions, release: asyncio.Event
) -> None:
    heard = Heard()
    workspace.batches.subscribe(heard)
    batch = await workspace.batches.create(mixed, options)
    await workspace.batches.start(batch.id, given=options)
    await heard.wait_for(DomainFinished, 3)
    async with asyncio.timeout(2):
        await workspace.batches.cancel(batch.id)
        finished = await workspace.batches.wait(batch.id)
    assert (finished.state, finished.counts) == (BatchState.CANCELLED, {"completed": 3, "cancelled": 2})
    release.set()
    await workspace.batches.start(batch.id)
    finished = await workspace.batches.wait(batch.id)
    assert (finished.state, finished.counts) == (BatchState.COMPLETED, {"completed": 5})
    assert len(heard.of(DomainFinished)) == 3 + 2 + 2


async def test_what_was_never_started_is_cancelled_in_one_event(
    workspace: Workspace, mixed: TargetList, options: ScanOptions
) -> None:
    heard = Heard()
    workspace.batches.subscribe(heard)
    batch = await workspace.batches.create(mixed, options)
    await workspace.batches.cancel(batch.id)
    (listed,) = await workspace.history.batches()
    assert (listed.state, listed.counts) == (BatchState.CANCELLED, {"cancelled": 5})
    assert not heard.of(DomainsCancelled)


async def test_closing_interrupts_and_a_new_start_goes_on_where_it_was(
    tmp_path: Path, mixed: TargetList, options: ScanOptions, release: asyncio.Event, server: SiteServer
) -> None:
    heard = Heard()
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        workspace.batches.subscribe(heard)
        batch = await workspace.batches.create(mixed, options)
        await workspace.batches.start(batch.id, given=options)
        await heard.wait_for(DomainFinished, 3)
    assert heard.events[-1][1] == BatchFinished(
        state=BatchState.INTERRUPTED, counts={"completed": 3, "pending": 2}, error=None
    )
    release.set()
    asked = len(server.asked("one.test"))
    async with await Workspace.open(tmp_path / "scanner.db") as workspace:
        await workspace.batches.start(batch.id)
        finished = await workspace.batches.wait(batch.id)
    assert (finished.state, finished.counts) == (BatchState.COMPLETED, {"completed": 5})
    assert len(server.asked("one.test")) == asked


async def test_pause_keeps_the_place_of_the_batch(
    workspace: Workspace,
    mixed: TargetList,
    options: ScanOptions,
    release: asyncio.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch_runner, "PAUSE_GRACE_S", 0.1)
    heard = Heard()
    workspace.batches.subscribe(heard)
    batch = await workspace.batches.create(mixed, options)
    await workspace.batches.start(batch.id, given=options)
    await heard.wait_for(DomainFinished, 3)
    await workspace.batches.pause(batch.id)
    finished = await workspace.batches.wait(batch.id)
    assert (finished.state, finished.counts) == (BatchState.PAUSED, {"completed": 3, "pending": 2})
    release.set()
    await workspace.batches.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).counts == {"completed": 5}


@pytest.mark.parametrize(("request_", "state"), [("cancel", BatchState.CANCELLED), ("pause", BatchState.PAUSED)])
async def test_another_process_may_ask_for_it(
    request_: str,
    state: BatchState,
    workspace: Workspace,
    mixed: TargetList,
    options: ScanOptions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch_runner, "PAUSE_GRACE_S", 0.1)
    heard = Heard()
    workspace.batches.subscribe(heard)
    batch = await workspace.batches.create(mixed, options)
    await workspace.batches.start(batch.id, given=options)
    await heard.wait_for(DomainFinished, 3)
    async with await Workspace.open(workspace.database) as other:
        ask = other.batches.cancel if request_ == "cancel" else other.batches.pause
        await ask(batch.id)
        assert (await workspace.batches.wait(batch.id)).state is state


async def test_a_batch_that_another_process_runs_is_not_started(
    workspace: Workspace, quick: TargetList, options: ScanOptions
) -> None:
    batch = await workspace.batches.create(quick, options)
    lock = RunLock.try_acquire(workspace.database, batch.id)
    assert lock is not None
    with lock, pytest.raises(BatchBusyError, match="Another window or command"):
        await workspace.batches.start(batch.id)
    await workspace.batches.start(batch.id)
    await workspace.batches.wait(batch.id)


async def test_a_batch_started_twice_runs_once(workspace: Workspace, quick: TargetList, options: ScanOptions) -> None:
    heard = Heard()
    workspace.batches.subscribe(heard)
    batch = await workspace.batches.create(quick, options)
    await asyncio.gather(*(workspace.batches.start(batch.id) for _ in range(3)))
    await workspace.batches.start(batch.id)
    await workspace.batches.wait(batch.id)
    assert len(heard.of(BatchStarted)) == len(heard.of(BatchFinished)) == 1


async def test_a_request_that_comes_while_another_process_starts_is_obeyed(
    workspace: Workspace, mixed: TargetList, options: ScanOptions
) -> None:
    batch = await workspace.batches.create(mixed, options)
    lock = RunLock.try_acquire(workspace.database, batch.id)
    assert lock is not None
    async with await Workspace.open(workspace.database) as other:
        await other.batches.cancel(batch.id)
    lock.release()
    await workspace.batches.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.CANCELLED


async def test_a_stop_after_the_last_result_leaves_the_batch_complete(
    workspace: Workspace, quick: TargetList, options: ScanOptions
) -> None:
    heard = Heard()
    workspace.batches.subscribe(heard)
    batch = await workspace.batches.create(quick, options)
    await workspace.batches.start(batch.id)
    await heard.wait_for(DomainFinished, 3)
    await workspace.batches.cancel(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.COMPLETED


async def test_a_complete_batch_is_left_alone(workspace: Workspace, quick: TargetList, options: ScanOptions) -> None:
    batch = await workspace.batches.create(quick, options)
    await workspace.batches.start(batch.id)
    await workspace.batches.wait(batch.id)
    again = await workspace.batches.start(batch.id)
    assert again.state is BatchState.COMPLETED
    assert not workspace.batches.is_running(batch.id)
    assert (await workspace.batches.wait(batch.id)).counts == {"completed": 3}


async def test_stored_options_are_used_again_and_may_be_overridden(
    workspace: Workspace, quick: TargetList, options: ScanOptions, server: SiteServer
) -> None:
    nowhere = msgspec.structs.replace(options, connect_to=("::127.0.0.1:1",))
    batch = await workspace.batches.create(quick, nowhere)
    await workspace.batches.start(batch.id, lambda kept: msgspec.structs.replace(kept, connect_to=server.rules()))
    assert (await workspace.batches.wait(batch.id)).state is BatchState.COMPLETED


async def test_a_secret_is_used_and_not_stored_and_must_be_given_again(
    workspace: Workspace, quick: TargetList, options: ScanOptions
) -> None:
    secret = msgspec.structs.replace(options, headers=(("Authorization", "Bearer hunter2"),))
    batch = await workspace.batches.create(quick, secret)
    assert "hunter2" not in json.dumps(batch.options)
    with pytest.raises(SettingsError, match="Authorization"):
        await workspace.batches.start(batch.id)
    await workspace.batches.start(batch.id, given=secret)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.COMPLETED
    files = [path for path in workspace.database.parent.iterdir() if path.is_file()]
    assert all(b"hunter2" not in path.read_bytes() for path in files)


async def test_an_unknown_batch_is_named_as_such(workspace: Workspace) -> None:
    with pytest.raises(BatchNotFoundError):
        await workspace.batches.start("019a0000-0000-7000-8000-000000000000")


async def test_a_listener_that_fails_does_not_end_the_batch(
    workspace: Workspace, quick: TargetList, options: ScanOptions, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_batch_id: str, _event: object) -> None:
        raise ZeroDivisionError

    heard = Heard()
    workspace.batches.subscribe(fail)
    workspace.batches.subscribe(heard)
    batch = await workspace.batches.create(quick, options)
    await workspace.batches.start(batch.id)
    assert (await workspace.batches.wait(batch.id)).state is BatchState.COMPLETED
    assert "A listener failed" in caplog.text
    assert len(heard.of(BatchFinished)) == 1


async def test_who_unsubscribed_hears_no_more(workspace: Workspace, quick: TargetList, options: ScanOptions) -> None:
    heard = Heard()
    workspace.batches.subscribe(heard)()
    batch = await workspace.batches.create(quick, options)
    await workspace.batches.start(batch.id)
    await workspace.batches.wait(batch.id)
    assert heard.events == []


@pytest.mark.parametrize(("names", "expected"), [("a.test", "a.test, "), ("a.test b.test c.test", "a.test and 2 more")])
async def test_a_batch_without_a_name_is_called_after_its_list(
    names: str, expected: str, workspace: Workspace, options: ScanOptions
) -> None:
    batch = await workspace.batches.create(lists.read_text(names.replace(" ", "\n")), options)
    assert batch.name.startswith(expected)


async def test_fingerprints_are_read_before_a_batch_is_made_and_their_faults_told(
    workspace: Workspace, quick: TargetList, options: ScanOptions, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    with pytest.raises(SettingsError, match="is not there"):
        await workspace.batches.create(quick, msgspec.structs.replace(options, fingerprints=(str(path),)))
    assert await workspace.history.batches() == []
    path.write_text(json.dumps({f"Broken {number}": {"html": "("} for number in range(15)}), encoding="utf-8")
    batch = await workspace.batches.create(quick, msgspec.structs.replace(options, fingerprints=(str(path),)))
    complaints = await workspace.batches.complaints(batch)
    assert (len(complaints), complaints[-1]) == (11, "5 more rules are left out.")
