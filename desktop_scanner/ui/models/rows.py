"""A batch's table as a view of SQL: ordered ids, the rows in view fetched by pages, live changes laid over them."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.events import DomainFinished, DomainProgress, DomainStarted
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.ui.event_bridge import RowEvent
from desktop_scanner.ui.models import row_cells
from desktop_scanner.ui.models.row_cells import NUMERIC, SORT_COLUMN, Column
from desktop_scanner.ui.tasks import Tasks

Index = QModelIndex | QPersistentModelIndex

_PAGE = 200
_KEPT_PAGES = 24
_WANTED_PAGES = 4  # the last pages that were painted; those scrolled past in the meantime are not fetched


class RowSource(Protocol):
    """Where ids and rows come from: HistoryService."""

    async def row_ids(self, batch_id: str, order: RowOrder, where: RowFilter) -> list[int]:
        """Return the ids of a batch's rows, ordered and filtered."""
        ...

    async def rows(self, ids: Sequence[int]) -> list[DomainRow]:
        """Return the rows with these ids, in this order."""
        ...


class ItemRole(IntEnum):
    """Roles beyond Qt's own: the row itself, and what its domain does right now."""

    ITEM = Qt.ItemDataRole.UserRole
    PROGRESS = Qt.ItemDataRole.UserRole + 1


