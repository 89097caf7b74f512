"""The box that filters a batch's table: plain text and terms, which are completed as one types."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from desktop_scanner.core.terms import TermField
from desktop_scanner.ui.suggestions import Suggestion, Values, place_at, suggest
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.filter_edit import FilterEdit
from desktop_scanner.ui.widgets.suggestion_list import SuggestionList, model_of

_LEAST_WIDTH, _MOST_WIDTH = 240, 460
_ACCEPTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class TermEdit(FilterEdit):
    """Completes words and values: Down goes into the list, Return or Tab takes, Escape closes it.

    Signals:
        values_wanted(field)    a TermField, whose values in this batch are to be proposed: see `set_values`
        closed                  the list of completions is no longer shown
    """

    values_wanted = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._values: dict[TermField, Values] = {}
        self._list = SuggestionList(theme)
        self._completer = QCompleter(self)
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setPopup(self._list)
        self._list.setItemDelegate(self._list.delegate)
        self._completer.setMaxVisibleItems(10)
        self._list.installEventFilter(self)
        self._list.clicked.connect(self._on_clicked)
        self.textEdited.connect(lambda _: self.suggest(is_asked=False))

    @property
    def is_completing(self) -> bool:
        """Return whether completions are shown."""
        return self._list.isVisible()

    def set_values(self, field: TermField, values: Values) -> None:
        """Propose these values of a field from now on."""
        self._values[field] = values
        if self.is_completing or self.hasFocus():
            place = place_at(self.text(), self.cursorPosition())
            if place is not None and place.field is field:
                self.suggest(is_asked=True)

    def forget_values(self) -> None:
        """Propose nothing of a batch that is no longer the one in view, or has gone on."""
        self._values.clear()

    def suggest(self, *, is_asked: bool) -> None:
        """Show what can be completed at the cursor; unasked, not where nothing is written yet."""
        place = place_at(self.text(), self.cursorPosition())
        if place is None or (place.field is None and not place.typed and not is_asked):
            self._close()
            return
        if place.field is not None and place.field not in self._values:
            self.values_wanted.emit(place.field)
        self._show(suggest(place, self._values.get(place.field, ()) if place.field else ()))

    def put(self, text: str) -> None:
        """Write a part at the end, and go on from there."""
        before = self.text().rstrip()
        self.setText(f"{before} {text}" if before else text)
        self.setFocus()
        self.suggest(is_asked=True)

    def _show(self, suggestions: Sequence[Suggestion]) -> None:
        if not suggestions or not self.isVisible():
            self._close()
            return
        self._completer.setModel(model_of(suggestions))
        width = min(max(self._list.wanted_width(), _LEAST_WIDTH), _MOST_WIDTH)
        at = min(self.cursorRect().left(), max(0, self.width() - width))
        self._completer.complete(QRect(at, 0, width, self.height()))
        self._list.setCurrentIndex(QModelIndex())

    def _close(self) -> None:
        if self._list.isVisible():
            self._list.hide()

    def _take(self, index: QModelIndex) -> None:
        taken = self._list.suggestion(index)
        self._close()
        if taken is None:
            return
        before, after = self.text()[: taken.start], self.text()[taken.end :]
        space = " " if not taken.goes_on and not after.startswith((" ", ",")) else ""
        self.setText(f"{before}{taken.text}{space}{after}")
        self.setCursorPosition(len(before) + len(taken.text) + len(space))
        if taken.goes_on:
            self.suggest(is_asked=True)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index)

    # Overrides of FilterEdit

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Open the completions with Down."""
        if event.key() == Qt.Key.Key_Down and not self.is_completing:
            self.suggest(is_asked=True)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Take a completion with Return or Tab, close the list with Escape; all other keys are typed."""
        if watched is self._list and event.type() == QEvent.Type.Hide:
            self.closed.emit()
        if watched is not self._list or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        current = self._list.currentIndex()
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return True
        if event.key() == Qt.Key.Key_Tab and not current.isValid():
            current = self._list.model().index(0, 0)
        if event.key() in _ACCEPTING and current.isValid():
            self._take(current)
            return True
        return super().eventFilter(watched, event)
