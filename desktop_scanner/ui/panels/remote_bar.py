"""Below the head of a batch: where it runs, what the server said last, and what the user must decide."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_scanner.core.remote_links import RemoteLink, RemoteVerdict
from desktop_scanner.ui import formats, remote_words, sentences
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named

_SYMBOL = 16
_DECIDED = (RemoteVerdict.NO_FINDINGS, RemoteVerdict.CANCELLED, RemoteVerdict.GIVEN_UP)


class RemoteBar(QFrame):
    """Hidden for batches that no server has to do with.

    Signals:
        choice_wanted(choice)   a Choice
        token_given(text)
    """

    choice_wanted = Signal(object)
    token_given = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "remote_bar", self.tr("How the batch stands on its server"))
        self._theme = theme
        self._link: RemoteLink | None = None
        self._symbol = QLabel(self)
        self._where = self._label("remote_where")
        self._word = self._label("remote_word")
        self._word.setProperty("look", "secondary")
        self._sentence = self._label("remote_sentence")
        self._token = named(QLineEdit(self), "batch_token", self.tr("Token for the server"))
        self._token.setEchoMode(QLineEdit.EchoMode.Password)
        self._token.setPlaceholderText(self.tr("Another token"))
        self._token.setMaximumWidth(280)
        self._token.returnPressed.connect(self._on_token)
        self._use = named(QPushButton(self.tr("Use Token"), self), "use_token_button", look="primary")
        self._use.clicked.connect(self._on_token)
        self._buttons: list[QPushButton] = []
        self._choices = QHBoxLayout()
        self._choices.setSpacing(8)
        self._lay_out()
        theme.changed.connect(self._show)
        self.hide()

    def show_link(self, link: RemoteLink | None) -> None:
        """Show how the batch stands; None where it has to do with no server."""
        if link == self._link:
            return
        has_other_choices = link is None or self._link is None or _case(link) != _case(self._link)
        self._link = link
        if has_other_choices:
            self._token.clear()
            self._show_choices()
        self._show()

    def _show(self) -> None:
        link = self._link
        self.setVisible(link is not None)
        if link is None:
            return
        self._symbol.setPixmap(self._theme.icon(*remote_words.link_symbol(link)).pixmap(_SYMBOL))
        self._where.setText(remote_words.where(link))
        word = remote_words.last_word(link)
        is_end = bool(link.sentence) and link.verdict in (RemoteVerdict.ENDED, RemoteVerdict.NO_FINDINGS)
        if is_end:  # which says it all, with the counts
            word = sentences.shown(link.sentence)
        elif link.told_at is not None and word:
            word = self.tr("{word} ({time})").format(word=word, time=formats.moment(link.told_at))
        self._word.setText(word)
        self._word.setVisible(bool(word))
        self._sentence.setText(sentences.shown(link.sentence))
        self._sentence.setVisible(bool(link.sentence) and not is_end)
        tone = "attention" if link.choices and link.verdict is not None and link.verdict not in _DECIDED else ""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def _show_choices(self) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        link = self._link
        needs_token = link is not None and link.verdict is RemoteVerdict.NEEDS_TOKEN
        self._token.setVisible(needs_token)
        self._use.setVisible(needs_token)
        if link is None or link.verdict is None:
            return  # while all goes its way, Pause and Cancel say it all
        for choice in link.choices:
            if needs_token and choice.value == "wait":
                continue  # it waits already
            button = named(QPushButton(remote_words.choice(choice, link.verdict), self), f"choice_{choice.value}")
            button.clicked.connect(lambda _=False, choice=choice: self.choice_wanted.emit(choice))
            self._choices.addWidget(button)
            self._buttons.append(button)
            button.show()
        if needs_token:
            self._token.setFocus()

    def _label(self, name: str) -> QLabel:
        label = named(QLabel(self, wordWrap=True), name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _lay_out(self) -> None:
        self._where.setWordWrap(False)
        self._word.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._where, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._word, 1, Qt.AlignmentFlag.AlignTop)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self._token, 1)
        answers.addWidget(self._use)
        answers.addLayout(self._choices)
        answers.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(6)
        layout.addLayout(first)
        layout.addWidget(self._sentence)
        layout.addLayout(answers)

    def _on_token(self) -> None:
        if text := self._token.text().strip():
            self._token.clear()
            self.token_given.emit(text)


def _case(link: RemoteLink) -> tuple[object, ...]:
    return link.batch_id, link.verdict, link.choices
