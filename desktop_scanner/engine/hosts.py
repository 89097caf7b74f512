"""Politeness towards hosts: few requests in flight at each, and a delay between their starts.

One host is all that differs by a leading `www.`, scheme or port. A slot is held for one request at a time.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from desktop_scanner.core import domains
from desktop_scanner.core.options import ScanOptions

_IDLE_SLOTS = 2_000
_UNNOTICED_S = 0.02  # a shorter wait is not worth telling

OnWait = Callable[[str], None]


@dataclass(slots=True)
class HostSlot:
    """One host's share: `room` bounds the requests in flight, `turn` lets them start one after another."""

    room: asyncio.Semaphore
    delay_s: float
    next_start: float = 0.0
    users: int = 0
    rests_until: float = 0.0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class HostSlots:
    """The slots of all hosts that a worker talks to."""

    def __init__(self, options: ScanOptions) -> None:
        self._per_host = options.per_host
        self._delay_s = options.delay_ms / 1000
        self._slots: dict[str, HostSlot] = {}

    @asynccontextmanager
    async def slot(self, host: str, on_wait: OnWait) -> AsyncIterator["Turn"]:
        """Hold one of the host's slots; `on_wait` is told in a few words what is waited for.

        The next request waits until this one has left (`Turn.sent`) or ended, and the delay counts from there: two
        requests that were started apart could else arrive together, the first one held up by its TLS handshake.
        """
        slot = self._slot(host)
        slot.users += 1
        try:
            if slot.room.locked():
                on_wait("Waiting: host slot")
            async with slot.room:
                turn = await _take_turn(slot, on_wait)
                try:
                    yield turn
                finally:
                    turn.end()
        finally:
            slot.users -= 1

    def pace(self, host: str, delay_s: float) -> None:
        """Keep at least this delay between the host's requests from now on (its robots.txt asks for it)."""
        slot = self._slot(host)
        slot.delay_s = max(self._delay_s, delay_s)

    def rest(self, host: str, seconds: float) -> None:
        """Start nothing at the host for a while (it asked for it with Retry-After)."""
        slot = self._slot(host)
        slot.rests_until = max(slot.rests_until, asyncio.get_running_loop().time() + seconds)

    def _slot(self, host: str) -> HostSlot:
        name = domains.without_www(host)
        slot = self._slots.get(name)
        if slot is None:
            self._forget_idle()
            slot = self._slots[name] = HostSlot(room=asyncio.Semaphore(self._per_host), delay_s=self._delay_s)
        return slot

    def _forget_idle(self) -> None:
        if len(self._slots) < _IDLE_SLOTS:
            return
        now = asyncio.get_running_loop().time()
        self._slots = {
            name: slot
            for name, slot in self._slots.items()
            if slot.users or max(slot.next_start, slot.rests_until) > now
        }


class Turn:
    """A request's turn to start at its host; over when the request has left."""

    def __init__(self, slot: HostSlot) -> None:
        self._slot = slot
        self._is_over = False

    def sent(self) -> None:
        """Let the next request start after the delay."""
        self._slot.next_start = asyncio.get_running_loop().time() + self._slot.delay_s
        if not self._is_over:
            self._is_over = True
            self._slot.turn.release()

    def end(self) -> None:
        """End the turn of a request that never left."""
        if not self._is_over:
            self.sent()


async def _take_turn(slot: HostSlot, on_wait: OnWait) -> Turn:
    """Wait for the host's next start, first come first served, and take it."""
    loop = asyncio.get_running_loop()
    await slot.turn.acquire()
    try:
        while (wait_s := max(slot.next_start, slot.rests_until) - loop.time()) > 0:
            if wait_s > _UNNOTICED_S:
                is_resting = slot.rests_until > slot.next_start
                on_wait(f"Waiting: Retry-After {math.ceil(wait_s)} s" if is_resting else "Waiting: host delay")
            await asyncio.sleep(wait_s)
    except BaseException:
        slot.turn.release()
        raise
    return Turn(slot)
