"""A batch's table as a view of SQL: ordered ids, the rows in view fetched by pages, live changes laid over them."""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.events import DomainFinished, DomainProgress, DomainStarted
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.ui.event_bridge import RowEvent
from desktop_scanner.ui.models import columns, row_cells
from desktop_scanner.ui.models.columns import NUMERIC, Column
from desktop_scanner.ui.models.row_pages import PAGE, RowPages, in_former_order, slice_of
from desktop_scanner.ui.tasks import Tasks

Index = QModelIndex | QPersistentModelIndex

_WANTED_PAGES = 4  # the last pages that were painted; those scrolled past in the meantime are not fetched


class RowSource(Protocol):
    """Where ids and rows come from: HistoryService."""

    async def row_ids(self, batch_id: str, order: RowOrder, where: RowFilter) -> list[int]:
        """Return the ids of a batch's rows, ordered and filtered."""
        ...

    async def rows(self, ids: Sequence[int], columns: Collection[str] = ()) -> list[DomainRow]:
        """Return the rows with these ids, in this order, with their cells in these columns."""
        ...

    async def further_columns(self, batch_id: str) -> list[str]:
        """Return the columns that only this batch has."""
        ...

    async def ids_beginning(self, batch_id: str, text: str) -> list[int]:
        """Return the ids of the batch's domains whose name begins with the text."""
        ...


class ItemRole(IntEnum):
    """Roles beyond Qt's own: the row itself, and what its domain does right now."""

    ITEM = Qt.ItemDataRole.UserRole
    PROGRESS = Qt.ItemDataRole.UserRole + 1


