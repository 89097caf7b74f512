"""How far a running batch is: counts by status, rate and time left, kept from its events alone."""

import time
from collections import deque
from collections.abc import Callable, Mapping

from desktop_scanner.core.events import (
    BatchFinished,
    BatchStalled,
    BatchStarted,
    BatchWentOn,
    DomainFinished,
    DomainProgress,
    DomainsCancelled,
    DomainStarted,
    Event,
)
from desktop_scanner.core.statuses import DomainStatus

# Long enough that the rate is calm, short enough that it follows a slower network.
_WINDOW_S = 10.0


class BatchProgress:
    """One run of a batch, from BatchStarted on.

    `running` holds what each domain in flight does, `stalled` the sentence that says why nothing can be stored.
    """

    def __init__(
        self, started: BatchStarted, counts: Mapping[str, int], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.total = started.total
        self.running: dict[int, DomainProgress] = {}
        self.stalled = ""
        self._clock = clock
        self._final = _final_counts(started.done, counts)
        self._began_at = clock()
        self._finished_at: deque[float] = deque()

    @property
    def done(self) -> int:
        """Return the number of domains with a final status."""
        return sum(self._final.values())

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of domains by status, only where above zero."""
        waiting = self.total - self.done - len(self.running)
        counts = {DomainStatus.PENDING: waiting, DomainStatus.RUNNING: len(self.running), **self._final}
        return {status.value: count for status, count in counts.items() if count > 0}

    def apply(self, event: Event) -> None:
        """Take one event into account."""
        match event:
            case DomainStarted(target_id):
                self.running[target_id] = DomainProgress(target_id=target_id, activity="")
            case DomainProgress(target_id=target_id):
                self.running[target_id] = event
            case DomainFinished(row):
                self.running.pop(row.target_id, None)
                self._final[row.status] = self._final.get(row.status, 0) + 1
                self._finished_at.append(self._clock())
            case DomainsCancelled(count):
                self._final[DomainStatus.CANCELLED] = self._final.get(DomainStatus.CANCELLED, 0) + count
            case BatchStalled(reason):
                self.stalled = reason
            case BatchWentOn():
                self.stalled = ""
            case BatchFinished():
                self.running.clear()
            case BatchStarted():
                pass

    def reopened(self, failed: int) -> None:
        """Take into account that so many failed domains wait again."""
        self._final[DomainStatus.FAILED] = max(0, self._final.get(DomainStatus.FAILED, 0) - failed)

    def rate(self) -> float:
        """Return the domains finished a second, over the last seconds; 0.0 while there is nothing to go by."""
        now = self._clock()
        while self._finished_at and self._finished_at[0] < now - _WINDOW_S:
            self._finished_at.popleft()
        watched_s = min(_WINDOW_S, now - self._began_at)
        return len(self._finished_at) / watched_s if watched_s >= 1 else 0.0

    def seconds_left(self) -> float | None:
        """Return the time that the rest takes at this rate, where it can be told."""
        rate = self.rate()
        return max(1.0, (self.total - self.done) / rate) if rate > 0 else None


def _final_counts(done: int, counts: Mapping[str, int]) -> dict[DomainStatus, int]:
    # The counts are those of before the start, which may have put failed or cancelled domains back to pending.
    completed = min(done, counts.get(DomainStatus.COMPLETED, 0))
    failed = min(done - completed, counts.get(DomainStatus.FAILED, 0))
    return {
        DomainStatus.COMPLETED: completed,
        DomainStatus.FAILED: failed,
        DomainStatus.CANCELLED: done - completed - failed,
    }
