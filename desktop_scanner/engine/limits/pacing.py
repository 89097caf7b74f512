"""The rhythm of requests at one place, a host or an address: the delay between starts, rests asked for, slowing.

A place that says "too many requests" is given twice the time between two starts, again and again up to ten seconds,
and gets its requests back a little faster with each good answer.
"""

import asyncio
import math
import time
from typing import Protocol

FIELDS = 4
_NEXT_START, _RESTS_UNTIL, _SLOWED_S, _SLOWED_AT = range(FIELDS)

FIRST_SLOWED_S = 0.25
EASING = 0.8  # of the slowed delay is left after a good answer
KEPT_S = 120.0  # a place of which nothing was heard for so long has a fresh start
TOO_MANY = frozenset({429, 503})


class Numbers(Protocol):
    """Where a pace is kept."""

    def __getitem__(self, field: int, /) -> float: ...

    def __setitem__(self, field: int, value: float, /) -> None: ...


class Pace:
    """When the next request may start at a place. Its numbers may lie in memory that several processes share.

    All times are the system's monotonic clock, which is one for all processes.
    """

    def __init__(self, what: str, delay_s: float, numbers: Numbers, *, slowest_s: float = 10.0) -> None:
        self._what = what
        self._numbers = numbers
        self._slowest_s = slowest_s
        self.delay_s = delay_s

    def wait_s(self, now: float) -> float:
        """Return the seconds until the next request may start; none or fewer where it may at once."""
        return max(self._numbers[_NEXT_START], self._numbers[_RESTS_UNTIL]) - now

    async def sleep(self) -> None:
        """Wait until the next request may start."""
        wait_s = self.wait_s(time.monotonic())
        while wait_s > 0:
            await asyncio.sleep(wait_s)
            wait_s = self.wait_s(time.monotonic())  # others may have started meanwhile

    def reason(self, now: float) -> str:
        """Return what a request waits for, in a few words."""
        if self._numbers[_RESTS_UNTIL] > self._numbers[_NEXT_START]:
            return f"Waiting: Retry-After {math.ceil(self._numbers[_RESTS_UNTIL] - now)} s"
        slowed_s = self._slowed_s(now)
        if slowed_s > self.delay_s:
            return f"Waiting: {self._what} delay, slowed to {slowed_s:.2g} s"
        return f"Waiting: {self._what} delay"

    def start(self, now: float) -> None:
        """Note that a request starts: the next one keeps its distance."""
        next_start = now + max(self.delay_s, self._slowed_s(now))
        self._numbers[_NEXT_START] = max(self._numbers[_NEXT_START], next_start)

    def rest(self, seconds: float, now: float) -> None:
        """Start nothing for a while."""
        self._numbers[_RESTS_UNTIL] = max(self._numbers[_RESTS_UNTIL], now + seconds)

    def slow(self, asked_at: float, now: float) -> None:
        """Double the delay, unless the request that was too many was under way when that was last done."""
        slowed_s = self._slowed_s(now)
        if slowed_s and asked_at < self._numbers[_SLOWED_AT]:
            return
        slowed_s = min(max(2 * max(slowed_s, self.delay_s), FIRST_SLOWED_S), max(self._slowest_s, self.delay_s))
        self._numbers[_SLOWED_S], self._numbers[_SLOWED_AT] = slowed_s, now
        self._numbers[_NEXT_START] = max(self._numbers[_NEXT_START], now + slowed_s)

    def ease(self, now: float) -> None:
        """Take back a part of what the place was slowed by."""
        slowed_s = self._slowed_s(now)
        if slowed_s:
            eased_s = slowed_s * EASING
            self._numbers[_SLOWED_S] = eased_s if eased_s > max(self.delay_s, FIRST_SLOWED_S / 2) else 0.0

    def is_idle(self, now: float) -> bool:
        """Whether nothing would be lost by forgetting this place."""
        return self.wait_s(now) <= 0 and not self._slowed_s(now)

    def _slowed_s(self, now: float) -> float:
        return self._numbers[_SLOWED_S] if now - self._numbers[_SLOWED_AT] < KEPT_S else 0.0
