"""One batch that this process runs, from the lock that says so to its settled end."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from desktop_scanner.core import snippets
from desktop_scanner.core.batches import BatchInfo, DomainRow, Wishes
from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import ScannerError
from desktop_scanner.core.events import BatchFinished, BatchStarted, DomainsCancelled, Event
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState, batch_state
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.batch_runner import BatchRunner, RunEnd
from desktop_scanner.store.database import Store
from desktop_scanner.store.locks import RunLock

log = logging.getLogger(__name__)

_REQUEST_INTERVAL_S = 0.25
_BUG = "A fault of Desktop Scanner ended the batch; what was scanned is stored. Please report it with the log."


class _StoredTargets:
    """The engine's source and sink over the store."""

    def __init__(self, store: Store, batch_id: str, *, with_snippets: bool) -> None:
        self._store = store
        self._batch_id = batch_id
        self._with_snippets = with_snippets

    async def claim(self, limit: int) -> Sequence[ClaimedTarget]:
        return await self._store.claim(self._batch_id, limit)

    async def put(self, target: ClaimedTarget, result: DomainResult) -> DomainRow:
        return await self._store.put(target, result if self._with_snippets else snippets.removed(result))


class BatchRun:
    """Owns a running batch: its lock, its runner, and its final state, whatever becomes of the task that runs it.

    Exactly one BatchFinished is emitted, last, and only after the state it names was stored, or could not be.
    `stored_concurrency` is what the batch said when `options` were made of its own, where that was before the start.
    """

    def __init__(
        self, store: Store, batch: BatchInfo, options: ScanOptions, lock: RunLock, stored_concurrency: int | None = None
    ) -> None:
        self._store = store
        self._batch = batch
        self._stored_concurrency = batch.concurrency if stored_concurrency is None else stored_concurrency
        self._lock = lock
        self._listener: Callable[[str, Event], None] = _nobody
        targets = _StoredTargets(store, batch.id, with_snippets=options.snippets)
        self.runner = BatchRunner(targets, targets, options, self._emit)
        self._finished: asyncio.Future[BatchFinished] = asyncio.get_running_loop().create_future()
        self._settling: asyncio.Task[None] | None = None

    def start(self, listener: Callable[[str, Event], None]) -> None:
        """Start to run; the batch is already stored as running."""
        self._listener = listener
        self._emit(BatchStarted(at=now(), total=self._batch.total, done=self._batch.done))
        loop = asyncio.get_running_loop()
        self._task = loop.create_task(self.runner.run(), name=f"run batch {self._batch.id}")
        self._requests = loop.create_task(self._obey_requests(), name=f"obey requests for {self._batch.id}")
        # A task cancelled before its first step runs no `finally`; its done-callback always runs.
        self._task.add_done_callback(self._start_settling)

    async def wait(self) -> BatchFinished:
        """Return the batch's last event once it has ended; cancelling the wait does not touch the batch."""
        return await asyncio.shield(self._finished)

    def set_concurrency(self, domains: int) -> None:
        """Scan this many domains at once from now on, as is stored."""
        self._stored_concurrency = domains
        self.runner.set_concurrency(domains)

    def _emit(self, event: Event) -> None:
        self._listener(self._batch.id, event)

    async def _obey_requests(self) -> None:
        """Do what another process asks of this batch."""
        while True:
            await asyncio.sleep(_REQUEST_INTERVAL_S)
            try:
                wishes = await self._store.wishes(self._batch.id)
            except ScannerError as error:
                log.warning("Requests for the batch cannot be read: %s", error)
                continue
            if wishes is not None:
                self._obey(wishes)

    def _obey(self, wishes: Wishes) -> None:
        if wishes.stop == "cancel":
            self.runner.cancel()
        elif wishes.stop == "pause":
            self.runner.pause()
        # A run may have been started with a number of its own: only a change of the stored one says something.
        if wishes.concurrency != self._stored_concurrency:
            self.set_concurrency(wishes.concurrency)

    def _start_settling(self, task: asyncio.Task[RunEnd]) -> None:
        self._requests.cancel()
        self._settling = asyncio.get_running_loop().create_task(
            self._settle(task), name=f"settle batch {self._batch.id}"
        )

    async def _settle(self, task: asyncio.Task[RunEnd]) -> None:
        end, error = _outcome(task)
        finished = BatchFinished(state=BatchState.INTERRUPTED, error=error)
        try:
            finished = await self._store_end(end, error)
        except ScannerError as fault:
            finished = BatchFinished(state=BatchState.INTERRUPTED, error=error or str(fault))
        except Exception:
            log.exception("The end of batch %s could not be stored", self._batch.id)
            finished = BatchFinished(state=BatchState.INTERRUPTED, error=error or _BUG)
        finally:
            self._lock.release()
            self._emit(finished)
            self._finished.set_result(finished)

    async def _store_end(self, end: RunEnd, error: str | None) -> BatchFinished:
        batch_id = self._batch.id
        if end is RunEnd.CANCELLED and (count := await self._store.cancel_unfinished(batch_id)):
            self._emit(DomainsCancelled(count))
        batch = await self._store.batch(batch_id)
        # A stop that came after the last result has nothing left to stop: the counts say how the batch ended.
        state = batch_state(batch.total, batch.counts) if batch else BatchState.INTERRUPTED
        if state is BatchState.INTERRUPTED and end is RunEnd.PAUSED:
            state = BatchState.PAUSED
        ended = await self._store.end_run(batch_id, state)
        return BatchFinished(state=state, counts=ended.counts, error=error)


def _outcome(task: asyncio.Task[RunEnd]) -> tuple[RunEnd, str | None]:
    if task.cancelled():
        return RunEnd.INTERRUPTED, None
    error = task.exception()
    if error is None:
        return task.result(), None
    if isinstance(error, ScannerError):
        return RunEnd.INTERRUPTED, str(error)
    log.error("The run of a batch ended by a bug", exc_info=error)
    return RunEnd.INTERRUPTED, _BUG


def _nobody(_batch_id: str, _event: Event) -> None:
    """Listen to nothing, until the run is started."""
