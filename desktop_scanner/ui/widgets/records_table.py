"""A table of a few records with a word where it is empty."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QStackedWidget, QTableView, QWidget

from desktop_scanner.ui.models.records import RecordsModel
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named
from desktop_scanner.ui.widgets.row_height import RowHeight

R = TypeVar("R")


class RecordsTable(QStackedWidget, Generic[R]):
    """Shows records, one a row; whole rows are selected.

    Signals:
        selection_changed   other rows are selected, or the selected ones have changed
    """

    selection_changed = Signal()

    def __init__(
        self, model: RecordsModel[R], name: str, title: str, wide: int, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.table = named(QTableView(self), name, title)
        self._placeholder = named(QLabel(self, wordWrap=True), f"{name}_placeholder", look="secondary")
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._placeholder.setMargin(24)
        self.addWidget(self._placeholder)
        self.addWidget(self.table)
        self._set_up(wide)
        RowHeight(self.table, theme)
        theme.changed.connect(self.table.viewport().update)
        self.table.selectionModel().selectionChanged.connect(self.selection_changed)
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self.selection_changed)
        self._on_reset()

    @property
    def selected(self) -> list[R]:
        """Return the records of the selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.record(row) for row in rows]

    def set_placeholder(self, text: str) -> None:
        """Say this where there is no record."""
        self._placeholder.setText(text)

    def _on_reset(self) -> None:
        self.setCurrentWidget(self.table if self.model.rowCount() else self._placeholder)
        self.selection_changed.emit()

    def _set_up(self, wide: int) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        for place, column in enumerate(self.model.columns):
            if place != wide:
                table.setColumnWidth(place, max(column.width, header.sectionSizeHint(place)))  # headings are translated
