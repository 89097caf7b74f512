"""A window in a process of its own: `crash DATABASE OPTIONS` dies in mid-batch, `look DATABASE` prints what it says."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_scanner import app
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.ui.main_window import MainWindow

_LOOK_MS = 20
DOMAINS = "hollowmere-dental.co.uk\nszklo-pod-debami.pl\n"


def main(what: str, database: Path, options: str = "{}") -> int:
    application = QApplication(sys.argv[:1])
    timer = QTimer(application, interval=_LOOK_MS)
    timer.timeout.connect(lambda: _look(_crash if what == "crash" else _tell))
    timer.start()
    given = msgspec.json.decode(options, type=ScanOptions)
    proposal = app.Proposal(text=DOMAINS, name="Shops", options=given) if what == "crash" else None
    return app.run_window(database, proposal=proposal)


def _look(act: Callable[[MainWindow], None]) -> None:
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            act(window)


def _crash(window: MainWindow) -> None:
    """Start what is proposed, and die while it runs."""
    button = window.findChild(QPushButton, "start_button")
    batch = window.pages.shown_batch
    if batch is not None and batch.state is BatchState.RUNNING:
        os.kill(os.getpid(), signal.SIGSEGV)
    elif batch is None and isinstance(button, QPushButton) and window.pages.new_batch.domains.editor.toPlainText():
        button.click()


def _tell(window: MainWindow) -> None:
    """Print what the window tells, and the batch's state, once there is something."""
    if window.pages.messages.text:
        batch = window.control.batches.all()[0]
        print(window.pages.messages.text, batch.state.value, sep="\n", flush=True)  # noqa: T201 -- for the parent
        window.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
