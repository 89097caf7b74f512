"""How late the window's event loop is while a batch runs: `python -m tests.benchmarks.window_heartbeat`.

A 10 ms heartbeat beats on the loop that paints the window, first idle, then beside a batch of 300 domains of 10 pages
from a local server. Limits: less than 8 ms late at the 99th percentile, 30 ms at worst.
"""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings

from desktop_scanner import app
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import lists
from tests.benchmarks import heartbeat
from tests.servers.many_sites import many_sites

_IDLE_S = 5.0
_DOMAINS = 300
_LIMIT_MS = 8.0
_WORST_MS = 30.0


async def _measure(folder: Path, rule: str) -> heartbeat.Delays:
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    async with app.opened(folder / "scanner.db", settings) as parts:
        idle = await heartbeat.during(asyncio.sleep(_IDLE_S))
        targets = lists.read_text("\n".join(f"site{number}.many-sites.net" for number in range(_DOMAINS)))
        options = ScanOptions(max_pages=10, delay_ms=0, connect_to=(rule,))
        started = time.perf_counter()
        busy = await heartbeat.during(_scan(parts, targets, options))
        elapsed_s = time.perf_counter() - started
        print(f"idle: {idle}")
        print(f"busy: {busy}")
        (batch,) = await parts.workspace.history.batches()
        print(f"{_DOMAINS} domains in {elapsed_s:.1f} s, {batch.counts}")
    return busy


async def _scan(parts: app.Parts, targets: TargetList, options: ScanOptions) -> None:
    """Run the batch in view, as a person would watch it."""
    batches = parts.workspace.batches
    batch = await batches.create(targets, options)
    await parts.window.load()
    parts.window.show_batch(batch.id)
    await batches.start(batch.id, given=options)
    await batches.wait(batch.id)


def main() -> int:
    """Run the benchmark; 1 where the limit is not held."""
    with tempfile.TemporaryDirectory() as folder, many_sites() as rule:
        busy = app.run(_measure(Path(folder), rule))
    late_ms, worst_ms = busy.percentile(0.99), busy.percentile(1.0)
    held = late_ms < _LIMIT_MS and worst_ms < _WORST_MS
    print(f"p99 {late_ms:.1f} ms of {_LIMIT_MS:.0f}, worst {worst_ms:.1f} ms of {_WORST_MS:.0f}:")
    print("held" if held else "NOT held")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
