from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.closing import OnClose
from desktop_scanner.ui.main_window import MainWindow
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import find, press, state
from tests.ui.waiting import until

DOMAINS = "hollowmere-dental.co.uk\nszklo-pod-debami.pl"


async def running(window: MainWindow, options: ScanOptions) -> None:
    window.propose(DOMAINS, options=options)
    press(window, "start_button")
    await until(window.control.batch_changed, lambda: state(window) is BatchState.RUNNING)


def answer(window: MainWindow, name: str) -> None:
    button = window.pages.messages.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def state_on_disk(database: Path) -> BatchState:
    async with await Workspace.open(database) as services:
        return (await services.history.batches())[0].state


def test_closing_while_a_batch_runs_asks_beside_the_work(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await running(window, options)
            window.close()
            assert not window.close_requested.is_set()
            assert window.pages.messages.is_asking
            answer(window, "message_close_button")  # who thinks better of it
            assert not window.close_requested.is_set()

    run(look())


@pytest.mark.parametrize(
    ("button", "kept"), [("close_pause_button", BatchState.PAUSED), ("close_cancel_button", BatchState.CANCELLED)]
)
def test_the_answer_decides_what_becomes_of_the_batch(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path, button: str, kept: BatchState
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await running(window, options)
            window.close()
            answer(window, button)
            await window.close_requested.wait()
        assert await state_on_disk(tmp_path / "scanner.db") is kept

    run(look())


def test_a_batch_kept_in_the_background_is_scanned_to_its_end(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await running(window, options)
            window.close()
            answer(window, "close_keep_button")
            assert not window.isVisible()
            await window.close_requested.wait()
        assert await state_on_disk(tmp_path / "scanner.db") is BatchState.COMPLETED

    run(look())


def test_a_window_that_came_back_stays_when_its_batch_ends(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await running(window, options)
            window.closing.keep()
            window.come_back()
            await until(window.control.batch_ended, lambda: not window.control.running_here())
            assert window.isVisible()
            assert not window.close_requested.is_set()

    run(look())


def test_the_question_is_answered_by_keyboard(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await running(window, options)
            window.close()
            assert window.focusWidget() is find(window, QPushButton, "close_keep_button")
            QTest.keyClick(find(window, QPushButton, "close_pause_button"), Qt.Key.Key_Space)
            await window.close_requested.wait()

    run(look())


def test_closing_twice_ends_at_once_and_loses_nothing(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await running(window, options)
            window.close()
            window.close()
            assert window.close_requested.is_set()
        assert await state_on_disk(tmp_path / "scanner.db") is BatchState.INTERRUPTED

    run(look())


def test_who_has_chosen_once_is_not_asked(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await running(window, options)
            window.closing.on_close = OnClose.CANCEL
            window.close()
            assert not window.pages.messages.is_asking
            await window.close_requested.wait()

    run(look())
