"""Runs one batch: claims targets, has workers scan them, gives results to the store, tells what is stored."""

import asyncio
import logging
from collections import deque
from enum import StrEnum

from desktop_scanner.core.errors import EngineError, ScannerError, StorePassingError
from desktop_scanner.core.events import DomainFinished, DomainProgress, DomainStarted
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.ports import Emit, ResultSink, TargetSource
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.stall import Stall
from desktop_scanner.engine.workers import messages
from desktop_scanner.engine.workers.own_results import cancelled
from desktop_scanner.engine.workers.pool import Pool

log = logging.getLogger(__name__)

CLAIM_LIMIT = 200
PAUSE_GRACE_S = 5.0
_MAX_UNSTORED = 1_000  # results that wait for the disk; more of them hold the workers back


class RunEnd(StrEnum):
    """How a run ended; only after DRAINED has every target of the batch a final result."""

    DRAINED = "drained"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


class BatchRunner:
    """Runs the targets of `source` to results in `sink`, once.

    Each claimed target gets exactly one final result and one DomainFinished, emitted when its result is stored, unless
    the run is paused or interrupted: what is then unfinished is the owner's to put back. A passing fault of the store
    holds the run up, and what is scanned is kept until it can be stored; if the run is stopped before that, what the
    store did not take is unfinished. Another fault of the store or of the workers ends the run with that ScannerError,
    after what was already scanned has been stored or refused.
    """

    def __init__(self, source: TargetSource, sink: ResultSink, options: ScanOptions, emit: Emit) -> None:
        self._source = source
        self._sink = sink
        self._emit = emit
        self._pool = Pool(options, self)
        self._stall = Stall(emit)
        self._claimed: deque[ClaimedTarget] = deque()
        self._is_drained = False
        self._stores: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self._left = 0
        self._stop: RunEnd | None = None
        self._fault: ScannerError | None = None

    async def run(self) -> RunEnd:
        """Run until no target is left, or until told to stop."""
        try:
            await self._pool.start()
            await self._feed()
            await self._finish_in_flight()
        finally:
            await asyncio.gather(self._pool.close(), *self._stores, return_exceptions=True)
        if self._left:
            log.warning("Stopped while the database took nothing: %d results are scanned anew on resume", self._left)
        if self._fault is not None:
            raise self._fault
        return self._stop or RunEnd.DRAINED

    def cancel(self) -> None:
        """Give up what is in flight; each claimed target is stored as cancelled."""
        self._stop_as(RunEnd.CANCELLED)

    def pause(self) -> None:
        """Hand out no more targets, and end when those in flight are finished, at the latest after 5 s."""
        self._stop_as(RunEnd.PAUSED)

    def interrupt(self) -> None:
        """Give up what is in flight without results, because the program ends."""
        self._stop_as(RunEnd.INTERRUPTED)

    def set_concurrency(self, domains: int) -> None:
        """Scan this many domains at once from now on."""
        self._pool.set_concurrency(domains)
        self._changed.set()

    def look_again(self) -> None:
        """Claim once more: targets may have come to a batch that had none left."""
        self._is_drained = False
        self._changed.set()

    # The pool's owner

    def on_result(self, target: ClaimedTarget, result: DomainResult) -> None:
        """Store the result."""
        task = asyncio.get_running_loop().create_task(self._store(target, result), name=f"store {target.domain}")
        self._stores.add(task)
        task.add_done_callback(self._forget)

    def on_progress(self, progress: messages.Progress) -> None:
        """Tell the progress on."""
        self._emit(
            DomainProgress(
                target_id=progress.target_id,
                activity=progress.activity,
                pages_done=progress.pages_done,
                pages_planned=progress.pages_planned,
            )
        )

    def on_room(self) -> None:
        """Go on handing out."""
        self._changed.set()

    def on_fault(self, error: EngineError) -> None:
        """End the run."""
        self._fail(error)

    def _stop_as(self, end: RunEnd) -> None:
        # A pause may still become a cancel or an interrupt; nothing takes these back.
        if self._stop in (None, RunEnd.PAUSED):
            self._stop = end
            self._stall.give_up()
            self._changed.set()

    def _fail(self, error: ScannerError) -> None:
        self._fault = self._fault or error
        self._stall.give_up()
        self._changed.set()

    @property
    def _is_stopping(self) -> bool:
        return self._stop is not None or self._fault is not None

    @property
    def _has_room(self) -> bool:
        return self._pool.free > 0 and len(self._stores) < _MAX_UNSTORED and not self._stall.is_on

    async def _feed(self) -> None:
        while not self._is_stopping:
            self._changed.clear()
            await self._refill()
            self._hand_out()
            if self._is_drained and not self._claimed and not self._pool.in_flight:
                return
            await self._changed.wait()

    async def _refill(self) -> None:
        if self._is_drained or self._claimed or not self._has_room:
            return
        try:
            claimed = await self._stall.through(lambda: self._source.claim(CLAIM_LIMIT))
        except ScannerError as error:
            self._not_stored(error)
            return
        self._claimed.extend(claimed)
        self._is_drained = not claimed

    def _hand_out(self) -> None:
        while self._claimed and self._has_room and not self._is_stopping:
            target = self._claimed.popleft()
            self._pool.submit(target)
            self._emit(DomainStarted(target.id))
        if not self._claimed and not self._is_drained and self._has_room:
            self._changed.set()

    async def _finish_in_flight(self) -> None:
        if self._stop is RunEnd.PAUSED and self._fault is None:
            await self._wait_for_in_flight()
        given_up = [*self._pool.abandon(), *self._claimed]
        self._claimed.clear()
        if self._stop is RunEnd.CANCELLED:
            for target in given_up:
                self.on_result(target, cancelled(target))

    async def _wait_for_in_flight(self) -> None:
        try:
            async with asyncio.timeout(PAUSE_GRACE_S):
                while self._pool.in_flight and self._stop is RunEnd.PAUSED and self._fault is None:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            log.info("Paused with %d domains unfinished; they are scanned anew on resume", self._pool.in_flight)

    async def _store(self, target: ClaimedTarget, result: DomainResult) -> None:
        try:
            row = await self._stall.through(lambda: self._sink.put(target, result))
        except ScannerError as error:
            self._not_stored(error)
        else:
            self._emit(DomainFinished(row))

    def _not_stored(self, error: ScannerError) -> None:
        if self._stop is not None and isinstance(error, StorePassingError):
            self._left += 1
        else:
            self._fail(error)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._stores.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("A result could not be stored because of a bug", exc_info=error)
            self._fail(EngineError(f"A fault of Desktop Scanner ended the scan ({error!r}); please report it."))
        self._changed.set()
