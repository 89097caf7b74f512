"""The page of the servers: a list of them at the left, the chosen one's profile and what is known of it."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.ui.panels.remote_form import RemoteForm
from desktop_scanner.ui.remote_watch import RemoteWatch
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.findings import FindingsView
from desktop_scanner.ui.widgets.message_bar import MessageBar
from desktop_scanner.ui.widgets.naming import named

_LIST_WIDTH = 184
_MAX_WIDTH = 720


class RemotesPanel(QWidget):
    """Shows one profile at a time, or an empty one to be filled in.

    Signals:
        save_wanted, test_wanted, remove_wanted
        left    the user wants to go back to where they came from
    """

    save_wanted = Signal()
    test_wanted = Signal()
    remove_wanted = Signal()
    left = Signal()

    def __init__(self, watch: RemoteWatch, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("remotes_panel")
        self._watch = watch
        self._theme = theme
        self.default_poll_s = 2.0
        self._focused: QWidget | None = None
        self.messages = MessageBar(theme, self)
        self.form = RemoteForm(theme, self)
        self.findings = FindingsView(theme, self)
        self._list = named(QListWidget(self), "remotes_list", self.tr("Remote servers"))
        self._list.currentRowChanged.connect(self._on_chosen)
        self._add = named(QPushButton(self.tr("Add Server"), self), "add_remote_button", look="flat")
        self._add.clicked.connect(self.add)
        theme.assign(self._add, "plus", "text")
        self._heading = named(QLabel(self), "remote_heading")
        self._heading.setFont(title_font(self.font()))
        self._save = named(QPushButton(self), "save_remote_button", look="primary")
        self._save.clicked.connect(self.save_wanted)
        self._test = named(QPushButton(self.tr("Test"), self), "test_remote_button")
        self._test.setToolTip(self.tr("Ask the server what it is, with what stands here"))
        self._test.clicked.connect(self.test_wanted)
        theme.assign(self._test, "refresh", "text")
        self._remove = named(QPushButton(self.tr("Remove…"), self), "remove_remote_button")
        self._remove.clicked.connect(self.remove_wanted)
        self._rule = named(QFrame(self), "remote_rule", look="rule")
        self.form.submitted.connect(self.save_wanted)
        self._lay_out()
        watch.changed.connect(self.show_profiles)
        theme.changed.connect(self._show_marks)
        self.add()

    @property
    def chosen(self) -> str | None:
        """Return the name of the server whose profile is shown, None while a new one is made."""
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def add(self) -> None:
        """Show empty fields for a new server."""
        with QSignalBlocker(self._list):
            self._list.setCurrentRow(-1)
        self._show_chosen()
        self.form.name.setFocus()

    def choose(self, name: str) -> None:
        """Show the profile of that name."""
        for row in range(self._list.count()):
            if self._list.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self._list.setCurrentRow(row)

    def open(self, name: str = "") -> None:
        """Be ready: for one that is named, else the default one, else for a new one."""
        self.show_profiles()
        default = self._watch.default
        if wanted := name or (default.name if default and self.chosen is None else ""):
            self.choose(wanted)
        (self._list if self._watch.profiles else self.form.name).setFocus()

    def set_busy(self, *, is_busy: bool) -> None:
        """Take nothing while the server is asked; the focus comes back to where it was."""
        if is_busy:
            self._focused = self.focusWidget()
        for button in (self._save, self._test, self._remove):
            button.setEnabled(not is_busy)
        self._test.setText(self.tr("Asking…") if is_busy else self.tr("Test"))
        if not is_busy and self._focused is not None and self.isVisible() and not self.messages.is_asking:
            self._focused.setFocus()

    def show_profiles(self) -> None:
        """Show the servers as they are known; what is being typed stays."""
        names = [each.name for each in self._watch.profiles]
        shown = [self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._list.count())]
        if names != shown:
            self._fill(names)
        self._show_marks()

    def show_chosen(self) -> None:
        """Show the chosen profile as it is stored."""
        self._show_chosen()

    def _fill(self, names: list[str]) -> None:
        before = self.chosen
        with QSignalBlocker(self._list):
            self._list.clear()
            for name in names:
                item = QListWidgetItem(name)
                item.setData(Qt.ItemDataRole.UserRole, name)
                self._list.addItem(item)
            self._list.setCurrentRow(names.index(before) if before in names else -1)
        if before is not None and before not in names:
            self._show_chosen()

    def _show_marks(self) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            profile = self._watch.profile(str(item.data(Qt.ItemDataRole.UserRole)))
            is_default = profile is not None and profile.is_default and len(self._watch.profiles) > 1
            text = self.tr("{name} (default)") if is_default else "{name}"
            item.setText(text.format(name=profile.name if profile else ""))
            item.setIcon(self._theme.icon("group-server", "text"))

    def _on_chosen(self) -> None:
        self.messages.hide()
        self._show_chosen()

    def _show_chosen(self) -> None:
        profile = self._watch.profile(self.chosen) if self.chosen else None
        place = self._watch.places.get(profile.name) if profile else None
        self.form.show_profile(profile, place, poll_s=self.default_poll_s)
        self.findings.show_server(self._watch.servers.get(profile.name) if profile else None)
        for widget in (self.findings, self._rule):
            widget.setVisible(profile is not None)
        self._heading.setText(profile.name if profile else self.tr("New server"))
        self._save.setText(self.tr("Save") if profile else self.tr("Test and Add"))
        self._remove.setVisible(profile is not None)
        self._test.setVisible(profile is not None)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Remote Servers"), self)
        title.setFont(title_font(self.font(), 2))
        purpose = QLabel(self.tr("Servers that scan lists for you, and keep batches for several people."), self)
        purpose.setProperty("look", "secondary")
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(2)
        head.addWidget(title)
        head.addWidget(purpose)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 8)
        side.setSpacing(4)
        side.addWidget(self._list, 1)
        side.addWidget(self._add)
        body = QHBoxLayout()
        body.setSpacing(0)
        self._list.setFixedWidth(_LIST_WIDTH)
        self._add.setFixedWidth(_LIST_WIDTH)
        body.addLayout(side)
        body.addWidget(self._content(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    def _content(self) -> QScrollArea:
        inside = QWidget()
        inside.setMaximumWidth(_MAX_WIDTH)
        content = QVBoxLayout(inside)
        content.setContentsMargins(20, 4, 20, 16)
        content.setSpacing(12)
        content.addWidget(self._heading)
        content.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._save)
        buttons.addWidget(self._test)
        buttons.addStretch(1)
        buttons.addWidget(self._remove)
        content.addLayout(buttons)
        self._rule.setFixedHeight(1)
        content.addWidget(self._rule)
        content.addWidget(self.findings)
        content.addStretch(1)
        scroll = named(QScrollArea(self), "remotes_scroll", self.tr("The server"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    # Overrides of QWidget

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
