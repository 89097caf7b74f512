"""Politeness towards addresses, of which one may serve thousands of hosts: few requests in flight, and no knocking.

There is no delay between the requests at an address unless several of its hosts say that they are too many. What a
rule or a proxy leads elsewhere does not pass here: the address is then not the site's own.
"""

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from desktop_scanner.core import domains
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.limits import pacing
from desktop_scanner.engine.limits.breakers import Breakers, OutageError
from desktop_scanner.engine.limits.pacing import Pace
from desktop_scanner.engine.limits.shared_limits import SharedCell, SharedLimits
from desktop_scanner.engine.places import Places

SEVERAL_HOSTS = 3
_COMPLAINT_S = 60.0
_SLOWEST_S = 2.0  # all hosts of the address share it
_PATIENCE_S = 15.0
_SILENT_S = 3.0  # who has not answered a greeting for so long, and is given up, did not answer
_LOOK_S = 0.1

# Failures that only a living server causes.
_SIGNS_OF_LIFE = frozenset(
    {
        FailureKind.TLS_EXPIRED,
        FailureKind.TLS_UNTRUSTED,
        FailureKind.TLS_HOSTNAME,
        FailureKind.TLS_PROTOCOL,
        FailureKind.HTTP_PROTOCOL,
    }
)

# Entered for as long as a request waits, told what for: no clock of the request or its domain runs meanwhile.
Waiting = Callable[[str], AbstractContextManager[None]]


class Traveller(Protocol):
    """A request on its way to an address."""

    @property
    def host(self) -> str:
        """The host it is for."""
        ...

    @property
    def waiting(self) -> Waiting:
        """What to enter while it waits."""
        ...


@dataclass(slots=True)
class _AddressSlot:
    room: asyncio.Semaphore
    pace: Pace
    cell: SharedCell | None
    users: int = 0
    complaints: OrderedDict[str, float] = field(default_factory=OrderedDict)
    next_in: asyncio.Lock = field(default_factory=asyncio.Lock)

    def is_idle(self, now: float) -> bool:
        """Whether nothing would be lost by forgetting the address."""
        self.forget_complaints(now)
        return not self.users and not self.complaints and self.pace.is_idle(now)

    def forget_complaints(self, now: float) -> None:
        """Forget what hosts said long ago."""
        while self.complaints and next(iter(self.complaints.values())) < now - _COMPLAINT_S:
            self.complaints.popitem(last=False)


class AddressGate:
    """The slots and breakers of all addresses that a worker talks to."""

    def __init__(self, options: ScanOptions, shared: SharedLimits | None = None) -> None:
        self._per_address = options.per_address
        self._slots_of_all = range(1, options.per_address + 1)
        self._shared = shared
        self._slots = Places(self._new_slot)
        self.breakers = Breakers()
        self.silent_s = min(_SILENT_S, options.request_timeout_s / 2)

    def passage(self) -> "Passage":
        """Return one domain's way through."""
        return Passage(self)

    async def enter_at_once(self, address: str, port: int, host: str) -> "Hold | None":
        """Hold one of the address's slots if one is free and nobody was there before."""
        slot, now = self._slots[address], time.monotonic()
        if slot.room.locked() or slot.next_in.locked() or slot.pace.wait_s(now) > 0:
            return None
        taken = 0
        if slot.cell is not None:
            place = slot.cell.try_take(self._slots_of_all)
            if place is None:
                return None
            taken = place
        await slot.room.acquire()  # free as it is, this does not wait
        slot.users += 1
        slot.pace.start(now)
        return Hold(self, slot, taken, address, port, host)

    async def enter(self, address: str, port: int, host: str) -> "Hold":
        """Hold one of the address's slots, first come first served."""
        slot = self._slots[address]
        slot.users += 1
        try:
            await slot.room.acquire()
        except BaseException:
            slot.users -= 1
            raise
        hold = Hold(self, slot, 0, address, port, host)
        try:
            if slot.cell is not None:
                async with slot.next_in:
                    hold.taken = await slot.cell.take(self._slots_of_all)
            await slot.pace.sleep()
        except BaseException:
            hold.leave()
            raise
        slot.pace.start(time.monotonic())
        return hold

    def reason(self, address: str) -> str:
        """Return what a request to the address waits for."""
        slot, now = self._slots[address], time.monotonic()
        return slot.pace.reason(now) if slot.pace.wait_s(now) > 0 else "Waiting: address slot"

    def _new_slot(self, name: str) -> _AddressSlot:
        cell = self._shared.cell("address", name) if self._shared else None
        numbers = cell.numbers if cell else [0.0] * pacing.FIELDS
        pace = Pace("address", 0.0, numbers, slowest_s=_SLOWEST_S)
        return _AddressSlot(asyncio.Semaphore(self._per_address), pace, cell)


