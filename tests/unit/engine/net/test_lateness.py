import asyncio
import time

from desktop_scanner.engine.net.lateness import Lateness


async def test_the_time_in_which_the_loop_hears_nothing_is_counted() -> None:
    lateness = Lateness()
    lateness.start()
    lateness.start()
    await asyncio.sleep(0)
    before = lateness.total_s
    time.sleep(0.4)  # noqa: ASYNC251 -- the loop is busy
    await asyncio.sleep(0.06)
    assert lateness.total_s - before >= 0.3
    await lateness.aclose()
    assert "measure lateness" not in {task.get_name() for task in asyncio.all_tasks()}


async def test_what_was_never_started_can_be_closed() -> None:
    lateness = Lateness()
    await lateness.aclose()
    assert lateness.total_s == 0
