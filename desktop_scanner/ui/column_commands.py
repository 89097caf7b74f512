"""What a person does with the table's columns: choose, move, reset and sort by them, by mouse and by keyboard."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_scanner.core.queries import RowColumn
from desktop_scanner.ui.actions import Actions
from desktop_scanner.ui.models import columns
from desktop_scanner.ui.panels.batch import BatchPanel
from desktop_scanner.ui.panels.columns import ColumnsPopup
from desktop_scanner.ui.theme import Theme


class ColumnCommands(QObject):
    """Fills the View menu and the header's menu, and opens the list of columns at its button."""

    def __init__(self, actions: Actions, view: QMenu, batch: BatchPanel, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._batch = batch
        self._layout = batch.table.layout_of_columns
        self._header = batch.table.horizontalHeader()
        self._button = batch.columns_button
        self._button.clicked.connect(self.choose)
        theme.assign(self._button, "columns", "text")
        self._choose = actions.add("columns_action", self.tr("&Columns…"), "Ctrl+Shift+L")
        self._reset = actions.add("reset_columns_action", self.tr("&Reset Columns"))
        self._choose.triggered.connect(self.choose)
        self._reset.triggered.connect(self._layout.reset)
        self._sorting = QMenu(self.tr("Sor&t By"), view)
        self._sorting.setObjectName("sort_menu")
        self._sorting.aboutToShow.connect(lambda: self._fill_sorting(self._sorting))
        first = view.actions()[0]
        for action in (self._choose, self._reset, self._sorting.menuAction()):
            view.insertAction(first, action)
        view.insertSeparator(first)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_menu_wanted)

    def choose(self) -> None:
        """Open the list of columns."""
        popup = ColumnsPopup(self._layout, self._batch)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self._button
        popup.open_at(button.mapToGlobal(QPoint(button.width(), button.height() + 4)))

    def header_menu(self, key: str) -> QMenu:
        """Return what can be done with one column and with all of them."""
        menu = QMenu(self._header)
        menu.setObjectName("header_menu")
        for name, text, is_descending in (
            ("sort_ascending", self.tr("Sort &Ascending"), False),
            ("sort_descending", self.tr("Sort &Descending"), True),
        ):
            self._add(menu, name, text, partial(self._layout.sort, key, is_descending=is_descending))
        self._add(menu, "sort_by_list", self.tr("&Order of the List"), self._sort_by_list)
        menu.addSeparator()
        self._add(menu, "move_left", self.tr("Move &Left"), partial(self._layout.move, key, -1))
        self._add(menu, "move_right", self.tr("Move &Right"), partial(self._layout.move, key, 1))
        hide = self._add(menu, "hide_column", self.tr("&Hide"), partial(self._layout.set_shown, key, is_shown=False))
        hide.setEnabled(key != RowColumn.DOMAIN)
        menu.addSeparator()
        menu.addActions([self._choose, self._reset])
        return menu

    def _fill_sorting(self, menu: QMenu) -> None:
        menu.clear()
        order = self._batch.model.order
        for key in self._layout.shown():
            is_current = order.column == key
            # Chosen again, a column is sorted by the other way round, as its heading does when it is clicked.
            turned = is_current and not order.is_descending
            sort = partial(self._layout.sort, key, is_descending=turned)
            action = self._add(menu, f"sort_by_{key}", columns.heading_of(key).replace("&", "&&"), sort)
            action.setCheckable(True)
            action.setChecked(is_current)
        menu.addSeparator()
        turn = partial(self._layout.sort, order.column, is_descending=not order.is_descending)
        self._add(menu, "reverse_order", self.tr("&Reverse"), turn).setEnabled(order.column != RowColumn.POSITION)
        self._add(menu, "list_order", self.tr("&Order of the List"), self._sort_by_list)

    def _sort_by_list(self) -> None:
        self._layout.sort("", is_descending=False)

    def _on_menu_wanted(self, place: QPoint) -> None:
        section = self._header.logicalIndexAt(place)
        if section >= 0:
            menu = self.header_menu(self._batch.model.keys[section])
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._header.mapToGlobal(place))

    def _add(self, menu: QMenu, name: str, text: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(f"{name}_action")
        action.triggered.connect(lambda _=False: act())
        return action
