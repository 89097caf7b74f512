"""The worker processes of one batch: targets are shared out, the dead are replaced, suspects are kept apart."""

import asyncio
import logging
import os
from collections import deque
from collections.abc import Coroutine
from pathlib import Path
from typing import Protocol

from desktop_scanner.core.errors import EngineError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine import messages, shared_limits
from desktop_scanner.engine.own_results import crashed
from desktop_scanner.engine.worker_process import WorkerProcess

log = logging.getLogger(__name__)

SILENCE_S = 10.0  # a worker speaks each second
START_S = 60.0  # a cold start on a slow disk
# Fragments of a hundred thousand strangers' pages stay behind in any process; a fresh one costs half a second.
RECYCLE_AFTER = 5_000  # domains
RECYCLE_BYTES = 700_000_000
KILL_BYTES = 2_000_000_000  # more than any page within its limits takes: something has gone wrong in there
_WATCH_INTERVAL_S = 1.0
_FAILED_STARTS = 3


class PoolOwner(Protocol):
    """Who hears of a pool's doings; all calls come on the event loop."""

    def on_result(self, target: ClaimedTarget, result: DomainResult) -> None:
        """Take the one result of a submitted target."""

    def on_progress(self, progress: messages.Progress) -> None:
        """Take the news of a target in flight."""

    def on_room(self) -> None:
        """Learn that more targets may be submitted."""

    def on_fault(self, error: EngineError) -> None:
        """Learn that the pool cannot go on."""


def worker_count(options: ScanOptions) -> int:
    """Return the number of worker processes: as wished, else one fewer than the cores."""
    return options.workers or max(1, (os.cpu_count() or 2) - 1)


