"""One setting on its page: label, help, field, the sign that it was changed, and the way back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.settings.declarations import Setting
from desktop_scanner.ui import sentences, setting_words
from desktop_scanner.ui.preferences import Preferences
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets import setting_fields
from desktop_scanner.ui.widgets.naming import named
from desktop_scanner.ui.widgets.setting_fields import LinesField, SwitchField, TextField

_FIELD_WIDTH = 208
_MARK = "\N{BULLET}"


class SettingRow(QWidget):
    """Shows a setting and changes it.

    Signals:
        refused(row)                what was typed cannot be used; the row says why
        browse_wanted(row, kind)    the user wants to choose a path for it, of a "file" or a "folder"
    """

    browse_wanted = Signal(object, str)
    refused = Signal(object)

    def __init__(self, setting: Setting, preferences: Preferences, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._preferences = preferences
        self._theme = theme
        self._words: Sequence[str] = ()
        name = setting.key.replace(".", "_")
        title, text = sentences.shown(setting.title), sentences.shown(setting.help)
        self._title = _rich_label(f"title_{name}", "title")
        self._help = _rich_label(f"help_{name}", "secondary")
        self.field = setting_fields.field(setting, self)
        named(self.field.control, f"setting_{name}", title)
        self.field.control.setAccessibleDescription(text)
        self._title.setBuddy(self.field.control)
        self._reset = named(QPushButton(self), f"reset_{name}", look="link")
        self._error = named(QLabel(self, wordWrap=True), f"error_{name}", look="failed")
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.hide()
        self._lay_out()
        self.field.committed.connect(self.commit)
        self._reset.clicked.connect(self._on_reset)
        self.show_value()
        self.highlight(())

    def show_value(self) -> None:
        """Show the value that holds."""
        self.field.show_value(self._preferences.value(self.setting.key))
        self._error.hide()
        self._mark()

    def take(self, path: Path) -> None:
        """Let the path that the user chose hold, or be one more of the list."""
        if isinstance(self.field, LinesField):
            self.field.add(str(path))
        else:
            self.field.show_value(str(path))
            self.commit()

    def commit(self) -> None:
        """Let what the field says hold, or say why it cannot."""
        try:
            self._preferences.change(self.setting.key, self.field.value())
        except SettingsError as error:
            self._error.setText(sentences.shown(str(error)))
            self._error.show()
            self.refused.emit(self)
        else:
            self._error.hide()

    def highlight(self, words: Sequence[str]) -> None:
        """Mark these words, in small letters, where they stand in label and help."""
        self._words = words
        colour = self._theme.colours.selection
        title, text = sentences.shown(self.setting.title), sentences.shown(self.setting.help)
        shown = setting_words.highlighted(title, words, colour)
        sign = f'<span style="color: {self._theme.colours.accent}">{_MARK}</span> ' if self._is_changed else ""
        self._title.setText(f"{sign}{shown}")
        self._help.setText(setting_words.highlighted(text, words, colour))

    @property
    def _is_changed(self) -> bool:
        return self._preferences.is_changed(self.setting.key)

    def _mark(self) -> None:
        """Say whether the value is the program's own, and how to get that back."""
        usual = setting_words.value(self.setting, self.setting.default)
        self._reset.setText(self.tr("Reset to {value}").format(value=usual if len(usual) <= 20 else self.tr("default")))
        name = self.tr("Reset “{name}” to {value}")
        self._reset.setAccessibleName(name.format(name=sentences.shown(self.setting.title), value=usual))
        self._reset.setToolTip(self.tr("Changed. The default is {value}").format(value=usual))
        self._reset.setVisible(self._is_changed)
        self.highlight(self._words)

    def _on_reset(self) -> None:
        self._preferences.reset([self.setting.key])
        self.show_value()
        self.field.control.setFocus()

    def _lay_out(self) -> None:
        is_wide = isinstance(self.field, LinesField | TextField)
        rule = named(QFrame(self), "", look="rule")
        rule.setFixedHeight(1)
        said = QVBoxLayout()
        said.setSpacing(2)
        # The label stands level with what the field beside it says.
        said.setContentsMargins(0, 0 if is_wide else 1 if isinstance(self.field, SwitchField) else 6, 0, 0)
        said.addWidget(self._title)
        said.addWidget(self._help)
        said.addStretch(1)
        aside = QVBoxLayout()
        aside.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(24)
        line.addLayout(said, 1)
        line.addLayout(aside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 10)
        layout.setSpacing(6)
        layout.addWidget(rule)
        layout.addLayout(line)
        if is_wide:
            layout.addWidget(self.field)
            self._add_browse()
        else:
            self.field.setFixedWidth(_FIELD_WIDTH)
            aside.addWidget(self.field)
        aside.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeft)
        aside.addStretch(1)
        layout.addWidget(self._error)
        kept = self._reset.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing moves when the first change is made
        self._reset.setSizePolicy(kept)

    def _add_browse(self) -> None:
        if self.setting.path is None:
            return
        is_list = isinstance(self.field, LinesField)
        kinds = {"file": self.tr("Add File…"), "folder": self.tr("Add Folder…")}
        buttons = QVBoxLayout()
        for kind, label in kinds.items() if is_list else ((self.setting.path, self.tr("Browse…")),):
            browse = named(QPushButton(label, self), f"browse_{kind}_{self.setting.name}")
            browse.setAccessibleName(f"{label} {sentences.shown(self.setting.title)}")
            browse.clicked.connect(lambda _=False, kind=kind: self.browse_wanted.emit(self, kind))
            buttons.addWidget(browse)
        buttons.addStretch(1)
        self.field.line.addLayout(buttons)


def _rich_label(name: str, look: str) -> QLabel:
    label = named(QLabel(wordWrap=True), name, look=look)
    label.setTextFormat(Qt.TextFormat.RichText)
    return label
