import asyncio
from itertools import pairwise

import pytest

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.limits.hosts import HostSlots, LeftAloneError


def _ignore(activity: str) -> None:
    """Take the news of a wait and do nothing."""


async def _start_at(slots: HostSlots, host: str, starts: list[float], holds_s: float = 0.0) -> None:
    async with slots.slot(host, _ignore) as turn:
        starts.append(asyncio.get_running_loop().time())
        turn.sent()
        await asyncio.sleep(holds_s)


async def test_starts_at_one_host_keep_their_distance_whatever_its_spelling() -> None:
    slots, starts = HostSlots(ScanOptions(delay_ms=30, per_host=32)), list[float]()
    await asyncio.gather(*(_start_at(slots, host, starts) for host in ("a.test", "www.a.test") * 4))
    assert min(later - earlier for earlier, later in pairwise(starts)) >= 0.03


async def test_never_more_requests_are_in_flight_than_allowed() -> None:
    slots, most, now = HostSlots(ScanOptions(delay_ms=0, per_host=2)), 0, 0

    async def request() -> None:
        nonlocal most, now
        async with slots.slot("a.test", _ignore) as turn:
            turn.sent()
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.005)
            now -= 1

    await asyncio.gather(*(request() for _ in range(10)))
    assert most == 2


async def test_hosts_do_not_wait_for_each_other() -> None:
    slots, starts = HostSlots(ScanOptions(delay_ms=60_000)), list[float]()
    await asyncio.wait_for(asyncio.gather(*(_start_at(slots, f"{n}.test", starts) for n in range(5))), 1)
    assert len(starts) == 5


async def test_each_wait_says_what_it_is_for() -> None:
    slots, told = HostSlots(ScanOptions(delay_ms=50, per_host=1)), list[str]()
    async with slots.slot("a.test", told.append):
        assert told == []
        slots.rest("a.test", 0.1)
        waiting = asyncio.create_task(_start_with(slots, told))
        await asyncio.sleep(0)
    await waiting
    assert told == ["Waiting: host slot", "Waiting: Retry-After 1 s"]


async def _start_with(slots: HostSlots, told: list[str]) -> None:
    async with slots.slot("a.test", told.append):
        pass


async def test_a_host_delay_is_told() -> None:
    slots, told = HostSlots(ScanOptions(delay_ms=50)), list[str]()
    await _start_with(slots, told)
    await _start_with(slots, told)
    assert told == ["Waiting: host delay"]


async def test_a_pace_that_is_asked_for_never_hurries_a_host() -> None:
    slots, starts = HostSlots(ScanOptions(delay_ms=50)), list[float]()
    slots.pace("a.test", 0.001)
    await _start_at(slots, "a.test", starts)
    await _start_at(slots, "a.test", starts)
    assert starts[1] - starts[0] >= 0.05


async def test_the_delay_counts_from_when_a_request_has_left() -> None:
    slots, starts = HostSlots(ScanOptions(delay_ms=50)), list[float]()
    async with slots.slot("a.test", _ignore) as turn:
        following = asyncio.create_task(_start_at(slots, "a.test", starts))
        await asyncio.sleep(0.1)
        assert starts == []
        turn.sent()
        sent_at = asyncio.get_running_loop().time()
        await following
    assert starts[0] - sent_at >= 0.05


async def test_a_request_that_never_leaves_frees_its_host_when_it_ends() -> None:
    slots, starts = HostSlots(ScanOptions(delay_ms=0)), list[float]()
    with pytest.raises(OSError, match="refused"):
        async with slots.slot("a.test", _ignore):
            raise OSError("refused")
    await asyncio.wait_for(_start_at(slots, "a.test", starts), 1)
    assert len(starts) == 1


async def test_a_cancelled_wait_for_the_delay_frees_the_host() -> None:
    slots, starts = HostSlots(ScanOptions(delay_ms=50)), list[float]()
    await _start_at(slots, "a.test", starts)
    waiting = asyncio.create_task(_start_at(slots, "a.test", starts))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await asyncio.wait_for(_start_at(slots, "a.test", starts), 1)
    assert len(starts) == 2


async def test_a_cancelled_wait_leaves_the_host_free() -> None:
    slots, starts = HostSlots(ScanOptions(delay_ms=0, per_host=1)), list[float]()
    async with slots.slot("a.test", _ignore):
        waiting = asyncio.create_task(_start_at(slots, "a.test", starts))
        await asyncio.sleep(0)
        waiting.cancel()
    await asyncio.wait_for(_start_at(slots, "a.test", starts), 1)
    assert len(starts) == 1


async def test_idle_hosts_are_forgotten() -> None:
    slots, starts = HostSlots(ScanOptions(delay_ms=0)), list[float]()
    for number in range(5_000):
        await _start_at(slots, f"{number}.test", starts)
    assert len(slots._slots) <= 2_000


async def _answered(slots: HostSlots, status: int) -> None:
    async with slots.slot("a.test", _ignore) as turn:
        turn.sent()
        turn.answered(status)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_host_that_wants_fewer_requests_is_slowed_and_quickened_again(status: int) -> None:
    slots, told = HostSlots(ScanOptions(delay_ms=0)), list[str]()
    await _answered(slots, status)
    await _start_with(slots, told)
    assert told == ["Waiting: host delay, slowed to 0.25 s"]
    for _ in range(4):
        await _answered(slots, 200)
    told.clear()
    for _ in range(3):
        await _start_with(slots, told)
    assert not any("slowed" in activity for activity in told)


async def test_a_broken_page_changes_nothing_about_the_pace() -> None:
    slots, told = HostSlots(ScanOptions(delay_ms=0)), list[str]()
    await _answered(slots, 500)
    await _start_with(slots, told)
    assert told == []


async def test_a_host_that_asks_for_a_longer_rest_than_is_waited_for_is_left_alone() -> None:
    slots = HostSlots(ScanOptions(delay_ms=0, retry_after_s=30))
    slots.rest("www.a.test", 3_600)
    with pytest.raises(LeftAloneError):
        await _answered(slots, 200)
    await _start_at(slots, "b.test", [])


async def test_who_waits_for_anothers_turn_says_so() -> None:
    slots, told = HostSlots(ScanOptions(delay_ms=50)), list[str]()
    async with slots.slot("a.test", _ignore):
        waiting = asyncio.create_task(_start_with(slots, told))
        await asyncio.sleep(0)
        assert told == ["Waiting: host delay"]
    await waiting
