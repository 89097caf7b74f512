"""A store that takes nothing for now: work on it waits, is tried again, and goes on when the fault has passed."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from desktop_scanner.core.errors import StorePassingError
from desktop_scanner.core.events import BatchStalled, BatchWentOn
from desktop_scanner.core.ports import Emit

FIRST_DELAY_S = 2.0
LONGEST_DELAY_S = 15.0

T = TypeVar("T")


class Stall:
    """Whether the store takes work, and who tries it next.

    After a fault one of those who wait tries at a time, later each time it fails; when it succeeds all go on at once.
    """

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._fault: StorePassingError | None = None
        self._told = ""
        self._delay_s = FIRST_DELAY_S
        self._turn = asyncio.Lock()
        self._given_up = asyncio.Event()
        self._is_hopeless = False

    @property
    def is_on(self) -> bool:
        """Return whether the store takes nothing."""
        return self._fault is not None

    def give_up(self) -> None:
        """Let what waits be tried once more at once; if that fails, all of it fails with the fault's sentence."""
        self._given_up.set()

    async def through(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do `work` as often as it takes; raise its passing fault only after `give_up`, other faults at once."""
        while True:
            try:
                return await (self._in_turn(work) if self.is_on else work())
            except StorePassingError as fault:
                self._begin(fault)
                if self._is_hopeless:
                    raise

    async def _in_turn(self, work: Callable[[], Awaitable[T]]) -> T:
        async with self._turn:
            if self._fault is not None:
                await self._wait(self._fault)
                done = await self._probe(work)
                self._end()
                return done
        return await work()

    async def _probe(self, work: Callable[[], Awaitable[T]]) -> T:
        is_last = self._given_up.is_set()
        try:
            return await work()
        except StorePassingError:
            self._is_hopeless = is_last
            self._delay_s = min(2 * self._delay_s, LONGEST_DELAY_S)
            raise

    async def _wait(self, fault: StorePassingError) -> None:
        if self._is_hopeless:
            raise fault
        with suppress(TimeoutError):
            async with asyncio.timeout(self._delay_s):
                await self._given_up.wait()

    def _begin(self, fault: StorePassingError) -> None:
        self._fault = fault
        if self._told != str(fault):
            self._told = str(fault)
            self._emit(BatchStalled(self._told))

    def _end(self) -> None:
        self._fault, self._told, self._delay_s = None, "", FIRST_DELAY_S
        self._emit(BatchWentOn())
