"""What a search over all batches found, as a table."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_scanner.core.search import Hit
from desktop_scanner.ui import formats, labels

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HitColumn(IntEnum):
    """The columns of the table."""

    DOMAIN = 0
    STATUS = 1
    TITLE = 2
    BATCH = 3
    SCANNED = 4
    BATCHES = 5


class HitsTableModel(QAbstractTableModel):
    """Shows hits in the order in which they were found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: Sequence[Hit] = ()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these hits."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def at(self, index: Index) -> Hit | None:
        """Return the hit at an index."""
        return self._hits[index.row()] if index.isValid() else None

    # Overrides of QAbstractTableModel

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of hits."""
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(HitColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 -- Qt's name
        """Return the columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == HitColumn.BATCHES:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            HitColumn.DOMAIN: translate("hits", "Domain"),
            HitColumn.STATUS: translate("hits", "Status"),
            HitColumn.TITLE: translate("hits", "Title"),
            HitColumn.BATCH: translate("hits", "Latest batch"),
            HitColumn.SCANNED: translate("hits", "Scanned"),
            HitColumn.BATCHES: translate("hits", "Batches"),
        }[HitColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, and numbers at the right."""
        hit = self.at(index)
        if hit is None:
            return None
        column = HitColumn(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _cell(hit, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is HitColumn.BATCHES:
            return _RIGHT
        return None


def _cell(hit: Hit, column: HitColumn) -> str:
    return {
        HitColumn.DOMAIN: hit.domain_display,
        HitColumn.STATUS: labels.status(hit.status),
        HitColumn.TITLE: hit.title or "",
        HitColumn.BATCH: hit.batch_name,
        HitColumn.SCANNED: formats.moment(hit.finished_at) if hit.finished_at else "",
        HitColumn.BATCHES: formats.number(hit.batches),
    }[column]
