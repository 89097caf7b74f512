import asyncio
from collections.abc import Coroutine
from multiprocessing.connection import Connection
from typing import Any

import pytest

from desktop_scanner.core.errors import EngineError
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.engine.workers import entry, quarantine
from desktop_scanner.engine.workers.quarantine import OnEnd, OnMessage, Quarantine
from desktop_scanner.engine.workers.worker_process import WorkerProcess
from tests.servers.sites import Reply, Site, SiteServer, page
from tests.unit.engine.running import Owner, options, targets


class Bench:
    """A quarantine whose cells' work is kept, as the pool keeps it."""

    def __init__(self, rules: tuple[str, ...] = ()) -> None:
        self.owner = Owner()
        self.work: list[asyncio.Task[None]] = []
        self.started = 0
        self._options = options(rules, insecure=True)
        self.quarantine = Quarantine(self._spawn, self._keep, self.owner)

    async def _spawn(self, on_message: OnMessage, on_end: OnEnd) -> WorkerProcess:
        self.started += 1
        process = WorkerProcess(self._options, on_message, on_end)
        await process.start()
        return process

    def _keep(self, work: Coroutine[None, None, None], name: str) -> None:
        self.work.append(asyncio.create_task(work, name=name))


def exit_at_once(connection: "Connection[Any, Any]") -> None:
    connection.close()


async def test_each_suspect_is_answered_once_by_at_most_four_processes() -> None:
    names = [f"site{number}.test" for number in range(6)]
    sites: dict[str, Site] = {name: {"/": page(name)} for name in names}
    async with SiteServer(sites) as server:
        bench = Bench(server.rules())
        bench.quarantine.add(targets(*names))
        answered = [await bench.owner.results.get() for _ in names]
        await asyncio.gather(*bench.work)
    assert sorted(target.domain for target, _ in answered) == names
    assert {result.status for _, result in answered} == {DomainStatus.COMPLETED}
    assert bench.started == quarantine.CELLS
    assert not bench.quarantine.suspects
    assert not bench.quarantine.workers


async def test_suspects_given_up_are_returned_and_never_answered() -> None:
    never = asyncio.Event()
    async with SiteServer({"a.test": {"/robots.txt": Reply(waits_for=never)}}) as server:
        bench = Bench(server.rules())
        bench.quarantine.add(targets("a.test"))
        await bench.owner.busy_with(1)
        assert bench.quarantine.abandon() == targets("a.test")
        assert not bench.quarantine.suspects
        bench.work[0].cancel()
        await asyncio.gather(*bench.work, return_exceptions=True)
    assert bench.owner.results.empty()


async def test_processes_that_end_as_they_start_are_an_error_and_no_suspects_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(entry, "main", exit_at_once)
    bench = Bench()
    bench.quarantine.add(targets("a.test"))
    with pytest.raises(EngineError, match="end as soon as they start"):
        await bench.work[0]
    assert bench.owner.results.empty()
