"""The editor for a list of domains: numbered lines, unusable ones marked, files dropped on it handed on."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop_scanner.ui.theme import Theme

_MARKED = 500  # each mark is a text cursor that Qt moves along at each key


class DomainEditor(QPlainTextEdit):
    """Plain text, one domain a line.

    Signals:
        files_given(paths)      files were dropped or pasted
    """

    files_given = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("domain_input")
        self.setAccessibleName(self.tr("Domains, one a line"))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.document().setDocumentMargin(8)
        self.theme = theme
        self._faulty: tuple[int, ...] = ()
        self._gutter = _Gutter(self)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._on_update_request)
        theme.changed.connect(self._mark)
        self._make_room()

    def mark_lines(self, lines: Iterable[int]) -> None:
        """Mark these lines, counted from 1, as unusable."""
        self._faulty = tuple(sorted(set(lines))[:_MARKED])
        self._mark()

    def go_to_line(self, line: int) -> None:
        """Put the cursor on a line, counted from 1, and select it."""
        block = self.document().findBlockByNumber(line - 1)
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.setFocus()

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines in view, the unusable ones in the colour of failure."""
        colours = self.theme.colours
        painter = QPainter(self._gutter)
        painter.fillRect(event.rect(), QColor(colours.window))
        painter.setPen(QColor(colours.border))
        edge = self._gutter.width() - 1
        painter.drawLine(edge, event.rect().top(), edge, event.rect().bottom())
        faulty = frozenset(self._faulty)
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            line = block.blockNumber() + 1
            height = self.blockBoundingRect(block).height()
            painter.setPen(QColor(colours.failed if line in faulty else colours.muted))
            painter.drawText(QRect(0, round(top), edge - 8, round(height)), Qt.AlignmentFlag.AlignRight, str(line))
            top += height
            block = block.next()

    def gutter_width(self) -> int:
        """Return the room that the line numbers take."""
        digits = max(3, len(str(self.blockCount())))
        return 16 + digits * self.fontMetrics().horizontalAdvance("9")

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter_width(), 4, 0, 4)

    def _on_update_request(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def _mark(self) -> None:
        colours = self.theme.colours
        marks = []
        for line in self._faulty:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
            mark.cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(QColor(colours.failed))
            mark.format = look
            marks.append(mark)
        self.setExtraSelections(marks)
        self._gutter.update()

    # Overrides of QPlainTextEdit

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 -- Qt's name
        """Accept files as well as text."""
        return bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 -- Qt's name
        """Insert dropped or pasted text; hand files on."""
        if files := local_files(source):
            self.files_given.emit(files)
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the line numbers as high as the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(inside.left(), inside.top() + 4, self.gutter_width(), inside.height() - 8)


class _Gutter(QWidget):
    """The strip with the line numbers."""

    def __init__(self, editor: DomainEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return the width of the numbers."""
        return QSize(self._editor.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Let the editor, which knows its lines, paint."""
        self._editor.paint_gutter(event)


def local_files(source: QMimeData) -> list[Path]:
    """Return the local files that a drop or the clipboard carries."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
