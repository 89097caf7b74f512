import asyncio

import pytest

from desktop_scanner.engine.site.deadline import Deadline


async def test_time_passes_only_while_something_works() -> None:
    deadline = Deadline(10)
    await asyncio.sleep(0.05)
    assert deadline.remaining_s == 10
    with deadline.working():
        await asyncio.sleep(0.05)
        assert deadline.remaining_s < 9.96
    left = deadline.remaining_s
    await asyncio.sleep(0.02)
    assert deadline.remaining_s == left


async def test_work_at_the_same_time_counts_once() -> None:
    deadline = Deadline(10)
    with deadline.working(), deadline.working():
        await asyncio.sleep(0.1)
    assert deadline.remaining_s == pytest.approx(9.9, abs=0.05)


async def test_nothing_is_less_than_over() -> None:
    deadline = Deadline(0.01)
    with deadline.working():
        await asyncio.sleep(0.03)
        assert deadline.is_over
    assert deadline.remaining_s == 0


async def test_it_stands_while_the_work_waits_for_others() -> None:
    deadline = Deadline(10)
    with deadline.working():
        with deadline.standing():
            await asyncio.sleep(0.1)
        assert deadline.remaining_s > 9.95
        await asyncio.sleep(0.1)
    assert deadline.remaining_s <= 9.9


async def test_what_a_busy_loop_takes_is_given_back_once_over_at_most() -> None:
    late_s = [0.0]
    deadline = Deadline(60, lambda: late_s[0])
    with deadline.working():
        late_s[0] = 20
        assert 79 < deadline.remaining_s <= 80
        late_s[0] = 500
    late_s[0] = 900
    assert 119 < deadline.remaining_s <= 120


async def test_what_has_ended_is_over_however_late_the_loop_was() -> None:
    late_s = [0.0]
    deadline = Deadline(60, lambda: late_s[0])
    with deadline.working():
        deadline.end()
        late_s[0] = 20
    assert deadline.is_over


async def test_lateness_while_the_domain_waits_is_not_given_back() -> None:
    late_s = [0.0]
    deadline = Deadline(60, lambda: late_s[0])
    with deadline.working(), deadline.standing():
        late_s[0] = 20
    assert 59 < deadline.remaining_s <= 60
