"""The remote mode of the window: its pages and actions, the word in the status bar, how it starts and ends."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.ui import formats
from desktop_scanner.ui.actions import Actions
from desktop_scanner.ui.panels.remotes import RemotesPanel
from desktop_scanner.ui.panels.sync import SyncPanel
from desktop_scanner.ui.remote_profiles import RemoteProfiles
from desktop_scanner.ui.remote_runs import RemoteRuns
from desktop_scanner.ui.remote_state import RemoteStateKind
from desktop_scanner.ui.remote_watch import RemoteWatch
from desktop_scanner.ui.syncing import Syncing
from desktop_scanner.ui.widgets.message_bar import Choice
from desktop_scanner.ui.widgets.remote_status import RemoteStatus
from desktop_scanner.ui.window_parts import WindowParts


class RemoteMode(QObject):
    """Holds the parts, and connects the window's actions with them."""

    def __init__(self, parts: WindowParts, window: QMainWindow) -> None:
        super().__init__(window)
        services, pages, tasks, theme = parts.services, parts.pages, parts.tasks, parts.theme
        self._services = services
        self._pages = pages
        self._commands = parts.commands
        self._before: QWidget = pages.new_batch
        self.watch = RemoteWatch(services, tasks, self)
        self._remotes = RemotesPanel(self.watch, theme, pages)
        self._sync = SyncPanel(self.watch, parts.control.batches, theme, pages)
        self._profiles = RemoteProfiles(services.remotes, self._remotes, self.watch, tasks, window)
        self.runs = RemoteRuns(parts, self.watch)
        self._syncing = Syncing(services, self._sync, pages, self.watch, parts.control, tasks)
        self.status = RemoteStatus(self.watch, theme, window)
        window.statusBar().addWidget(self.status)
        for panel in (self._remotes, self._sync):
            pages.add(panel, panel.messages)
            panel.left.connect(self._on_left)
        self.status.clicked.connect(self._on_status)
        self._sync.remotes_wanted.connect(self.show_remotes)
        self._sync.decide_wanted.connect(self._on_decide_wanted)
        self._make_actions(parts.actions)
        self.watch.changed.connect(self._enable)
        pages.shown.connect(self._enable)
        parts.control.batch_changed.connect(self._enable)
        self._enable()

    async def load(self) -> None:
        """Read what is known, and go on with what was under way."""
        self._remotes.default_poll_s = self._services.settings.current.remote.default_poll_s
        self._remotes.show_chosen()
        await self.watch.load()
        await self.runs.go_on()
        self._syncing.start()

    def stop(self) -> None:
        """Follow nothing any more."""
        self._syncing.stop()
        self.watch.stop()

    def show_remotes(self) -> None:
        """Bring the page of the servers to the front."""
        self._show(self._remotes)
        self._remotes.open()

    def show_sync(self) -> None:
        """Bring the page of the sync to the front."""
        self._show(self._sync)
        self._sync.open()

    def send(self) -> None:
        """Let the user choose the server that gets the results of the batch in view."""
        batch = self._pages.shown_batch
        if batch is None or not self.watch.profiles:
            return
        choices = [
            Choice(f"send_to_{profile.name}", profile.name, self._sender(batch, profile.name))
            for profile in self.watch.profiles
            if not self.watch.is_classic(profile.name)
        ]
        if not choices:
            text = self.tr("Your servers are classic ones, which take no results. A Desktop Scanner server does.")
            self._pages.messages.tell(text, tone="info")
            return
        text = self.tr("Send what was found on {domains} of “{name}” to which server?")
        self._pages.messages.ask(
            text.format(domains=formats.domains(batch.done), name=batch.name),
            (*choices, Choice("send_not_button", self.tr("Not Now"), lambda: None)),
        )

    def get_results(self) -> None:
        """Fetch what the server has of the batch in view."""
        if (batch_id := self._pages.shown_id) and (link := self.watch.link(batch_id)):
            self._syncing.sync_batch(batch_id, link.remote, push=False)

    def sync_batch(self) -> None:
        """Bring the batch in view and the same on its server together; on the page of the sync, all of them."""
        batch_id, default = self._pages.shown_id, self.watch.default
        if not batch_id:
            self.show_sync()
            self._syncing.sync()
        elif default is not None:
            link = self.watch.link(batch_id)
            self._syncing.sync_batch(batch_id, link.remote if link else default.name)

    def _sender(self, batch: BatchInfo, remote: str) -> Callable[[], None]:
        return lambda: self._syncing.sync_batch(batch.id, remote, pull=False)

    def _make_actions(self, actions: Actions) -> None:
        self._send = actions.add("send_to_server_action", self.tr("Send to Ser&ver…"), "Ctrl+Shift+P", "export")
        self._get = actions.add("get_results_action", self.tr("&Get Results from Server"), "Ctrl+Shift+G", "import")
        self._sync_batch = actions.add("sync_batch_action", self.tr("S&ync"), "F9", "compare")
        show_sync = actions.add("sync_action", self.tr("S&ync with Servers"), "Ctrl+Shift+Y", "compare")
        show_remotes = actions.add("remotes_action", self.tr("&Remote Servers…"), "Ctrl+Shift+R", "group-server")
        for action, slot in (
            (self._send, self.send),
            (self._get, self.get_results),
            (self._sync_batch, self.sync_batch),
            (show_sync, self.show_sync),
            (show_remotes, self.show_remotes),
        ):
            action.triggered.connect(slot)
        actions.batch_menu.addSeparator()
        actions.batch_menu.addActions([self._send, self._get, self._sync_batch])
        actions.view_menu.addSeparator()
        actions.view_menu.addAction(show_sync)
        actions.edit_menu.addAction(show_remotes)

    def _enable(self) -> None:
        has_remotes, batch = bool(self.watch.profiles), self._pages.shown_batch
        link = self.watch.link(batch.id) if batch else None
        self._send.setEnabled(has_remotes and batch is not None and batch.done > 0)
        self._get.setEnabled(link is not None and not self.watch.is_classic(link.remote))
        self._sync_batch.setEnabled(has_remotes and self.watch.progress is None)

    def _show(self, panel: QWidget) -> None:
        front = self._pages.currentWidget()
        if front is not None and front not in (self._remotes, self._sync):
            self._before = front
        self._pages.bring_back(panel)

    def _on_left(self) -> None:
        self._pages.bring_back(self._before)

    def _on_status(self) -> None:
        """Show what waits; where a token is wanted, the place to give it."""
        state = self.status.state
        is_for_profile = state.kind is RemoteStateKind.NEEDS_TOKEN
        self.show_sync()
        if is_for_profile:
            self.show_remotes()
            self._remotes.open(state.remote)
            self._remotes.form.token.setFocus()

    def _on_decide_wanted(self) -> None:
        for operation in self._sync.outbox.selected[:1]:
            self._commands.show_batch(operation.batch_id)
