"""The time that one request may take: it runs out, except while the request waits for others of our own."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from desktop_scanner.engine.net.address_gate import Waiting


class RequestClock:
    """A deadline (`async with clock.limit`) that stands inside `waiting()`; `waited_s` is how long it stood."""

    def __init__(self, seconds: float, on_wait: Waiting | None = None) -> None:
        self.limit = asyncio.timeout(seconds)
        self.waited_s = 0.0
        self._on_wait = on_wait

    @contextmanager
    def waiting(self, reason: str) -> Iterator[None]:
        """Let the clock stand, and whoever asked for the request know why."""
        loop = asyncio.get_running_loop()
        began, ends_at = loop.time(), self.limit.when()
        self.limit.reschedule(None)
        try:
            with self._on_wait(reason) if self._on_wait is not None else nullcontext():
                yield
        finally:
            waited_s = loop.time() - began
            self.waited_s += waited_s
            if ends_at is not None:
                self.limit.reschedule(ends_at + waited_s)
