import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from typing import Any

import pytest

from desktop_scanner.core.errors import EngineError
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.engine.limits import shared_limits
from desktop_scanner.engine.workers import entry, pool, quarantine
from desktop_scanner.engine.workers.pool import Pool
from tests.servers.sites import Reply, Site, SiteServer, page
from tests.unit.engine.running import Owner, kill, options, targets

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")


def exit_at_once(connection: "Connection[Any, Any]") -> None:
    connection.close()


@asynccontextmanager
async def running(settings: ScanOptions) -> AsyncIterator[tuple[Pool, Owner]]:
    owner = Owner()
    workers = Pool(settings, owner)
    await workers.start()
    try:
        yield workers, owner
    finally:
        await workers.close()


@asynccontextmanager
async def held(*names: str) -> AsyncIterator[tuple[SiteServer, asyncio.Event]]:
    """Serve sites that answer once the event is set."""
    release = asyncio.Event()
    sites: dict[str, Site] = {
        name: {"/robots.txt": Reply(status=404, waits_for=release), "/": page(name)} for name in names
    }
    async with SiteServer(sites) as server:
        yield server, release


async def test_each_target_is_answered_exactly_once() -> None:
    async with held("a.test", "b.test", "c.test") as (server, release):
        release.set()
        async with running(options(server.rules(), workers=2, insecure=True)) as (
            workers,
            owner,
        ):
            for target in targets("a.test", "b.test", "c.test"):
                workers.submit(target)
            answered = [await owner.results.get() for _ in range(3)]
            assert {target.domain for target, _ in answered} == {"a.test", "b.test", "c.test"}
            assert {result.status for _, result in answered} == {DomainStatus.COMPLETED}
            assert (workers.in_flight, workers.free) == (0, 100)


@posix
async def test_the_targets_of_a_killed_worker_are_scanned_in_another() -> None:
    async with held("a.test", "b.test") as (server, release), running(options(server.rules(), insecure=True)) as parts:
        workers, owner = parts
        for target in targets("a.test", "b.test"):
            workers.submit(target)
        await owner.busy_with(1, 2)
        kill(workers.workers[0])
        release.set()
        answered = [await owner.results.get() for _ in range(2)]
        assert {result.status for _, result in answered} == {DomainStatus.COMPLETED}


@posix
async def test_only_the_target_that_kills_again_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "CELLS", 1)
    async with (
        held("killer.test", "victim.test") as (server, release),
        running(options(server.rules(), insecure=True)) as p,
    ):
        workers, owner = p
        killer, victim = targets("killer.test", "victim.test")
        workers.submit(killer)
        workers.submit(victim)
        await owner.busy_with(1, 2)
        kill(workers.workers[0])
        await owner.busy_with(1)
        (cell,) = workers.quarantine.workers
        assert list(cell.in_flight) == [1]
        kill(cell)
        blamed, result = await owner.results.get()
        assert blamed == killer
        assert result.failure is not None
        assert (result.failure.kind, result.failure.attempts) == (FailureKind.WORKER_CRASHED, 2)
        release.set()
        innocent, result = await owner.results.get()
        assert (innocent, result.status) == (victim, DomainStatus.COMPLETED)


@posix
async def test_suspects_leave_the_places_of_others_free() -> None:
    async with held("a.test", "b.test") as (server, release), running(options(server.rules(), insecure=True)) as parts:
        workers, owner = parts
        for target in targets("a.test", "b.test"):
            workers.submit(target)
        await owner.busy_with(1, 2)
        kill(workers.workers[0])
        await owner.room.wait()
        assert (workers.free, workers.in_flight) == (100, 2)
        release.set()
        assert {(await owner.results.get())[0].id for _ in range(2)} == {1, 2}


@posix
async def test_a_program_that_was_stopped_itself_blames_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "SILENCE_S", 0.5)
    async with held("a.test") as (server, release), running(options(server.rules(), insecure=True)) as (workers, owner):
        workers.submit(targets("a.test")[0])
        await owner.busy_with(1)
        (worker,) = workers.workers
        time.sleep(pool.OVERSLEPT_S + 1.5)  # noqa: ASYNC251 -- the loop stands still, as under Ctrl-Z
        release.set()
        _, result = await owner.results.get()
        assert (result.status, workers.workers) == (DomainStatus.COMPLETED, [worker])


@posix
async def test_a_worker_that_falls_silent_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "SILENCE_S", 2.0)
    async with held("a.test") as (server, release), running(options(server.rules(), insecure=True)) as (workers, owner):
        workers.submit(targets("a.test")[0])
        await owner.busy_with(1)
        silent = workers.workers[0].pid
        assert silent is not None
        os.kill(silent, signal.SIGSTOP)
        release.set()
        _, result = await owner.results.get()
        assert result.status is DomainStatus.COMPLETED
        assert workers.workers[0].pid != silent


