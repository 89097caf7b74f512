"""Real workers on a local server, and owners that remember what they hear."""

import asyncio
import os
import signal
from collections.abc import Callable, Sequence

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.errors import EngineError
from desktop_scanner.core.events import Event
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.workers import messages
from desktop_scanner.engine.workers.worker_process import WorkerProcess


def options(rules: tuple[str, ...], **changes: object) -> ScanOptions:
    """Return options for a quick scan of local sites."""
    quick = {"connect_to": rules, "delay_ms": 0, "max_pages": 1, "retries": 0, "workers": 1} | changes
    return ScanOptions(**quick)  # type: ignore[arg-type]


def targets(*domains: str) -> list[ClaimedTarget]:
    """Return a target for each domain."""
    return [ClaimedTarget(number, 1, domain, domain) for number, domain in enumerate(domains, start=1)]


def kill(worker: WorkerProcess) -> None:
    """Kill a worker as the system would that is short of memory."""
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)


class Owner:
    """A pool's owner that keeps what it is told."""

    def __init__(self) -> None:
        self.results: asyncio.Queue[tuple[ClaimedTarget, DomainResult]] = asyncio.Queue()
        self.progress: asyncio.Queue[messages.Progress] = asyncio.Queue()
        self.faults: asyncio.Queue[EngineError] = asyncio.Queue()
        self.room = asyncio.Event()

    def on_result(self, target: ClaimedTarget, result: DomainResult) -> None:
        """Keep a result."""
        self.results.put_nowait((target, result))

    def on_progress(self, progress: messages.Progress) -> None:
        """Keep the news."""
        self.progress.put_nowait(progress)

    def on_room(self) -> None:
        """Wake whoever waits for room; the event stays set."""
        self.room.set()

    def on_fault(self, error: EngineError) -> None:
        """Keep the fault."""
        self.faults.put_nowait(error)

    async def busy_with(self, *target_ids: int) -> None:
        """Wait until each of these targets has been heard of."""
        missing = set(target_ids)
        while missing:
            missing.discard((await self.progress.get()).target_id)


class Memory:
    """A source and sink that keep everything in memory."""

    def __init__(self, waiting: Sequence[ClaimedTarget]) -> None:
        self.waiting = list(waiting)
        self.results: dict[int, DomainResult] = {}
        self.puts = 0
        self.on_put: Callable[[], None] = lambda: None

    async def claim(self, limit: int) -> Sequence[ClaimedTarget]:
        """Give the next targets out."""
        claimed, self.waiting = self.waiting[:limit], self.waiting[limit:]
        return claimed

    async def put(self, target: ClaimedTarget, result: DomainResult) -> DomainRow:
        """Keep the result."""
        self.puts += 1
        self.on_put()
        self.results[target.id] = result
        return DomainRow(
            target_id=target.id, domain=target.domain, domain_display=result.domain_display, status=result.status
        )


class Events:
    """A listener that keeps every event and wakes whoever waits for a kind of it."""

    def __init__(self) -> None:
        self.all: list[Event] = []
        self._news = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()

    def __call__(self, event: Event) -> None:
        self.all.append(event)
        task = asyncio.get_running_loop().create_task(self._tell(), name="tell")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def of(self, kind: type[Event]) -> list[Event]:
        """Return the events of a kind, in order."""
        return [event for event in self.all if isinstance(event, kind)]

    async def wait_for(self, kind: type[Event], count: int = 1) -> None:
        """Return when that many events of a kind have come."""
        async with self._news:
            await self._news.wait_for(lambda: len(self.of(kind)) >= count)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()
