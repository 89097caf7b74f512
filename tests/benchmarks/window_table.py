"""A million rows in the window: `python -m tests.benchmarks.window_table [TARGETS] [FOLDER]`.

The real window on a real database: the table is sorted by each of its columns, filtered by texts and terms, and
scrolled, each as a person does it. Times run from the key or click to the first rows in view, by the processor of the
whole process; frames are what one turn of the window's loop takes while the table is scrolled, painted and filled.
A tenth of the targets has results. Ends with 1 where a goal is missed: sort 1 s, filter 0.3 s, a frame 16 ms at the
99th percentile.
"""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from desktop_scanner.core.failures import FailureKind, failure
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import Address, DomainResult, SocialProfile, Technology
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.core.targets import ClaimedTarget, TargetList
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.columns import Column
from tests.benchmarks import million
from tests.ui.waiting import after

_TARGETS = 1_000_000
_SORT_S, _FILTER_S, _FRAME_MS = 1.0, 0.3, 16.0
_FRAMES = 1_500
_FILTERS = (
    "bike",
    "bike care",
    "-bike",
    "status:failed",
    "status:waiting",
    "-status:waiting email:yes",
    "kind:dns",
    "tech:wordpress",
    "-tech:wordpress",
    "cms:any lang:de",
    "email:yes phone:no",
    "email:info@acme",
    "http:4xx",
    "pages:>2",
    "time:>5s",
    "verdict:parked",
    "social:linkedin country:de",
    "title:bike",
    "domain:bike",
    "tld:net",
    "status:done tech:wordpress email:yes lang:de pages:>2 garden",
)


class Marks:
    """Prints what was measured and remembers the goals that were missed."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def tell(self, name: str, value: float, goal: float, unit: str) -> None:
        """Print a figure beside its goal."""
        is_missed = value > goal
        self.missed += [name] * is_missed
        print(f"{name:<72}{value:9.3f} {unit}{f'  MISSED: {goal} {unit}' if is_missed else ''}", flush=True)


def result(claimed: ClaimedTarget, chosen: random.Random) -> DomainResult:
    """Return a result as those of the store's benchmark are, with more that filters ask for; each fifth failed."""
    if chosen.random() < 0.2:
        kind = chosen.choice([FailureKind.DNS_NOT_FOUND, FailureKind.CONNECT_TIMEOUT, FailureKind.TLS_EXPIRED])
        why = failure(kind, f"{claimed.domain} did not answer.")
        return DomainResult(
            domain=claimed.domain, domain_display=claimed.domain, status=DomainStatus.FAILED, elapsed_ms=9, failure=why
        )
    plain = million.result(claimed, chosen)
    network = chosen.choice(["linkedin", "facebook", "instagram"])
    return msgspec.structs.replace(
        plain,
        verdict=chosen.choice([Verdict.OK] * 8 + [Verdict.PARKED, Verdict.BLOCKED]),
        language=chosen.choice(["de", "en", "nl", None]),
        http_status=chosen.choice([200] * 9 + [404]),
        emails=plain.emails if chosen.random() < 0.6 else (),
        phones=plain.phones if chosen.random() < 0.5 else (),
        technologies=tuple(_with_category(each) for each in plain.technologies),
        social=(SocialProfile(network=network, url=f"https://{network}.com/{claimed.domain}", handle=None),),
        addresses=(Address(value="Am Markt 1, Köln", country=chosen.choice(["DE", "BE"])),),
    )


def _with_category(technology: Technology) -> Technology:
    is_cms = technology.name in ("WordPress", "Shopify")
    return msgspec.structs.replace(technology, categories=("CMS",) if is_cms else ())


async def _fill(services: Workspace, count: int) -> str:
    batch = await services.batches.create(TargetList(targets=million.targets(count)), ScanOptions(), name="A million")
    await million.scan(services.store, batch.id, count // 10, 1, result)
    return batch.id


async def _timed(signal: object, act: Callable[[], object]) -> float:
    started = time.process_time()
    await after(signal, act)
    return time.process_time() - started


async def _measure(window: MainWindow, batch_id: str, marks: Marks) -> None:
    panel = window.pages.batch
    model, header = panel.model, panel.table.horizontalHeader()
    elapsed = await _timed(model.loaded, lambda: window.show_batch(batch_id))
    marks.tell("show the batch", elapsed, _SORT_S, "s")
    for column in Column:
        for direction in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            name = str(model.headerData(int(column), Qt.Orientation.Horizontal))
            elapsed = await _timed(model.loaded, partial(header.setSortIndicator, int(column), direction))
            marks.tell(f"sort by {name}, {direction.name}", elapsed, _SORT_S, "s")
    await _scroll(window, marks, "sorted")
    await after(model.loaded, lambda: header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder))
    for text in _FILTERS:
        elapsed = await _timed(model.loaded, partial(panel.filters.apply, text))
        marks.tell(f"filter {text} ({model.rowCount():,} rows)", elapsed, _FILTER_S, "s")
        await after(model.loaded, panel.clear_filter)
    await _scroll(window, marks, "in list order")


async def _scroll(window: MainWindow, marks: Marks, how: str) -> None:
    """Scroll by wheel steps, by pages and by leaps over the whole list; a frame each."""
    table = window.pages.batch.table
    bar, chosen = table.verticalScrollBar(), random.Random(3)  # noqa: S311 -- the same way each time
    frames: list[float] = []
    for number in range(_FRAMES):
        step = (78, bar.pageStep(), 0)[number % 3]
        started = time.thread_time()
        bar.setValue(bar.value() + step if step else chosen.randrange(bar.maximum()))
        table.viewport().repaint()
        frames.append(1000 * (time.thread_time() - started))
        started = time.thread_time()
        await asyncio.sleep(0)  # what the loop has to do: rows that were fetched are painted
        frames.append(1000 * (time.thread_time() - started))
    frames.sort()
    marks.tell(f"frame while scrolling {how}, 99th percentile", frames[len(frames) * 99 // 100], _FRAME_MS, "ms")
    print(f"    median {frames[len(frames) // 2]:.2f} ms, worst {frames[-1]:.2f} ms of {len(frames):,}")


async def main(folder: Path, count: int, marks: Marks) -> None:
    """Make the database where there is none yet, then measure."""
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    async with await Workspace.open(folder / "scanner.db") as services:
        batches = await services.history.batches()
        batch_id = batches[0].id if batches else await _fill(services, count)
        window = MainWindow(services, settings)
        window.resize(QSize(1440, 900))
        window.show()
        await window.load()
        try:
            await _measure(window, batch_id, marks)
        finally:
            await window.stop()
            window.hide()


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    marks = Marks()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _TARGETS
    with tempfile.TemporaryDirectory() as scratch, asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(main(Path(sys.argv[2] if len(sys.argv) > 2 else scratch), count, marks))
    print(f"Goals missed: {', '.join(marks.missed) or 'none'}")
    sys.exit(1 if marks.missed else 0)
