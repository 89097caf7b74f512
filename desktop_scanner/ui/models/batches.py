"""The history as a list model: batches, newest first, running ones with their counts as they grow."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.ui import formats, labels

Index = QModelIndex | QPersistentModelIndex


class BatchRole(IntEnum):
    """Roles beyond Qt's own."""

    ITEM = Qt.ItemDataRole.UserRole


class BatchListModel(QAbstractListModel):
    """Every batch of the database."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._batches: list[BatchInfo] = []

    def batch(self, batch_id: str) -> BatchInfo | None:
        """Return a batch by its id."""
        row = self.row_of(batch_id)
        return None if row is None else self._batches[row]

    def all(self) -> Sequence[BatchInfo]:
        """Return every batch, newest first."""
        return tuple(self._batches)

    def at(self, index: Index) -> BatchInfo | None:
        """Return the batch at an index."""
        return self._batches[index.row()] if index.isValid() else None

    def has_earlier(self, batch: BatchInfo) -> bool:
        """Return whether there is a batch to compare this one with: the one it scans again, or one of its name."""
        earlier = (each for each in self._batches if each.created_at < batch.created_at)
        return any(each.id == batch.predecessor or each.name == batch.name for each in earlier)

    def row_of(self, batch_id: str) -> int | None:
        """Return the row of a batch."""
        return next((row for row, batch in enumerate(self._batches) if batch.id == batch_id), None)

    def put(self, batch: BatchInfo) -> None:
        """Show the batch's new state; a batch not seen before is the newest."""
        row = self.row_of(batch.id)
        if row is None:
            self._insert(batch)
        else:
            self._exchange(row, batch)

    def set_batches(self, batches: Sequence[BatchInfo]) -> None:
        """Show these batches; only what differs is repainted."""
        known = [batch.id for batch in self._batches]
        asked = [batch.id for batch in batches]
        new = len(asked) - len(known)
        if new >= 0 and asked[new:] == known:
            for batch in reversed(batches[:new]):
                self._insert(batch)
            for row, batch in enumerate(batches):
                self._exchange(row, batch)
            return
        self.beginResetModel()
        self._batches = list(batches)
        self.endResetModel()

    def _insert(self, batch: BatchInfo) -> None:
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._batches.insert(0, batch)
        self.endInsertRows()

    def _exchange(self, row: int, batch: BatchInfo) -> None:
        if self._batches[row] != batch:
            self._batches[row] = batch
            self.dataChanged.emit(self.index(row), self.index(row))

    # Overrides of QAbstractListModel

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of batches."""
        return 0 if parent is not None and parent.isValid() else len(self._batches)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name, what a screen reader says, or the batch itself."""
        batch = self.at(index)
        if batch is None:
            return None
        if role == BatchRole.ITEM:
            return batch
        if role == Qt.ItemDataRole.DisplayRole:
            return batch.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _in_words(batch)
        return None


def _in_words(batch: BatchInfo) -> str:
    count = formats.domains(batch.total)
    return f"{batch.name}\n{labels.state(batch.state)} · {count} · {formats.exact(batch.created_at)}"
