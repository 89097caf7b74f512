"""The box that filters the table by a text; Escape empties it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named


class FilterEdit(QLineEdit):
    """A line of text with a symbol, and a way to empty it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "filter_edit", self.tr("Filter the domains"))
        self.setPlaceholderText(self.tr("Filter: text, or status:failed tech:…"))
        self.setMinimumWidth(180)
        self.setMaximumWidth(380)
        symbol = QAction(self)
        theme.assign(symbol, "search")
        self.addAction(symbol, QLineEdit.ActionPosition.LeadingPosition)
        self._empty = QAction(self.tr("Empty the filter"), self)
        theme.assign(self._empty, "close")
        self.addAction(self._empty, QLineEdit.ActionPosition.TrailingPosition)
        self._empty.triggered.connect(self.clear)
        self._empty.setVisible(False)
        self.textChanged.connect(lambda text: self._empty.setVisible(bool(text)))

    # Overrides of QLineEdit

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Empty the filter with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
