import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desktop_scanner.engine.net.request_clock import RequestClock


async def test_the_time_runs_out() -> None:
    clock = RequestClock(0.02)
    with pytest.raises(TimeoutError):
        async with clock.limit:
            await asyncio.Event().wait()


async def test_it_stands_while_the_request_waits_and_whoever_asked_is_told() -> None:
    told = list[str]()

    @contextmanager
    def outer(reason: str) -> Iterator[None]:
        told.append(reason)
        yield

    clock = RequestClock(0.1, outer)
    async with clock.limit:
        with clock.waiting("Waiting: address slot"):
            await asyncio.sleep(0.2)
    assert clock.waited_s >= 0.2
    assert told == ["Waiting: address slot"]


async def test_it_runs_on_after_the_wait() -> None:
    clock = RequestClock(0.05)

    async def request() -> None:
        async with clock.limit:
            with clock.waiting("Waiting: address slot"):
                await asyncio.sleep(0.1)
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        await request()


async def test_a_wait_that_is_cancelled_is_cancelled() -> None:
    clock = RequestClock(5)

    async def request() -> None:
        async with clock.limit:
            with clock.waiting("Waiting: address slot"):
                await asyncio.Event().wait()

    task = asyncio.create_task(request())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
