"""The composition root of the window: builds the parts once, owns the event loop and the order of shutdown."""

import asyncio
import logging
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar, cast

from msgspec import Struct
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from qasync import QEventLoop

from desktop_scanner.core import garbage, locations
from desktop_scanner.core.errors import StoreError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.services import log_file
from desktop_scanner.services.crash_log import Crash, CrashLog
from desktop_scanner.services.settings import SettingsService
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui import language
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.single_instance import SingleInstance

log = logging.getLogger(__name__)

T = TypeVar("T")

_NAME = "Desktop Scanner"
_THREADS = 32  # qasync's own executor has 10, too few beside exports and starting workers
_SIGNAL_CHECK_MS = 200
_UNSEEN_PLATFORMS = ("offscreen", "minimal")


class Proposal(Struct, frozen=True, kw_only=True):
    """A batch that the window opens with, for the user to start; `note` says where the list comes from.

    `renew` makes the options of an older batch work again whose sites have moved since.
    """

    text: str
    name: str
    options: ScanOptions
    note: str = ""
    renew: Callable[[ScanOptions], ScanOptions] | None = None


class Parts(Struct, frozen=True):
    """What an open window is made of."""

    window: MainWindow
    workspace: Workspace


def run_window(database: Path | None, inputs: Sequence[Path] = (), *, proposal: Proposal | None = None) -> int:
    """Show the window until it is closed and return the exit status; raise StoreError for an unusable database."""
    log_file.start(locations.log_file())
    settings = SettingsService()
    wanted = settings.current.appearance.language
    crashes = CrashLog(locations.crash_file())
    crash = crashes.start()
    try:
        return run(_show_first(database or settings.database, inputs, proposal, crash), wanted)
    finally:
        crashes.stop()


def run(work: Coroutine[Any, Any, T], wanted_language: str = language.SYSTEM) -> T:
    """Run `work` on the loop that also paints the windows, on a new application or the one there is."""
    application = cast("QApplication | None", QApplication.instance()) or QApplication(sys.argv[:1])
    application.setApplicationName(_NAME)
    application.setDesktopFileName("desktop-scanner")
    # Closing the last window would end the loop under the work that shuts down.
    application.setQuitOnLastWindowClosed(False)
    language.install(application, wanted_language)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        runner.get_loop().set_default_executor(ThreadPoolExecutor(_THREADS, "app"))
        return runner.run(work)


@asynccontextmanager
async def opened(database: Path | None, settings: QSettings) -> AsyncIterator[Parts]:
    """Open the database and show the window on it; at the end stop the batches, store, and hide the window."""
    workspace = await Workspace.open(database)
    window = MainWindow(workspace, settings)
    try:
        window.show()
        await window.load()
        garbage.spare_what_is_loaded()
        yield Parts(window, workspace)
    finally:
        await window.stop()
        await workspace.close()
        window.hide()


async def _show_first(database: Path, inputs: Sequence[Path], proposal: Proposal | None, crash: Crash | None) -> int:
    """Show the window, or give the one that is open on this database what this one would have shown.

    What `demo` proposes is for a window of its own: its sites end with this process.
    """
    instance = SingleInstance(database)
    is_first = instance.claim()
    if not is_first and proposal is None and instance.hand_over(inputs):
        print("The window that is open already comes to the front.", file=sys.stderr)  # noqa: T201 -- a second start ends with a word
        return 0
    try:
        return await _show(database, inputs, proposal, instance, crash)
    finally:
        if is_first:
            instance.release()


async def _show(
    database: Path, inputs: Sequence[Path], proposal: Proposal | None, instance: SingleInstance, crash: Crash | None
) -> int:
    try:
        async with opened(database, QSettings(_NAME, _NAME)) as parts:
            window = parts.window
            _report_errors_to(window.show_error)
            _close_on_signals(window.closing.end_at_once)
            instance.handed_over.connect(window.take_over)
            if proposal is not None:
                window.propose(proposal.text, name=proposal.name, options=proposal.options, note=proposal.note)
                window.control.renew = proposal.renew
            if crash is not None:
                window.errors.tell_crash(crash)
            if inputs:
                window.import_files(inputs)
            await window.close_requested.wait()
    except StoreError as error:
        await _tell(str(error))
        raise
    return 0


def _report_errors_to(show: Callable[[BaseException], None]) -> None:
    """Have every error that nobody caught shown (and logged with that): a bug must be seen, and end no batch."""

    def on_exception(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        show(error)

    def on_loop_error(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        log.error("The event loop reports: %s", context.get("message"))
        if error := context.get("exception"):
            show(error)

    def on_thread_error(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            loop.call_soon_threadsafe(show, args.exc_value)

    loop = asyncio.get_running_loop()
    sys.excepthook = on_exception
    threading.excepthook = on_thread_error
    loop.set_exception_handler(on_loop_error)


def _close_on_signals(close: Callable[[], None]) -> None:
    """Close as by the window's button on Ctrl-C and SIGTERM."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        close()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    # WORKAROUND(qasync): Python handles a signal only between two of its own instructions, and an idle Qt loop
    # executes none; a timer makes it look.
    timer = QTimer(QApplication.instance(), interval=_SIGNAL_CHECK_MS)
    timer.timeout.connect(lambda: None)
    timer.start()


async def _tell(text: str) -> None:
    """Show a sentence in a window of its own until it is closed, for people who started without a terminal."""
    if QApplication.platformName() in _UNSEEN_PLATFORMS:
        return
    closed = asyncio.Event()
    box = QMessageBox(QMessageBox.Icon.Critical, _NAME, text)
    box.finished.connect(lambda _: closed.set())
    box.open()
    await closed.wait()
