import asyncio
import sys
import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from desktop_scanner import __version__, app
from desktop_scanner.core import locations
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.crash_log import Crash
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.panels.error_report import ErrorReportDialog
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import ended, find, press, state
from tests.ui.waiting import appearing, until

LIST = "hollowmere-dental.co.uk\nszklo-pod-debami.pl\n"
SECRET = "http://ann:hunter2@proxy.test:3128"


def fault(text: str = "division by zero") -> ZeroDivisionError:
    try:
        raise ZeroDivisionError(text)
    except ZeroDivisionError as error:
        return error


def dialog(window: MainWindow) -> ErrorReportDialog:
    return find(window, ErrorReportDialog, "error_report")


def text(window: MainWindow) -> str:
    return find(window, QPlainTextEdit, "report_text").toPlainText()


def open_report(window: MainWindow) -> None:
    button = window.pages.messages.findChild(QPushButton, "message_report_button")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_slot_that_fails_is_reported_and_the_batch_goes_on(
    run: Run, open_window: OpenWindow, options: ScanOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise fault()

    async def look() -> None:
        async with open_window() as window:
            keep_hooks(monkeypatch)
            app._report_errors_to(window.show_error)
            window.propose(LIST, options=options)
            press(window, "start_button")
            await until(window.control.batch_changed, lambda: state(window) is BatchState.RUNNING)
            QTimer.singleShot(0, window, fail)
            await appearing(lambda: dialog(window).isVisible() or None)
            assert not dialog(window).isModal()
            assert dialog(window).testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            await ended(window)
            assert state(window) is BatchState.COMPLETED

    run(look())


def test_a_thread_that_fails_is_reported(run: Run, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise fault("in a thread")

    async def look() -> None:
        async with open_window() as window:
            keep_hooks(monkeypatch)
            app._report_errors_to(window.show_error)
            thread = threading.Thread(target=fail)
            thread.start()
            thread.join()
            await appearing(lambda: dialog(window).isVisible() or None)
            assert "in a thread" in text(window)

    run(look())


def test_the_report_names_versions_and_log_and_no_secret(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.show_error(fault(f"no way to {SECRET}"))
            for part in (f"Desktop Scanner {__version__}", "Python 3.", "Qt 6.", "Traceback", "test_error_report.py"):
                assert part in text(window)
            assert "hunter2" not in text(window) + window.pages.messages.text
            assert str(locations.log_file()) in find(window, QLabel, "report_log").text()
            press(window, "report_copy_button")
            assert QGuiApplication.clipboard().text() == text(window)

    run(look())


def test_the_logs_folder_opens(run: Run, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = list[QUrl]()
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)

    async def look() -> None:
        async with open_window() as window:
            window.show_error(fault())
            press(window, "report_folder_button")
            assert [url.toLocalFile() for url in opened] == [str(locations.log_file().parent)]

    run(look())


def test_a_fault_that_comes_again_is_counted_and_does_not_come_back_once_closed(
    run: Run, open_window: OpenWindow
) -> None:
    async def look() -> None:
        async with open_window() as window:
            for _ in range(3):
                window.show_error(fault())
            assert find(window, QLabel, "report_count").text() == "It happened 3 times."
            press(window, "report_close_button")
            window.show_error(fault())
            assert not dialog(window).isVisible()
            open_report(window)
            assert dialog(window).isVisible()

    run(look())


def test_what_the_user_can_mend_has_no_report(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.show_error(InputError("The list is empty."))
            assert window.pages.messages.text == "The list is empty."
            assert not dialog(window).isVisible()
            buttons = window.pages.messages.findChildren(QPushButton, "message_report_button")
            assert [button.isVisible() for button in buttons] == [False]

    run(look())


def test_after_a_crash_a_message_says_what_became_of_the_work(run: Run, open_window: OpenWindow) -> None:
    crash = Crash(at=datetime(2024, 11, 3, 12, tzinfo=UTC), trace="Fatal Python error: Segmentation fault")

    async def look() -> None:
        async with open_window() as window:
            window.errors.tell_crash(crash)
            assert window.pages.messages.text == (
                "Desktop Scanner ended unexpectedly (3 Nov 2024). What was scanned is kept."
            )
            assert not dialog(window).isVisible()
            open_report(window)
            assert "Segmentation fault" in text(window)
            assert "2024-11-03 12:00:00 UTC" in text(window)

    run(look())


def keep_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the hooks back at the end that the program sets."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)


def test_the_loops_own_errors_are_reported(run: Run, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    async def look() -> None:
        async with open_window() as window:
            keep_hooks(monkeypatch)
            app._report_errors_to(window.show_error)
            loop = asyncio.get_running_loop()
            loop.call_exception_handler({"message": "A callback failed.", "exception": fault("in a callback")})
            assert "in a callback" in text(window)

    run(look())