class Pool:
    """Worker processes that scan what is submitted, each target answered exactly once.

    The targets in flight at a worker that dies are tried once more, one at a time, in a worker of their own; the one
    that kills this one too is answered with `worker_crashed`. A worker that has done or holds much is relieved by a
    fresh one and ends when it has answered what it has. `workers` and `isolated` are for looking only.
    """

    def __init__(self, options: ScanOptions, owner: PoolOwner) -> None:
        self._options = options
        self._owner = owner
        self.workers: list[WorkerProcess] = []
        self.isolated: WorkerProcess | None = None
        self._retired: list[WorkerProcess] = []
        self._suspects: deque[ClaimedTarget] = deque()
        self._is_trying = False
        self._failed_starts = 0
        self._is_closing = False
        self._limits_file: Path | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.concurrency = options.concurrency

    async def start(self) -> None:
        """Start the workers; the first targets can be submitted at once."""
        count = min(worker_count(self._options), self.concurrency)
        self._share_limits(count)
        self.workers = await asyncio.gather(*(self._spawn() for _ in range(count)))
        self._keep(self._watch(), "watch workers")

    @property
    def in_flight(self) -> int:
        """Return the number of targets that are submitted and not answered."""
        return sum(len(worker.in_flight) for worker in self._everyone()) + len(self._suspects)

    @property
    def free(self) -> int:
        """Return how many more targets may be submitted now."""
        return self.concurrency - self.in_flight if self.workers else 0

    def submit(self, target: ClaimedTarget) -> None:
        """Hand the target to the worker with the fewest in flight."""
        min(self.workers, key=lambda worker: len(worker.in_flight)).scan(target)

    def abandon(self) -> list[ClaimedTarget]:
        """Give up all that is in flight and return it; none of it is answered any more."""
        given_up = [target for worker in self._everyone() for target in worker.in_flight.values()]
        given_up += self._suspects
        self._suspects.clear()
        for worker in self._everyone():
            worker.in_flight.clear()
        return given_up

    async def close(self) -> None:
        """End all workers, in order where they listen, by force where not."""
        self._is_closing = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.stop() for worker in self._everyone()))
        if self._limits_file is not None:
            shared_limits.remove(self._limits_file)

    def _share_limits(self, count: int) -> None:
        """Have all workers keep to common limits, also an only one: its relief will work beside it for a while."""
        try:
            self._limits_file = shared_limits.create()
        except EngineError:
            if count > 1:
                raise
            log.warning("The workers' common file cannot be made; the only one goes without", exc_info=True)

    def _everyone(self) -> list[WorkerProcess]:
        isolated = [self.isolated] if self.isolated else []
        return [*self.workers, *self._retired, *isolated]

    async def _spawn(self) -> WorkerProcess:
        worker = WorkerProcess(self._options, self._hear, self._lose, self._limits_file)
        try:
            await worker.start()
        except OSError as error:
            raise EngineError(
                f"The system does not let a worker process start ({error.strerror or error}). "
                "Close other programs, or scan with fewer workers, and resume the batch."
            ) from error
        return worker

    def _keep(self, work: Coroutine[None, None, None], name: str) -> None:
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._settle_task)

    def _settle_task(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if not isinstance(error, EngineError):
            log.error("The pool's task %r failed", task.get_name(), exc_info=error)
            error = EngineError(
                f"A fault of Desktop Scanner ended the scan ({error!r}); please report it with the log."
            )
        self._owner.on_fault(error)

    def _hear(self, worker: WorkerProcess, message: messages.Up) -> None:
        match message:
            case messages.Ready():
                self._failed_starts = 0
            case messages.Progress(target_id=target_id) if target_id in worker.in_flight:
                self._owner.on_progress(message)
            case messages.Result(target_id=target_id, result=result):
                target = worker.in_flight.pop(target_id)
                if worker is self.isolated:
                    self._is_trying = False
                    self._try_suspect()
                self._owner.on_result(target, result)
                self._recycle(worker)

    def _recycle(self, worker: WorkerProcess) -> None:
        has_done_much = worker.answered >= RECYCLE_AFTER or worker.memory_bytes >= RECYCLE_BYTES
        if has_done_much and worker in self.workers:
            log.info(
                "Worker %s is relieved after %d domains, %d bytes", worker.pid, worker.answered, worker.memory_bytes
            )
            self.workers.remove(worker)
            self._retired.append(worker)
            self._keep(self._replace(), "relieve worker")
        if worker in self._retired and not worker.in_flight:
            self._keep(self._retire(worker), "retire worker")

    async def _retire(self, worker: WorkerProcess) -> None:
        await worker.stop()
        self._retired.remove(worker)

    def _lose(self, worker: WorkerProcess) -> None:
        if self._is_closing or worker.is_stopping:
            return
        log.warning("Worker %s ended unexpectedly with %d domains in flight", worker.pid, len(worker.in_flight))
        lost = list(worker.in_flight.values())
        worker.in_flight.clear()
        if not worker.is_ready:
            self._failed_starts += 1
        if worker is self.isolated:
            self.isolated = None
            self._is_trying = False
            self._settle_isolated(worker, lost)
        else:
            self._suspects.extend(lost)
            self._give_up(worker)
        self._try_suspect()

    def _give_up(self, worker: WorkerProcess) -> None:
        if worker in self._retired:
            self._retired.remove(worker)
            return
        self.workers.remove(worker)
        self._check_starts()
        self._keep(self._replace(), "replace worker")

    def _settle_isolated(self, worker: WorkerProcess, lost: list[ClaimedTarget]) -> None:
        if not worker.is_ready:  # nothing ran in it, so the target did not kill it
            self._suspects.extendleft(lost)
            self._check_starts()
            return
        for target in lost:
            self._owner.on_result(target, crashed(target))

    async def _replace(self) -> None:
        self.workers.append(await self._spawn())
        self._owner.on_room()

    def _check_starts(self) -> None:
        if self._failed_starts >= _FAILED_STARTS:
            self._owner.on_fault(
                EngineError(
                    "The worker processes end as soon as they start, so nothing can be scanned. "
                    "The log says why; `desktop-scanner doctor` shows what is missing."
                )
            )

    def _try_suspect(self) -> None:
        if self._suspects and not self._is_trying:
            self._is_trying = True
            self._keep(self._run_suspect(), "try suspect")

    async def _run_suspect(self) -> None:
        if self.isolated is None:
            self.isolated = await self._spawn()
        if self._suspects:  # else all was abandoned meanwhile
            self.isolated.scan(self._suspects.popleft())

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_WATCH_INTERVAL_S)
            for worker in self._everyone():
                limit_s = SILENCE_S if worker.is_ready else START_S
                if worker.silence_s() > limit_s:
                    log.error("Worker %s has been silent for %.0f s and is replaced", worker.pid, limit_s)
                    worker.kill()
                elif worker.memory_bytes > KILL_BYTES:
                    log.error("Worker %s holds %d bytes and is replaced", worker.pid, worker.memory_bytes)
                    worker.kill()
