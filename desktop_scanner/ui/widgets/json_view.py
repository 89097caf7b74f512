"""A domain's result as the exports write it: JSON, indented and coloured, read only."""

import re

from PySide6.QtGui import QColor, QFontDatabase, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_scanner.ui.theme import Theme

_TOKENS = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<text>"(?:[^"\\]|\\.)*")|(?P<word>\b(?:true|false|null)\b)'
)
_COLOUR = {"key": "accent", "text": "text", "word": "working"}


class JsonView(QPlainTextEdit):
    """Shows one JSON text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("json_view")
        self.setAccessibleName(self.tr("Result as JSON"))
        self.setReadOnly(True)
        self.setProperty("look", "plain")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.document().setDocumentMargin(12)
        self._highlighter = _Highlighter(theme, self.document())
        theme.changed.connect(self._highlighter.rehighlight)


class _Highlighter(QSyntaxHighlighter):
    """Colours names, texts and words."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme

    def highlightBlock(self, text: str) -> None:  # noqa: N802 -- Qt's name
        """Colour one line."""
        for match in _TOKENS.finditer(text):
            look = QTextCharFormat()
            look.setForeground(QColor(getattr(self._theme.colours, _COLOUR[match.lastgroup or "text"])))
            self.setFormat(match.start(), match.end() - match.start(), look)
