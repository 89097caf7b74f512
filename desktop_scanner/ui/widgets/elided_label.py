"""A label that never holds its window open: where there is no room its text is cut, and the tooltip has the whole."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

_LEAST = 40


class ElidedLabel(QLabel):
    """Cuts its text at one end."""

    def __init__(self, mode: Qt.TextElideMode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    @property
    def whole(self) -> str:
        """Return the text without any cut."""
        return self._whole

    def show_text(self, text: str, more: str = "") -> None:
        """Show a text; `more` is what its tooltip tells instead of the text."""
        self._whole = text
        self.setToolTip(more or text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, self._mode, self.width()))

    # Overrides of QLabel

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return the room for the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return what a few letters need."""
        return QSize(min(_LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Cut the text to the room."""
        super().resizeEvent(event)
        self._elide()
