import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from desktop_scanner.core.errors import EngineError, StoreBusyError, StoreDamagedError, StoreFullError
from desktop_scanner.core.events import BatchStalled, BatchWentOn, DomainFinished, DomainProgress, DomainStarted
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine import batch_runner, stall
from desktop_scanner.engine.batch_runner import BatchRunner, RunEnd
from tests.servers.sites import Reply, Site, SiteServer, page
from tests.unit.engine.running import Events, Memory, options, targets

NAMES = [f"site{number}.test" for number in range(12)]


@pytest.fixture
def release() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
async def server(release: asyncio.Event) -> AsyncIterator[SiteServer]:
    """Sites of which the second half answers only when released."""
    sites: dict[str, Site] = {
        name: {"/robots.txt": Reply(status=404, waits_for=release if number >= 6 else None), "/": page(name)}
        for number, name in enumerate(NAMES)
    }
    async with SiteServer(sites) as server:
        yield server


def runner_of(server: SiteServer, memory: Memory, events: Events, **changes: object) -> BatchRunner:
    settings = options(server.rules(), insecure=True, **changes)
    return BatchRunner(memory, memory, settings, events)


async def test_every_target_has_one_result_and_one_event_after_it_is_stored(
    server: SiteServer, release: asyncio.Event
) -> None:
    release.set()
    memory, events = Memory(targets(*NAMES)), Events()
    assert await runner_of(server, memory, events, concurrency=3).run() is RunEnd.DRAINED
    finished = [event.row.target_id for event in events.of(DomainFinished) if isinstance(event, DomainFinished)]
    assert sorted(finished) == sorted(memory.results) == list(range(1, 13))
    assert memory.puts == 12
    assert {result.status for result in memory.results.values()} == {DomainStatus.COMPLETED}
    assert len(events.of(DomainStarted)) == 12
    assert events.of(DomainProgress)


async def test_an_empty_source_is_drained_at_once(server: SiteServer) -> None:
    assert await runner_of(server, Memory([]), Events()).run() is RunEnd.DRAINED


async def test_cancel_gives_each_claimed_target_its_result_at_once(server: SiteServer) -> None:
    memory, events = Memory(targets(*NAMES)), Events()
    runner = runner_of(server, memory, events)
    running = asyncio.create_task(runner.run())
    await events.wait_for(DomainFinished, 6)
    runner.cancel()
    async with asyncio.timeout(2):
        assert await running is RunEnd.CANCELLED
    statuses = [memory.results[number].status for number in range(1, 13)]
    assert statuses == [DomainStatus.COMPLETED] * 6 + [DomainStatus.CANCELLED] * 6
    assert memory.puts == len(events.of(DomainFinished)) == 12


async def test_interrupt_leaves_what_is_in_flight_without_a_result(server: SiteServer) -> None:
    memory, events = Memory(targets(*NAMES)), Events()
    runner = runner_of(server, memory, events)
    running = asyncio.create_task(runner.run())
    await events.wait_for(DomainFinished, 6)
    runner.interrupt()
    assert await running is RunEnd.INTERRUPTED
    assert sorted(memory.results) == [1, 2, 3, 4, 5, 6]


async def test_pause_finishes_what_is_in_flight_and_hands_out_no_more(
    server: SiteServer, release: asyncio.Event
) -> None:
    memory, events = Memory(targets(*NAMES)), Events()
    runner = runner_of(server, memory, events, concurrency=8)
    running = asyncio.create_task(runner.run())
    await events.wait_for(DomainStarted, 12)
    runner.pause()
    release.set()
    assert await running is RunEnd.PAUSED
    assert len(memory.results) == 12


async def test_pause_does_not_wait_for_ever(server: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_runner, "PAUSE_GRACE_S", 0.1)
    memory, events = Memory(targets(*NAMES)), Events()
    runner = runner_of(server, memory, events)
    running = asyncio.create_task(runner.run())
    await events.wait_for(DomainFinished, 6)
    runner.pause()
    assert await running is RunEnd.PAUSED
    assert sorted(memory.results) == [1, 2, 3, 4, 5, 6]


async def test_a_paused_run_can_still_be_cancelled(server: SiteServer) -> None:
    memory, events = Memory(targets(*NAMES)), Events()
    runner = runner_of(server, memory, events)
    running = asyncio.create_task(runner.run())
    await events.wait_for(DomainFinished, 6)
    runner.pause()
    runner.cancel()
    assert await running is RunEnd.CANCELLED
    assert len(memory.results) == 12


async def test_more_domains_at_once_take_effect_while_running(server: SiteServer, release: asyncio.Event) -> None:
    memory, events = Memory(targets(*reversed(NAMES))), Events()
    runner = runner_of(server, memory, events, concurrency=2)
    running = asyncio.create_task(runner.run())
    await events.wait_for(DomainStarted, 2)
    runner.set_concurrency(12)
    await events.wait_for(DomainStarted, 12)
    release.set()
    assert await running is RunEnd.DRAINED


