import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from desktop_scanner.ui.single_instance import SingleInstance, _name
from tests.ui.conftest import Run
from tests.ui.waiting import WAIT_S, until

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_scanner.ui.single_instance import SingleInstance
app = QCoreApplication([])
second = SingleInstance(Path(sys.argv[1]))
print("first" if second.claim() else second.hand_over([Path(name) for name in sys.argv[2:]]))
"""


@pytest.fixture
def first(tmp_path: Path, run: Run) -> Iterator[SingleInstance]:
    instance = SingleInstance(tmp_path / "scanner.db")
    assert instance.claim()
    yield instance
    instance.release()


async def second_start(database: Path, *files: str) -> str:
    arguments = ("-c", SECOND, str(database), *files)
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    async with asyncio.timeout(WAIT_S):
        out, _ = await process.communicate()
    return out.decode().strip()


def test_a_second_start_hands_its_files_to_the_first(run: Run, first: SingleInstance, tmp_path: Path) -> None:
    async def look() -> None:
        heard: list[list[Path]] = []
        first.handed_over.connect(heard.append)
        assert await second_start(tmp_path / "scanner.db", "/lists/ghent.csv", "/lists/ü.txt") == "True"
        assert heard == [[Path("/lists/ghent.csv"), Path("/lists/ü.txt")]]

    run(look())


def test_a_window_on_another_database_is_a_first_of_its_own(run: Run, first: SingleInstance, tmp_path: Path) -> None:
    async def look() -> None:
        assert await second_start(tmp_path / "other.db") == "first"

    run(look())


def test_who_comes_after_the_first_has_left_is_the_first(run: Run, tmp_path: Path) -> None:
    async def look() -> None:
        instance = SingleInstance(tmp_path / "scanner.db")
        assert instance.claim()
        instance.release()
        assert await second_start(tmp_path / "scanner.db") == "first"

    run(look())


def test_a_first_that_was_killed_stands_in_nobodys_way(run: Run, tmp_path: Path) -> None:
    async def look() -> None:
        killed = SECOND + "\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
        arguments = ("-c", killed, str(tmp_path / "scanner.db"))
        process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.DEVNULL)
        await process.wait()
        assert await second_start(tmp_path / "scanner.db") == "first"

    run(look())


@pytest.mark.parametrize("rubbish", [b"\n", b"[]\n", b"\xff\xfe\n", b'{"files": 3}\n'])
def test_rubbish_on_the_socket_is_left_out(run: Run, first: SingleInstance, tmp_path: Path, rubbish: bytes) -> None:
    async def look() -> None:
        heard: list[list[Path]] = []
        first.handed_over.connect(heard.append)
        socket = QLocalSocket()
        socket.connectToServer(_name(tmp_path / "scanner.db"))
        socket.write(rubbish)
        await until(socket.disconnected, lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
        assert heard == []

    run(look())
