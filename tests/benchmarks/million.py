"""A million targets in a batch: `python -m tests.benchmarks.million [TARGETS] [FOLDER]`.

Import, claim, results, progress, the history with a hundred batches, sort by each column, filter, search, compare,
export, cancel and delete, each with its time and the most memory that the process held meanwhile. A tenth of the
targets of each of two batches has results. Ends with 1 where a goal is missed: history 0.3 s, sort 1 s, filter 0.3 s,
overview 0.5 s.
"""

import asyncio
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import psutil

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.queries import RowColumn, RowFilter, RowOrder
from desktop_scanner.core.results import DomainResult, Email, Evidence, Page, Phone, Technology
from desktop_scanner.core.statuses import BatchState, DomainStatus, Verdict
from desktop_scanner.core.targets import ClaimedTarget, Target, TargetList
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.database import Store
from tests.unit.store import samples

_TARGETS = 1_000_000
_BATCHES = 98  # small ones beside the two large ones
_SMALL = 100
_CLAIMED = 200
_GOALS_S = {"history": 0.3, "sort": 1.0, "filter": 0.3, "overview": 0.5}
_WORDS = "acme baker bike blue book cafe care clean craft dental farm fine forge garden glass green home law".split()
_TECHNOLOGIES = ("WordPress", "Shopify", "nginx", "Apache", "jQuery", "React", "Google Analytics", "Cloudflare")


class Meter:
    """Times steps, and looks at the memory of this process meanwhile."""

    def __init__(self) -> None:
        self.missed: list[str] = []
        self._me = psutil.Process()

    @contextmanager
    def step(self, name: str, goal_s: float | None = None) -> Iterator[None]:
        """Measure what the block does; a goal that is missed is remembered."""
        peak, done = [self._me.memory_info().rss], threading.Event()

        def watch() -> None:
            while not done.wait(0.02):
                peak[0] = max(peak[0], self._me.memory_info().rss)

        thread = threading.Thread(target=watch)
        thread.start()
        started, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            elapsed_s, cpu_s = time.perf_counter() - started, time.process_time() - cpu
            done.set()
            thread.join()
        is_missed = goal_s is not None and cpu_s > goal_s
        if is_missed:
            self.missed.append(name)
        note = f"  MISSED: {goal_s} s" if is_missed else ""
        print(f"{name:<44}{elapsed_s:9.2f} s {cpu_s:9.2f} s CPU {peak[0] / 1e6:7.0f} MB{note}", flush=True)


def targets(count: int) -> tuple[Target, ...]:
    """Return as many targets, with names of few words."""
    chosen = random.Random(7)  # noqa: S311 -- the same names each time
    names = (f"{chosen.choice(_WORDS)}-{chosen.choice(_WORDS)}-{number}.com" for number in range(count))
    return tuple(Target(domain=name, domain_display=name, host=name, input=name) for name in names)


def result(claimed: ClaimedTarget, chosen: random.Random) -> DomainResult:
    """Return a plain good result with what most have."""
    home, words = f"https://{claimed.domain}/", chosen.choices(_WORDS, k=3)
    evidence = (Evidence(f"{home}contact", "mailto", f"Write to info@{claimed.domain}"),)
    number = f"+4420{chosen.randrange(10**8):08}"
    technologies = chosen.sample(_TECHNOLOGIES, 3)
    return DomainResult(
        domain=claimed.domain,
        domain_display=claimed.domain,
        status=DomainStatus.COMPLETED,
        verdict=Verdict.OK,
        started_at=samples.AT,
        finished_at=samples.AT,
        elapsed_ms=chosen.randrange(100, 9_000),
        final_url=home,
        http_status=200,
        title=f"{' '.join(words).title()} of {chosen.choice(_WORDS)}",
        emails=(Email(value=f"info@{claimed.domain}", kind="role", confidence=0.9, evidence=evidence),),
        phones=(Phone(value=number, display=number, region="GB", confidence=0.9, evidence=evidence),),
        technologies=tuple(Technology(name=name, version=f"{chosen.randrange(9)}.1") for name in technologies),
        pages=tuple(Page(url=f"{home}{n}", status=200, bytes=20_000, elapsed_ms=90, kind="other") for n in range(3)),
    )


ResultOf = Callable[[ClaimedTarget, random.Random], DomainResult]


async def scan(store: Store, batch_id: str, count: int, seed: int, result_of: ResultOf) -> float:
    """Claim and store so many results; return the longest claim."""
    chosen, longest_s = random.Random(seed), 0.0  # noqa: S311 -- as above
    await store.begin_run(batch_id)
    while count > 0:
        started = time.perf_counter()
        claimed = await store.claim(batch_id, min(_CLAIMED, count))
        longest_s = max(longest_s, time.perf_counter() - started)
        await asyncio.gather(*(store.put(one, result_of(one, chosen)) for one in claimed))
        count -= len(claimed)
    await store.end_run(batch_id, BatchState.PAUSED)
    return longest_s


