import pytest

from desktop_scanner.engine.limits import pacing
from desktop_scanner.engine.limits.pacing import Pace


def pace(delay_s: float = 0.2) -> Pace:
    return Pace("host", delay_s, [0.0] * pacing.FIELDS)


def test_the_next_request_keeps_its_distance() -> None:
    one = pace()
    one.start(100.0)
    assert one.wait_s(100.0) == pytest.approx(0.2)
    assert one.reason(100.0) == "Waiting: host delay"


def test_a_start_never_shortens_a_wait() -> None:
    one = pace(5.0)
    one.start(100.0)
    one.delay_s = 0.1
    one.start(101.0)
    assert one.wait_s(101.0) == pytest.approx(4.0)


def test_too_many_requests_double_the_delay_up_to_ten_seconds() -> None:
    one, delays = pace(), list[float]()
    for second in range(100, 108):
        one.slow(second, second)
        delays.append(one.wait_s(second))
        one.start(second)
    assert delays == sorted(delays)
    assert delays[:3] == pytest.approx([0.4, 0.8, 1.6])
    assert one.wait_s(107) == 10.0
    assert one.reason(107) == "Waiting: host delay, slowed to 10 s"


def test_a_host_without_delay_is_slowed_too() -> None:
    one = pace(0.0)
    one.slow(100.0, 100.0)
    assert one.wait_s(100.0) == pacing.FIRST_SLOWED_S


def test_requests_that_were_under_way_together_count_once() -> None:
    one = pace()
    one.slow(99.9, 100.0)
    one.slow(99.95, 100.1)
    assert one.wait_s(100.0) == pytest.approx(0.4)


def test_good_answers_give_the_requests_back_slowly() -> None:
    one, answers = pace(), 0
    for second in range(100, 105):
        one.slow(second, second)
    while not one.is_idle(200.0):
        one.ease(200.0)
        answers += 1
    one.start(200.0)
    assert 5 < answers < 30
    assert one.wait_s(200.0) == pytest.approx(0.2)


def test_slowing_is_forgotten_with_time() -> None:
    one = pace()
    one.slow(100.0, 100.0)
    assert not one.is_idle(101.0)
    assert one.is_idle(100.0 + pacing.KEPT_S)


def test_a_pace_slower_than_the_bound_stays_as_it_is() -> None:
    one = pace(30.0)
    one.slow(100.0, 100.0)
    assert one.wait_s(100.0) == 30.0


def test_a_rest_is_told_with_its_seconds() -> None:
    one = pace()
    one.rest(12.3, 100.0)
    one.rest(5.0, 100.0)
    assert one.wait_s(100.0) == pytest.approx(12.3)
    assert one.reason(100.0) == "Waiting: Retry-After 13 s"
