"""How many domains are scanned at once, changed while a batch runs, by whoever likes."""

import asyncio

import msgspec
import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.events import DomainFinished, DomainStarted
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.database import Store
from tests.unit.services.listening import Heard


async def started(workspace: Workspace, targets: TargetList, options: ScanOptions, at_once: int) -> tuple[str, Heard]:
    """Start a batch of which the slow sites hold all places, and return its id and what is heard of it."""
    heard = Heard()
    workspace.batches.subscribe(heard)
    options = msgspec.structs.replace(options, concurrency=at_once)
    batch = await workspace.batches.create(targets, options)
    await workspace.batches.start(batch.id)
    await heard.wait_for(DomainStarted, at_once)
    return batch.id, heard


@pytest.fixture
def slow_first(mixed: TargetList) -> TargetList:
    return TargetList(targets=tuple(reversed(mixed.targets)))


async def test_a_higher_limit_lets_waiting_domains_start_at_once(
    workspace: Workspace, slow_first: TargetList, options: ScanOptions
) -> None:
    batch_id, heard = await started(workspace, slow_first, options, 2)
    batch = await workspace.batches.set_concurrency(batch_id, 5)
    assert (batch.state, batch.concurrency) == (BatchState.RUNNING, 5)
    await heard.wait_for(DomainFinished, 3)


async def test_another_process_may_change_the_limit(
    workspace: Workspace, slow_first: TargetList, options: ScanOptions
) -> None:
    batch_id, heard = await started(workspace, slow_first, options, 2)
    async with await Workspace.open(workspace.database) as other:
        await other.batches.set_concurrency(batch_id, 5)
    await heard.wait_for(DomainFinished, 3)


async def test_a_run_that_was_started_with_a_number_of_its_own_keeps_it(
    workspace: Workspace, slow_first: TargetList, options: ScanOptions
) -> None:
    heard = Heard()
    workspace.batches.subscribe(heard)
    batch = await workspace.batches.create(slow_first, msgspec.structs.replace(options, concurrency=2))
    await workspace.batches.start(batch.id, lambda stored: msgspec.structs.replace(stored, concurrency=5))
    await heard.wait_for(DomainFinished, 3)
    known = await workspace.history.find(batch.id)
    assert known.concurrency == 2


async def test_a_limit_that_comes_in_the_moment_of_a_start_is_obeyed(
    workspace: Workspace, slow_first: TargetList, options: ScanOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = Store.begin_run

    async def begin_late(store: Store, batch_id: str) -> object:
        await store.set_concurrency(batch_id, 5)
        return await begin(store, batch_id)

    monkeypatch.setattr(Store, "begin_run", begin_late)
    _, heard = await started(workspace, slow_first, options, 2)
    await heard.wait_for(DomainFinished, 3)


async def test_the_limit_of_a_batch_at_rest_holds_for_its_next_run(
    workspace: Workspace, slow_first: TargetList, options: ScanOptions, release: asyncio.Event
) -> None:
    heard = Heard()
    workspace.batches.subscribe(heard)
    release.set()
    batch = await workspace.batches.create(slow_first, options)
    await workspace.batches.set_concurrency(batch.id, 1)
    await workspace.batches.start(batch.id)
    await workspace.batches.wait(batch.id)
    order = [type(event) for _, event in heard.events if isinstance(event, DomainStarted | DomainFinished)]
    assert order == [DomainStarted, DomainFinished] * 5


@pytest.mark.parametrize("number", [0, -1, 2_001])
async def test_a_number_beyond_the_limits_changes_nothing(
    workspace: Workspace, quick: TargetList, options: ScanOptions, number: int
) -> None:
    batch = await workspace.batches.create(quick, options)
    with pytest.raises(SettingsError, match="Domains at once"):
        await workspace.batches.set_concurrency(batch.id, number)
    assert (await workspace.history.find(batch.id)).concurrency == options.concurrency
