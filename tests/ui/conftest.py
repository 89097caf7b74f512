"""A real window over a real workspace and the real engine; the sites it scans are the sample ones, on loopback."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
import pytest
import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.demo.thread import RunningDemo, start_in_thread
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.theme import Scheme
from tests.unit.services.remote_sites import use
from tests.unit.services.test_remote_tokens import MemoryKeyring

Run = Callable[[Coroutine[Any, Any, None]], None]
OpenWindow = Callable[[], AbstractAsyncContextManager[MainWindow]]


@pytest.fixture
def run(qapp: QApplication) -> Iterator[Run]:
    """Give a way to run a coroutine to its end on a Qt loop of the test's own."""
    loop = QEventLoop(qapp)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        yield runner.run
    # WORKAROUND(qasync 0.28): a closed loop leaves its object with the timers of cancelled timeouts to the garbage
    # collector, which may run in any thread; Qt then goes on firing them into freed memory.
    shiboken6.delete(loop._timer)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Give settings of the test's own."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture(scope="session")
def demo() -> Iterator[RunningDemo]:
    """Serve the sample sites."""
    with start_in_thread() as running:
        yield running


@pytest.fixture
def options(demo: RunningDemo) -> ScanOptions:
    """Give options that reach the sample sites, without pauses between requests."""
    return ScanOptions(connect_to=demo.connect_to, ca_file=str(demo.ca_file), delay_ms=0, retries=0, workers=1)


@pytest.fixture
def open_window(tmp_path: Path, settings: QSettings) -> OpenWindow:
    """Give a way to open a window on the test's database, as often as the test likes."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[MainWindow]:
        async with await Workspace.open(tmp_path / "scanner.db") as services:
            window = MainWindow(services, settings)
            window.theme.choose(Scheme.LIGHT)
            window.show()
            await window.load()
            try:
                yield window
            finally:
                await window.stop()
                window.hide()
                # Here and now: collected as garbage it would be destroyed in whatever thread that happens in,
                # and its timers go on to fire in this one.
                shiboken6.delete(window)

    return opened


@pytest.fixture
def memory_keyring() -> Iterator[None]:
    """Keep tokens in memory."""
    before = use(MemoryKeyring())
    yield
    keyring.set_keyring(before)
