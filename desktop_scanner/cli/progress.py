"""The progress of a batch: a bar on a terminal, nothing where no person watches; what holds it up is always said."""

import time
from types import TracebackType

from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID
from rich.text import Text

from desktop_scanner.cli import messages, phrases
from desktop_scanner.core.events import (
    BatchStalled,
    BatchStarted,
    BatchWentOn,
    DomainFinished,
    DomainsCancelled,
    Event,
)
from desktop_scanner.core.statuses import DomainStatus


class BatchProgress:
    """Counts a batch's events and shows them; its `on_event` listens to the batch service."""

    def __init__(self, *, is_quiet: bool) -> None:
        self.done = 0
        self.failed = 0
        self.total = 0
        self._done_before = 0
        self._started = time.monotonic()
        self._task: TaskID | None = None
        self._bar = Progress(
            BarColumn(bar_width=None, complete_style="cyan", finished_style="cyan"),
            _Words(self),
            console=messages.STDERR,
            disable=is_quiet or not messages.STDERR.is_terminal,
            expand=True,
            transient=True,
        )

    def __enter__(self) -> "BatchProgress":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    @property
    def elapsed_s(self) -> float:
        """Return the seconds since the batch started here."""
        return time.monotonic() - self._started

    def on_event(self, _batch_id: str, event: Event) -> None:
        """Take in what happened."""
        if isinstance(event, BatchStarted):
            self.total, self.done, self._done_before = event.total, event.done, event.done
            self._started = time.monotonic()
            self._task = self._bar.add_task("", total=event.total, completed=event.done)
        elif isinstance(event, DomainFinished):
            self.done += 1
            self.failed += event.row.status is DomainStatus.FAILED
        elif isinstance(event, DomainsCancelled):
            self.done += event.count
        elif isinstance(event, BatchStalled):
            messages.warning(f"{event.reason} The scan waits, and goes on by itself when this is mended.")
        elif isinstance(event, BatchWentOn):
            messages.warning("The database takes results again; the scan goes on.")
        if self._task is not None:
            self._bar.update(self._task, completed=self.done)

    def text(self) -> str:
        """Return the counts, the rate and the time left, as people say them."""
        parts = [f"{self.done:,} of {self.total:,}"]
        here = self.done - self._done_before
        if here and self.elapsed_s >= 1:
            rate = here / self.elapsed_s
            parts.append(f"{rate:.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
            parts.append(f"{phrases.duration((self.total - self.done) / rate)} left")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        return " · ".join(parts)


class _Words(ProgressColumn):
    """The text beside the bar, made anew at each repaint: the time left runs also while nothing happens."""

    def __init__(self, progress: BatchProgress) -> None:
        super().__init__()
        self._progress = progress

    def render(self, _task: Task) -> Text:
        return Text(self._progress.text())
