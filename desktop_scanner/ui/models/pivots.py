"""What domains of a batch share, as a table."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_scanner.core.pivots import Pivot, PivotKind
from desktop_scanner.ui import formats

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DOMAINS_SHOWN = 20
_DOMAINS_TOLD = 40


class PivotColumn(IntEnum):
    """The columns of the table."""

    KIND = 0
    VALUE = 1
    COUNT = 2
    DOMAINS = 3


_SORTED_BY: dict[PivotColumn, Callable[[Pivot], Any]] = {
    PivotColumn.KIND: lambda pivot: (kind(pivot).casefold(), -pivot.count),
    PivotColumn.VALUE: lambda pivot: pivot.value.casefold(),
    PivotColumn.COUNT: lambda pivot: pivot.count,
    PivotColumn.DOMAINS: lambda pivot: pivot.domains,
}


class PivotsTableModel(QAbstractTableModel):
    """Shows pivots, all or those of one kind."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Pivot] = ()
        self._shown: list[Pivot] = []
        self._kind: PivotKind | None = None
        self._order = (PivotColumn.COUNT, Qt.SortOrder.DescendingOrder)

    @property
    def shown(self) -> Sequence[Pivot]:
        """Return the pivots that are shown, from top to bottom."""
        return self._shown

    def show_pivots(self, pivots: Sequence[Pivot]) -> None:
        """Show other pivots, of every kind."""
        self._all, self._kind = pivots, None
        self._arrange()

    def choose(self, kind: PivotKind | None) -> None:
        """Show those of one kind, or all."""
        self._kind = kind
        self._arrange()

    def at(self, index: Index) -> Pivot | None:
        """Return the pivot at an index."""
        return self._shown[index.row()] if index.isValid() else None

    def _arrange(self) -> None:
        column, order = self._order
        self.beginResetModel()
        self._shown = sorted(
            (pivot for pivot in self._all if self._kind in (None, pivot.kind)),
            key=_SORTED_BY[column],
            reverse=order is Qt.SortOrder.DescendingOrder,
        )
        self.endResetModel()

    # Overrides of QAbstractTableModel

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of pivots shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(PivotColumn)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the column; -1 gives back the most shared first."""
        by_count = (PivotColumn.COUNT, Qt.SortOrder.DescendingOrder)
        self._order = (PivotColumn(column), order) if column >= 0 else by_count
        self._arrange()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 -- Qt's name
        """Return the columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == PivotColumn.COUNT:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            PivotColumn.KIND: translate("pivots", "Shared"),
            PivotColumn.VALUE: translate("pivots", "Value"),
            PivotColumn.COUNT: translate("pivots", "Domains"),
            PivotColumn.DOMAINS: translate("pivots", "Which"),
        }[PivotColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, and numbers at the right."""
        pivot = self.at(index)
        if pivot is None:
            return None
        column = PivotColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(pivot, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _domains(pivot, _DOMAINS_TOLD, "\n") if column is PivotColumn.DOMAINS else cell(pivot, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is PivotColumn.COUNT:
            return _RIGHT
        return None


def cell(pivot: Pivot, column: PivotColumn) -> str:
    """Return what a cell says."""
    match column:
        case PivotColumn.KIND:
            return kind(pivot)
        case PivotColumn.VALUE:
            return pivot.value
        case PivotColumn.COUNT:
            return formats.number(pivot.count)
    return _domains(pivot, _DOMAINS_SHOWN, ", ")


def kind(pivot: Pivot) -> str:
    """Return what is shared; of a tracker its own name, such as "Google analytics"."""
    return (pivot.name or "").replace("_", " ").capitalize() or kind_word(pivot.kind)


def kind_word(of: PivotKind) -> str:
    """Return the word for a kind."""
    return {
        PivotKind.TRACKER: translate("pivots", "Account"),
        PivotKind.FAVICON: translate("pivots", "Icon"),
        PivotKind.CERTIFICATE: translate("pivots", "Certificate"),
        PivotKind.IP: translate("pivots", "IP address"),
        PivotKind.EMAIL: translate("pivots", "E-mail"),
    }[of]


def _domains(pivot: Pivot, most: int, between: str) -> str:
    listed = between.join(pivot.domains[:most])
    more = pivot.count - most
    return listed if more <= 0 else f"{listed}{between}{translate('pivots', '+ {more} more').format(more=more)}"
