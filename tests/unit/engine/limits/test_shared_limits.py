import asyncio
import multiprocessing
import signal
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from desktop_scanner.core.errors import EngineError
from desktop_scanner.engine.limits import shared_limits
from desktop_scanner.engine.limits.shared_limits import SharedCell, SharedLimits

_SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture
def path() -> Iterator[Path]:
    made = shared_limits.create()
    yield made
    shared_limits.remove(made)
    assert not made.exists()


@pytest.fixture
def cell(path: Path) -> Iterator[SharedCell]:
    limits = SharedLimits(path)
    yield limits.cell("host", "a.test")
    limits.close()


def _hold(path: Path, pipe: "Connection[Any, Any]") -> None:
    cell = SharedLimits(path).cell("host", "a.test")
    cell.numbers[0] = 4.5
    pipe.send((cell.try_take((1, 2)), cell.try_turn()))
    pipe.recv()


def _grab(path: Path, pipe: "Connection[Any, Any]") -> None:
    """Take the one slot again and again, with never a moment between."""

    async def grab() -> None:
        cell = SharedLimits(path).cell("host", "a.test")
        slot = await cell.take((1,))
        pipe.send(slot)
        while not pipe.poll():
            await asyncio.sleep(0.002)
            cell.free(slot)
            slot = await cell.take((1,))

    asyncio.run(grab())


class Other:
    """Another process at the same file."""

    def __init__(self, work: Any, path: Path) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=work, args=(path, theirs), daemon=True)
        self.process.start()
        self.told = self.pipe.recv()

    def end(self) -> None:
        self.pipe.send(None)
        self.process.join()


def test_what_another_process_holds_is_not_to_be_had(path: Path, cell: SharedCell) -> None:
    other = Other(_hold, path)
    assert other.told == (1, True)
    assert not cell.try_turn()
    assert [cell.try_take((1, 2)), cell.try_take((1, 2))] == [2, None]
    assert cell.numbers[0] == 4.5
    other.end()


def test_a_killed_process_leaks_nothing(path: Path, cell: SharedCell) -> None:
    other = Other(_hold, path)
    assert other.process.pid is not None
    other.process.kill()
    other.process.join()
    assert other.process.exitcode == -signal.SIGKILL
    assert cell.try_turn()
    assert cell.try_take((1,)) == 1


async def test_a_process_that_grabs_again_and_again_starves_nobody(path: Path, cell: SharedCell) -> None:
    other = Other(_grab, path)
    async with asyncio.timeout(30):
        for _ in range(20):
            cell.free(await cell.take((1,)))
    other.end()


async def test_a_process_that_died_while_it_waited_holds_nobody_up(cell: SharedCell) -> None:
    cell.free(await cell.take((1,)))
    cell.numbers[shared_limits._WANTED_AT], cell.numbers[shared_limits._WANTED_BY] = time.monotonic(), 1.0
    assert cell.try_take((1,)) is None
    async with asyncio.timeout(10):
        assert await cell.take((1,)) == 1


def test_within_a_process_a_slot_is_given_once(cell: SharedCell) -> None:
    assert [cell.try_take((1, 2)) for _ in range(3)] == [1, 2, None]
    cell.free(1)
    assert cell.try_take((1, 2)) == 1
    assert cell.try_turn()
    assert not cell.try_turn()


def test_a_name_has_one_cell_and_hosts_have_others_than_addresses(path: Path) -> None:
    limits = SharedLimits(path)
    limits.cell("host", "192.0.2.1").numbers[0] = 1.0
    assert limits.cell("host", "192.0.2.1").numbers[0] == 1.0
    assert limits.cell("address", "192.0.2.1").numbers[0] == 0.0
    limits.close()


def test_the_file_of_a_million_hosts_is_as_small_as_ever(path: Path) -> None:
    limits = SharedLimits(path)
    for number in range(100_000):
        limits.cell("host", f"{number}.test")
    limits.close()
    assert path.stat().st_size <= 16 * 2**20
    assert shared_limits._FILE_BYTES <= shared_limits._LOCKS_AT


def test_a_folder_that_takes_no_file_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(EngineError, match=r"cannot be made .* scan with one worker"):
        shared_limits.create()
