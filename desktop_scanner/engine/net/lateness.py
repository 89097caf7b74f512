"""How much time a worker's event loop spent on other things than what was due.

A worker that reads the pages of a hundred domains comes to an answer that has long arrived only when it has the time.
That is no site's fault: what a request loses so is given back to its deadline.
"""

import asyncio
from contextlib import suppress

_BEAT_S = 0.05


class Lateness:
    """Counts, from `start` on, the seconds by which the loop was late; `total_s` only ever grows."""

    def __init__(self) -> None:
        self.total_s = 0.0
        self._beating: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to count; a second call does nothing."""
        if self._beating is None:
            self._beating = asyncio.get_running_loop().create_task(self._beat(), name="measure lateness")

    async def aclose(self) -> None:
        """Count no longer."""
        if self._beating is not None:
            self._beating.cancel()
            with suppress(asyncio.CancelledError):
                await self._beating

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _BEAT_S
            await asyncio.sleep(_BEAT_S)
            self.total_s += max(0.0, loop.time() - due)
