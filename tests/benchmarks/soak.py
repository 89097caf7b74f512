"""A long scan of a crowd of which a third misbehaves: `python -m tests.benchmarks.soak [DOMAINS]` (20,000 by default).

Every row must be final and as its site deserves, memory of the program and of its workers must stay flat, and the
loop that paints the window must never be late by 50 ms, unless an idle process was kept waiting in the same moment, or
this one did not get to compute for so long.
Memory is flat where the last quarter's mean is at most a tenth above the second quarter's (the first one fills caches).
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
import psutil
from PySide6.QtCore import QSettings

from desktop_scanner import app
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.intake import lists
from tests.benchmarks import heartbeat
from tests.benchmarks.heartbeat import Delays
from tests.servers import crowd

_DOMAINS = 20_000
_WORST_MS = 50.0
_GROWTH = 1.10
_PAGE_OF_ROWS = 1_000
_OPTIONS = ScanOptions(
    max_pages=3, delay_ms=0, concurrency=150, request_timeout_s=3, domain_timeout_s=10, retries=0, max_bytes=500_000
)


class Memory:
    """Resident bytes of this process and of its workers, once a second; `others` are children that are no workers."""

    def __init__(self, others: set[int]) -> None:
        self.program: list[int] = []
        self.workers: list[int] = []
        self._others = others

    async def watch(self) -> None:
        """Look until cancelled."""
        me = psutil.Process()
        while True:
            self.program.append(me.memory_info().rss)
            self.workers.append(sum(_resident(child) for child in me.children() if child.pid not in self._others))
            await asyncio.sleep(1)


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _quarters(values: list[int]) -> tuple[float, float]:
    """Return the means of the second and of the last quarter."""
    quarter = len(values) // 4
    return statistics.mean(values[quarter : 2 * quarter]), statistics.mean(values[-quarter:])


async def _soak(folder: Path, rules: tuple[str, ...], domains: int, machine: Callable[[], Delays]) -> list[str]:
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    async with app.opened(folder / "scanner.db", settings) as parts:
        batches = parts.workspace.batches
        options = msgspec.structs.replace(_OPTIONS, connect_to=rules)
        targets = lists.read_text("\n".join(crowd.name(number) for number in range(domains)))
        batch = await batches.create(targets, options)
        await parts.window.load()
        parts.window.show_batch(batch.id)
        memory = Memory({child.pid for child in psutil.Process().children()})
        watching = asyncio.create_task(memory.watch(), name="watch memory")
        started = time.perf_counter()

        async def scan() -> None:
            await batches.start(batch.id, given=options)
            await batches.wait(batch.id)

        delays = await heartbeat.during(scan())
        elapsed_s = time.perf_counter() - started
        watching.cancel()
        idle = machine()
        wrong = await _wrong_rows(parts, batch.id)
    own = delays.apart_from(idle)
    print(f"{domains} domains in {elapsed_s:.0f} s, {domains / elapsed_s:.0f} a second, {wrong.total()} rows wrong")
    print(f"window: {delays}\nan idle process: {idle}\nwindow, while the idle process was on time: {own}")
    faults = [f"{count} x {what}" for what, count in wrong.most_common(20)]
    for name, values in (("program", memory.program), ("workers", memory.workers)):
        second, last = _quarters(values)
        print(f"{name}: {second / 1e6:.0f} MB in the second quarter, {last / 1e6:.0f} in the last")
        faults += [f"memory of {name} grows"] if last > _GROWTH * second else []
    # A beat that was late while this process computed less is the machine's doing.
    busy_ms = max(map(min, own.ms, own.cpu_ms))
    return faults + ([f"late by {busy_ms:.0f} ms by its own doing"] if busy_ms > _WORST_MS else [])


async def _wrong_rows(parts: app.Parts, batch_id: str) -> Counter[str]:
    """Count the rows that are not as their sites deserve."""
    history = parts.workspace.history
    ids = await history.row_ids(batch_id, RowOrder(), RowFilter())
    wrong: Counter[str] = Counter()
    for start in range(0, len(ids), _PAGE_OF_ROWS):
        for row in await history.rows(ids[start : start + _PAGE_OF_ROWS]):
            number = int(row.domain.partition(".")[0].removeprefix("site"))
            expected = crowd.expected_kind(number)
            status = DomainStatus.FAILED if expected else DomainStatus.COMPLETED
            if (row.status, row.failure_kind) != (status, expected):
                wrong[f"{row.status} {row.failure_kind} instead of {status} {expected}"] += 1
    return wrong


def main() -> int:
    """Run the soak; 1 where anything is not as it must be."""
    domains = int(sys.argv[1]) if len(sys.argv) > 1 else _DOMAINS
    with tempfile.TemporaryDirectory() as folder, crowd.crowd() as (rules, _), heartbeat.elsewhere() as machine:
        faults = app.run(_soak(Path(folder), rules, domains, machine))
    print("\n".join(faults) or "All as it must be.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