class RowsTableModel(QAbstractTableModel):
    """The rows of one batch; the columns that every batch has come first, then those that only this one has.

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
        self._is_reordered = True
        self._held = RowPages()
        self._wanted: dict[int, None] = {}
        self._fetching: set[int] = set()
        self._painted_page = 0
        self._further: list[str] = []
        self._keys = [columns.key_of(column) for column in Column]
        self._read_apart: frozenset[str] = frozenset()
        self._running: dict[int, DomainProgress] = {}
        self._reads = 0
        self._finished_since: dict[int, DomainRow] = {}  # while a read is under way
        self._waiting = ""
        self.order = RowOrder()
        self.where = RowFilter()
        self._fetch_timer = QTimer(self, singleShot=True, interval=0)
        self._fetch_timer.timeout.connect(self._start_fetching)

    @property
    def is_loaded(self) -> bool:
        """Return whether what is shown answers the last query."""
        return self._answered == self._query

    @property
    def ids(self) -> Sequence[int]:
        """Return the ids of all rows, from top to bottom."""
        return self._held.ids

    @property
    def keys(self) -> Sequence[str]:
        """Return the keys of all columns."""
        return self._keys

    def show_batch(self, batch_id: str | None, running: Mapping[int, DomainProgress] | None = None) -> None:
        """Show another batch, unfiltered; `running` says what its domains do right now."""
        self._set_further([])
        if columns.of_key(self.order.column) is None:
            self.order = RowOrder()
        self.beginResetModel()
        self._batch_id = batch_id
        self._running = dict(running or {})
        self._reset([])
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
        self._ask(is_reordered=True)

    def refresh(self) -> None:
        """Ask anew what there is, and move no row for it: nobody has asked for another order."""
        self._ask(is_reordered=False)

    def show_columns(self, keys: Iterable[str]) -> None:
        """Take notice of the columns that show: some are read only then."""
        wanted = frozenset(key for key in keys if columns.is_read_apart(key))
        is_more = not wanted <= self._read_apart
        self._read_apart = wanted
        if is_more and self._held.pages():
            self.refresh()

    def set_waiting(self, reason: str) -> None:
        """Say what the rows wait for whose turn has not come."""
        if reason != self._waiting:
            self._waiting = reason
            self._repaint(0, len(self.ids) - 1)

    def clear_running(self) -> None:
        """Forget what domains did: the batch has ended."""
        self._running.clear()
        self._repaint(0, len(self.ids) - 1)

    def update(self, events: Iterable[RowEvent]) -> None:
        """Lay live changes over the rows, with one repaint of the span that changed."""
        changed = [place for place in map(self._apply, events) if place is not None]
        if changed:
            self._repaint(min(changed), max(changed))

    def row_at(self, row: int) -> DomainRow | None:
        """Return a row, if it is fetched."""
        target_id = self.id_at(row)
        return None if target_id is None else self._held.row(target_id)

    def id_at(self, row: int) -> int | None:
        """Return the id of a row."""
        return self.ids[row] if 0 <= row < len(self.ids) else None

    def find(self, target_id: int) -> int | None:
        """Return the row of an id, if the filter lets it through."""
        return self._held.find(target_id)

    async def find_beginning(self, text: str, after: int) -> int | None:
        """Return the next row, from `after` on and around the end, whose domain begins with the text."""
        if self._batch_id is None:
            return None
        found = set(await self._source.ids_beginning(self._batch_id, text))
        places = itertools.chain(range(after, len(self.ids)), range(min(after, len(self.ids))))
        return next((place for place in places if self.ids[place] in found), None) if found else None

    def running(self, target_id: int) -> DomainProgress | None:
        """Return what a domain does right now."""
        return self._running.get(target_id)

    def _ask(self, *, is_reordered: bool) -> None:
        # Rows that were to be put in order stay so, whoever else asks before the answer is there.
        self._is_reordered = is_reordered or (not self.is_loaded and self._is_reordered)
        self._query = next(self._queries)
        if self._batch_id is not None:
            self._tasks.spawn(self._load(self._query, self._batch_id), name="load table")

    async def _load(self, query: int, batch_id: str) -> None:
        further = await self._source.further_columns(batch_id)
        ids = await self._source.row_ids(batch_id, self.order, self.where)
        if not self._is_reordered and ids != self.ids:
            ids = in_former_order(ids, self.ids)
        pages = sorted({0, self._painted_page})
        heads = [await self._read(slice_of(ids, page)) for page in pages]
        if query != self._query:
            return
        self._set_further(further)
        if ids == self.ids:
            self._take(ids, pages, heads)
            self._repaint(0, len(ids) - 1)
        else:
            self.beginResetModel()
            self._take(ids, pages, heads)
            self.endResetModel()
        self._answered = query
        self.loaded.emit()

    def _take(self, ids: list[int], pages: Sequence[int], heads: Sequence[list[DomainRow]]) -> None:
        self._reset(ids)
        for page, rows in zip(pages, heads, strict=True):
            self._held.keep(page, rows)

    def _reset(self, ids: list[int]) -> None:
        self._wanted.clear()
        self._held.reset(ids)

    def _set_further(self, keys: list[str]) -> None:
        if keys == self._further:
            return
        last = len(Column) + len(self._further) - 1
        if self._further:
            self.beginRemoveColumns(QModelIndex(), len(Column), last)
            self._further = []
            del self._keys[len(Column) :]
            self.endRemoveColumns()
        if keys:
            self.beginInsertColumns(QModelIndex(), len(Column), len(Column) + len(keys) - 1)
            self._further = keys
            self._keys += keys
            self.endInsertColumns()

    def _start_fetching(self) -> None:
        if self._fetching:  # one fetch at a time: of two, the older could be answered last
            return
        pages = list(self._wanted)[-_WANTED_PAGES:]
        self._wanted.clear()
        if pages:
            self._fetching.update(pages)
            self._tasks.spawn(self._fetch(self._query, pages), name="fetch rows")

    async def _fetch(self, query: int, pages: list[int]) -> None:
        try:
            for page in pages:
                rows = await self._read(self._held.page(page))
                if query != self._query:
                    return
                self._held.keep(page, rows)
                self._repaint(page * PAGE, min(len(self.ids), (page + 1) * PAGE) - 1)
        finally:
            self._fetching.clear()
            if self._wanted:
                self._fetch_timer.start()

    async def _read(self, ids: Sequence[int]) -> list[DomainRow]:
        self._reads += 1
        try:
            rows = await self._source.rows(ids, self._read_apart)
            # A result committed while the database was read is newer than what was read.
            return [
                msgspec.structs.replace(newer, cells=row.cells)
                if (newer := self._finished_since.get(row.target_id))
                else row
                for row in rows
            ]
        finally:
            self._reads -= 1
            if not self._reads:
                self._finished_since.clear()

    def _apply(self, event: RowEvent) -> int | None:
        match event:
            case DomainFinished(row):
                target_id = row.target_id
                self._running.pop(target_id, None)
                self._take_finished(row)
            case DomainProgress(target_id=target_id):
                self._running[target_id] = event
            case DomainStarted(target_id):
                self._running[target_id] = DomainProgress(target_id=target_id, activity="")
        return self._held.place(target_id)

    def _take_finished(self, row: DomainRow) -> None:
        before = self._held.row(row.target_id)
        if self._reads:
            self._finished_since[row.target_id] = row
        if before is None:
            return
        # What the result shows in columns that are read apart is read with its page; until then stands what stood.
        self._held.put(msgspec.structs.replace(row, cells=before.cells))
        if self._read_apart and (place := self._held.place(row.target_id)) is not None:
            self._wanted[place // PAGE] = None
            self._fetch_timer.start()

    def _repaint(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def _cell(self, item: DomainRow, section: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(item, section, role)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
            case ItemRole.ITEM:
                return item
            case ItemRole.PROGRESS:
                return self._running.get(item.target_id)
        return None

    def _text(self, item: DomainRow, section: int, role: int) -> str:
        is_tooltip = role == Qt.ItemDataRole.ToolTipRole
        if section >= len(Column):
            key = self._further[section - len(Column)]
            return item.cells.get(key, "") if is_tooltip else row_cells.further_text(item, key)
        column, running = Column(section), self._running.get(item.target_id)
        if column is Column.STATUS and item.status is DomainStatus.PENDING and not running and self._waiting:
            return self._waiting
        return row_cells.tooltip(item, running, column) if is_tooltip else row_cells.text(item, running, column)

    # Overrides of QAbstractTableModel

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of rows that the filter lets through."""
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column) + len(self._further)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by the column; -1 gives back the order of the list."""
        wanted = RowOrder()
        if 0 <= column < self.columnCount():
            wanted = RowOrder(self.keys[column], order is Qt.SortOrder.DescendingOrder)
        if wanted != self.order:
            self.order = wanted
            self.requery()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 -- Qt's name
        """Return the headings, aligned as their columns are."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return columns.heading_of(self.keys[section])
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; a row that is not there yet is fetched and painted later."""
        if not index.isValid():
            return None
        item = self._held.row(self.ids[index.row()])
        page = index.row() // PAGE
        self._painted_page = page
        if item is not None:
            return self._cell(item, index.column(), role)
        if page not in self._wanted and page not in self._fetching:
            self._wanted[page] = None
            self._fetch_timer.start()
        return None


def _alignment(section: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if section in NUMERIC else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
