"""Politeness proven by the servers' own log: real worker processes, real sockets, several addresses."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from desktop_scanner.core.events import DomainProgress
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.engine.batch_runner import BatchRunner
from desktop_scanner.engine.workers import worker_process
from desktop_scanner.engine.workers.pool import Pool
from tests.servers import loopback
from tests.servers.sites import Reply, Site, SiteServer, page, redirect
from tests.unit.engine.running import Events, Memory, Owner, targets

ADDRESSES = ("127.0.0.2", "127.0.0.3")
# The server's clock reads when it gets to a request, not when that arrived: so much later at a busy machine.
NOISE_S = 0.06

_NO_RULES = Reply(status=404)


@pytest.fixture(params=[1, 3])
def workers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(worker_process, "entry", loopback)
    count: int = request.param
    return count


@pytest.fixture
def two_workers(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(worker_process, "entry", loopback)
    return 2


@asynccontextmanager
async def serving(sites: Mapping[str, Site], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SiteServer]:
    async with SiteServer(dict(sites), addresses=ADDRESSES) as server:
        monkeypatch.setenv(loopback.PORT, str(server.port))
        yield server


async def scan(names: list[str], workers: int, **changes: object) -> tuple[Memory, Events]:
    memory, events = Memory(targets(*names)), Events()
    given = {"workers": workers, "concurrency": 30, "max_pages": 1, "retries": 0, "allow_private": True} | changes
    async with asyncio.timeout(60):
        await BatchRunner(memory, memory, ScanOptions(**given), events).run()  # type: ignore[arg-type]
    return memory, events


def told(events: Events) -> set[str]:
    return {event.activity for event in events.of(DomainProgress) if isinstance(event, DomainProgress)}


def suffixes(folder: Path) -> list[str]:
    return [path.suffix for path in folder.iterdir()]


async def test_by_the_servers_log_one_host_that_many_domains_lead_to_is_never_crowded(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"d{n}.at2.test" for n in range(12)]
    hub: Site = {"/robots.txt": _NO_RULES, "/": Reply(page("Hub").body, delay_s=0.2)}
    to_hub: Site = {"/robots.txt": _NO_RULES, "/": redirect("http://hub.at3.test/")}
    async with serving({"hub.at3.test": hub, **dict.fromkeys(names, to_hub)}, monkeypatch) as server:
        memory, events = await scan(names, workers, delay_ms=120, per_host=2)
    starts = server.starts("hub.at3.test")
    assert {result.status for result in memory.results.values()} == {DomainStatus.COMPLETED}
    assert len(starts) == 24
    assert max(entry.in_flight for entry in server.log) <= 2
    assert min(later - earlier for earlier, later in pairwise(starts)) >= 0.12 - NOISE_S
    assert starts[-1] - starts[0] >= 23 * 0.12 - NOISE_S
    assert told(events) & {"Waiting: host delay", "Waiting: host slot"}


async def test_by_the_servers_log_an_address_of_many_hosts_is_never_crowded(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"d{n}.at{n % 2 + 2}.test" for n in range(24)]
    slow: Site = {"/robots.txt": Reply(status=404, delay_s=0.1), "/": Reply(page("Shop").body, delay_s=0.1)}
    async with serving(dict.fromkeys(names, slow), monkeypatch) as server:
        memory, events = await scan(names, workers, delay_ms=0, per_address=3)
    assert {result.status for result in memory.results.values()} == {DomainStatus.COMPLETED}
    assert max(entry.at_address for entry in server.log) == 3
    assert {entry.address for entry in server.log} == set(ADDRESSES)
    assert "Waiting: address slot" in told(events)


async def test_waiting_for_an_address_takes_none_of_a_domains_time_nor_of_a_requests(
    two_workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"d{n}.at2.test" for n in range(16)]
    slow: Site = {"/robots.txt": Reply(status=404, delay_s=0.15), "/": Reply(page("Shop").body, delay_s=0.15)}
    limits = {"per_address": 1, "request_timeout_s": 1.5, "domain_timeout_s": 3.0}
    async with serving(dict.fromkeys(names, slow), monkeypatch):
        memory, _ = await scan(names, two_workers, delay_ms=0, **limits)
    assert [result.failure for result in memory.results.values()] == [None] * 16


async def test_a_host_that_rests_is_not_asked_by_any_worker(two_workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"d{n}.at2.test" for n in range(6)]
    busy = Reply(status=429, headers=(("Retry-After", "2"),))
    hub: Site = {"/robots.txt": [busy, _NO_RULES], "/": page("Hub")}
    to_hub: Site = {"/robots.txt": _NO_RULES, "/": redirect("http://hub.at3.test/")}
    async with serving({"hub.at3.test": hub, **dict.fromkeys(names, to_hub)}, monkeypatch) as server:
        memory, events = await scan(names, two_workers, delay_ms=100, retries=1)
    starts = server.starts("hub.at3.test")
    assert starts[1] - starts[0] >= 2 - NOISE_S
    assert {result.status for result in memory.results.values()} == {DomainStatus.COMPLETED}
    assert any(activity.startswith("Waiting: Retry-After") for activity in told(events))


async def test_the_workers_common_file_lives_as_long_as_their_batch(
    two_workers: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    pool = Pool(ScanOptions(workers=two_workers), Owner())
    await pool.start()
    assert suffixes(tmp_path) == [".limits"]
    await pool.close()
    assert suffixes(tmp_path) == []
