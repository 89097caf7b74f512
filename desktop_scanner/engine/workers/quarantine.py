"""Where the targets of a worker that died are tried once more: one at a time, in a process that has nothing else."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Protocol

from desktop_scanner.core.errors import EngineError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.workers import messages
from desktop_scanner.engine.workers.own_results import crashed
from desktop_scanner.engine.workers.worker_process import WorkerProcess

CELLS = 4  # suspects are many (all that was in flight), the guilty one is one: the others should not wait long
FAILED_STARTS = 3
CANNOT_START = (
    "The worker processes end as soon as they start, so nothing can be scanned. "
    "The log says why; `desktop-scanner doctor` shows what is missing."
)

OnMessage = Callable[[WorkerProcess, messages.Up], None]
OnEnd = Callable[[WorkerProcess], None]
Spawn = Callable[[OnMessage, OnEnd], Awaitable[WorkerProcess]]
Keep = Callable[[Coroutine[None, None, None], str], None]


class QuarantineOwner(Protocol):
    """Who hears of the suspects."""

    def on_result(self, target: ClaimedTarget, result: DomainResult) -> None:
        """Take the one result of a suspect."""

    def on_progress(self, progress: messages.Progress) -> None:
        """Take the news of a suspect that is being tried."""


class Quarantine:
    """Answers each suspect exactly once: with its result, or with `worker_crashed` if its process died again.

    Up to four cells, each a worker process with one suspect at a time, work as long as suspects wait. `keep` runs a
    cell's work to its end and hears of its EngineError.
    """

    def __init__(self, spawn: Spawn, keep: Keep, owner: QuarantineOwner) -> None:
        self._spawn = spawn
        self._keep = keep
        self._owner = owner
        self._waiting: deque[ClaimedTarget] = deque()
        self._cells: set[_Cell] = set()

    @property
    def suspects(self) -> list[ClaimedTarget]:
        """Return the targets that are not answered."""
        return [*self._waiting, *(cell.target for cell in self._cells if cell.target)]

    @property
    def workers(self) -> list[WorkerProcess]:
        """Return the processes of the cells."""
        return [cell.worker for cell in self._cells if cell.worker]

    def add(self, targets: Iterable[ClaimedTarget]) -> None:
        """Take suspects in and have them tried."""
        self._waiting.extend(targets)
        for _ in range(min(len(self._waiting), CELLS - len(self._cells))):
            cell = _Cell(self._spawn, self._owner)
            self._cells.add(cell)
            self._keep(self._work(cell), "try suspects")

    def abandon(self) -> list[ClaimedTarget]:
        """Give up all suspects and return them; none of them is answered any more."""
        given_up = self.suspects
        self._waiting.clear()
        for cell in self._cells:
            cell.target = None
        return given_up

    async def _work(self, cell: "_Cell") -> None:
        try:
            while self._waiting:
                await cell.try_(self._waiting.popleft())
        finally:
            self._cells.discard(cell)
            if cell.worker is not None:
                await cell.worker.stop()


class _Cell:
    """One worker process and the suspect that it tries."""

    def __init__(self, spawn: Spawn, owner: QuarantineOwner) -> None:
        self.target: ClaimedTarget | None = None
        self.worker: WorkerProcess | None = None
        self._spawn = spawn
        self._owner = owner
        self._result: DomainResult | None = None
        self._is_over = asyncio.Event()

    async def try_(self, target: ClaimedTarget) -> None:
        """Try a suspect and answer it; raise EngineError where no process can be started for it."""
        self.target = target
        for _ in range(FAILED_STARTS):
            worker = await self._ready_worker()
            worker.scan(target)
            await self._is_over.wait()
            if self._result is not None or worker.is_ready:
                break
        else:
            raise EngineError(CANNOT_START)
        if self.target is not None:  # else it was given up meanwhile
            self.target = None
            self._owner.on_result(target, self._result or crashed(target))

    async def _ready_worker(self) -> WorkerProcess:
        if self.worker is None or self.worker.has_ended:
            self.worker = await self._spawn(self._hear, self._lose)
        self._result = None
        self._is_over.clear()
        return self.worker

    def _hear(self, worker: WorkerProcess, message: messages.Up) -> None:
        match message:
            case messages.Progress() if self.target is not None:
                self._owner.on_progress(message)
            case messages.Result(target_id=target_id, result=result):
                worker.in_flight.pop(target_id)
                self._result = result
                self._is_over.set()

    def _lose(self, worker: WorkerProcess) -> None:
        worker.in_flight.clear()
        self._is_over.set()
