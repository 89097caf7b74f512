"""The time a domain may take: a clock that runs while something is done for it, and stands while all of it waits."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Deadline:
    """A budget of seconds that is used up only inside `working()`; overlapping work counts once.

    `late_s` tells by how much the event loop was late so far: what a busy loop takes from the domain is given back,
    once over at most.
    """

    def __init__(self, budget_s: float, late_s: Callable[[], float] = lambda: 0.0) -> None:
        self.budget_s = budget_s
        self._late_s = late_s
        self._used_s = 0.0
        self._lost_s = 0.0
        self._workers = 0
        self._since = (0.0, 0.0)
        self._has_ended = False

    @property
    def remaining_s(self) -> float:
        """The seconds left; never below zero."""
        if self._has_ended:
            return 0.0
        used_s, lost_s = self._spent() if self._workers else (self._used_s, self._lost_s)
        return max(0.0, self.budget_s + min(lost_s, self.budget_s) - used_s)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.remaining_s <= 0

    def end(self) -> None:
        """Let nothing be left: a request has met the end of the time."""
        self._has_ended = True

    @contextmanager
    def working(self) -> Iterator[None]:
        """Let the clock run for as long as the block does."""
        self._begin()
        try:
            yield
        finally:
            self._end()

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Within `working()`: wait for something that is not the domain's doing."""
        self._end()
        try:
            yield
        finally:
            self._begin()

    def _begin(self) -> None:
        if not self._workers:
            self._since = (asyncio.get_running_loop().time(), self._late_s())
        self._workers += 1

    def _end(self) -> None:
        self._workers -= 1
        if not self._workers:
            self._used_s, self._lost_s = self._spent()

    def _spent(self) -> tuple[float, float]:
        """Return how long was worked until now, and how much of that a busy loop took."""
        began, late_s = self._since
        return self._used_s + asyncio.get_running_loop().time() - began, self._lost_s + self._late_s() - late_s
