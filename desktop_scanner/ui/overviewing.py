"""The overview and the pivots of the batch in view, read off the window's thread, and what is done with them."""

import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop_scanner.core.errors import BatchNotFoundError
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui import file_dialogs, formats
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.overview import OverviewPanel
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.panels.pivots import PivotsPanel
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.window_state import WindowState

_PAUSE_MS = 500  # between two readings, while the batch runs
_REST = 10  # times as long as a reading took: a slow disk is not read without end


class Overviewing(QObject):
    """Adds both views to those of the batch, and keeps the one in front true; errors go where `tasks` sends them."""

    def __init__(
        self,
        services: Workspace,
        pages: Pages,
        control: BatchControl,
        tasks: Tasks,
        state: WindowState,
        theme: Theme,
    ) -> None:
        super().__init__(pages)
        self._services = services
        self._pages = pages
        self._tasks = tasks
        self._state = state
        self._is_reading = False
        self.overview = OverviewPanel(theme, pages)
        self.pivots = PivotsPanel(theme, pages)
        self._views = pages.batch.views
        self._views.add(self.overview, self.tr("Overview"))
        self._views.add(self.pivots, self.tr("Shared"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read)
        for panel in (self.overview, self.pivots):
            panel.filter_wanted.connect(pages.batch.show_filtered)
        self.pivots.export_wanted.connect(lambda: tasks.spawn(self._export(), name="export pivots"))
        self._views.shown.connect(self._on_view_shown)
        pages.shown.connect(self._on_batch_shown)
        control.batch_changed.connect(self._on_changed)
        control.batch_ended.connect(self._on_ended)

    def show_view(self, place: int) -> None:
        """Show the view at this place of the switch, ready for the keyboard."""
        if self._pages.shown_batch is not None:
            self._views.setCurrentIndex(place)
            view = self._views.currentWidget()
            if view is self.overview:
                self.overview.enter()
            elif view is self.pivots:
                self.pivots.enter()
            else:
                self._pages.batch.table.setFocus()

    def refresh(self) -> None:
        """Read what is in front again."""
        view, batch_id = self._views.currentWidget(), self._pages.shown_id
        if not batch_id:
            return
        if view is self.overview:
            self._read()
        elif view is self.pivots:
            self._tasks.spawn(self._load_pivots(batch_id), name="load pivots")

    def _read(self) -> None:
        if self._is_reading:
            self._pause.start()
        elif batch_id := self._pages.shown_id:
            self._is_reading = True
            self._tasks.spawn(self._load_overview(batch_id), name="load overview")

    async def _load_overview(self, batch_id: str) -> None:
        began = time.monotonic()
        try:
            with suppress(BatchNotFoundError):  # deleted meanwhile
                overview = await self._services.overview.of_batch(batch_id)
                if batch_id == self._pages.shown_id:
                    self.overview.show_overview(overview)
        finally:
            self._is_reading = False
            self._pause.setInterval(max(_PAUSE_MS, round(1000 * _REST * (time.monotonic() - began))))

    async def _load_pivots(self, batch_id: str) -> None:
        pivots = await self._services.history.pivots(batch_id)
        if batch_id == self._pages.shown_id:
            self.pivots.show_pivots(pivots)

    async def _export(self) -> None:
        batch, pivots = self._pages.shown_batch, self.pivots.pivots
        if batch is None:
            return
        proposal = str(Path(self._state.folder("export")) / "shared.csv")
        filters = "CSV (*.csv);;JSON (*.json)"
        title = self.tr("Export what domains share")
        path = await file_dialogs.save_file(self._pages.window(), title, proposal, filters, "csv")
        if path is None:
            return
        self._state.keep_folder("export", str(path.parent))
        await self._services.overview.export_pivots(pivots, batch, path)
        text = self.tr("{count} shared values are in {file}.")
        self._pages.messages.tell(text.format(count=formats.number(len(pivots)), file=path), tone="info")

    def _on_view_shown(self, view: QWidget | None) -> None:
        if view is self.pivots:
            self.pivots.show_waiting()
        self.refresh()

    def _on_batch_shown(self, _batch_id: str) -> None:
        self.overview.show_nothing()  # what stands there is another batch's
        self._on_view_shown(self._views.currentWidget())

    def _on_changed(self, batch_id: str) -> None:
        is_seen = self._views.currentWidget() is self.overview and batch_id == self._pages.shown_id
        if is_seen and not self._pause.isActive():
            self._pause.start()

    def _on_ended(self, batch_id: str) -> None:
        if batch_id == self._pages.shown_id:
            self.refresh()
