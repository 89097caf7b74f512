"""A search over all batches: what is looked for, and the domains that have it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.search import Hit
from desktop_scanner.ui import formats
from desktop_scanner.ui.models.hits import HitColumn, HitsTableModel
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.filter_edit import FilterEdit
from desktop_scanner.ui.widgets.message_bar import MessageBar
from desktop_scanner.ui.widgets.naming import named
from desktop_scanner.ui.widgets.row_height import RowHeight

LIMIT = 1_000
_WIDTHS = {
    HitColumn.DOMAIN: 200,
    HitColumn.STATUS: 90,
    HitColumn.BATCH: 180,
    HitColumn.SCANNED: 110,
    HitColumn.BATCHES: 70,
}


class SearchSource(Protocol):
    """Where hits come from: HistoryService."""

    async def search(self, text: str, limit: int = LIMIT) -> Sequence[Hit]:
        """Return the domains that have what is looked for."""
        ...


class SearchPanel(QWidget):
    """Searches when Return is pressed.

    Signals:
        hit_wanted(batch_id, target_id)     a domain is to be shown in its batch
    """

    hit_wanted = Signal(str, int)

    def __init__(self, source: SearchSource, tasks: Tasks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_panel")
        self._source = source
        self._tasks = tasks
        self.messages = MessageBar(theme, self)
        title = QLabel(self.tr("Search All Batches"), self)
        title.setFont(title_font(self.font(), 2))
        self.edit = FilterEdit(theme, self)
        self.edit.setObjectName("search_edit")
        self.edit.setMaximumWidth(720)
        self.edit.setAccessibleName(self.tr("What to look for"))
        self.edit.setPlaceholderText(
            self.tr("Words, or tech:shopify, email:info@…, phone:+32…, domain:, org:, tracker:")
        )
        self.edit.returnPressed.connect(self.search)
        self._model = HitsTableModel(self)
        self._table = named(QTableView(self), "hits_table", self.tr("Domains found"))
        self._placeholder = named(QLabel(self, wordWrap=True), "search_placeholder", look="secondary")
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count = named(QLabel(self), "search_count", look="secondary")
        self._set_up_table()
        RowHeight(self._table, theme)
        self._lay_out(title)
        self._show((), self.tr("Every domain ever scanned, by what was found on it. Press Return to search."))

    def search(self) -> None:
        """Look for what the field says."""
        self.messages.hide()
        self._tasks.spawn(self._search(self.edit.text()), name="search")

    async def _search(self, text: str) -> None:
        try:
            hits = await self._source.search(text, LIMIT)
        except InputError as error:
            self._show((), str(error))
            return
        self._show(hits, "" if hits else self.tr("No batch has a domain with this."))

    def _show(self, hits: Sequence[Hit], placeholder: str) -> None:
        self._model.show_hits(hits)
        self._table.setVisible(not placeholder)
        self._placeholder.setVisible(bool(placeholder))
        self._placeholder.setText(placeholder)
        more = self.tr(", the most recent ones") if len(hits) >= LIMIT else ""
        self._count.setText(f"{formats.domains(len(hits))}{more}" if hits else "")
        if hits:
            self._table.setCurrentIndex(self._model.index(0, 0))

    def _set_up_table(self) -> None:
        table = self._table
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(HitColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        table.activated.connect(self._on_activated)

    def _lay_out(self, title: QLabel) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(12, 12, 12, 10)
        head.setSpacing(8)
        head.addWidget(title)
        head.addWidget(self.edit)
        head.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addLayout(head)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._placeholder, 1)

    def _on_activated(self) -> None:
        hit = self._model.at(self._table.currentIndex())
        if hit is not None:
            self.hit_wanted.emit(hit.batch_id, hit.target_id)
