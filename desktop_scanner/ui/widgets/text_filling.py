"""Long texts put into an editor, taken out and brought back in slices, one at each turn of the event loop.

Qt takes half a second for 100,000 lines at once, in which no key is heard and nothing is painted. To the person, all
slices of a text are one step: Qt's history has a step for each, and this module knows which belong together.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from desktop_scanner.ui.widgets.domain_editor import DomainEditor

_SLICE = 32_768  # characters: some 2,000 lines, 5 ms
_KEPT = 20


class _Step(Struct, frozen=True):
    """From where to where in Qt's history one text goes, and the whole text before and after it."""

    begin: int
    end: int
    before: str
    after: str


class TextFilling(QObject):
    """Fills an editor, which takes no keys until the last slice is there."""

    def __init__(self, editor: "DomainEditor") -> None:
        super().__init__(editor)
        self._editor = editor
        self._document = editor.document()
        self._slices: Iterator[None] | None = None
        self._whole = ""
        self._steps: list[_Step] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_on(self) -> bool:
        """Return whether slices are still to come."""
        return self._slices is not None

    def text(self) -> str:
        """Return the editor's text as it will be with the last slice."""
        return self._whole if self.is_on else self._editor.toPlainText()

    def fill(self, cursor: QTextCursor, text: str) -> None:
        """Put a text in the place of the cursor's selection; a short one at once."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        if max(len(text), cursor.selectionEnd() - cursor.selectionStart()) <= _SLICE:
            cursor.insertText(text)
            return
        whole = "".join(
            (_up_to(cursor, QTextCursor.MoveOperation.Start), text, _up_to(cursor, QTextCursor.MoveOperation.End))
        )
        self._begin(self._filled(cursor, text, self._editor.toPlainText(), whole), whole)

    def undo(self) -> None:
        """Take the last step back."""
        step = next((step for step in self._steps if step.end == self._place), None)
        self._walk(self._document.undo, (step.begin, step.before) if step else None)

    def redo(self) -> None:
        """Do the step again that was taken back."""
        step = next((step for step in self._steps if step.begin == self._place), None)
        is_there = self._document.isRedoAvailable()
        self._walk(self._document.redo, (step.end, step.after) if step and is_there else None)

    def forget_what_is_gone(self) -> None:
        """Forget steps that a key has cut off the history, after something was taken back."""
        if not self._document.isRedoAvailable():
            self._steps = [step for step in self._steps if step.end <= self._place]

    def stop(self) -> None:
        """Leave away what is still to come, and forget the steps: the editor begins anew."""
        self._steps.clear()
        self._end()

    @property
    def _place(self) -> int:
        return self._document.availableUndoSteps()

    def _walk(self, go: Callable[[], object], goal: tuple[int, str] | None) -> None:
        """Go through Qt's history to a place and the text that it has there, or one step of Qt's own."""
        if self.is_on:
            return
        if goal is None:
            go()
        else:
            self._begin(self._walked(go, goal[0]), goal[1])

    def _begin(self, slices: Iterator[None], whole: str) -> None:
        self._slices, self._whole = slices, whole
        self._editor.setReadOnly(True)
        self._go_on()
        self._editor.edited.emit()
        self._timer.start()

    def _go_on(self) -> None:
        if self._slices is None or next(self._slices, self) is self:
            self._end()

    def _end(self) -> None:
        self._slices = None
        self._timer.stop()
        self._editor.setReadOnly(False)

    def _filled(self, cursor: QTextCursor, text: str, before: str, after: str) -> Iterator[None]:
        begin, (first, last) = self._place, (cursor.selectionStart(), cursor.selectionEnd())
        edit = QTextCursor(self._document)
        edit.setPosition(first)
        while last > first:
            edit.setPosition(max(first, last - _SLICE))
            edit.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            last = edit.selectionStart()
            edit.removeSelectedText()
            yield
        for place in range(0, len(text), _SLICE):
            edit.insertText(text[place : place + _SLICE])
            yield
        self._document.setModified(False)  # or Qt would make one step of the last slice and the next key
        self._steps = [*self._steps[-_KEPT:], _Step(begin, self._place, before, after)]

    def _walked(self, go: Callable[[], object], until: int) -> Iterator[None]:
        while self._place != until:
            go()
            yield


def _up_to(cursor: QTextCursor, end: QTextCursor.MoveOperation) -> str:
    """Return the text from the cursor's selection to the beginning or end of the document."""
    is_start = end is QTextCursor.MoveOperation.Start
    other = QTextCursor(cursor.document())
    other.setPosition(cursor.selectionStart() if is_start else cursor.selectionEnd())
    other.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
    return other.selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
