"""Waiting in a window's tests: on signals, never on the clock."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

Found = TypeVar("Found")

WAIT_S = 30


async def after(signal: Any, act: Callable[[], object]) -> None:
    """Do something and wait for the signal that it leads to."""
    await _emitted(signal, act, lambda: True)


async def until(signal: Any, is_so: Callable[[], object]) -> None:
    """Wait until `is_so`, looked at now and whenever the signal is emitted."""
    if not is_so():
        await _emitted(signal, lambda: None, is_so)


async def appearing(look: Callable[[], Found | None]) -> Found:
    """Give the loop its turns until something is there that no signal tells of."""
    async with asyncio.timeout(WAIT_S):
        while (found := look()) is None:  # noqa: ASYNC110 -- each sleep is a turn of the loop and takes no time
            await asyncio.sleep(0)
    return found


async def _emitted(signal: Any, act: Callable[[], object], is_so: Callable[[], object]) -> None:
    happened = asyncio.Event()

    def look(*_: object) -> None:
        if is_so():
            happened.set()

    signal.connect(look)
    try:
        act()
        async with asyncio.timeout(WAIT_S):
            await happened.wait()
    finally:
        signal.disconnect(look)
