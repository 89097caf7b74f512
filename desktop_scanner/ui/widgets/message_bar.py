"""A bar for what went wrong, at the place where it went wrong: it can be read, copied and put away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named


@dataclass(frozen=True)
class Choice:
    """One answer to a question of the bar: the button's name, what stands on it, and what it does."""

    name: str
    text: str
    act: Callable[[], object]


class MessageBar(QFrame):
    """One message at a time; hidden while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._report = ""
        self._undo_with: Callable[[], object] | None = None
        self._details_with: Callable[[], object] | None = None
        self._label = named(QLabel(self, wordWrap=True), "message_text")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._undo = named(QPushButton(self.tr("Undo"), self), "message_undo_button", look="flat")
        self._undo.clicked.connect(self._on_undo)
        self._details = named(QPushButton(self.tr("Report"), self), "message_report_button", look="flat")
        self._details.clicked.connect(self._on_details)
        copy = named(QPushButton(self.tr("Copy"), self), "message_copy_button", look="flat")
        copy.clicked.connect(self._on_copy)
        close = named(QToolButton(self), "message_close_button", self.tr("Close the message"), "flat")
        close.clicked.connect(self.hide)
        theme.assign(self._details, "report", "text")
        theme.assign(copy, "copy", "text")
        theme.assign(close, "close", "text")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(13, 6, 8, 6)
        layout.setSpacing(8)
        self._copy = copy
        self._answers: list[QPushButton] = []
        self._choices = QHBoxLayout()
        self._choices.setSpacing(8)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._details, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._choices)
        layout.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """Return the message, empty while there is none."""
        return "" if self.isHidden() else self._label.text()

    def tell(
        self,
        text: str,
        *,
        tone: str = "error",
        report: str = "",
        undo: Callable[[], object] | None = None,
        details: Callable[[], object] | None = None,
    ) -> None:
        """Show a message; `tone` is error, attention or info, `report` what Copy takes instead of the text.

        With `undo` there is a button that puts the message away and calls it, with `details` one that shows the report.
        """
        self._show_choices(())
        self._label.setText(text)
        self._report = report
        self._undo_with = undo
        self._undo.setVisible(undo is not None)
        self._details_with = details
        self._details.setVisible(details is not None)
        self.setAccessibleName(text)
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def ask(self, text: str, choices: Sequence[Choice]) -> None:
        """Ask the user, with a button for each answer; any of them, and the cross, puts the question away."""
        self.tell(text, tone="attention")
        self._show_choices(choices)

    @property
    def is_asking(self) -> bool:
        """Return whether a question waits for its answer."""
        return not self.isHidden() and bool(self._answers)

    def settle(self) -> None:
        """Put a request to the user away that has been met; errors stay."""
        if self.property("tone") == "attention":
            self.hide()

    def _show_choices(self, choices: Sequence[Choice]) -> None:
        for button in self._answers:
            button.deleteLater()
        self._answers = [self._answer(choice) for choice in choices]
        if self._answers:
            self._answers[0].setFocus()
        self._copy.setVisible(not choices)

    def _answer(self, choice: Choice) -> QPushButton:
        button = named(QPushButton(choice.text, self), choice.name, look="flat")
        button.clicked.connect(self.hide)
        button.clicked.connect(choice.act)
        self._choices.addWidget(button)
        button.show()
        return button

    def _on_undo(self) -> None:
        self.hide()
        if self._undo_with is not None:
            self._undo_with()

    def _on_details(self) -> None:
        if self._details_with is not None:
            self._details_with()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report or self._label.text())
