"""The two windows of the Help menu: what the keys do, and what this program is."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_scanner import __version__
from desktop_scanner.ui import icons
from desktop_scanner.ui.theme import title_font
from desktop_scanner.ui.widgets.naming import named

translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts


def show_shortcuts(parent: QWidget, actions: Iterable[QAction]) -> None:
    """Show every key that does something."""
    dialog, layout = _dialog(parent, "shortcuts_dialog", translate("dialogs", "Keyboard shortcuts"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    with_keys = [action for action in actions if not action.shortcut().isEmpty()]
    half = (len(with_keys) + 1) // 2
    for place, action in enumerate(with_keys):
        row, column = place % half, place // half * 2
        keys = QLabel(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), dialog)
        keys.setProperty("look", "secondary")
        grid.addWidget(keys, row, column)
        grid.addWidget(QLabel(action.text().replace("&", "").rstrip("…"), dialog), row, column + 1)
    layout.insertLayout(1, grid)
    dialog.open()


def show_about(parent: QWidget, database: str) -> None:
    """Show the version, and where the data lies."""
    dialog, layout = _dialog(parent, "about_dialog", f"Desktop Scanner {__version__}")
    lines = (
        translate("dialogs", "Tells what is behind each domain of a list: alive or not, who runs it, how it is made."),
        translate("dialogs", "Database: {path}").format(path=database),
        translate("dialogs", "Built with Qt for Python, which is used under the LGPL."),
    )
    for place, text in enumerate(lines, start=1):
        line = QLabel(text, dialog, wordWrap=True)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.insertWidget(place, line)
    dialog.open()


def _dialog(parent: QWidget, name: str, title: str) -> tuple[QDialog, QVBoxLayout]:
    dialog = named(QDialog(parent), name, title)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowIcon(icons.app_icon())
    dialog.setMinimumWidth(440)
    heading = QLabel(title, dialog)
    heading.setFont(title_font(dialog.font(), 2))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 20, 24, 16)
    layout.setSpacing(12)
    layout.addWidget(heading)
    layout.addWidget(buttons)
    return dialog, layout
