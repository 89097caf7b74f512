"""What can be written into a filter: every word with an example; one that is chosen is put into the box."""

from html import escape

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_scanner.ui import filter_words
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.naming import named


class FilterHelp(QFrame):
    """A sheet over the window that goes with Escape or a press beside it.

    Signals:
        word_chosen(text)
    """

    word_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(self, "filter_help", self.tr("Words of the filter"), "card")
        self._theme = theme
        title = QLabel(self.tr("Filter by Words"), self)
        title.setFont(title_font(self.font()))
        self._words = named(QLabel(self), "filter_help_words", self.tr("Words of the filter"))
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._words.linkActivated.connect(self._on_word)
        rules = QLabel(
            self.tr(
                "Several words must all be met; values with commas between them are alternatives; a minus before a\n"
                "word means the others; quotes hold a text together; = before a name means the whole name."
            ),
            self,
        )
        named(rules, "filter_help_rules", look="secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for each in (title, self._words, rules):
            layout.addWidget(each)

    def show_below(self, edit: QWidget) -> None:
        """Come up below the box, within the screen."""
        self._words.setText(self._table())
        self.adjustSize()
        room = edit.screen().availableGeometry()
        at = edit.mapToGlobal(QPoint(edit.width() - self.width(), edit.height() + 4))
        left = max(room.left(), min(at.x(), room.right() - self.width()))
        self.move(left, max(room.top(), min(at.y(), room.bottom() - self.height())))
        self.show()
        self._words.setFocus()

    def _table(self) -> str:
        accent, muted = self._theme.colours.accent, self._theme.colours.muted
        rows = (
            f'<tr><td><a href="{field.value}:" style="color:{accent};text-decoration:none">{field.value}:</a></td>'
            f'<td style="padding-left:16px">{escape(filter_words.description(field))}</td>'
            f'<td style="padding-left:16px;color:{muted}">{escape(example).replace("  ", "&nbsp;&nbsp; ")}</td></tr>'
            for field, (_, example) in filter_words.DESCRIPTIONS.items()
        )
        return f"<table cellspacing='1'>{''.join(rows)}</table>"

    def _on_word(self, text: str) -> None:
        self.hide()
        self.word_chosen.emit(text)

    # Overrides of QFrame

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Go with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
