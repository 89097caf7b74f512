"""The page of the sync: what waits, what stands on the server, and which of two results counts."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from desktop_scanner.core.outbox import OperationState
from desktop_scanner.ui import formats, remote_state, remote_words, sentences
from desktop_scanner.ui.models.batches import BatchListModel
from desktop_scanner.ui.panels import conflict_table, outbox_table, server_table
from desktop_scanner.ui.panels.server_table import ServerRow
from desktop_scanner.ui.remote_state import RemoteStateKind
from desktop_scanner.ui.remote_watch import RemoteWatch
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.message_bar import MessageBar
from desktop_scanner.ui.widgets.naming import named

OUTBOX, SERVER, CONFLICTS = range(3)
_SYMBOL = 16


class SyncPanel(QWidget):
    """Three tables, and what can be done with their rows.

    Signals:
        sync_wanted, remotes_wanted
        retry_wanted, drop_wanted, decide_wanted        the selected operations
        list_wanted, more_wanted, fetch_wanted          the server's batches
        mine_wanted, theirs_wanted, newest_wanted       the selected conflicts
        left    the user wants to go back to where they came from
    """

    sync_wanted = Signal()
    remotes_wanted = Signal()
    retry_wanted = Signal()
    drop_wanted = Signal()
    decide_wanted = Signal()
    list_wanted = Signal()
    more_wanted = Signal()
    fetch_wanted = Signal()
    mine_wanted = Signal()
    theirs_wanted = Signal()
    newest_wanted = Signal()
    left = Signal()

    def __init__(
        self, watch: RemoteWatch, batches: BatchListModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sync_panel")
        self._watch = watch
        self._theme = theme
        self.messages = MessageBar(theme, self)
        self.outbox = outbox_table.make(batches, theme, self)
        self._why = named(QLabel(self, wordWrap=True), "operation_why", look="secondary")
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._why.setContentsMargins(12, 8, 12, 8)
        self.server = server_table.make(theme, self)
        self.conflicts = conflict_table.make(batches, theme, self)
        self._remote = named(QComboBox(self), "sync_remote", self.tr("Server"))
        self._remote.currentIndexChanged.connect(self._on_remote_chosen)
        self._symbol = QLabel(self)
        self._state = named(QLabel(self), "sync_state")
        self._sync = self._button("sync_now_button", self.tr("Sync Now"), "refresh", self.sync_wanted, "primary")
        self._remotes = self._button("sync_remotes_button", self.tr("Remote Servers…"), "", self.remotes_wanted)
        self._retry = self._button("retry_operation_button", self.tr("Try Now"), "refresh", self.retry_wanted)
        self._decide = self._button("decide_operation_button", self.tr("Show Batch"), "", self.decide_wanted)
        self._drop = self._button("drop_operation_button", self.tr("Drop"), "close", self.drop_wanted)
        self._fetch = self._button("fetch_batches_button", self.tr("Get Selected"), "import", self.fetch_wanted)
        self._list = self._button("list_batches_button", self.tr("Update List"), "refresh", self.list_wanted)
        self._more = self._button("more_batches_button", self.tr("Show More"), "", self.more_wanted)
        self._mine = self._button("mine_wins_button", self.tr("Use the One from Here"), "", self.mine_wanted)
        self._theirs = self._button("theirs_wins_button", self.tr("Use the Server’s"), "", self.theirs_wanted)
        self._newest = self._button("newest_wins_button", self.tr("Use the Newer One"), "", self.newest_wanted)
        self.tabs = named(QTabWidget(self), "sync_tabs", self.tr("Parts of the sync"))
        self._lay_out()
        for table in (self.outbox, self.server, self.conflicts):
            table.selection_changed.connect(self._show_possible)
        watch.changed.connect(self.show_watch)
        theme.changed.connect(self._show_state)
        self.show_watch()
        self.show_batches((), has_more=False, placeholder=self.tr("Update the list to see what the server has."))

    @property
    def remote(self) -> str:
        """Return the name of the chosen server, "" where there is none."""
        return self._remote.currentText()

    def open(self) -> None:
        """Be ready to be looked through."""
        self.show_watch()
        (self._sync if self._watch.profiles else self._remotes).setFocus()

    def show_watch(self) -> None:
        """Show what is known."""
        self._show_remotes()
        self.outbox.model.show_records(self._watch.operations)
        self.conflicts.model.show_records(self._watch.conflicts)
        counts = (len(self._watch.operations), None, len(self._watch.conflicts))
        names = (self.tr("Waiting"), self.tr("On the server"), self.tr("Conflicts"))
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            text = self.tr("{name} ({count})") if count else "{name}"
            self.tabs.setTabText(place, text.format(name=name, count=formats.number(count or 0)))
        self._show_state()
        self._show_possible()

    def show_batches(self, rows: Sequence[ServerRow], *, has_more: bool, placeholder: str) -> None:
        """Show what the server has."""
        self.server.set_placeholder(placeholder)
        self.server.model.show_records(rows)
        self._more.setVisible(has_more)

    def _show_remotes(self) -> None:
        names = [each.name for each in self._watch.profiles]
        shown = [self._remote.itemText(place) for place in range(self._remote.count())]
        if names != shown:
            before, default = self.remote, self._watch.default
            with QSignalBlocker(self._remote):
                self._remote.clear()
                self._remote.addItems(names)
                wanted = before if before in names else (default.name if default else "")
                self._remote.setCurrentIndex(names.index(wanted) if wanted in names else -1)
        self._remote.setVisible(len(names) > 1)

    def _show_state(self) -> None:
        state = remote_state.of(self._watch)
        icon, colour = remote_words.status_symbol(state.kind)
        is_known = state.kind is not RemoteStateKind.NONE
        self._symbol.setPixmap(self._theme.icon(icon, colour).pixmap(_SYMBOL))
        self._symbol.setVisible(is_known)
        self._state.setText(remote_words.status(state) if is_known else self.tr("No server is known yet."))

    def _show_possible(self) -> None:
        has_remote, is_syncing = bool(self._watch.profiles), self._watch.progress is not None
        self._sync.setEnabled(has_remote and not is_syncing)
        operations = self.outbox.selected
        is_undecided = any(each.state is OperationState.UNDECIDED for each in operations)
        why = sentences.shown(operations[0].last_error or "") if len(operations) == 1 else ""
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._retry.setEnabled(any(each.state in _RETRIED for each in operations))
        self._decide.setEnabled(len(operations) == 1 and bool(operations[0].batch_id))
        self._drop.setEnabled(bool(operations) and not is_undecided)
        is_classic = self._watch.is_classic(self.remote)
        self._list.setEnabled(has_remote and not is_classic)
        self._fetch.setEnabled(bool(self.server.selected) and not is_syncing)
        if is_classic:
            self.server.set_placeholder(self.tr("A classic server keeps no list of its batches, and no results."))
        for button in (self._mine, self._theirs, self._newest):
            button.setEnabled(bool(self.conflicts.selected))

    def _on_remote_chosen(self) -> None:
        self.show_batches((), has_more=False, placeholder=self.tr("Update the list to see what the server has."))
        self._show_possible()

    def _button(self, name: str, text: str, icon: str, signal: SignalInstance, look: str = "") -> QPushButton:
        button = named(QPushButton(text, self), name, look=look)
        button.clicked.connect(signal)
        if icon:
            self._theme.assign(button, icon, "on_accent" if look == "primary" else "text")
        return button

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Sync"), self)
        title.setFont(title_font(self.font(), 2))
        head = QHBoxLayout()
        head.setContentsMargins(12, 12, 12, 8)
        head.setSpacing(8)
        head.addWidget(title)
        head.addSpacing(8)
        head.addWidget(self._symbol)
        head.addWidget(self._state)
        head.addStretch(1)
        head.addWidget(self._remote)
        head.addWidget(self._remotes)
        head.addWidget(self._sync)
        outbox = QWidget(self)
        inside = QVBoxLayout(outbox)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.outbox, 1)
        inside.addWidget(self._why)
        self.tabs.addTab(_page(outbox, self._retry, self._decide, self._drop), "")
        self.tabs.addTab(_page(self.server, self._fetch, self._list, self._more), "")
        self.tabs.addTab(_page(self.conflicts, self._mine, self._theirs, self._newest), "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)

    # Overrides of QWidget

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


_RETRIED = (OperationState.WAITING, OperationState.FAILED)


def _page(table: QWidget, *buttons: QPushButton) -> QWidget:
    page = QWidget()
    row = QHBoxLayout()
    row.setContentsMargins(12, 8, 12, 8)
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addLayout(row)
    layout.addWidget(table, 1)
    return page
