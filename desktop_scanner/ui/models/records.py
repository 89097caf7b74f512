"""A table of records that stays small: a column is a heading and how a record's cell is made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_scanner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class RecordColumn(Generic[R]):
    """What a column shows; `symbol` returns the names of an icon and its colour."""

    heading: str
    text: Callable[[R], str]
    tooltip: Callable[[R], str] | None = None
    symbol: Callable[[R], tuple[str, str]] | None = None
    width: int = 120
    is_number: bool = False


class RecordsModel(QAbstractTableModel, Generic[R]):
    """Shows records in their order; `key` tells which is the same record as before, so that selections stay."""

    def __init__(
        self,
        columns: Sequence[RecordColumn[R]],
        key: Callable[[R], object],
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._key = key
        self._theme = theme
        self._records: list[R] = []

    def show_records(self, records: Sequence[R]) -> None:
        """Show these records."""
        if list(records) == self._records:
            return
        if [self._key(each) for each in records] == [self._key(each) for each in self._records]:
            self._records = list(records)
            self.dataChanged.emit(self.index(0, 0), self.index(len(records) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._records = list(records)
        self.endResetModel()

    def record(self, row: int) -> R:
        """Return the record of a row."""
        return self._records[row]

    @property
    def records(self) -> Sequence[R]:
        """Return all records."""
        return self._records

    # Overrides of QAbstractTableModel

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of records."""
        return 0 if parent is not None and parent.isValid() else len(self._records)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 -- Qt's name
        """Return the columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(is_number=self.columns[section].is_number)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the whole of it as its tooltip, and its symbol."""
        if not index.isValid():
            return None
        column, record = self.columns[index.column()], self._records[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return (column.tooltip or column.text)(record)
        if role == Qt.ItemDataRole.DecorationRole and column.symbol is not None:
            return self._theme.icon(*column.symbol(record))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(is_number=column.is_number)
        return None


def _alignment(*, is_number: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
