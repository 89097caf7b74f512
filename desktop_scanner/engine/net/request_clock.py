"""The time that a request may take: it runs out, except while the request waits for others of our own."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import TracebackType

from desktop_scanner.engine.net.address_gate import Waiting

_UNNOTICED_S = 0.02  # less than this is not worth another look


class RequestClock:
    """A deadline (`async with clock`) that stands inside `waiting()`; `waited_s` is how long it stood.

    `late_s` tells by how much the event loop was late so far. What a busy loop takes from the request is added to its
    end when that comes, once over at most: the deadline is kept within twice its length.
    """

    def __init__(
        self, seconds: float, on_wait: Waiting | None = None, late_s: Callable[[], float] = lambda: 0.0
    ) -> None:
        self.waited_s = 0.0
        self._limit = asyncio.timeout(None)
        self._on_wait = on_wait
        self._late_s = late_s
        self._counted_s = late_s()
        self._left_to_give_s = seconds
        self._ends_at = asyncio.get_running_loop().time() + seconds
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_over(self) -> bool:
        """Whether the time ran out."""
        return self._limit.expired()

    async def __aenter__(self) -> "RequestClock":
        await self._limit.__aenter__()
        self._run()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stand()
        await self._limit.__aexit__(kind, error, trace)

    @contextmanager
    def waiting(self, reason: str) -> Iterator[None]:
        """Let the clock stand, and whoever asked for the request know why."""
        loop = asyncio.get_running_loop()
        began, late_s = loop.time(), self._late_s()
        self._stand()
        try:
            with self._on_wait(reason) if self._on_wait is not None else nullcontext():
                yield
        finally:
            waited_s = loop.time() - began
            self.waited_s += waited_s
            self._ends_at += waited_s
            self._counted_s += self._late_s() - late_s
            self._run()

    def _run(self) -> None:
        self._timer = asyncio.get_running_loop().call_at(self._ends_at, self._end)

    def _stand(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _end(self) -> None:
        owed_s = min(self._late_s() - self._counted_s, self._left_to_give_s)
        if owed_s < _UNNOTICED_S:
            self._limit.reschedule(self._ends_at)
            return
        self._counted_s += owed_s
        self._left_to_give_s -= owed_s
        self._ends_at += owed_s
        self._run()
