"""Politeness towards hosts: few requests in flight at each, and a delay between their starts.

One host is all that differs by a leading `www.`, scheme or port. A slot is held for one request at a time. With
several workers the slots, turns and delays are common to all of them (`shared_limits`).
"""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from desktop_scanner.core import domains
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.limits import pacing, shared_limits
from desktop_scanner.engine.limits.pacing import Pace
from desktop_scanner.engine.limits.shared_limits import SharedCell, SharedLimits
from desktop_scanner.engine.places import Places

_UNNOTICED_S = 0.02  # a shorter wait is not worth telling
_LONGEST_ALONE_S = 600.0  # more than one domain's scan, and little enough to remember

OnWait = Callable[[str], None]


class LeftAloneError(Exception):
    """The host asked for a longer rest than is waited for, and is asked nothing before that is over."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{math.ceil(seconds)} s of rest are left")
        self.seconds = seconds


@dataclass(slots=True)
class HostSlot:
    """One host's share: `room` bounds the requests in flight, `turn` lets them start one after another."""

    room: asyncio.Semaphore
    pace: Pace
    cell: SharedCell | None
    users: int = 0
    alone_until: float = 0.0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_in: asyncio.Lock = field(default_factory=asyncio.Lock)

    def is_idle(self, now: float) -> bool:
        """Whether nothing would be lost by forgetting the host."""
        return not self.users and self.alone_until <= now and self.pace.is_idle(now)


class HostSlots:
    """The slots of all hosts that a worker talks to."""

    def __init__(self, options: ScanOptions, shared: SharedLimits | None = None) -> None:
        self._per_host = options.per_host
        self._delay_s = options.delay_ms / 1000
        self._longest_rest_s = options.retry_after_s
        self._shared = shared
        self._slots = Places(self._new_slot)

    @asynccontextmanager
    async def slot(self, host: str, on_wait: OnWait) -> AsyncIterator["Turn"]:
        """Hold one of the host's slots; `on_wait` is told in a few words what is waited for.

        The next request waits until this one has left (`Turn.sent`) or ended, and the delay counts from there: two
        requests that were started apart could else arrive together, the first one held up by its TLS handshake.
        Raises LeftAloneError.
        """
        slot = self._slot(host)
        slot.users += 1
        try:
            if slot.room.locked():
                on_wait("Waiting: host slot")
            async with slot.room, self._common_room(slot, on_wait):
                turn = await _take_turn(slot, on_wait)
                try:
                    yield turn
                finally:
                    turn.end()
        finally:
            slot.users -= 1

    def pace(self, host: str, delay_s: float) -> None:
        """Keep at least this delay between the host's requests from now on (its robots.txt asks for it)."""
        self._slot(host).pace.delay_s = max(self._delay_s, delay_s)

    def rest(self, host: str, seconds: float) -> None:
        """Start nothing at the host for a while (it asked for it with Retry-After); leave it alone if that is long."""
        slot, now = self._slot(host), time.monotonic()
        if seconds <= self._longest_rest_s:
            slot.pace.rest(seconds, now)
        else:
            slot.alone_until = max(slot.alone_until, now + min(seconds, _LONGEST_ALONE_S))

    @asynccontextmanager
    async def _common_room(self, slot: HostSlot, on_wait: OnWait) -> AsyncIterator[None]:
        """Hold one of the host's slots among all workers."""
        if slot.cell is None:
            yield
            return
        slots = range(1, self._per_host + 1)
        async with slot.next_in:
            taken = slot.cell.try_take(slots)
            if taken is None:
                on_wait("Waiting: host slot")
                taken = await slot.cell.take(slots)
        try:
            yield
        finally:
            slot.cell.free(taken)

    def _slot(self, host: str) -> HostSlot:
        return self._slots[domains.without_www(host)]

    def _new_slot(self, name: str) -> HostSlot:
        cell = self._shared.cell("host", name) if self._shared else None
        pace = Pace("host", self._delay_s, cell.numbers if cell else [0.0] * pacing.FIELDS)
        return HostSlot(asyncio.Semaphore(self._per_host), pace, cell)


class Turn:
    """A request's turn to start at its host; over when the request has left."""

    def __init__(self, slot: HostSlot) -> None:
        self._slot = slot
        self._is_over = False
        self._sent_at = time.monotonic()

    def sent(self) -> None:
        """Let the next request start after the delay; a request that is sent anew counts from then."""
        self._sent_at = time.monotonic()
        self._slot.pace.start(self._sent_at)
        if self._is_over:
            return
        self._is_over = True
        if self._slot.cell is not None:
            self._slot.cell.free(shared_limits.TURN)
        self._slot.turn.release()

    def answered(self, status: int) -> None:
        """Slow the host's requests where it says that they are too many, and quicken them again where it does not."""
        if status in pacing.TOO_MANY:
            self._slot.pace.slow(self._sent_at, time.monotonic())
        elif status < 500:
            self._slot.pace.ease(time.monotonic())

    def end(self) -> None:
        """End the turn of a request that never left."""
        if not self._is_over:
            self.sent()


async def _take_turn(slot: HostSlot, on_wait: OnWait) -> Turn:
    """Wait for the host's next start, first come first served, and take it."""
    if slot.turn.locked():
        on_wait("Waiting: host delay")
    await slot.turn.acquire()
    try:
        await _wait_for_start(slot, on_wait)
    except BaseException:
        slot.turn.release()
        raise
    return Turn(slot)


async def _wait_for_start(slot: HostSlot, on_wait: OnWait) -> None:
    while True:
        now = time.monotonic()
        if slot.alone_until > now:
            raise LeftAloneError(slot.alone_until - now)
        wait_s = slot.pace.wait_s(now)
        if wait_s > 0:
            if wait_s > _UNNOTICED_S:
                on_wait(slot.pace.reason(now))
            await asyncio.sleep(wait_s)
        elif slot.cell is None or await _has_common_turn(slot.cell, slot.pace, on_wait):
            return


async def _has_common_turn(cell: SharedCell, pace: Pace, on_wait: OnWait) -> bool:
    """Take the host's turn among all workers if it may start now; nobody holds the turn while waiting for its time."""
    if not cell.try_turn():
        on_wait("Waiting: host delay")
        await shared_limits.pause()
        return False
    if pace.wait_s(time.monotonic()) > 0:  # another worker's request has started meanwhile
        cell.free(shared_limits.TURN)
        return False
    return True
