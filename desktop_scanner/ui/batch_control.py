"""What the window does with batches: it asks the services, follows their events, and keeps the list of batches true."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.events import BatchFinished
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.event_bridge import EventBridge
from desktop_scanner.ui.models.batches import BatchListModel
from desktop_scanner.ui.progress import BatchProgress
from desktop_scanner.ui.tasks import Tasks

_ELSEWHERE_MS = 3000  # how often the database is asked what other windows and commands do


class BatchControl(QObject):
    """Batches as the window sees them.

    Signals:
        batch_changed(batch_id)             state or counts, at most five times a second for a batch
        rows_changed(batch_id, events)
        batch_ended(batch_id, event)        BatchFinished, after everything else of its run
        elsewhere_changed                   another process may have changed what is shown
    """

    batch_changed = Signal(str)
    rows_changed = Signal(str, object)
    batch_ended = Signal(str, object)
    elsewhere_changed = Signal()

    def __init__(self, services: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self.renew: Callable[[ScanOptions], ScanOptions] | None = None  # changes stored options before they are used
        self.batches = BatchListModel(self)
        self._bridge = EventBridge(self._counts_of, self)
        self._bridge.batch_started.connect(self._on_progress)
        self._bridge.progress_changed.connect(self._on_progress)
        self._bridge.rows_changed.connect(self.rows_changed)
        self._bridge.batch_finished.connect(self._on_finished)
        self._unsubscribe = services.batches.subscribe(self._bridge.post)
        self._elsewhere = QTimer(self, interval=_ELSEWHERE_MS)
        self._elsewhere.timeout.connect(self._on_elsewhere)

    async def load(self) -> None:
        """Read the history; what runs here stays as its events say."""
        batches = await self._services.history.batches()
        self.batches.set_batches([self._live(batch) for batch in batches])
        for batch in batches:
            self.batch_changed.emit(batch.id)
        self._elsewhere.start()

    async def create(self, targets: TargetList, options: ScanOptions, *, name: str, origin: str) -> BatchInfo:
        """Store a new batch; it is in the list when this returns."""
        batch = await self._services.batches.create(targets, options, name=name or None, origin=origin)
        self.batches.put(batch)
        return batch

    async def complaints(self, batch: BatchInfo) -> tuple[str, ...]:
        """Return what of a batch's further fingerprints cannot be used, a sentence each."""
        return await self._services.batches.complaints(batch)

    async def start(self, batch_id: str, given: ScanOptions | None = None) -> None:
        """Run a batch, or go on with it."""
        self.take(await self._services.batches.start(batch_id, self.renew, given=given))

    def take(self, batch: BatchInfo) -> None:
        """Take in where a batch stands that was started or stopped."""
        self.batches.put(self._live(batch))
        self.batch_changed.emit(batch.id)

    async def pause(self, batch_id: str) -> None:
        """Pause a batch."""
        await self._services.batches.pause(batch_id)

    async def set_concurrency(self, batch_id: str, domains: int) -> None:
        """Have a batch scan so many domains at once."""
        if batch := self.batches.batch(batch_id):
            # Shown at once: the view is made anew several times a second, and would else take the choice back.
            options = {**batch.options, "concurrency": domains}
            self.batches.put(msgspec.structs.replace(batch, options=options))
        await self._services.batches.set_concurrency(batch_id, domains)

    async def cancel(self, batch_id: str) -> None:
        """Cancel a batch, also one that rests."""
        is_running = self._services.batches.is_running(batch_id)
        await self._services.batches.cancel(batch_id)
        if not is_running:
            await self.load()

    async def export(self, batch_id: str, output: Path, *, format: str, where: RowFilter) -> int:  # noqa: A002 -- the service's word
        """Write a batch's results to a file and return the number of rows."""
        return await self._services.exports.export(batch_id, output, format=format, where=where)

    async def export_selected(self, batch_id: str, output: Path, *, format: str, ids: Sequence[int]) -> int:  # noqa: A002 -- as above
        """Write some domains of a batch to a file and return the number of rows."""
        return await self._services.exports.export_selected(batch_id, ids, output, format=format)

    def reopened(self, batch_id: str, count: int) -> None:
        """Take in that so many failed domains of a batch wait again; where it runs, no event says so."""
        if progress := self._bridge.progress(batch_id):
            progress.reopened(count)
            self._on_progress(batch_id)

    def progress(self, batch_id: str) -> BatchProgress | None:
        """Return how far a batch is, if it runs here."""
        return self._bridge.progress(batch_id)

    def running_here(self) -> list[str]:
        """Return the ids of the batches that this process runs."""
        return [batch.id for batch in self.batches.all() if self._services.batches.is_running(batch.id)]

    def is_running_elsewhere(self, batch_id: str) -> bool:
        """Return whether another process runs the batch."""
        batch = self.batches.batch(batch_id)
        return (
            batch is not None and batch.state is BatchState.RUNNING and not self._services.batches.is_running(batch_id)
        )

    def stop(self) -> None:
        """Follow nothing any more: the services are about to close."""
        self._elsewhere.stop()
        self._unsubscribe()

    def _counts_of(self, batch_id: str) -> dict[str, int]:
        batch = self.batches.batch(batch_id)
        return batch.counts if batch else {}

    def _live(self, batch: BatchInfo) -> BatchInfo:
        progress = self._bridge.progress(batch.id)
        if progress is None:
            return batch
        return msgspec.structs.replace(batch, state=BatchState.RUNNING, counts=progress.counts)

    def _on_progress(self, batch_id: str) -> None:
        batch = self.batches.batch(batch_id)
        if batch is not None:
            self.batches.put(self._live(batch))
            self.batch_changed.emit(batch_id)

    def _on_finished(self, batch_id: str, event: BatchFinished) -> None:
        batch = self.batches.batch(batch_id)
        if batch is not None:
            ended = msgspec.structs.replace(
                batch, state=event.state, counts=event.counts or batch.counts, finished_at=now()
            )
            self.batches.put(ended)
            self.batch_changed.emit(batch_id)
        self.batch_ended.emit(batch_id, event)
        self._tasks.spawn(self.load(), name="load batches")

    def _on_elsewhere(self) -> None:
        self._tasks.spawn(self._look_elsewhere(), name="look elsewhere")

    async def _look_elsewhere(self) -> None:
        await self.load()
        self.elsewhere_changed.emit()