async def test_fewer_domains_at_once_finish_what_is_in_flight_and_then_keep_to_it(
    server: SiteServer, release: asyncio.Event
) -> None:
    memory, events = Memory(targets(*reversed(NAMES))), Events()
    runner = runner_of(server, memory, events, concurrency=5)
    running = asyncio.create_task(runner.run())
    await events.wait_for(DomainStarted, 5)
    runner.set_concurrency(1)
    release.set()
    assert await running is RunEnd.DRAINED
    at_once, in_flight = 0, list[int]()
    for event in events.all:
        at_once += isinstance(event, DomainStarted) - isinstance(event, DomainFinished)
        in_flight += [at_once] if isinstance(event, DomainStarted) else []
    assert in_flight == [1, 2, 3, 4, 5, *[1] * 7]


class _FullDisk:
    """Refuses results until there is space; `refused` says that it has done so three times."""

    def __init__(self, memory: Memory) -> None:
        self.is_full = True
        self.refused = asyncio.Event()
        self._memory = memory
        memory.on_put = self._check

    def _check(self) -> None:
        if self.is_full:
            if self._memory.puts >= 3:
                self.refused.set()
            raise StoreFullError("The disk is full.")


async def test_a_passing_fault_holds_the_run_up_and_nothing_is_lost(
    server: SiteServer, release: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stall, "FIRST_DELAY_S", 0.01)
    release.set()
    memory, events = Memory(targets(*NAMES)), Events()
    disk = _FullDisk(memory)
    running = asyncio.create_task(runner_of(server, memory, events, concurrency=2).run())
    await events.wait_for(BatchStalled)
    await disk.refused.wait()
    assert len(events.of(DomainStarted)) <= 3
    disk.is_full = False
    assert await running is RunEnd.DRAINED
    assert [type(one) for one in events.all if isinstance(one, BatchStalled | BatchWentOn)] == [
        BatchStalled,
        BatchWentOn,
    ]
    assert len(events.of(DomainFinished)) == len(memory.results) == 12


@pytest.mark.parametrize("how", ["cancel", "pause", "interrupt"])
async def test_a_run_that_is_held_up_is_stopped_at_once(server: SiteServer, release: asyncio.Event, how: str) -> None:
    release.set()
    memory, events = Memory(targets(*NAMES)), Events()
    _FullDisk(memory)
    runner = runner_of(server, memory, events)
    running = asyncio.create_task(runner.run())
    await events.wait_for(BatchStalled)
    getattr(runner, how)()
    async with asyncio.timeout(5):
        end = await running
    assert end in (RunEnd.CANCELLED, RunEnd.PAUSED, RunEnd.INTERRUPTED)
    assert (memory.results, events.of(DomainFinished)) == ({}, [])


async def test_a_stopped_run_stores_what_it_held_where_there_is_space_again(
    server: SiteServer, release: asyncio.Event
) -> None:
    release.set()
    memory, events = Memory(targets(*NAMES)), Events()
    disk, runner = _FullDisk(memory), runner_of(server, memory, events)
    running = asyncio.create_task(runner.run())
    await events.wait_for(BatchStalled)
    disk.is_full = False
    runner.pause()
    async with asyncio.timeout(5):
        assert await running is RunEnd.PAUSED
    assert sorted(memory.results) == list(range(1, 13))


async def test_a_source_that_takes_nothing_for_now_is_asked_again(
    server: SiteServer, release: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    class BusyOnce(Memory):
        is_busy = True

        async def claim(self, limit: int) -> Sequence[ClaimedTarget]:
            if self.is_busy:
                self.is_busy = False
                raise StoreBusyError("Another program holds it.")
            return await super().claim(limit)

    monkeypatch.setattr(stall, "FIRST_DELAY_S", 0.01)
    release.set()
    memory = BusyOnce(targets(*NAMES))
    assert await runner_of(server, memory, Events()).run() is RunEnd.DRAINED
    assert len(memory.results) == 12


async def test_a_store_that_fails_ends_the_run_with_its_sentence(server: SiteServer) -> None:
    memory, events = Memory(targets(*NAMES)), Events()

    def fail() -> None:
        raise StoreDamagedError("The file is damaged.")

    memory.on_put = fail
    with pytest.raises(StoreDamagedError, match="is damaged"):
        await runner_of(server, memory, events).run()
    assert not events.of(DomainFinished)


async def test_a_source_that_fails_ends_the_run_with_its_sentence(server: SiteServer) -> None:
    class Broken(Memory):
        async def claim(self, limit: int) -> list[object]:  # type: ignore[override]
            raise StoreDamagedError(f"No {limit} targets can be claimed.")

    with pytest.raises(StoreDamagedError, match="can be claimed"):
        await runner_of(server, Broken([]), Events()).run()


async def test_a_bug_while_storing_ends_the_run_and_is_called_a_fault_of_the_program(server: SiteServer) -> None:
    memory = Memory(targets(*NAMES))

    def fail() -> None:
        raise ZeroDivisionError

    memory.on_put = fail
    with pytest.raises(EngineError, match="ZeroDivisionError"):
        await runner_of(server, memory, Events()).run()
