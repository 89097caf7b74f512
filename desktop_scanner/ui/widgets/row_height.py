"""The height of a table's rows, which the user chooses for all of them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from desktop_scanner.ui.theme import Theme


class RowHeight(QObject):
    """Keeps a table's rows as high as the theme says."""

    def __init__(self, table: QTableView, theme: Theme) -> None:
        super().__init__(table)
        self._rows = table.verticalHeader()
        self._theme = theme
        theme.changed.connect(self._apply)
        self._apply()

    def _apply(self) -> None:
        self._rows.setDefaultSectionSize(self._theme.row_height)
