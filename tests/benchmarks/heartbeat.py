"""A heartbeat on an event loop, and how late its beats were."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

from msgspec import Struct

BEAT_S = 0.010


class Delays(Struct, frozen=True):
    """How late each beat was, and the time that this process was computing meanwhile, in milliseconds.

    The latter tells a machine that is busy with other things from a loop that is.
    """

    ms: tuple[float, ...]
    cpu_ms: tuple[float, ...]

    def percentile(self, share: float) -> float:
        """Return the delay that this share of the beats stays below."""
        return sorted(self.ms)[min(len(self.ms) - 1, int(len(self.ms) * share))]

    def __str__(self) -> str:
        figures = " ".join(f"p{share * 100:g} {self.percentile(share):.1f} ms" for share in (0.5, 0.99, 0.999))
        return (
            f"{len(self.ms)} beats, {figures}, worst {max(self.ms):.1f} ms; own CPU at most {max(self.cpu_ms):.1f} ms"
        )


async def during(work: Coroutine[Any, Any, None]) -> Delays:
    """Let the heart beat while `work` is done."""
    beats: list[tuple[float, float]] = []
    beat = asyncio.create_task(_beat(beats), name="heartbeat")
    await work
    beat.cancel()
    delays_ms, cpu_ms = zip(*beats, strict=True)
    return Delays(delays_ms, cpu_ms)


async def _beat(beats: list[tuple[float, float]]) -> None:
    while True:
        before, cpu_before = time.perf_counter(), time.process_time()
        await asyncio.sleep(BEAT_S)
        late_s = time.perf_counter() - before - BEAT_S
        beats.append((late_s * 1000, (time.process_time() - cpu_before) * 1000))