class Hold:
    """A request's slot at an address, and the ear for what becomes of the request there."""

    def __init__(self, gate: AddressGate, slot: _AddressSlot, taken: int, address: str, port: int, host: str) -> None:
        self._gate = gate
        self._slot = slot
        self._began_at = time.monotonic()
        self._is_over = False
        self.taken = taken
        self.address = address
        self.port = port
        self.host = host

    def answered(self, status: int | None) -> None:
        """Note that the address answered: with a status, or with less."""
        self._gate.breakers.answered(self.address, self.port)
        now, name = time.monotonic(), domains.without_www(self.host)
        if status in pacing.TOO_MANY:
            self._slot.complaints[name] = now
            self._slot.complaints.move_to_end(name)
            self._slot.forget_complaints(now)
            if len(self._slot.complaints) >= SEVERAL_HOSTS:
                self._slot.pace.slow(self._began_at, now)
        elif status is not None and status < 500:
            self._slot.complaints.pop(name, None)
            self._slot.pace.ease(now)

    def failed(self, kind: FailureKind) -> None:
        """Note that the connection failed."""
        self._gate.breakers.failed(self.address, self.port, self.host, kind, time.monotonic())

    def connected(self) -> None:
        """Note that the connection stands."""
        self._gate.breakers.connected(self.address, self.port)

    def given_up(self) -> None:
        """Note that nobody waits for the connection any more."""
        if time.monotonic() - self._began_at >= self._gate.silent_s:
            self.failed(FailureKind.CONNECT_TIMEOUT)
        else:
            self._gate.breakers.given_up(self.address, self.port)

    def ended(self, status: int | None, kind: FailureKind | None = None) -> None:
        """Note how the request ended: with an answer, or as a failure of a kind."""
        if status is not None or kind in _SIGNS_OF_LIFE:
            self.answered(status)
        elif kind is FailureKind.CONNECT_RESET:
            self.failed(kind)
        else:
            self._gate.breakers.given_up(self.address, self.port)

    def leave(self) -> None:
        """Give the slot back; a second call does nothing."""
        if self._is_over:
            return
        self._is_over = True
        self._slot.users -= 1
        if self.taken and self._slot.cell is not None:
            self._slot.cell.free(self.taken)
        self._slot.room.release()


class Passage:
    """One domain's way to addresses: it waits once for an address that is down, and then takes no for an answer."""

    def __init__(self, gate: AddressGate) -> None:
        self._gate = gate
        self._waited: set[tuple[str, int]] = set()
        self._own_tries: set[tuple[str, int]] = set()

    async def wait_out(self, found: Sequence[str], port: int, traveller: Traveller) -> None:
        """Wait for the end of an outage, once, where all addresses are out of order and waiting may help.

        A refusal is an answer, and would be the same for every domain.
        """
        outages = {address: self._gate.breakers.outage(address, port, time.monotonic()) for address in found}
        known = {address: outage for address, outage in outages.items() if outage is not None}
        if not known or len(known) < len(outages):
            return
        address, outage = min(known.items(), key=lambda item: item[1].wait_s)
        if outage.wait_s > _PATIENCE_S or not self._may_wait(outage.kind, (address, port)):
            return
        self._waited.add((address, port))
        with traveller.waiting(f"Waiting: {address} is down, next try in {math.ceil(outage.wait_s)} s"):
            await asyncio.sleep(outage.wait_s)
            await self._wait_for_probe(address, port)

    async def enter_at_once(self, address: str, port: int, traveller: Traveller) -> Hold | None:
        """Hold a slot if one is free; raise OutageError where the address is not to be connected to."""
        self._check(address, port)
        hold = await self._gate.enter_at_once(address, port, traveller.host)
        return self._admitted(hold) if hold is not None else None

    async def enter(self, address: str, port: int, traveller: Traveller) -> Hold:
        """Hold a slot as soon as there is one; raise OutageError where the address is not to be connected to."""
        hold = await self.travel(address, port, traveller)
        try:
            self._check(address, port)
        except OutageError:
            hold.leave()
            raise
        return self._admitted(hold)

    async def travel(self, address: str, port: int, traveller: Traveller) -> Hold:
        """Hold a slot as soon as there is one, for a connection that stands already."""
        hold = await self._gate.enter_at_once(address, port, traveller.host)
        if hold is None:
            with traveller.waiting(self._gate.reason(address)):
                hold = await self._gate.enter(address, port, traveller.host)
        return hold

    def _may_wait(self, kind: FailureKind, where: tuple[str, int]) -> bool:
        """Return whether to wait, once; broken-off connections may be so for some names only, so there once a port."""
        if kind is FailureKind.CONNECT_RESET:
            return where not in self._waited
        return kind is FailureKind.CONNECT_TIMEOUT and not self._waited

    def _check(self, address: str, port: int) -> None:
        if (address, port) not in self._own_tries:
            outage = self._gate.breakers.outage(address, port, time.monotonic())
            if outage is not None:
                raise outage

    def _admitted(self, hold: Hold) -> Hold:
        self._own_tries.discard((hold.address, hold.port))
        self._gate.breakers.probe(hold.address, hold.port, time.monotonic())
        return hold

    async def _wait_for_probe(self, address: str, port: int) -> None:
        """Try the address, or wait for what becomes of another domain's try."""
        breakers = self._gate.breakers
        while True:
            now = time.monotonic()
            outage = breakers.outage(address, port, now)
            if breakers.probe(address, port, now) or (outage and outage.kind is FailureKind.CONNECT_RESET):
                self._own_tries.add((address, port))
                return
            if outage is None or outage.wait_s > _LOOK_S:
                return
            await asyncio.sleep(_LOOK_S)
