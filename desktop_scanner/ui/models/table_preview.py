"""The first rows of a table that is about to be imported, as a model."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from desktop_scanner.intake import domain_column
from desktop_scanner.intake.table_rows import Row
from desktop_scanner.intake.tables import Preview
from desktop_scanner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_MAX_TOOLTIP = 500


class TablePreviewModel(QAbstractTableModel):
    """Rows as they stand in the file, the column with the domains in colours of its own, what is not kept muted."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview: Preview | None = None
        self._dropped: frozenset[int] = frozenset()
        self._rows: list[Row] = []
        self._bad: frozenset[int] = frozenset()

    def show_preview(self, preview: Preview, dropped: frozenset[int]) -> None:
        """Show this table."""
        self.beginResetModel()
        self._preview = preview
        self._dropped = dropped
        self._rows = list(preview.rows[preview.header :])
        self._bad = frozenset(row for row in range(len(self._rows)) if self._is_bad(row))
        self.endResetModel()

    def _is_bad(self, row: int) -> bool:
        cell = self._cell(row, self._preview.domain) if self._preview and self._preview.domain is not None else ""
        pieces = cell.replace(";", ",").split(",")
        return bool(cell) and not any(domain_column.is_domain(piece.strip()) for piece in pieces)

    def _cell(self, row: int, column: int) -> str:
        cells = self._rows[row].cells
        return cells[column] if column < len(cells) else ""

    def _colour(self, row: int, column: int) -> QColor:
        colours = self._theme.colours
        if self._preview is not None and column == self._preview.domain:
            return QColor(colours.failed if row in self._bad else colours.text)
        return QColor(colours.border_strong if column in self._dropped else colours.muted)

    def _column_look(self, column: int, role: int, preview: Preview) -> Any:
        if role == Qt.ItemDataRole.FontRole and column == preview.domain:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and column == preview.domain:
            return QColor(self._theme.colours.accent)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("Take the domains from this column")
        return None

    # Overrides of QAbstractTableModel

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of rows shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 -- Qt's name
        """Return the number of columns."""
        if self._preview is None or (parent is not None and parent.isValid()):
            return 0
        return len(self._preview.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text and colours."""
        if not index.isValid() or self._preview is None:
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self._cell(row, column).split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._cell(row, column)[:_MAX_TOOLTIP]
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        if role == Qt.ItemDataRole.BackgroundRole and column == self._preview.domain:
            return QColor(self._theme.colours.accent_soft)
        return None

    def headerData(  # noqa: N802 -- Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name, or a row's line in the file."""
        if self._preview is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            is_row = orientation is Qt.Orientation.Vertical
            return str(self._rows[section].line) if is_row else self._preview.columns[section].name
        return None if orientation is Qt.Orientation.Vertical else self._column_look(section, role, self._preview)
