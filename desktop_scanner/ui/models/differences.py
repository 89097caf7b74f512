"""What is different between two batches as a tree: a domain a row, its facts below it."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_scanner.core.comparison import DomainChange, DomainDifference, FactDifference
from desktop_scanner.ui import labels

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts
_DOMAIN = (1 << 32) - 1  # the internal id of a domain's row; a fact's is its domain's row


class DifferenceColumn(IntEnum):
    """The columns of the tree."""

    NAME = 0
    CHANGE = 1
    BEFORE = 2
    AFTER = 3


class DifferencesModel(QAbstractItemModel):
    """Shows differences; which domains are shown is chosen by what became of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[DomainDifference] = ()
        self._shown: Sequence[DomainDifference] = ()

    def show_differences(self, differences: Sequence[DomainDifference], only: DomainChange | None = None) -> None:
        """Show these domains, or those of them that changed in one way."""
        self.beginResetModel()
        self._all = differences
        self._shown = [each for each in differences if only in (None, each.change)]
        self.endResetModel()

    def filter(self, only: DomainChange | None) -> None:
        """Show the domains that changed in one way, or all."""
        self.show_differences(self._all, only)

    def domain_at(self, index: Index) -> DomainDifference | None:
        """Return the domain that a row belongs to."""
        if not index.isValid():
            return None
        row = index.row() if index.internalId() == _DOMAIN else index.internalId()
        return self._shown[row]

    # Overrides of QAbstractItemModel

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Return the index of a domain, or of a fact below one."""
        if not self.hasIndex(row, column, parent or QModelIndex()):
            return QModelIndex()
        is_fact = parent is not None and parent.isValid()
        return self.createIndex(row, column, parent.row() if parent is not None and is_fact else _DOMAIN)

    def parent(self, index: Index | None = None) -> Any:
        """Return the domain of a fact."""
        if index is None:
            return super().parent()
        if not index.isValid() or index.internalId() == _DOMAIN:
            return QModelIndex()
        return self.createIndex(index.internalId(), 0, _DOMAIN)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of domains, or of facts of one."""
        if parent is None or not parent.isValid():
            return len(self._shown)
        if parent.internalId() != _DOMAIN or parent.column() > 0:
            return 0
        return len(self._shown[parent.row()].facts)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of columns."""
        return len(DifferenceColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 -- Qt's name
        """Return the columns' names."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            DifferenceColumn.NAME: translate("differences", "Domain and fact"),
            DifferenceColumn.CHANGE: translate("differences", "Change"),
            DifferenceColumn.BEFORE: translate("differences", "Before"),
            DifferenceColumn.AFTER: translate("differences", "After"),
        }[DifferenceColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the whole of it as its tooltip."""
        difference = self.domain_at(index)
        if difference is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        column = DifferenceColumn(index.column())
        if index.internalId() == _DOMAIN:
            return _domain_cell(difference, column)
        return _fact_cell(difference.facts[index.row()], column)


def _domain_cell(difference: DomainDifference, column: DifferenceColumn) -> str:
    before, after = difference.before, difference.after
    return {
        DifferenceColumn.NAME: difference.domain_display,
        DifferenceColumn.CHANGE: labels.domain_change(difference.change),
        DifferenceColumn.BEFORE: labels.status(before) if before else "",
        DifferenceColumn.AFTER: labels.status(after) if after else "",
    }[column]


def _fact_cell(fact: FactDifference, column: DifferenceColumn) -> str:
    return {
        DifferenceColumn.NAME: labels.difference_kind(fact.kind),
        DifferenceColumn.CHANGE: labels.fact_change(fact.change),
        DifferenceColumn.BEFORE: fact.before or "",
        DifferenceColumn.AFTER: fact.after or "",
    }[column]