class RowsTableModel(QAbstractTableModel):
    """The rows of one batch; a million of them cost a list of ids and the pages in view.

    Signals:
        loaded      the ids are those asked for last, and the first rows are there
    """

    loaded = Signal()

    def __init__(self, source: RowSource, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._tasks = tasks
        self._batch_id: str | None = None
        self._queries = itertools.count(1)
        self._query = self._answered = 0
        self._ids: list[int] = []
        self._pages: dict[int, None] = {}  # fetched pages, the least recently fetched first
        self._wanted: dict[int, None] = {}
        self._painted_page = 0
        self._rows: dict[int, DomainRow] = {}
        self._row_of: dict[int, int] = {}  # of the fetched rows only: all others have nothing to repaint
        self._running: dict[int, DomainProgress] = {}
        self._reads = 0
        self._finished_since: dict[int, DomainRow] = {}  # while a read is under way
        self.order = RowOrder()
        self.where = RowFilter()
        self._fetch_timer = QTimer(self, singleShot=True, interval=0)
        self._fetch_timer.timeout.connect(self._start_fetching)

    @property
    def is_loaded(self) -> bool:
        """Return whether what is shown answers the last query."""
        return self._answered == self._query

    def show_batch(self, batch_id: str | None, running: Mapping[int, DomainProgress] | None = None) -> None:
        """Show another batch, unfiltered; `running` says what its domains do right now."""
        self.beginResetModel()
        self._batch_id = batch_id
        self._running = dict(running or {})
        self._ids = []
        self._forget_rows()
        self.where = RowFilter()
        self.endResetModel()
        self.requery()

    def set_filter(self, where: RowFilter) -> None:
        """Show only the rows that `where` means."""
        if where != self.where:
            self.where = where
            self.requery()

    def requery(self) -> None:
        """Ask for the ids anew; what is shown stays until the answer is there."""
        self._query = next(self._queries)
        if self._batch_id is not None:
            self._tasks.spawn(self._load(self._query, self._batch_id), name="load table")

    def clear_running(self) -> None:
        """Forget what domains did: the batch has ended."""
        self._running.clear()
        self._repaint(0, len(self._ids) - 1)

    def update(self, events: Iterable[RowEvent]) -> None:
        """Lay live changes over the rows, with one repaint of the span that changed."""
        changed = [row for row in map(self._apply, events) if row is not None]
        if changed:
            self._repaint(min(changed), max(changed))

    def row_at(self, row: int) -> DomainRow | None:
        """Return a row, if it is fetched."""
        return self._rows.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def id_at(self, row: int) -> int | None:
        """Return the id of a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def find(self, target_id: int) -> int | None:
        """Return the row of an id, if the filter lets it through."""
        if target_id in self._row_of:
            return self._row_of[target_id]
        return self._ids.index(target_id) if target_id in self._ids else None

    def running(self, target_id: int) -> DomainProgress | None:
        """Return what a domain does right now."""
        return self._running.get(target_id)

    async def _load(self, query: int, batch_id: str) -> None:
        ids = await self._source.row_ids(batch_id, self.order, self.where)
        pages = sorted({0, self._painted_page})
        heads = [await self._read(_slice(ids, page)) for page in pages]
        if query != self._query:
            return
        if ids == self._ids:
            self._forget_rows()
            self._keep_all(pages, heads)
            self._repaint(0, len(ids) - 1)
        else:
            self.beginResetModel()
            self._ids = ids
            self._forget_rows()
            self._keep_all(pages, heads)
            self.endResetModel()
        self._answered = query
        self.loaded.emit()

    def _start_fetching(self) -> None:
        pages = list(self._wanted)[-_WANTED_PAGES:]
        self._wanted = dict.fromkeys(pages)
        if pages:
            self._tasks.spawn(self._fetch(self._query, pages), name="fetch rows")

    async def _fetch(self, query: int, pages: list[int]) -> None:
        for page in pages:
            rows = await self._read(_slice(self._ids, page))
            if query != self._query:
                return
            self._wanted.pop(page, None)
            self._keep_page(page, rows)
            self._repaint(page * _PAGE, min(len(self._ids), (page + 1) * _PAGE) - 1)

    async def _read(self, ids: Sequence[int]) -> list[DomainRow]:
        self._reads += 1
        try:
            rows = await self._source.rows(ids)
            # A result committed while the database was read is newer than what was read.
            return [self._finished_since.get(row.target_id, row) for row in rows]
        finally:
            self._reads -= 1
            if not self._reads:
                self._finished_since.clear()

    def _keep_all(self, pages: Sequence[int], rows: Sequence[list[DomainRow]]) -> None:
        for page, items in zip(pages, rows, strict=True):
            self._keep_page(page, items)

    def _keep_page(self, page: int, rows: list[DomainRow]) -> None:
        self._pages.pop(page, None)
        self._pages[page] = None
        self._rows.update((row.target_id, row) for row in rows)
        self._row_of.update((target_id, row) for row, target_id in enumerate(_slice(self._ids, page), page * _PAGE))
        while len(self._pages) > _KEPT_PAGES:
            self._drop_page(next(iter(self._pages)))

    def _drop_page(self, page: int) -> None:
        del self._pages[page]
        for target_id in _slice(self._ids, page):
            self._rows.pop(target_id, None)
            self._row_of.pop(target_id, None)

    def _forget_rows(self) -> None:
        for held in (self._pages, self._wanted, self._rows, self._row_of):
            held.clear()

    def _apply(self, event: RowEvent) -> int | None:
        match event:
            case DomainFinished(row):
                target_id = row.target_id
                self._running.pop(target_id, None)
                if self._reads:
                    self._finished_since[target_id] = row
                if target_id in self._rows:
                    self._rows[target_id] = row
            case DomainProgress(target_id=target_id):
                self._running[target_id] = event
            case DomainStarted(target_id):
                self._running[target_id] = DomainProgress(target_id=target_id, activity="")
        return self._row_of.get(target_id)

    def _repaint(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _cell(self, item: DomainRow, column: Column, role: int) -> Any:
        running = self._running.get(item.target_id)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row_cells.text(item, running, column)
            case Qt.ItemDataRole.ToolTipRole:
                return row_cells.tooltip(item, running, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case ItemRole.ITEM:
                return item
            case ItemRole.PROGRESS:
                return running
        return None

    # Overrides of QAbstractTableModel

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of rows that the filter lets through."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by the column; -1 gives back the order of the list."""
        wanted = RowOrder()
        if column >= 0:
            wanted = RowOrder(SORT_COLUMN[Column(column)], order is Qt.SortOrder.DescendingOrder)
        if wanted != self.order:
            self.order = wanted
            self.requery()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 -- Qt's name
        """Return the headings, aligned as their columns are."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row_cells.heading(Column(section))
        return _alignment(Column(section)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; a row that is not there yet is fetched and painted later."""
        if not index.isValid():
            return None
        item = self._rows.get(self._ids[index.row()])
        page = index.row() // _PAGE
        self._painted_page = page
        if item is not None:
            return self._cell(item, Column(index.column()), role)
        if page not in self._wanted:
            self._wanted[page] = None
            self._fetch_timer.start()
        return None


def _slice(ids: Sequence[int], page: int) -> Sequence[int]:
    return ids[page * _PAGE : (page + 1) * _PAGE]


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMERIC else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
