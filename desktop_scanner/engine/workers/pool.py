"""The worker processes of one batch: targets are shared out, the dead are replaced, suspects are kept apart."""

import asyncio
import logging
import os
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Protocol

from desktop_scanner.core.errors import EngineError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.limits import shared_limits
from desktop_scanner.engine.workers import messages
from desktop_scanner.engine.workers.quarantine import CANNOT_START, FAILED_STARTS, OnEnd, OnMessage, Quarantine
from desktop_scanner.engine.workers.worker_process import WorkerProcess

log = logging.getLogger(__name__)

SILENCE_S = 10.0  # a worker speaks each second
START_S = 60.0  # a cold start on a slow disk
# Fragments of a hundred thousand strangers' pages stay behind in any process; a fresh one costs half a second.
RECYCLE_AFTER = 5_000  # domains
RECYCLE_BYTES = 700_000_000
KILL_BYTES = 2_000_000_000  # more than any page within its limits takes: something has gone wrong in there
_WATCH_INTERVAL_S = 1.0
OVERSLEPT_S = 3.0


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

    The targets in flight at a worker that dies are tried once more in the quarantine. A worker that has done or holds
    much is relieved by a fresh one and ends when it has answered what it has. `workers` is for looking only.
    """

    def __init__(self, options: ScanOptions, owner: PoolOwner) -> None:
        self._options = options
        self._owner = owner
        self.workers: list[WorkerProcess] = []
        self.quarantine = Quarantine(self._spawn, self._keep, owner)
        self._retired: list[WorkerProcess] = []
        self._failed_starts = 0
        self._is_closing = False
        self._limits_file: Path | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._wanted = 0  # workers; none before the start
        self.concurrency = options.concurrency

    async def start(self) -> None:
        """Start the workers; the first targets can be submitted at once."""
        self._wanted = count = min(worker_count(self._options), self.concurrency)
        await self._share_limits(count)
        self.workers += await asyncio.gather(*(self._spawn(self._hear, self._lose) for _ in range(count)))
        self._keep(self._watch(), "watch workers")

    def set_concurrency(self, domains: int) -> None:
        """Scan this many domains at once from now on; what is in flight beyond that is finished."""
        self.concurrency = domains
        # Without a common file, further workers would be strangers to the limits of the first one.
        if self._is_closing or not self._wanted or self._limits_file is None:
            return
        more = range(self._wanted, min(worker_count(self._options), domains))
        self._wanted += len(more)
        for _ in more:
            self._keep(self._replace(), "start a further worker")

    @property
    def in_flight(self) -> int:
        """Return the number of targets that are submitted and not answered."""
        return self._busy + len(self.quarantine.suspects)

    @property
    def free(self) -> int:
        """Return how many more targets may be submitted now; suspects, tried apart, take no place."""
        return self.concurrency - self._busy if self.workers else 0

    @property
    def _busy(self) -> int:
        return sum(len(worker.in_flight) for worker in (*self.workers, *self._retired))

    def submit(self, target: ClaimedTarget) -> None:
        """Hand the target to the worker with the fewest in flight."""
        min(self.workers, key=lambda worker: len(worker.in_flight)).scan(target)

    def abandon(self) -> list[ClaimedTarget]:
        """Give up all that is in flight and return it; none of it is answered any more."""
        given_up = self.quarantine.abandon()
        for worker in (*self.workers, *self._retired):
            given_up += worker.in_flight.values()
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
            # Megabytes that are given back to a disk take a tenth of a second, too long for a loop that paints.
            await asyncio.to_thread(shared_limits.remove, self._limits_file)

    async def _share_limits(self, count: int) -> None:
        """Have all workers keep to common limits, also an only one: its relief will work beside it for a while."""
        try:
            self._limits_file = await asyncio.to_thread(shared_limits.create)
        except EngineError:
            if count > 1:
                raise
            log.warning("The workers' common file cannot be made; the only one goes without", exc_info=True)

    def _everyone(self) -> list[WorkerProcess]:
        return [*self.workers, *self._retired, *self.quarantine.workers]

    async def _spawn(self, on_message: OnMessage, on_end: OnEnd) -> WorkerProcess:
        worker = WorkerProcess(self._options, on_message, on_end, self._limits_file)
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
                self._owner.on_result(worker.in_flight.pop(target_id), result)
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
        self.quarantine.add(lost)
        if worker in self._retired:
            self._retired.remove(worker)
            return
        self.workers.remove(worker)
        self._failed_starts += not worker.is_ready
        if self._failed_starts >= FAILED_STARTS:
            self._owner.on_fault(EngineError(CANNOT_START))
        else:
            self._keep(self._replace(), "replace worker")

    async def _replace(self) -> None:
        self.workers.append(await self._spawn(self._hear, self._lose))
        self._owner.on_room()

    async def _watch(self) -> None:
        looked_at = time.monotonic()
        while True:
            await asyncio.sleep(_WATCH_INTERVAL_S)
            if time.monotonic() - looked_at > OVERSLEPT_S:
                # This process was stopped or the computer slept, and the workers' words still wait in their pipes.
                for worker in self._everyone():
                    worker.forgive_silence()
            looked_at = time.monotonic()
            for worker in self._everyone():
                self._check(worker)

    def _check(self, worker: WorkerProcess) -> None:
        limit_s = SILENCE_S if worker.is_ready else START_S
        if worker.silence_s() > limit_s:
            log.error("Worker %s has been silent for %.0f s and is replaced", worker.pid, limit_s)
            worker.kill()
        elif worker.memory_bytes > KILL_BYTES:
            log.error("Worker %s holds %d bytes and is replaced", worker.pid, worker.memory_bytes)
            worker.kill()
