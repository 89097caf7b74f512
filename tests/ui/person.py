"""What a person does with the window, by the stable names of its widgets."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton, QWidget

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.columns import Column
from tests.ui.waiting import appearing, until

W = TypeVar("W", bound=QWidget)


def find(window: MainWindow, kind: type[W], name: str) -> W:
    """Return the widget of that name."""
    found = window.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def press(window: MainWindow, name: str) -> None:
    """Click a button."""
    QTest.mouseClick(find(window, QPushButton, name), Qt.MouseButton.LeftButton)


def trigger(window: MainWindow, name: str) -> None:
    """Choose an action of the menus."""
    action = window.findChild(QAction, name)
    assert isinstance(action, QAction), name
    action.trigger()


def type_domains(window: MainWindow, text: str) -> None:
    """Type into the list."""
    editor = find(window, QPlainTextEdit, "domain_input")
    for place, line in enumerate(text.split("\n")):
        if place:
            QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClicks(editor, line)


async def scan(window: MainWindow, domains: str, options: ScanOptions) -> None:
    """Scan domains to the end."""
    window.propose(domains, options=options)
    press(window, "start_button")
    await ended(window)


async def ended(window: MainWindow) -> None:
    """Wait until the batch in view has ended and its rows are there."""
    panel = window.pages.batch
    await until(window.control.batch_ended, lambda: panel.batch is not None and state(window) is not BatchState.RUNNING)
    await until(panel.model.loaded, lambda: panel.model.is_loaded)


def state(window: MainWindow) -> BatchState | None:
    """Return the state of the batch in view."""
    batch = window.pages.shown_batch
    return batch.state if batch else None


async def file_dialog(window: MainWindow) -> QFileDialog:
    """Return the file chooser that is about to open."""
    dialog = await appearing(lambda: window.findChild(QFileDialog))
    assert isinstance(dialog, QFileDialog)
    return dialog


def column(window: MainWindow, which: Column) -> list[str]:
    """Return what the column says, from top to bottom."""
    model = window.pages.batch.model
    return [str(model.index(row, which).data()) for row in range(model.rowCount())]
