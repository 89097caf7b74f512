"""The files of a list, a row each: what it gives, how it is read, and the way to take it out."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop_scanner.ui import formats
from desktop_scanner.ui.list_reading import ListFile
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named


class ListFiles(QWidget):
    """Hidden while there is no file.

    Signals:
        preview_wanted(path), remove_wanted(path)
    """

    preview_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._files: tuple[ListFile, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        theme.changed.connect(lambda: self.show_files(self._files))
        self.hide()

    def show_files(self, files: Iterable[ListFile]) -> None:
        """Show these files."""
        self._files = tuple(files)
        while (item := self._rows.takeAt(0)) is not None:
            if row := item.widget():
                row.hide()
                row.deleteLater()
        for file in self._files:
            self._rows.addWidget(self._row(file))
        self.setVisible(self._rows.count() > 0)

    def _row(self, file: ListFile) -> QWidget:
        row = QWidget(self)
        path = file.path
        symbol = QLabel(row)
        symbol.setPixmap(self._theme.icon("file").pixmap(16))
        name = QLabel(f"{path.name} · {formats.domains(len(file.found.targets))}", row)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setToolTip(str(path))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.addWidget(symbol)
        layout.addWidget(name, 1)
        if file.preview is not None:
            say = self.tr("Check the columns of {file}").format(file=path.name)
            check = named(QPushButton(self.tr("Columns…"), row), "preview_file", say, "flat")
            check.clicked.connect(lambda: self.preview_wanted.emit(path))
            layout.addWidget(check)
        remove = named(QToolButton(row), "remove_file", self.tr("Remove {file}").format(file=path.name), "flat")
        remove.setToolTip(self.tr("Remove this file from the list"))
        remove.setIcon(self._theme.icon("close"))
        remove.clicked.connect(lambda: self.remove_wanted.emit(path))
        layout.addWidget(remove)
        return row
