import asyncio
from collections.abc import Callable

import pytest

from desktop_scanner.core.errors import StoreBusyError, StoreDamagedError, StoreFullError, StorePassingError
from desktop_scanner.core.events import BatchStalled, BatchWentOn, Event
from desktop_scanner.engine import stall
from desktop_scanner.engine.stall import Stall

FULL, BUSY = StoreFullError("Full."), StoreBusyError("Busy.")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stall, "FIRST_DELAY_S", 0.01)
    monkeypatch.setattr(stall, "LONGEST_DELAY_S", 0.02)


class Work:
    """Fails with these faults, one after the other, then succeeds."""

    def __init__(self, *faults: StorePassingError) -> None:
        self.faults = list(faults)
        self.tries = 0

    async def __call__(self) -> str:
        self.tries += 1
        await asyncio.sleep(0)
        if self.faults:
            raise self.faults.pop(0)
        return "done"


def always(fault: StorePassingError) -> Callable[[], Work]:
    return lambda: Work(*[fault] * 1000)


async def test_work_is_tried_until_it_succeeds_and_each_reason_told_once() -> None:
    events: list[Event] = []
    assert await Stall(events.append).through(Work(FULL, FULL, BUSY)) == "done"
    assert events == [BatchStalled("Full."), BatchStalled("Busy."), BatchWentOn()]


async def test_one_tries_for_all_who_wait_and_then_all_go_on() -> None:
    held = Stall(lambda _: None)
    works = [Work(FULL, FULL, FULL) if number == 0 else Work(FULL) for number in range(50)]
    assert await asyncio.gather(*map(held.through, works)) == ["done"] * 50
    assert not held.is_on
    assert {work.tries for work in works[1:]} == {2}


async def test_another_fault_is_raised_at_once() -> None:
    async def work() -> None:
        raise StoreDamagedError("Damaged.")

    with pytest.raises(StoreDamagedError):
        await Stall(lambda _: None).through(work)


async def test_who_gives_up_has_tried_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stall, "FIRST_DELAY_S", 600)
    stalled = asyncio.Event()
    held = Stall(lambda _: stalled.set())
    works = [always(FULL)() for _ in range(20)]
    waiting = [asyncio.create_task(held.through(work)) for work in works]
    await stalled.wait()
    held.give_up()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert outcomes == [FULL] * 20
    assert sum(work.tries for work in works) == 21
    with pytest.raises(StoreFullError):
        await held.through(always(FULL)())
