"""The editor for a list of domains: numbered lines, unusable ones marked, files dropped on it handed on."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from desktop_scanner.ui import sentences
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.text_filling import TextFilling


class DomainEditor(QPlainTextEdit):
    """Plain text, one domain a line; a long text comes in slices, so that the window stays alive meanwhile.

    Signals:
        edited                  `text` is another one; once for a long text, when its first slice comes
        files_given(paths)      files were dropped or pasted
    """

    edited = Signal()
    files_given = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("domain_input")
        self.setAccessibleName(self.tr("Domains, one a line"))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.document().setDocumentMargin(8)
        self.theme = theme
        self._reasons: Mapping[int, str] = {}
        self._faulty: tuple[int, ...] = ()
        self._marked = (0, 0)
        self._gutter = _Gutter(self)
        self._filling = TextFilling(self)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._on_update_request)
        self.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._mark)
        self._make_room()

    @property
    def text(self) -> str:
        """Return the whole text, with what is still to come of a long one."""
        return self._filling.text()

    @property
    def is_empty(self) -> bool:
        """Return whether there is no text at all."""
        return self.document().isEmpty() and not self._filling.is_on

    @property
    def faulty_lines(self) -> tuple[int, ...]:
        """Return the lines that are marked as unusable."""
        return self._faulty

    def set_text(self, text: str) -> None:
        """Begin with a text, which cannot be undone."""
        self._filling.stop()
        self.clear()
        self._filling.fill(QTextCursor(self.document()), text)
        self.document().setModified(False)

    def replace_text(self, text: str) -> None:
        """Put a text in the place of all there is, in one step that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self._filling.fill(cursor, text)

    def add_text(self, text: str) -> None:
        """Put a text behind what is there, on a line of its own."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._filling.fill(cursor, text if cursor.atBlockStart() else f"\n{text}")

    def mark_faults(self, reasons: Mapping[int, str]) -> None:
        """Mark these lines, counted from 1 and in their order, as unusable; each with the reason why."""
        self._reasons = reasons
        self._faulty = tuple(reasons)
        self._mark()

    def go_to_line(self, line: int) -> None:
        """Put the cursor on a line, counted from 1, and select it."""
        block = self.document().findBlockByNumber(line - 1)
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.centerCursor()
            self.setFocus()

    def go_to_fault(self, *, is_forward: bool) -> None:
        """Go to the next unusable line, or the one before; behind the last comes the first."""
        if self._faulty:
            here = self.textCursor().blockNumber() + 1
            place = bisect_right(self._faulty, here) if is_forward else bisect_left(self._faulty, here) - 1
            self.go_to_line(self._faulty[place % len(self._faulty)])

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines in view, the unusable ones in the colour of failure with a bar beside."""
        colours = self.theme.colours
        painter = QPainter(self._gutter)
        painter.fillRect(event.rect(), QColor(colours.window))
        edge = self._gutter.width() - 1
        painter.fillRect(edge, event.rect().top(), 1, event.rect().height(), QColor(colours.border))
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while not self.is_empty and block.isValid() and top <= event.rect().bottom():
            line = block.blockNumber() + 1
            height = self.blockBoundingRect(block).height()
            is_faulty = line in self._reasons
            if is_faulty:
                painter.fillRect(0, round(top), 3, round(height), QColor(colours.failed))
            painter.setPen(QColor(colours.failed if is_faulty else colours.muted))
            painter.drawText(QRect(0, round(top), edge - 8, round(height)), Qt.AlignmentFlag.AlignRight, str(line))
            top += height
            block = block.next()

    def gutter_width(self) -> int:
        """Return the room that the line numbers take."""
        digits = max(3, len(str(self.blockCount())))
        return 16 + digits * self.fontMetrics().horizontalAdvance("9")

    def _make_room(self) -> None:
        if self.viewportMargins().left() != self.gutter_width():
            self.setViewportMargins(self.gutter_width(), 4, 0, 4)

    def _on_text_changed(self) -> None:
        if not self._filling.is_on:
            self._filling.forget_what_is_gone()
            self.edited.emit()

    def _on_update_request(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())
        if self._faulty and self._lines_in_view() != self._marked:
            self._mark()

    def _lines_in_view(self) -> tuple[int, int]:
        first = self.firstVisibleBlock().blockNumber() + 1
        return first, first + self.viewport().height() // max(1, self.fontMetrics().height()) + 1

    def _mark(self) -> None:
        """Underline the unusable lines in view: each mark is a cursor, which Qt moves along at every key."""
        self._marked = first, last = self._lines_in_view()
        lines = self._faulty[bisect_left(self._faulty, first) : bisect_right(self._faulty, last)]
        self.setExtraSelections([self._underlined(self.document().findBlockByNumber(line - 1)) for line in lines])
        self._gutter.update()

    def _underlined(self, block: QTextBlock) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(block)
        mark.cursor.select(QTextCursor.SelectionType.LineUnderCursor)
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(QColor(self.theme.colours.failed))
        mark.format = look
        return mark

    # Overrides of QPlainTextEdit

    def undo(self) -> None:
        """Take back what was done last, a long text as a whole."""
        self._filling.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._filling.redo()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Undo and redo; Qt would do so a slice at a time."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 -- Qt's name
        """Show Qt's menu, with these ways to undo and redo in it."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if call := {"edit-undo": self.undo, "edit-redo": self.redo}.get(action.objectName()):
                action.triggered.disconnect()
                action.triggered.connect(call)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 -- Qt's name
        """Accept files as well as text."""
        return bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 -- Qt's name
        """Insert dropped or pasted text; hand files on."""
        if files := local_files(source):
            self.files_given.emit(files)
        elif not self._filling.is_on:
            self._filling.fill(self.textCursor(), source.text())
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the line numbers as high as the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(inside.left(), inside.top() + 4, self.gutter_width(), inside.height() - 8)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Say why a line is unusable where the mouse rests on it."""
        if isinstance(event, QHelpEvent):
            line = self.cursorForPosition(event.pos()).blockNumber() + 1
            QToolTip.showText(event.globalPos(), sentences.shown(self._reasons.get(line, "")), self)
            return True
        return super().viewportEvent(event)


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
