import asyncio
import os
import signal
import subprocess
import sys
import threading

import pytest

from desktop_scanner.cli.interruption import Interruption, terminable

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows sends no signals to its own process")

_IMPATIENT = """
import asyncio, os, signal
from desktop_scanner.cli.interruption import Interruption
async def main():
    with Interruption() as interruption:
        os.kill(os.getpid(), signal.SIGINT)
        await interruption.wait()
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.Event().wait()
asyncio.run(main())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_is_waited_for(capsys: pytest.CaptureFixture[str], number: signal.Signals) -> None:
    with Interruption() as interruption:
        os.kill(os.getpid(), number)
        await asyncio.wait_for(interruption.wait(), 5)
    assert "Stopping; what is scanned is stored." in capsys.readouterr().err


async def test_the_handlers_of_before_are_back_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Interruption():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_command_that_runs_no_batch_ends_on_sigterm_as_on_ctrl_c() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), terminable():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) == before


def test_in_another_thread_signals_are_left_alone() -> None:
    seen: list[object] = []

    def look() -> None:
        with terminable():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGTERM)]


def test_a_second_signal_ends_the_program_at_once() -> None:
    ended = subprocess.run([sys.executable, "-c", _IMPATIENT], capture_output=True, timeout=30, check=False)
    assert ended.returncode == 130


async def test_work_that_a_signal_meets_is_given_up_in_order() -> None:
    ended: list[str] = []

    async def work() -> str:
        try:
            await asyncio.sleep(30)
        finally:
            ended.append("work")
        return "done"

    async def quick() -> str:
        return "done"

    with Interruption() as interruption:
        assert await interruption.unless(quick()) == "done"
        asyncio.get_running_loop().call_later(0.05, signal.raise_signal, signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            await interruption.unless(work())
    assert ended == ["work"]
