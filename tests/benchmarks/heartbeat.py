"""A heartbeat on an event loop, and how late its beats were."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

from msgspec import Struct

BEAT_S = 0.010


class Delays(Struct, frozen=True):
    """How late each beat was, in milliseconds."""

    ms: tuple[float, ...]

    def percentile(self, share: float) -> float:
        """Return the delay that this share of the beats stays below."""
        return sorted(self.ms)[min(len(self.ms) - 1, int(len(self.ms) * share))]

    def __str__(self) -> str:
        figures = " ".join(f"p{share * 100:g} {self.percentile(share):.1f} ms" for share in (0.5, 0.99, 0.999))
        return f"{len(self.ms)} beats, {figures}, worst {max(self.ms):.1f} ms"


async def during(work: Coroutine[Any, Any, None]) -> Delays:
    """Let the heart beat while `work` is done."""
    delays_ms: list[float] = []
    beat = asyncio.create_task(_beat(delays_ms), name="heartbeat")
    await work
    beat.cancel()
    return Delays(tuple(delays_ms))


async def _beat(delays_ms: list[float]) -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(BEAT_S)
        delays_ms.append((time.perf_counter() - before - BEAT_S) * 1000)
