"""The page of the settings: groups at the left, a search over all of them, and a row for each setting."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core.settings.declarations import ALL, GROUPS, Group
from desktop_scanner.ui import sentences
from desktop_scanner.ui.panels.setting_group import SettingGroup
from desktop_scanner.ui.panels.setting_row import SettingRow
from desktop_scanner.ui.preferences import Preferences
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.filter_edit import FilterEdit
from desktop_scanner.ui.widgets.message_bar import MessageBar
from desktop_scanner.ui.widgets.naming import named

_GROUPS_WIDTH = 168
_MAX_WIDTH = 760


class SettingsPanel(QWidget):
    """Shows one group at a time, or, while something is looked for, all rows in which it stands.

    Signals:
        browse_wanted(row, kind)    as SettingRow's
        group_built(group)          a SettingGroup is shown for the first time
        left                        the user wants to go back to where they came from
    """

    browse_wanted = Signal(object, str)
    group_built = Signal(object)
    left = Signal()

    def __init__(self, preferences: Preferences, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_panel")
        self._preferences = preferences
        self._theme = theme
        self._built: dict[str, SettingGroup] = {}
        self.messages = MessageBar(theme, self)
        self.search = FilterEdit(theme, self)
        named(self.search, "settings_search", self.tr("Search the settings"))
        self.search.setPlaceholderText(self.tr("Search the settings"))
        self.search.textChanged.connect(self._on_search)
        self._groups = named(QListWidget(self), "settings_groups", self.tr("Groups of settings"))
        for group in GROUPS:
            self._groups.addItem(QListWidgetItem(sentences.shown(group.title)))
        self._groups.setCurrentRow(0)
        self._groups.currentRowChanged.connect(self._on_group_chosen)
        self._nothing = named(QLabel(self, wordWrap=True), "settings_placeholder", look="secondary")
        self._nothing.hide()
        self._content = QVBoxLayout()
        self._scroll = named(QScrollArea(self), "settings_scroll", self.tr("Settings"))
        self._lay_out(preferences.service.path)
        preferences.changed.connect(self._on_changed)
        preferences.save_failed.connect(self.messages.tell)
        preferences.saved.connect(self._on_saved)
        theme.changed.connect(self._on_search)

    def open(self) -> None:
        """Be ready to be searched; groups are only made here, which a start of the program need not wait for."""
        self._show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_group(self, name: str) -> None:
        """Show the group of that name."""
        self.search.clear()
        self._groups.setCurrentRow([group.name for group in GROUPS].index(name))
        self._show()

    def commit(self) -> None:
        """Let what is being typed hold: nobody has left the field yet."""
        focus = self.focusWidget()
        for group in self._built.values():
            for row in group.rows.values():
                if row.field.control is focus:
                    row.commit()

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        if words:
            self._show_matches(words)
            return
        self._nothing.hide()
        current = GROUPS[self._groups.currentRow()]
        for place, group in enumerate(GROUPS):
            self._enable(place, is_enabled=True)
            if group is current:
                self._group(group).filter(())
            if group.name in self._built:
                self._built[group.name].setVisible(group is current)

    def _show_matches(self, words: Sequence[str]) -> None:
        count = 0
        for place, group in enumerate(GROUPS):
            found = self._group(group).filter(words)
            self._built[group.name].setVisible(bool(found))
            self._enable(place, is_enabled=bool(found))
            count += found
        self._nothing.setText(self.tr("No setting says “{text}”.").format(text=self.search.text().strip()))
        self._nothing.setVisible(not count)
        self._scroll.verticalScrollBar().setValue(0)

    def _enable(self, place: int, *, is_enabled: bool) -> None:
        item = self._groups.item(place)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags if is_enabled else Qt.ItemFlag.NoItemFlags)

    def _group(self, group: Group) -> SettingGroup:
        """Return the widget of a group, made when it is first needed."""
        if group.name not in self._built:
            made = SettingGroup(group, self._preferences, self._theme, self)
            made.reset_wanted.connect(self._on_reset_wanted)
            made.browse_wanted.connect(self.browse_wanted)
            made.refused.connect(self._on_refused)
            self._built[group.name] = made
            behind = [each.name for each in GROUPS[: GROUPS.index(group)] if each.name in self._built]
            self._content.insertWidget(len(behind), made)
            self.group_built.emit(made)
        return self._built[group.name]

    def _on_search(self) -> None:
        if self._built:
            self._show()

    def _on_group_chosen(self) -> None:
        with QSignalBlocker(self.search):
            self.search.clear()
        self._show()
        self._scroll.verticalScrollBar().setValue(0)

    def _on_changed(self, key: str) -> None:
        if group := self._built.get(ALL[key].group):
            group.rows[key].show_value()
            group.show_changes()

    def _on_refused(self, row: SettingRow) -> None:
        # Once there is room for what it says: who left the field with Tab may be a page further down.
        QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row))

    def _on_saved(self) -> None:
        if self.messages.property("tone") == "error":
            self.messages.hide()

    def _on_reset_wanted(self, group: Group) -> None:
        before = self._preferences.reset(setting.key for setting in group.settings)
        text = self.tr("“{name}” has its defaults again: {settings}.")
        titles = ", ".join(sentences.shown(ALL[key].title) for key in before)
        self.messages.tell(
            text.format(name=sentences.shown(group.title), settings=titles),
            tone="info",
            undo=lambda: self._preferences.restore(before),
        )

    def _lay_out(self, path: Path) -> None:
        title = QLabel(self.tr("Settings"), self)
        title.setFont(title_font(self.font(), 2))
        where = QLabel(self.tr("Kept in {path}").format(path=path), self)
        where.setProperty("look", "secondary")
        where.setToolTip(str(path))
        where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # a long path widens nothing
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(16)
        head.addWidget(title)
        head.addWidget(self.search, 1)
        head.addStretch(1)
        inside = QWidget()
        inside.setMaximumWidth(_MAX_WIDTH)
        content = QVBoxLayout(inside)
        content.setContentsMargins(20, 4, 20, 16)
        content.setSpacing(0)
        content.addWidget(self._nothing)
        content.addLayout(self._content)
        content.addWidget(where)
        content.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._groups.setFixedWidth(_GROUPS_WIDTH)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._groups)
        body.addWidget(self._scroll, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    # Overrides of QWidget

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
