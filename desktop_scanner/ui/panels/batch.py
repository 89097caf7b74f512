"""One batch: its head, the filters, the live table and the detail of the chosen domain."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QByteArray, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core.batches import BatchInfo, DomainRow
from desktop_scanner.core.events import DomainFinished
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.remote_links import RemoteLink
from desktop_scanner.core.results import DomainResult
from desktop_scanner.ui import labels, remote_words
from desktop_scanner.ui.event_bridge import RowEvent
from desktop_scanner.ui.models import columns, row_cells
from desktop_scanner.ui.models.rows import RowSource, RowsTableModel
from desktop_scanner.ui.panels.batch_header import BatchHeader
from desktop_scanner.ui.panels.batch_views import BatchViews
from desktop_scanner.ui.panels.detail import DetailPanel
from desktop_scanner.ui.panels.filter_bar import CountSource, FilterBar
from desktop_scanner.ui.panels.remote_bar import RemoteBar
from desktop_scanner.ui.progress import BatchProgress
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.message_bar import MessageBar
from desktop_scanner.ui.widgets.naming import named
from desktop_scanner.ui.widgets.progress_table import ProgressTable

_CHOOSING_MS = 40  # holding an arrow key down loads no detail on the way
_COPY_CHUNK = 200


class ResultSource(RowSource, CountSource, Protocol):
    """Where rows and results come from: HistoryService."""

    async def result(self, target_id: int) -> DomainResult:
        """Return everything known of one row."""
        ...


class BatchPanel(QWidget):
    """Shows one batch at a time.

    Signals:
        url_wanted(url)
    """

    url_wanted = Signal(QUrl)

    def __init__(
        self, history: ResultSource, tasks: Tasks, theme: Theme, export_menu: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("batch_panel")
        self._history = history
        self._tasks = tasks
        self._theme = theme
        self._batch: BatchInfo | None = None
        self._stall = ""
        self._waiting = ""
        self._wanted_id: int | None = None
        self.messages = MessageBar(theme, self)
        self.views = BatchViews(self)
        self.header = BatchHeader(theme, export_menu, self.views.tabs, self)
        self.remote_bar = RemoteBar(theme, self)
        self.model = RowsTableModel(history, tasks, self)
        self.table = ProgressTable(self.model, theme, self)
        self.detail = DetailPanel(theme, self)
        self.detail.url_wanted.connect(self.url_wanted)
        self.filters = FilterBar(history, tasks, theme, self)
        self.filter = self.filters.edit
        self.columns_button = self.filters.add_tool("columns_button", self.tr("Choose columns"), "columns")
        self.filters.changed.connect(lambda: self.model.set_filter(self.where))
        self._lay_out()
        self._choosing = self._timer(_CHOOSING_MS)
        self._choosing.timeout.connect(self._load_detail)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.doubleClicked.connect(self.detail.open_site)
        self.model.loaded.connect(self._on_loaded)

    @property
    def batch(self) -> BatchInfo | None:
        """Return the batch that is shown."""
        return self._batch

    @property
    def where(self) -> RowFilter:
        """Return what the filter box and the chips say."""
        return self.filters.where

    def show_batch(self, batch: BatchInfo, progress: BatchProgress | None) -> None:
        """Show another batch, without a filter."""
        self._batch = batch
        self.messages.hide()
        self._stall = ""
        self.show_link(None)
        self.filters.show_batch(batch)
        self.update_batch(batch, progress)
        self.detail.show_nothing()
        self.model.show_batch(batch.id, progress.running if progress else None)

    def update_batch(self, batch: BatchInfo, progress: BatchProgress | None) -> None:
        """Show where the same batch stands now."""
        self._batch = batch
        self.header.show_batch(batch, progress)
        self.filters.update_batch(batch)
        self._tell_stall(progress.stalled if progress else "")
        self._show_waiting()

    def show_link(self, link: RemoteLink | None, *, is_classic: bool = False) -> None:
        """Show how the batch stands on its server, None where it has to do with none."""
        self.remote_bar.show_link(link)
        self.header.show_place(link)
        self._waiting = remote_words.waiting(link, is_classic=is_classic)
        self.detail.set_elsewhere(self._waiting, remote_words.awaited(link, is_classic=is_classic))
        self._show_waiting()

    def update_rows(self, events: Sequence[RowEvent]) -> None:
        """Show what happened to domains of this batch."""
        self.model.update(events)
        current = self.table.current_id
        touched = {event.row.target_id if isinstance(event, DomainFinished) else event.target_id for event in events}
        if current in touched:
            self._show_current()
            if any(isinstance(event, DomainFinished) and event.row.target_id == current for event in events):
                self._choosing.start()

    def finish(self) -> None:
        """Take in that the run has ended: rows may have changed without an event of their own."""
        self.model.clear_running()
        self.model.refresh()

    def choose_when_loaded(self, target_id: int) -> None:
        """Choose a row of the batch that is about to be shown."""
        self._wanted_id = target_id
        self.show_table()

    def reload(self) -> None:
        """Read rows and detail again, because what is stored has changed."""
        self.model.refresh()
        self.filters.recount()
        self._choosing.start()

    def show_table(self) -> None:
        """Bring the table to the front."""
        self.views.setCurrentIndex(0)

    def show_filtered(self, text: str) -> None:
        """Show the table with only the domains that this filter means; it stands in the box and can be changed."""
        self.show_table()
        self.filters.apply(text)
        self.table.setFocus()

    def clear_filter(self) -> None:
        """Show all domains again."""
        self.filters.clear()

    async def copy_rows(self, *, with_headings: bool = False) -> int:
        """Put the selected rows on the clipboard, tab-separated, also those out of view; return their number."""
        ids, keys = self.table.selected_ids(), self.table.layout_of_columns.shown()
        lines = ["\t".join(map(columns.heading_of, keys))] if with_headings else []
        for start in range(0, len(ids), _COPY_CHUNK):
            rows = await self._history.rows(ids[start : start + _COPY_CHUNK], keys)
            lines += ["\t".join(self._copied(row, key) for key in keys) for row in rows]
        if ids:
            QGuiApplication.clipboard().setText("\n".join(lines))
        return len(ids)

    def restore_layout(self, splitter: QByteArray, layout: str) -> None:
        """Bring back the sizes of an earlier day."""
        if not splitter.isEmpty():
            self.splitter.restoreState(splitter)
        self.table.layout_of_columns.restore(layout)

    def _lay_out(self) -> None:
        rule = QFrame(self)
        rule.setProperty("look", "rule")
        rule.setFixedHeight(1)
        self.splitter = named(QSplitter(Qt.Orientation.Vertical, self), "detail_splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.detail)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([300, 240])
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 4)
        table = QWidget(self)
        inside = _stacked(table)
        inside.addWidget(self.filters)
        inside.addWidget(rule)
        inside.addWidget(self.splitter, 1)
        self.views.add(table, self.tr("Table"))
        layout = _stacked(self)
        layout.addWidget(self.messages)
        layout.addWidget(self.header)
        layout.addWidget(self.remote_bar)
        layout.addWidget(self.views, 1)

    def _show_waiting(self) -> None:
        if self._batch is not None:
            self.model.set_waiting(self._waiting or labels.waiting(self._batch.state))

    def _timer(self, interval_ms: int) -> QTimer:
        return QTimer(self, singleShot=True, interval=interval_ms)

    def _copied(self, row: DomainRow, key: str) -> str:
        return row_cells.copied(row, self.model.running(row.target_id), key)

    def _tell_stall(self, reason: str) -> None:
        """Say once why nothing can be stored, until it passes."""
        if reason == self._stall:
            return
        self._stall = reason
        if reason:
            waits = self.tr("The scan waits, and goes on by itself when this is mended.")
            self.messages.tell(f"{reason} {waits}", tone="attention")
        else:
            self.messages.settle()

    def _on_loaded(self) -> None:
        is_empty = self.model.rowCount() == 0
        if self._wanted_id is not None:
            self.table.choose(self._wanted_id)
            self._wanted_id = None
        self.table.set_placeholder(self.tr("No domain matches the filter.") if is_empty else "")
        self._show_current()

    def _on_current_changed(self) -> None:
        self._show_current()
        self._choosing.start()

    def _show_current(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is None:
            self.detail.show_nothing()
        else:
            self.detail.show_row(row, self.model.running(row.target_id))

    def _load_detail(self) -> None:
        target_id = self.table.current_id
        if target_id is not None:
            self._tasks.spawn(self._show_detail(target_id), name="load detail")

    async def _show_detail(self, target_id: int) -> None:
        result = await self._history.result(target_id)
        if target_id == self.table.current_id:
            self._show_current()
            self.detail.show_result(result)


def _stacked(owner: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
