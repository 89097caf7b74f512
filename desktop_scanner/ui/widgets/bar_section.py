"""A card of bars under a title; the arrow keys go from bar to bar, the Tab key from card to card."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.bar_button import Bar, BarButton
from desktop_scanner.ui.widgets.naming import named


class BarSection(QFrame):
    """Shows bars one below the other; hidden while there is none.

    Signals:
        chosen(value)   a bar was pressed
        left(step)      an arrow key goes beyond the last bar (1) or the first (-1)
    """

    chosen = Signal(str)
    left = Signal(int)

    def __init__(self, name: str, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, f"overview_{name}", title, "card")
        self._theme = theme
        self._bars: list[Bar] = []
        self.buttons: list[BarButton] = []
        label = QLabel(title, self)
        label.setFont(title_font(self.font(), 0))
        self._note = named(QLabel(self), f"overview_{name}_note", look="secondary")
        head = QHBoxLayout()
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self._note)
        self._below = self._place_for_bars()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 10, 12, 10)
        self._layout.setSpacing(6)
        self._layout.addLayout(head)
        self._layout.addLayout(self._below)
        self.hide()

    @property
    def bars(self) -> Sequence[Bar]:
        """Return what is shown, from top to bottom."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar], note: str = "") -> None:
        """Show these bars; while someone is at them, those that are there keep their places."""
        self._bars = self._calmly(bars)
        self._note.setText(note)
        while len(self.buttons) < len(bars):
            self._add_button()
        for button, bar in zip(self.buttons, self._bars, strict=False):
            button.setObjectName(f"{self.objectName()}_{bar.value}")
            button.show_bar(bar)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(bars))
        self.setVisible(bool(bars))

    def enter(self, step: int) -> None:
        """Give the focus to the first bar, or to the last where it comes from below."""
        self.buttons[0 if step > 0 else len(self._bars) - 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _place_for_bars(self) -> QVBoxLayout | QHBoxLayout:
        place = QVBoxLayout()
        place.setSpacing(0)
        return place

    def _calmly(self, bars: Sequence[Bar]) -> list[Bar]:
        is_in_use = self.underMouse() or any(button.hasFocus() for button in self.buttons)
        if not is_in_use:
            return list(bars)
        by_value = {bar.value: bar for bar in bars}
        kept = [by_value.pop(bar.value) for bar in self._bars if bar.value in by_value]
        return [*kept, *by_value.values()]

    def _add_button(self) -> None:
        button = BarButton(self._theme, self)
        button.clicked.connect(lambda: self.chosen.emit(button.bar.value))
        button.moved.connect(lambda step: self._move(button, step))
        button.installEventFilter(self)
        self.buttons.append(button)
        self._below.addWidget(button)
        if len(self.buttons) == 1:
            self._stop_at(button)

    def _move(self, button: BarButton, step: int) -> None:
        place = self.buttons.index(button) + step
        if 0 <= place < len(self._bars):
            self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit(step)

    def _stop_at(self, wanted: BarButton) -> None:
        """Let the Tab key come back to this bar; the others are a matter of the arrow keys."""
        for button in self.buttons:
            is_stop = button is wanted
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    # Overrides of QObject

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Follow the focus."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, BarButton):
            self._stop_at(watched)
        return super().eventFilter(watched, event)
