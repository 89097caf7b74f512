"""The time a domain may take: a clock that runs while something is done for it, and stands while all of it waits."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Deadline:
    """A budget of seconds that is used up only inside `working()`; overlapping work counts once."""

    def __init__(self, budget_s: float) -> None:
        self.budget_s = budget_s
        self._used_s = 0.0
        self._workers = 0
        self._since = 0.0

    @property
    def remaining_s(self) -> float:
        """The seconds left; never below zero."""
        running = asyncio.get_running_loop().time() - self._since if self._workers else 0.0
        return max(0.0, self.budget_s - self._used_s - running)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.remaining_s <= 0

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
            self._since = asyncio.get_running_loop().time()
        self._workers += 1

    def _end(self) -> None:
        self._workers -= 1
        if not self._workers:
            self._used_s += asyncio.get_running_loop().time() - self._since