async def _measure(folder: Path, count: int, meter: Meter) -> None:
    database, all_of_them = folder / "scanner.db", targets(count)
    workspace = await Workspace.open(database)
    try:
        with meter.step(f"import {count:,} targets"):
            first = await workspace.batches.create(TargetList(targets=all_of_them), ScanOptions())
        second = await workspace.batches.create(TargetList(targets=all_of_them[count // 20 :]), ScanOptions())
        for number in range(_BATCHES):
            small = TargetList(targets=all_of_them[number * _SMALL : (number + 1) * _SMALL])
            await workspace.batches.create(small, ScanOptions(), name=f"small {number}")
        for seed, batch in enumerate((first, second)):
            with meter.step(f"claim and store {count // 10:,} results"):
                longest_s = await scan(workspace.store, batch.id, count // 10, seed, result)
            print(f"    longest claim of {_CLAIMED}: {longest_s:.3f} s")
    finally:
        with meter.step("close, with what is tidied then"):
            await workspace.close()
    print(f"    {database.stat().st_size / 1e9:.2f} GB on disk")
    with meter.step(f"open the history of {_BATCHES + 2} batches", _GOALS_S["history"]):
        workspace = await Workspace.open(database)
        assert len(await workspace.history.batches()) == _BATCHES + 2
    try:
        await _look(workspace, first.id, count, meter)
        await _use(workspace, first.id, second.id, folder, meter)
        await _remove(workspace, first.id, second.id, meter)
    finally:
        await workspace.close()


async def _look(workspace: Workspace, batch_id: str, count: int, meter: Meter) -> None:
    history = workspace.history
    with meter.step("progress: the counters of a batch", 0.05):
        batch = await workspace.store.batch(batch_id)
    assert batch is not None
    assert batch.total == count == sum(batch.counts.values())
    for column in RowColumn:
        for is_descending in (False, True):
            order = RowOrder(column=column, is_descending=is_descending)
            with meter.step(f"sort by {column.value}{' (descending)' if is_descending else ''}", _GOALS_S["sort"]):
                ids = await history.row_ids(batch_id, order, RowFilter())
            assert len(ids) == count
    with meter.step("a page of 200 rows", 0.1):
        await history.rows(ids[count // 2 : count // 2 + 200])
    for text in ("bike", "info@acme", "shopify", "no such thing", "z"):
        with meter.step(f'filter "{text}"', _GOALS_S["filter"]):
            found = await history.row_ids(batch_id, RowOrder(), RowFilter(text=text))
        print(f"    {len(found):,} rows")
    with meter.step("overview", _GOALS_S["overview"]):
        overview = await workspace.overview.of_batch(batch_id)
    assert (overview.total, overview.scanned) == (count, count // 10)
    with meter.step("filter by status", _GOALS_S["filter"]):
        await history.row_ids(batch_id, RowOrder(), RowFilter(statuses=(DomainStatus.COMPLETED,)))
    for text in ("technology:shopify", "baker garden", "info@acme-bike-13.com", "nothing-of-this"):
        with meter.step(f'search "{text}"'):
            hits = await history.search(text)
        print(f"    {len(hits):,} hits")


async def _use(workspace: Workspace, first: str, second: str, folder: Path, meter: Meter) -> None:
    with meter.step("compare the two batches"):
        summary = await workspace.comparison.compare(first, second, lambda _: None)
    print(f"    {msgspec.to_builtins(summary)}")
    output = folder / "out.csv"
    with meter.step("export as CSV"):
        await workspace.exports.export(first, output, format="csv")
    print(f"    {output.stat().st_size / 1e6:.0f} MB")
    output.unlink()


async def _remove(workspace: Workspace, first: str, second: str, meter: Meter) -> None:
    with meter.step("cancel what was never scanned"):
        await workspace.batches.cancel(second)
    with meter.step("resume what was cancelled (to pending)"):
        await workspace.store.reopen_cancelled(second)
    with meter.step("delete a batch, its space given back"):
        await workspace.library.remove(first)
    print(f"    {workspace.database.stat().st_size / 1e9:.2f} GB on disk")


def main() -> int:
    """Measure; 1 where a goal is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _TARGETS
    meter = Meter()
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as folder:
        asyncio.run(_measure(Path(folder), count, meter))
    print(f"Goals missed: {', '.join(meter.missed) or 'none'}")
    return 1 if meter.missed else 0


if __name__ == "__main__":
    sys.exit(main())
