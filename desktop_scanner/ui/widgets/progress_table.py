"""The table of a batch: columns as the user wants them, a selection and a place that survive a new order."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QElapsedTimer, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QLabel, QTableView, QWidget

from desktop_scanner.ui.models.rows import RowsTableModel
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.column_layout import ColumnLayout
from desktop_scanner.ui.widgets.naming import named
from desktop_scanner.ui.widgets.row_delegate import RowDelegate
from desktop_scanner.ui.widgets.row_height import RowHeight

_MOST_SPANS = 2_000  # each costs time at each paint; a selection scattered further is given up by a new order

Flag = QItemSelectionModel.SelectionFlag


class ProgressTable(QTableView):
    """Shows a RowsTableModel.

    Signals:
        current_changed     another row, or none, is the one to show in detail
        detail_wanted       the current row is to be looked at
        menu_wanted(where)  what can be done with the selection is asked for, at a point of the screen
        name_typed(text)    a name is being typed, to be jumped to
    """

    current_changed = Signal()
    detail_wanted = Signal()
    menu_wanted = Signal(QPoint)
    name_typed = Signal(str)

    def __init__(self, model: RowsTableModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress_table")
        self.setAccessibleName(self.tr("Domains of the batch"))
        self._rows = model
        self._kept_id: int | None = None
        self._kept_ids: Sequence[int] = ()
        self._kept_scroll = 0
        self._typed = ""
        self._since_typed = QElapsedTimer()
        self._placeholder = named(QLabel(self.viewport()), "table_placeholder", look="secondary")
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._placeholder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(theme, self))
        self._set_behaviour()
        self._set_headers()
        self.layout_of_columns = ColumnLayout(self, model)
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
        return [target_id for top, bottom in self._spans() for target_id in self._rows.ids[top : bottom + 1]]

    def select_ids(self, ids: Iterable[int]) -> None:
        """Select these rows, as far as they are shown and do not stand too far apart."""
        wanted = set(ids)
        places = [place for place, target_id in enumerate(self._rows.ids) if target_id in wanted]
        spans = list(_spans_of(places))
        if len(spans) <= _MOST_SPANS:
            self._select(spans)

    def select_none(self) -> None:
        """Select no row."""
        self.clearSelection()

    def invert_selection(self) -> None:
        """Select the rows that are not selected, and no others."""
        edges = [-1, *(edge for span in self._spans() for edge in span), self._rows.rowCount()]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        self._select([(before + 1, after - 1) for before, after in gaps if after - before > 1])

    def choose(self, target_id: int) -> None:
        """Make a row the current one, if the filter lets it through."""
        row = self._rows.find(target_id)
        if row is not None:
            self.selectionModel().setCurrentIndex(self._rows.index(row, 0), Flag.ClearAndSelect | Flag.Rows)

    def set_placeholder(self, text: str) -> None:
        """Say why there is no row; an empty text says nothing."""
        self._placeholder.setText(text)
        self._placeholder.setVisible(bool(text))

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
        # At each paint a header asks of each section whether all of its rows are selected: a second for 100,000 rows.
        header.setSelectionModel(QItemSelectionModel(self._rows, header))
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(True)
        header.setMinimumSectionSize(40)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSortIndicatorClearable(True)
        # Before sorting is switched on: that sorts at once by what the indicator says.
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _spans(self) -> list[tuple[int, int]]:
        """Return the first and last rows of what is selected, from top to bottom and apart from each other."""
        selection = self.selectionModel().selection()
        spans: list[tuple[int, int]] = []
        for top, bottom in sorted((span.top(), span.bottom()) for span in map(selection.at, range(selection.count()))):
            if spans and top <= spans[-1][1] + 1:
                spans[-1] = (spans[-1][0], max(bottom, spans[-1][1]))
            else:
                spans.append((top, bottom))
        return spans

    def _select(self, spans: Iterable[tuple[int, int]]) -> None:
        selection = QItemSelection()
        last = self._rows.columnCount() - 1
        for top, bottom in spans:
            selection.select(self._rows.index(top, 0), self._rows.index(bottom, last))
        self.selectionModel().select(selection, Flag.ClearAndSelect)

    def _on_about_to_reset(self) -> None:
        self._kept_id = self.current_id
        self._kept_ids = self.selected_ids()
        self._kept_scroll = self.verticalScrollBar().value()

    def _on_reset(self) -> None:
        if self._kept_id is not None:
            self.choose(self._kept_id)
        if len(self._kept_ids) > 1:
            self.select_ids(self._kept_ids)
        self.verticalScrollBar().setValue(self._kept_scroll)
        self.current_changed.emit()

    # Overrides of QTableView

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the columns fitted to the room until the user has set one."""
        super().resizeEvent(event)
        self._placeholder.setGeometry(self.viewport().rect())
        self.layout_of_columns.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Open the detail with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.detail_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 -- Qt's name
        """Gather what is typed: only the database knows the names of rows that are out of view."""
        if not self._since_typed.isValid() or self._since_typed.elapsed() > QApplication.keyboardInputInterval():
            self._typed = ""
        self._since_typed.start()
        self._typed += search
        self.name_typed.emit(self._typed)

    def moveCursor(  # noqa: N802 -- Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first and last row with Home and End, as in every list of rows."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self._rows.rowCount() - 1,
        }
        if action in ends:
            return self._rows.index(ends[action], max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 -- Qt's name
        """Ask for the menu where the mouse is or, by the keyboard, at the current row."""
        where = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            cell = self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal(QPoint(max(0, cell.left()) + 8, cell.bottom()))
        self.menu_wanted.emit(where)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def _spans_of(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Give the runs of places that follow one another."""
    if not places:
        return
    top = places[0]
    for place, after in pairwise(places):
        if after != place + 1:
            yield top, place
            top = after
    yield top, places[-1]
