"""How often to ask a server about a batch, and how long to wait after a fault.

Forty eager pollers slow a classic server by a half, so one that sees nothing move asks ever less often.
"""

import random

from desktop_scanner.core.errors import RemoteError
from desktop_scanner.core.remote_batches import RemoteBatch

SLOWEST_S = 30.0
_SLOWER = 1.5

_FIRST_RETRY_S = 1.0
_LAST_RETRY_S = 300.0
_MOST_DOUBLINGS = 16


class PollPace:
    """The pauses between questions about one batch: `poll_s` while it moves, longer and longer while it does not."""

    def __init__(self, poll_s: float) -> None:
        self._poll_s = poll_s
        self._pause_s = poll_s
        self._failures = 0
        self._seen: tuple[object, ...] | None = None

    def after(self, batch: RemoteBatch) -> float:
        """Return how long to wait after this answer."""
        self._failures = 0
        if batch.movement != self._seen:
            self._seen = batch.movement
            self._pause_s = self._poll_s
        else:
            self._pause_s = max(self._poll_s, min(self._pause_s * _SLOWER, SLOWEST_S))
        return self._pause_s

    def after_fault(self, error: RemoteError) -> float:
        """Return how long to wait after an answer that failed."""
        self._failures += 1
        return max(self._poll_s, retry_delay_s(self._failures, error))


def retry_delay_s(attempt: int, error: RemoteError | None = None) -> float:
    """Return how long to wait after the `attempt`th failure (from 1): doubling, scattered, and what the server asks."""
    longest = min(_FIRST_RETRY_S * 2 ** min(attempt - 1, _MOST_DOUBLINGS), _LAST_RETRY_S)
    # Scattered, so that clients which failed together do not come back together.
    delay = random.uniform(longest / 2, longest)  # noqa: S311 -- no secret
    return max(delay, (error and error.retry_after_s) or 0.0)
