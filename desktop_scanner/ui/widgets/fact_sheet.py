"""A read-only sheet of text that never loads anything: its words come from strangers' pages."""

from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

_SCROLLING = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down})


class FactSheet(QTextBrowser):
    """Shows the HTML that `sheets` makes; with `is_whole` it is as high as its text, and what holds it scrolls.

    Signals:
        link_chosen(url)    an http or https link was clicked
    """

    link_chosen = Signal(QUrl)

    def __init__(self, name: str, parent: QWidget | None = None, *, is_whole: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(12)
        self.anchorClicked.connect(self._on_link)
        self._is_whole = is_whole
        if is_whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            self.link_chosen.emit(url)

    def _fit(self) -> None:
        self.setFixedHeight(int(self.document().size().height()) + 1)

    # Overrides of QTextBrowser

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 -- Qt's name
        """Load nothing, whatever the text asks for."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Leave the keys that scroll to what does."""
        if self._is_whole and event.key() in _SCROLLING and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Grow with the text, which another width breaks otherwise."""
        super().resizeEvent(event)
        if self._is_whole:
            self._fit()
