"""A long text put into an editor in slices, one at each turn of the event loop, as one step that can be undone.

Qt takes half a second for 100,000 lines at once, in which no key is heard and nothing is painted.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from desktop_scanner.ui.widgets.domain_editor import DomainEditor

_SLICE = 32_768  # characters: some 2,000 lines, 5 ms


class TextFilling(QObject):
    """Fills an editor, which takes no keys until the last slice is there."""

    def __init__(self, editor: "DomainEditor") -> None:
        super().__init__(editor)
        self._editor = editor
        self._cursor = QTextCursor(editor.document())
        self._text = ""
        self._place = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_on(self) -> bool:
        """Return whether slices are still to come."""
        return self._place < len(self._text)

    def text(self) -> str:
        """Return the editor's text as it will be with the last slice."""
        if not self.is_on:
            return self._editor.toPlainText()
        rest = self._text[self._place :]
        return "".join((*self._around(before=True), rest, *self._around(before=False)))

    def fill(self, cursor: QTextCursor, text: str) -> None:
        """Put a text in the place of the cursor's selection; a short one at once."""
        self._cursor = cursor
        self._text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        self._place = 0
        if len(self._text) <= _SLICE:
            self._text, whole = "", self._text
            cursor.insertText(whole)
            return
        self._editor.setReadOnly(True)
        self._insert_slice(is_first=True)
        self._editor.edited.emit()
        self._timer.start()

    def stop(self) -> None:
        """Leave away what is still to come."""
        self._text = ""
        self._end()

    def _go_on(self) -> None:
        if self.is_on:
            self._insert_slice(is_first=False)
        if not self.is_on:
            self.stop()

    def _end(self) -> None:
        self._timer.stop()
        self._editor.setReadOnly(False)

    def _insert_slice(self, *, is_first: bool) -> None:
        piece = self._text[self._place : self._place + _SLICE]
        if is_first:
            self._cursor.beginEditBlock()
        else:
            self._cursor.joinPreviousEditBlock()
        self._cursor.insertText(piece)
        self._cursor.endEditBlock()
        self._place += len(piece)  # at last: until then Qt tells of a change that was told of already

    def _around(self, *, before: bool) -> Iterator[str]:
        cursor = QTextCursor(self._cursor)
        end = QTextCursor.MoveOperation.Start if before else QTextCursor.MoveOperation.End
        cursor.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
        yield cursor.selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
