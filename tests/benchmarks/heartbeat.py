"""A heartbeat on an event loop, and how late its beats were."""

import asyncio
import multiprocessing
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from msgspec import Struct

BEAT_S = 0.010

Beat = tuple[float, float, float]  # the figures of Delays


class Delays(Struct, frozen=True):
    """How late each beat was, when it came by the system's clock, and what this process computed meanwhile.

    Delays and processor times in milliseconds, the clock in seconds. The processor time tells a machine that is busy
    with other things from a loop that is.
    """

    ms: tuple[float, ...]
    at_s: tuple[float, ...]
    cpu_ms: tuple[float, ...]

    def percentile(self, share: float) -> float:
        """Return the delay that this share of the beats stays below."""
        return sorted(self.ms)[min(len(self.ms) - 1, int(len(self.ms) * share))]

    def apart_from(self, other: "Delays") -> "Delays":
        """Return these without the beats during which the other heart was late too: there the machine was busy."""
        stalls = [
            (at_s - ms / 1000 - BEAT_S, at_s)
            for ms, at_s in zip(other.ms, other.at_s, strict=True)
            if ms > BEAT_S * 1000
        ]
        kept = [
            (ms, at_s, cpu_ms)
            for ms, at_s, cpu_ms in zip(self.ms, self.at_s, self.cpu_ms, strict=True)
            if not any(began < at_s and at_s - ms / 1000 < ended for began, ended in stalls)
        ]
        return _delays(kept)

    def __str__(self) -> str:
        figures = " ".join(f"p{share * 100:g} {self.percentile(share):.1f} ms" for share in (0.5, 0.99, 0.999))
        return (
            f"{len(self.ms)} beats, {figures}, worst {max(self.ms):.1f} ms; own CPU at most {max(self.cpu_ms):.1f} ms"
        )


async def during(work: Coroutine[Any, Any, None]) -> Delays:
    """Let the heart beat while `work` is done."""
    beats: list[Beat] = []
    beat = asyncio.create_task(_beat(beats), name="heartbeat")
    await work
    beat.cancel()
    return _delays(beats)


@contextmanager
def elsewhere() -> Iterator[Callable[[], Delays]]:
    """Let a second heart beat in an idle process until the block ends; the call returns its delays so far.

    It tells what the machine does to any process, however little it has to do.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_beat_until_asked, args=(theirs,), daemon=True)
    process.start()
    ours.recv()

    def asked() -> Delays:
        ours.send(None)
        return Delays(*ours.recv())

    try:
        yield asked
    finally:
        process.kill()
        process.join()


def _beat_until_asked(pipe: "Connection[Any, Any]") -> None:
    async def until_asked() -> None:
        pipe.send(None)
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)

    delays = asyncio.run(during(until_asked()))
    pipe.send((delays.ms, delays.at_s, delays.cpu_ms))


def _delays(beats: Sequence[Beat]) -> Delays:
    return Delays(*(tuple(figure) for figure in zip(*beats, strict=True))) if beats else Delays((), (), ())


async def _beat(beats: list[Beat]) -> None:
    while True:
        before, cpu_before = time.monotonic(), time.process_time()
        await asyncio.sleep(BEAT_S)
        now = time.monotonic()
        beats.append(((now - before - BEAT_S) * 1000, now, (time.process_time() - cpu_before) * 1000))