async def test_workers_that_cannot_start_are_a_fault_and_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "main", exit_at_once)
    async with running(options(())) as (_, owner):
        fault = await owner.faults.get()
    assert "end as soon as they start" in str(fault)


async def test_abandoned_targets_are_given_back_and_never_answered() -> None:
    async with held("a.test") as (server, release), running(options(server.rules(), insecure=True)) as (workers, owner):
        (target,) = targets("a.test")
        workers.submit(target)
        await owner.busy_with(1)
        assert workers.abandon() == [target]
        release.set()
        workers.submit(targets("a.test", "other.test")[1])
        answered, _ = await owner.results.get()
        assert answered.domain == "other.test"


async def test_a_worker_that_has_done_much_is_relieved_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "RECYCLE_AFTER", 2)
    names = [f"site{number}.test" for number in range(7)]
    async with held(*names) as (server, release), running(options(server.rules(), insecure=True)) as (workers, owner):
        release.set()
        pids = set()
        for target in targets(*names):
            workers.submit(target)
            pids.add(workers.workers[0].pid)
            answered, result = await owner.results.get()
            assert (answered, result.status) == (target, DomainStatus.COMPLETED)
            if not workers.workers:
                owner.room.clear()
                await owner.room.wait()
        assert len(pids) == 4
    assert workers.in_flight == 0


async def test_a_relieved_worker_finishes_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "RECYCLE_AFTER", 1)
    never = asyncio.Event()
    sites: dict[str, Site] = {
        "quick.test": {"/": page("quick")},
        "slow.test": {"/robots.txt": Reply(status=404, waits_for=never), "/": page("slow")},
    }
    async with SiteServer(sites) as server, running(options(server.rules(), insecure=True)) as (workers, owner):
        relieved = workers.workers[0]
        for target in targets("slow.test", "quick.test"):
            workers.submit(target)
        await owner.results.get()
        await owner.room.wait()
        assert relieved not in workers.workers
        never.set()
        answered, result = await owner.results.get()
        assert (answered.domain, result.status) == ("slow.test", DomainStatus.COMPLETED)


@posix
async def test_a_worker_that_holds_too_much_is_killed_and_its_targets_tried_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with held("a.test") as (server, release), running(options(server.rules(), insecure=True)) as (workers, owner):
        workers.submit(targets("a.test")[0])
        await owner.busy_with(1)
        monkeypatch.setattr(pool, "KILL_BYTES", 1)
        await owner.room.wait()
        monkeypatch.setattr(pool, "KILL_BYTES", 2_000_000_000)
        release.set()
        _, result = await owner.results.get()
        assert result.status is DomainStatus.COMPLETED


async def test_a_higher_limit_starts_the_workers_that_it_needs() -> None:
    async with running(options((), workers=3, concurrency=1)) as (workers, owner):
        assert len(workers.workers) == 1
        workers.set_concurrency(2)
        await owner.room.wait()
        workers.set_concurrency(1)
        assert (len(workers.workers), workers.free) == (2, 1)


async def test_a_limit_that_comes_before_the_start_or_after_the_end_starts_nothing() -> None:
    workers = Pool(options((), workers=3, concurrency=1), Owner())
    workers.set_concurrency(2)
    assert workers.workers == []
    await workers.start()
    await workers.close()
    workers.set_concurrency(3)
    assert not any(process.is_alive for process in workers.workers)
    assert len(workers.workers) == 2


async def test_without_common_limits_there_is_one_worker_whatever_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise EngineError("The disk is full.")

    monkeypatch.setattr(shared_limits, "create", fail)
    async with running(options((), workers=3, concurrency=1)) as (workers, _):
        workers.set_concurrency(3)
        assert (len(workers.workers), workers.free) == (1, 3)


async def test_closing_ends_every_process_also_in_the_middle_of_a_scan() -> None:
    async with held("a.test") as (server, _):
        async with running(options(server.rules(), workers=2, insecure=True)) as (workers, owner):
            workers.submit(targets("a.test")[0])
            await owner.busy_with(1)
        assert not any(process.is_alive for process in workers.workers)


@pytest.mark.parametrize(("wished", "cores", "count"), [(0, 8, 7), (0, 1, 1), (3, 8, 3)])
def test_the_number_of_workers_leaves_a_core_to_the_window(
    wished: int, cores: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert pool.worker_count(ScanOptions(workers=wished)) == count
