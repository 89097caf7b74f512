import asyncio
import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desktop_scanner.engine.net.request_clock import RequestClock


async def test_the_time_runs_out() -> None:
    clock = RequestClock(0.02)
    with pytest.raises(TimeoutError):
        async with clock:
            await asyncio.Event().wait()


async def test_it_stands_while_the_request_waits_and_whoever_asked_is_told() -> None:
    told = list[str]()

    @contextmanager
    def outer(reason: str) -> Iterator[None]:
        told.append(reason)
        yield

    clock = RequestClock(0.1, outer)
    async with clock:
        with clock.waiting("Waiting: address slot"):
            await asyncio.sleep(0.2)
    assert clock.waited_s >= 0.2
    assert told == ["Waiting: address slot"]


async def test_it_runs_on_after_the_wait() -> None:
    clock = RequestClock(0.05)

    async def request() -> None:
        async with clock:
            with clock.waiting("Waiting: address slot"):
                await asyncio.sleep(0.1)
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        await request()


async def test_a_wait_that_is_cancelled_is_cancelled() -> None:
    clock = RequestClock(5)

    async def request() -> None:
        async with clock:
            with clock.waiting("Waiting: address slot"):
                await asyncio.Event().wait()

    task = asyncio.create_task(request())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_a_busy_loop_takes_is_given_back_once_over_at_most() -> None:
    loop = asyncio.get_running_loop()
    began, late_s = loop.time(), itertools.count(0.0, 0.04)  # later each time that somebody looks
    clock = RequestClock(0.1, late_s=late_s.__next__)
    with pytest.raises(TimeoutError):
        async with clock:
            await asyncio.Event().wait()
    assert clock.is_over
    assert loop.time() - began >= 0.2


async def test_an_answer_that_lay_there_while_the_loop_was_busy_is_taken() -> None:
    late_s, arrived = [0.0], asyncio.Event()
    clock = RequestClock(0.05, late_s=lambda: late_s[0])
    async with clock:
        late_s[0] = 0.05
        asyncio.get_running_loop().call_later(0.08, arrived.set)
        await arrived.wait()
    assert not clock.is_over


async def test_lateness_in_a_wait_is_not_given_back_again() -> None:
    late_s, began = [0.0], asyncio.get_running_loop().time()
    clock = RequestClock(0.5, late_s=lambda: late_s[0])

    async def request() -> None:
        async with clock:
            with clock.waiting("Waiting: address slot"):
                late_s[0] = 30.0
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        await request()
    assert asyncio.get_running_loop().time() - began < 0.9
