"""The table of a batch: column widths that fit until the user sets them, selection that survives a new order."""

from PySide6.QtCore import QByteArray, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget

from desktop_scanner.ui.models.row_cells import Column
from desktop_scanner.ui.models.rows import RowsTableModel
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named
from desktop_scanner.ui.widgets.row_delegate import RowDelegate
from desktop_scanner.ui.widgets.row_height import RowHeight

# The least width that shows something of use, and the share of the room that is left.
_WIDTHS = {
    Column.DOMAIN: (172, 3),
    Column.STATUS: (196, 2),
    Column.PAGES: (54, 0),
    Column.TITLE: (70, 8),
    Column.EMAILS: (62, 0),
    Column.PHONES: (62, 0),
    Column.TECHNOLOGIES: (98, 8),
    Column.TIME: (64, 0),
}


class ProgressTable(QTableView):
    """Shows a RowsTableModel.

    Signals:
        current_changed     another row, or none, is the one to show in detail
    """

    current_changed = Signal()

    def __init__(self, model: RowsTableModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress_table")
        self.setAccessibleName(self.tr("Domains of the batch"))
        self._rows = model
        self._kept_id: int | None = None
        self._kept_scroll = 0
        self._is_fitted = True
        self._is_fitting = False
        self._placeholder = named(QLabel(self.viewport()), "table_placeholder", look="secondary")
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._placeholder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(theme, self))
        self._set_behaviour()
        self._set_headers()
        RowHeight(self, theme)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        self.selectionModel().currentRowChanged.connect(self.current_changed)
        theme.changed.connect(self.viewport().update)

    @property
    def current_id(self) -> int | None:
        """Return the id of the current row."""
        return self._rows.id_at(self.currentIndex().row())

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected rows, in the order of the table."""
        selection = self.selectionModel().selection()
        spans = sorted((span.top(), span.bottom()) for span in map(selection.at, range(selection.count())))
        rows = dict.fromkeys(row for top, bottom in spans for row in range(top, bottom + 1))
        return [target_id for row in rows if (target_id := self._rows.id_at(row)) is not None]

    def visible_columns(self) -> list[Column]:
        """Return the columns in the order in which they stand."""
        header = self.horizontalHeader()
        columns = sorted(Column, key=header.visualIndex)
        return [column for column in columns if not header.isSectionHidden(column)]

    def choose(self, target_id: int) -> None:
        """Make a row the current one, if the filter lets it through."""
        row = self._rows.find(target_id)
        if row is not None:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._rows.index(row, 0), flags)

    def set_placeholder(self, text: str) -> None:
        """Say why there is no row; an empty text says nothing."""
        self._placeholder.setText(text)
        self._placeholder.setVisible(bool(text))

    def save_columns(self) -> QByteArray:
        """Return the columns' widths and order, empty while they fit themselves to the room."""
        return QByteArray() if self._is_fitted else self.horizontalHeader().saveState()

    def restore_columns(self, state: QByteArray) -> None:
        """Bring back what save_columns gave; the order of the rows is no part of it."""
        if not state.isEmpty() and self.horizontalHeader().restoreState(state):
            self._is_fitted = False
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def fit_columns(self) -> None:
        """Share the room out among the columns again."""
        self._is_fitted = True
        least = sum(width for width, _ in _WIDTHS.values())
        spare = max(0, self.viewport().width() - least)
        shares = sum(share for _, share in _WIDTHS.values())
        self._is_fitting = True
        for column, (width, share) in _WIDTHS.items():
            self.setColumnWidth(column, width + spare * share // shares)
        self._is_fitting = False

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)

    def _set_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(40)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSortIndicatorClearable(True)
        # Before sorting is switched on: that sorts at once by what the indicator says.
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        header.sectionResized.connect(self._on_section_resized)

    def _on_section_resized(self) -> None:
        if not self._is_fitting:
            self._is_fitted = False

    def _on_about_to_reset(self) -> None:
        self._kept_id = self.current_id
        self._kept_scroll = self.verticalScrollBar().value()

    def _on_reset(self) -> None:
        if self._kept_id is not None:
            self.choose(self._kept_id)
        self.verticalScrollBar().setValue(self._kept_scroll)
        self.current_changed.emit()

    # Overrides of QTableView

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the columns fitted to the room until the user has set one."""
        super().resizeEvent(event)
        self._placeholder.setGeometry(self.viewport().rect())
        if self._is_fitted:
            self.fit_columns()
