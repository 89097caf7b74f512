"""The saved lists as a model; names are edited in place."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop_scanner.core.lists import SavedList
from desktop_scanner.ui import formats

Index = QModelIndex | QPersistentModelIndex


class ListRole(IntEnum):
    """Roles beyond Qt's own."""

    ITEM = Qt.ItemDataRole.UserRole


class SavedListsModel(QAbstractListModel):
    """Every saved list, by name.

    Signals:
        rename_wanted(list_id, name)
    """

    rename_wanted = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lists: tuple[SavedList, ...] = ()

    def set_lists(self, lists: Sequence[SavedList]) -> None:
        """Show these lists; nothing happens where they are shown already."""
        if tuple(lists) != self._lists:
            self.beginResetModel()
            self._lists = tuple(lists)
            self.endResetModel()

    def at(self, index: Index) -> SavedList | None:
        """Return the list at an index."""
        return self._lists[index.row()] if index.isValid() else None

    def index_of(self, list_id: int) -> QModelIndex:
        """Return where a list stands."""
        row = next((row for row, each in enumerate(self._lists) if each.id == list_id), -1)
        return self.index(row) if row >= 0 else QModelIndex()

    # Overrides of QAbstractListModel

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of lists."""
        return 0 if parent is not None and parent.isValid() else len(self._lists)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names be edited."""
        editable = Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | editable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name, what a screen reader says, or the list itself."""
        saved = self.at(index)
        if saved is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return saved.name
        if role == ListRole.ITEM:
            return saved
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{saved.name}\n{formats.domains(saved.total)} · {formats.exact(saved.changed_at)}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 -- Qt's name
        """Ask for another name; it shows when it is stored."""
        saved = self.at(index)
        if saved is None or role != Qt.ItemDataRole.EditRole or str(value).strip() in ("", saved.name):
            return False
        self.rename_wanted.emit(saved.id, str(value))
        return True
