"""A read-only sheet of text that never loads anything: its words come from strangers' pages."""

from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget


class FactSheet(QTextBrowser):
    """Shows the HTML that `sheets` makes.

    Signals:
        link_chosen(url)    an http or https link was clicked
    """

    link_chosen = Signal(QUrl)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(12)
        self.anchorClicked.connect(self._on_link)

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            self.link_chosen.emit(url)

    # Overrides of QTextBrowser

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 -- Qt's name
        """Load nothing, whatever the text asks for."""
        return None
