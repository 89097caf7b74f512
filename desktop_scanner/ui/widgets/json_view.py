"""A domain's result as the exports write it: JSON, indented and coloured, read only."""

import re

from PySide6.QtGui import QColor, QFontDatabase, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop_scanner.ui.theme import Theme

_TOKENS = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<text>"(?:[^"\\]|\\.)*")|(?P<word>\b(?:true|false|null)\b)'
)
_COLOUR = {"key": "accent", "text": "text", "word": "working"}


class JsonView(QPlainTextEdit):
    """Shows one JSON text; only the lines in view are coloured, since a result may have thousands."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("json_view")
        self.setAccessibleName(self.tr("Result as JSON"))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setProperty("look", "plain")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.document().setDocumentMargin(12)
        self._theme = theme
        self.verticalScrollBar().valueChanged.connect(self._colour)
        theme.changed.connect(self._colour)

    def show_json(self, text: str) -> None:
        """Show it from its beginning."""
        self.setPlainText(text)
        self._colour()

    def _colour(self) -> None:
        looks = {kind: QTextCharFormat() for kind in _COLOUR}
        for kind, look in looks.items():
            look.setForeground(QColor(getattr(self._theme.colours, _COLOUR[kind])))
        selections = []
        block, bottom = self.firstVisibleBlock(), self.viewport().height()
        while block.isValid() and self.blockBoundingGeometry(block).translated(self.contentOffset()).top() <= bottom:
            for match in _TOKENS.finditer(block.text()):
                part = QTextEdit.ExtraSelection()
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + match.start())
                cursor.setPosition(block.position() + match.end(), QTextCursor.MoveMode.KeepAnchor)
                part.cursor, part.format = cursor, looks[match.lastgroup or "text"]
                selections.append(part)
            block = block.next()
        self.setExtraSelections(selections)

    # Overrides of QPlainTextEdit

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Colour the lines that came into view."""
        super().resizeEvent(event)
        self._colour()
