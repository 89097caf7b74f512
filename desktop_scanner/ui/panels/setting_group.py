"""A group of settings on their page, under its title."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_scanner.core.settings.declarations import Group
from desktop_scanner.ui import sentences, setting_words
from desktop_scanner.ui.panels.setting_row import SettingRow
from desktop_scanner.ui.preferences import Preferences
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.naming import named


class SettingGroup(QWidget):
    """The rows of a group, and the way back for all of them.

    Signals:
        reset_wanted(group)
        browse_wanted(row, kind), refused(row)      as SettingRow's
    """

    reset_wanted = Signal(object)
    browse_wanted = Signal(object, str)
    refused = Signal(object)

    def __init__(self, group: Group, preferences: Preferences, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = group
        self._preferences = preferences
        self.setObjectName(f"settings_group_{group.name}")
        title = QLabel(sentences.shown(group.title), self)
        title.setFont(title_font(self.font()))
        self._reset = named(QPushButton(self.tr("Reset group"), self), f"reset_group_{group.name}", look="link")
        kept = self._reset.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(kept)
        label = self.tr("Reset all of “{name}” to the defaults")
        self._reset.setAccessibleName(label.format(name=sentences.shown(group.title)))
        self._reset.clicked.connect(lambda: self.reset_wanted.emit(group))
        self._help = QLabel(sentences.shown(group.help), self, wordWrap=True)
        self._help.setProperty("look", "secondary")
        self.rows = {each.key: SettingRow(each, preferences, theme, self) for each in group.settings}
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self._reset)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 16)
        self._layout.setSpacing(0)
        self._layout.addLayout(head)
        self._layout.addWidget(self._help)
        self._layout.addSpacing(8)
        for row in self.rows.values():
            row.browse_wanted.connect(self.browse_wanted)
            row.refused.connect(self.refused)
            self._layout.addWidget(row)
        self.show_changes()

    def add(self, widget: QWidget) -> None:
        """Put what belongs to the group, and is no setting, below its rows."""
        self._layout.addWidget(widget)

    def show_changes(self) -> None:
        """Offer the way back where something was changed."""
        self._reset.setVisible(any(self._preferences.is_changed(key) for key in self.rows))

    def filter(self, words: Sequence[str]) -> int:
        """Show the rows in which these words stand, and return how many."""
        count = 0
        for row in self.rows.values():
            is_match = setting_words.matches(row.setting, self.group, words)
            row.setVisible(is_match)
            row.highlight(words)
            count += is_match
        return count
