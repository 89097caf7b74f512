"""The window: side bar, start view and batch view, and what connects them."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.events import BatchFinished
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui import appearance, dialogs, icons
from desktop_scanner.ui.actions import Actions
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.behaviour import Behaviour
from desktop_scanner.ui.chores import Chores
from desktop_scanner.ui.closing import Closing
from desktop_scanner.ui.column_commands import ColumnCommands
from desktop_scanner.ui.commands import Commands
from desktop_scanner.ui.comparing import Comparing
from desktop_scanner.ui.domain_history import DomainHistoryReading
from desktop_scanner.ui.error_reporting import ErrorReporting
from desktop_scanner.ui.event_bridge import RowEvent
from desktop_scanner.ui.input_commands import InputCommands
from desktop_scanner.ui.library_commands import LibraryCommands
from desktop_scanner.ui.marking import Marking
from desktop_scanner.ui.notifications import Notifications
from desktop_scanner.ui.overviewing import Overviewing
from desktop_scanner.ui.panels.batch import BatchPanel
from desktop_scanner.ui.panels.comparison import ComparisonPanel
from desktop_scanner.ui.panels.new_batch import NewBatchPanel
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.panels.search import SearchPanel
from desktop_scanner.ui.panels.settings import SettingsPanel
from desktop_scanner.ui.panels.side_bar import SideBar
from desktop_scanner.ui.preferences import Preferences
from desktop_scanner.ui.remote_mode import RemoteMode
from desktop_scanner.ui.retrying import Retrying
from desktop_scanner.ui.saved_filters import SavedFilters
from desktop_scanner.ui.selection import Selection
from desktop_scanner.ui.settings_commands import SettingsCommands
from desktop_scanner.ui.suppressing import Suppressing
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.tidying import Tidying
from desktop_scanner.ui.widgets.domain_editor import local_files
from desktop_scanner.ui.window_parts import WindowParts
from desktop_scanner.ui.window_state import WindowState

_LEAST = QSize(800, 520)
_SIDE_WIDTH = 220
_TOLD_MS = 10_000


class MainWindow(QMainWindow):
    """The program's one window.

    It never closes itself: `close_requested` is set, and whoever made the window stops it (`stop`), closes the
    services and hides it.
    """

    def __init__(self, services: Workspace, settings: QSettings) -> None:
        super().__init__()
        self._introduce()
        self.close_requested = asyncio.Event()
        self._database = services.database
        self._state = WindowState(settings)
        self.theme = appearance.theme(services.settings.current, self)
        self.tasks = Tasks(self.show_error)
        self.control = BatchControl(services, self.tasks, self)
        self._chores = Chores(services, self.tasks, self)
        self._actions = Actions(self, self.theme)
        self._side_bar = SideBar(self.control.batches, self.theme, self)
        start = NewBatchPanel(self.theme, self.tasks, self)
        batch = BatchPanel(services.history, self.tasks, self.theme, self._actions.export_menu(self), self)
        search = SearchPanel(services.history, self.tasks, self.theme, self)
        self.preferences = Preferences(services.settings, self.tasks, self)
        settings_page = SettingsPanel(self.preferences, self.theme, self)
        self.pages = Pages(start, batch, ComparisonPanel(self.theme, self), search, settings_page, self)
        self.errors = ErrorReporting(self.pages, self.control.batches, self.theme, self)
        self._commands = Commands(self.pages, self.control, self.tasks, self._state, self)
        self._library = LibraryCommands(services, self.pages, self.control, self.tasks, self)
        self._comparing = Comparing(services, self.pages, self.tasks, self._state, self)
        self._marking = Marking(services.marks, self.pages, self.tasks, self.theme, self)
        self._input = InputCommands(services, self.pages, self._side_bar.saved, self.control, self.tasks, self._state)
        self._retrying = Retrying(services, self.pages, self.control, self.tasks, self)
        self._domain_history = DomainHistoryReading(services, self.pages, self.control, self.tasks, self)
        self._overviewing = Overviewing(services, self.pages, self.control, self.tasks, self._state, self.theme)
        self.closing = Closing(self.pages, self.control, self.tasks, self._end, self)
        self.notifications = Notifications(self.control, self.closing.end_at_once, self)
        self._settings = SettingsCommands(self.preferences, self.pages, self._actions, self.tasks, self)
        self._tidying = Tidying(services, self.pages, self.control, self.tasks, self)
        self._follow_settings(services)
        self._lay_out()
        parts = WindowParts(services, self.pages, self._commands, self.control, self._actions, self.tasks, self.theme)
        self.remote = RemoteMode(parts, self)
        self._connect_views()
        self._connect_actions(services)
        self._state.restore(self, self._splitter, batch)
        self._actions.check(batch.splitter.orientation())
        self.show_new_batch()

    async def load(self) -> None:
        """Read the history, and begin to look after it."""
        await self.control.load()
        self._input.load()
        self._chores.start()
        self._tidying.start()
        await self.remote.load()

    async def stop(self) -> None:
        """Follow and start nothing any more; the services may be closed after this."""
        self._chores.stop()
        self.remote.stop()
        self.control.stop()
        await self._settings.stop()
        await self.tasks.stop()
        await self._input.stop()

    def propose(self, text: str, *, name: str = "", options: ScanOptions | None = None, note: str = "") -> None:
        """Fill the start view in with a list, which the user only has to start; `note` says where it comes from."""
        self.pages.new_batch.propose(text, name=name, options=options, note=note)
        self.show_new_batch()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Take files of domains into the start view."""
        self.show_new_batch()
        self.pages.new_batch.domains.add_files(paths)

    def show_new_batch(self) -> None:
        """Show the start view."""
        self.pages.show_new_batch()

    def show_batch(self, batch_id: str) -> None:
        """Show a batch of the history."""
        self._commands.show_batch(batch_id)

    def take_over(self, paths: Sequence[Path]) -> None:
        """Come to the front with the files that a second start was to open."""
        self.come_back()
        if paths:
            self.import_files(paths)

    def come_back(self, batch_id: str = "") -> None:
        """Bring the window to the front, also from the background, with a batch where one is named."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if batch_id:
            self.show_batch(batch_id)

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong, with a report to send where it is a fault of the program."""
        self.errors.tell(error)

    def _end(self) -> None:
        if self.control.running_here():
            text = self.tr("Closing. What is scanned is being stored; the batch can be resumed next time.")
            self.pages.messages.tell(text, tone="info")
        self.close_requested.set()

    def _follow_settings(self, services: Workspace) -> None:
        Suppressing(services.privacy, self.pages, self.control, self.tasks, self.theme)
        appearance.Appearance(self.preferences, self.theme, self._actions, self)
        Behaviour(self.preferences, self.closing, self.notifications, self)

    def _introduce(self) -> None:
        self.setObjectName("main_window")
        self.setWindowTitle("Desktop Scanner")
        self.setAccessibleName("Desktop Scanner")
        self.setMinimumSize(_LEAST)
        self.setAcceptDrops(True)
        self.setWindowIcon(icons.app_icon())

    def _lay_out(self) -> None:
        self._side_bar.setMinimumWidth(180)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setObjectName("side_splitter")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._side_bar)
        self._splitter.addWidget(self.pages)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_SIDE_WIDTH, 5 * _SIDE_WIDTH])
        self.setCentralWidget(self._splitter)
        names = (self.pages.batch.views.names(), self.pages.batch.detail.tab_names())
        self._actions.fill(self.menuBar(), *names, self._input.recent)
        where = QLabel(self._database.name, self)
        where.setObjectName("database_label")
        where.setToolTip(self.tr("Everything is kept in {path}").format(path=self._database))
        where.setProperty("look", "secondary")
        where.setContentsMargins(8, 0, 12, 0)
        self.statusBar().addPermanentWidget(where)
        self.statusBar().setSizeGripEnabled(False)

    def _connect_views(self) -> None:
        commands, control, pages = self._commands, self.control, self.pages
        self._side_bar.batch_chosen.connect(commands.show_batch)
        self._side_bar.new_batch_wanted.connect(pages.show_new_batch)
        self._side_bar.search_wanted.connect(pages.show_search)
        pages.shown.connect(self._on_shown)
        pages.new_batch.start_wanted.connect(commands.create_batch)
        pages.new_batch.import_wanted.connect(commands.import_list)
        pages.batch.url_wanted.connect(self._on_url)
        pages.batch.header.resume_wanted.connect(commands.start)
        pages.batch.header.pause_wanted.connect(commands.pause)
        pages.batch.header.cancel_wanted.connect(commands.cancel)
        pages.batch.header.concurrency_wanted.connect(commands.set_concurrency)
        pages.batch.header.retry_wanted.connect(self._library.retry)
        pages.batch.header.compare_wanted.connect(self._comparing.compare)
        pages.search.hit_wanted.connect(self._on_hit_wanted)
        commands.told.connect(lambda text: self.statusBar().showMessage(text, _TOLD_MS))
        control.batch_changed.connect(self._on_batch_changed)
        control.rows_changed.connect(self._on_rows_changed)
        control.batch_ended.connect(self._on_batch_ended)
        control.elsewhere_changed.connect(self._on_elsewhere_changed)
        self._chores.started.connect(lambda _: self.tasks.spawn(control.load(), name="load batches"))
        self._chores.failed.connect(self._on_chore_failed)
        self.notifications.wanted.connect(self.come_back)
        self.closing.went_to_background.connect(lambda: self.notifications.show_tray(is_shown=True))

    def _connect_actions(self, services: Workspace) -> None:
        actions, commands, batch = self._actions, self._commands, self.pages.batch
        self._saved_filters = SavedFilters(batch, actions, self._state, self)
        ColumnCommands(actions, actions.view_menu, batch, self)
        Selection(services, actions, self.pages, commands, self.tasks, self)
        for action, slot in (
            (actions.new_batch, self.pages.show_new_batch),
            (actions.import_list, commands.import_list),
            (actions.close_window, self.close),
            (actions.copy, commands.copy),
            (actions.find, commands.find),
            (actions.clear_filter, batch.clear_filter),
            (actions.start, commands.start),
            (actions.toggle_pause, commands.toggle_pause),
            (actions.cancel, commands.cancel),
            (actions.refresh, batch.model.requery),
            (actions.refresh, self._overviewing.refresh),
            (actions.open_site, batch.detail.open_site),
            (actions.copy_report, batch.detail.copy_report),
            (actions.search, self.pages.show_search),
            (actions.retry, self._library.retry),
            (actions.retry_selected, self._library.retry_selected),
            (actions.rescan, self._library.rescan),
            (actions.compare, self._comparing.compare),
            (actions.properties, self._library.describe),
            (actions.delete, self._library.delete),
            (actions.marks, self._marking.show_list),
            (actions.shortcuts, lambda: dialogs.show_shortcuts(self, actions.named())),
            (actions.about, lambda: dialogs.show_about(self, str(self._database))),
        ):
            action.triggered.connect(slot)
        self._input.connect_actions(actions)
        actions.side_bar.toggled.connect(self._side_bar.setVisible)
        actions.detail.toggled.connect(batch.detail.setVisible)
        actions.side_chosen.connect(batch.splitter.setOrientation)
        actions.tab_chosen.connect(batch.detail.show_tab)
        actions.view_chosen.connect(self._overviewing.show_view)
        actions.export_wanted.connect(
            lambda name: commands.export(name, only_shown=actions.export_shown.isChecked()),
        )
        batch.table.addAction(actions.toggle_pause)

    def _on_shown(self, batch_id: str) -> None:
        self._side_bar.choose(batch_id or None)
        self._enable_for(self.pages.shown_batch)

    def _enable_for(self, batch: BatchInfo | None) -> None:
        self._actions.enable_for(batch)
        is_comparable = batch is not None and self.control.batches.has_earlier(batch)
        self._actions.compare.setEnabled(is_comparable)
        self.pages.batch.header.show_comparable(is_comparable=is_comparable)

    def _on_batch_changed(self, batch_id: str) -> None:
        if batch_id != self.pages.shown_id:
            return
        batch = self.control.batches.batch(batch_id)
        if batch is not None:
            self.pages.batch.update_batch(batch, self.control.progress(batch_id))
            self._enable_for(batch)

    def _on_rows_changed(self, batch_id: str, events: list[RowEvent]) -> None:
        if batch_id == self.pages.shown_id:
            self.pages.batch.update_rows(events)

    def _on_batch_ended(self, batch_id: str, event: BatchFinished) -> None:
        if batch_id == self.pages.shown_id:
            self.pages.batch.finish()
            if event.error:
                self.pages.messages.tell(event.error)

    def _on_elsewhere_changed(self) -> None:
        if self.control.is_running_elsewhere(self.pages.shown_id):
            self.pages.batch.model.refresh()

    def _on_hit_wanted(self, batch_id: str, target_id: int) -> None:
        batch = self.control.batches.batch(batch_id)
        if batch is not None:
            self.pages.show_target(batch, target_id)

    def _on_chore_failed(self, text: str) -> None:
        self.pages.messages.tell(text)

    def _on_url(self, url: QUrl) -> None:
        QDesktopServices.openUrl(url)

    # Overrides of QMainWindow

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 -- Qt's name
        """Remember the window; the program's end is not this window's to decide."""
        event.ignore()
        self._state.save(self, self._splitter, self.pages.batch)
        self.closing.request()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 -- Qt's name
        """Accept files and text wherever they are dropped."""
        if local_files(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 -- Qt's name
        """Take what is dropped into the start view."""
        self.show_new_batch()
        if files := local_files(event.mimeData()):
            self.pages.new_batch.domains.add_files(files)
        else:
            self.pages.new_batch.domains.add_text(event.mimeData().text())
        event.acceptProposedAction()
