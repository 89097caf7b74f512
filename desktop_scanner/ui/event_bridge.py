"""From the services' events to Qt's signals: merged by domain, told at most 20 times a second."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_scanner.core.events import (
    BatchFinished,
    BatchStarted,
    DomainFinished,
    DomainProgress,
    DomainStarted,
    Event,
)
from desktop_scanner.ui.progress import BatchProgress

RowEvent = DomainStarted | DomainProgress | DomainFinished

_ROWS_MS = 50
_NUMBERS_MS = 200  # figures that change faster than five times a second cannot be read


class EventBridge(QObject):
    """Keeps the latest event of each domain and the progress of each batch that runs here.

    Signals:
        batch_started(batch_id)
        rows_changed(batch_id, events)      the latest event of each domain that changed
        progress_changed(batch_id)
        batch_finished(batch_id, event)     after the last rows_changed of that batch
    """

    batch_started = Signal(str)
    rows_changed = Signal(str, object)
    progress_changed = Signal(str)
    batch_finished = Signal(str, object)

    def __init__(self, counts_of: Callable[[str], Mapping[str, int]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts_of = counts_of
        self._changes: dict[str, dict[int, RowEvent]] = {}
        self._progress: dict[str, BatchProgress] = {}
        self._rows_timer = self._timer(_ROWS_MS, self.flush)
        self._numbers_timer = self._timer(_NUMBERS_MS, self._tell_progress)

    def post(self, batch_id: str, event: Event) -> None:
        """Take an event in; a listener for BatchService.subscribe."""
        if isinstance(event, BatchStarted):
            self._progress[batch_id] = BatchProgress(event, self._counts_of(batch_id))
            self.batch_started.emit(batch_id)
            return
        if progress := self._progress.get(batch_id):
            progress.apply(event)
        if isinstance(event, BatchFinished):
            self._finish(batch_id, event)
            return
        if isinstance(event, DomainStarted | DomainProgress | DomainFinished):
            self._merge(batch_id, event)
        self._start_timers()

    def progress(self, batch_id: str) -> BatchProgress | None:
        """Return how far a batch is, if it runs here."""
        return self._progress.get(batch_id)

    def flush(self) -> None:
        """Tell what has changed since the last time, at once."""
        changes, self._changes = self._changes, {}
        for batch_id, events in changes.items():
            self.rows_changed.emit(batch_id, list(events.values()))

    def _merge(self, batch_id: str, event: RowEvent) -> None:
        target_id = event.row.target_id if isinstance(event, DomainFinished) else event.target_id
        self._changes.setdefault(batch_id, {})[target_id] = event

    def _finish(self, batch_id: str, event: BatchFinished) -> None:
        self.flush()
        self._progress.pop(batch_id, None)
        self.batch_finished.emit(batch_id, event)

    def _tell_progress(self) -> None:
        for batch_id in list(self._progress):
            self.progress_changed.emit(batch_id)

    def _start_timers(self) -> None:
        for timer in (self._rows_timer, self._numbers_timer):
            if not timer.isActive():
                timer.start()

    def _timer(self, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval_ms)
        timer.timeout.connect(slot)
        return timer
