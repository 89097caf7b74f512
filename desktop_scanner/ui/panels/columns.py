"""The list in which the table's columns are chosen and put in order, with a box to find them by."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop_scanner.ui.models import columns
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.widgets.column_layout import ColumnLayout
from desktop_scanner.ui.widgets.naming import named

_KEY = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 280, 420
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnsPopup(QFrame):
    """Shows every column of the batch, those in the table first; what is checked shows at once."""

    def __init__(self, layout: ColumnLayout, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(self, "columns_popup", self.tr("Columns of the table"))
        self.setProperty("look", "popup")
        self._layout = layout
        self._search = named(QLineEdit(self), "columns_search_edit", self.tr("Find a column"))
        self._search.setPlaceholderText(self.tr("Find a column"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list = named(QListWidget(self), "columns_list", self.tr("Columns: Space shows or hides one"))
        self._list.installEventFilter(self)
        self._list.itemChanged.connect(self._on_item_changed)
        hint = named(QLabel(self.tr("Alt+↑ and Alt+↓ move a column."), self), "columns_hint", look="secondary")
        reset = named(QPushButton(self.tr("Reset Columns"), self), "reset_columns_button", look="flat")
        reset.clicked.connect(self._on_reset)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(8)
        for widget in (self._search, self._list, hint, reset):
            box.addWidget(widget)
        self.setFixedSize(_WIDTH, _HEIGHT)

    def open_at(self, corner: QPoint) -> None:
        """Open with the right upper corner there, ready to be typed into."""
        self._search.clear()
        self._fill()
        place = corner - QPoint(_WIDTH, 0)
        room = self.screen().availableGeometry()
        place.setX(max(room.left(), place.x()))
        place.setY(max(room.top(), min(place.y(), room.bottom() - _HEIGHT)))
        self.move(place)
        self.show()
        self._search.setFocus()

    def _fill(self, chosen: str = "") -> None:
        """List the columns as they stand."""
        self._list.blockSignals(True)
        self._list.clear()
        shown = set(self._layout.shown())
        for key in self._layout.ordered():
            item = QListWidgetItem(columns.heading_of(key), self._list)
            item.setData(_KEY, key)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            if columns.of_key(key) is Column.DOMAIN:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)  # a row without it says nothing
            if key == chosen:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)
        self._filter(self._search.text())

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        rows = range(self._list.count())
        for row in rows:
            item = self._list.item(row)
            item.setHidden(wanted not in item.text().casefold())
        current = self._list.currentItem()
        if current is None or current.isHidden():
            self._list.setCurrentRow(next((row for row in rows if not self._list.item(row).isHidden()), -1))

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        self._layout.set_shown(item.data(_KEY), is_shown=item.checkState() is Qt.CheckState.Checked)

    def _on_reset(self) -> None:
        self._layout.reset()
        self._fill()

    def _move(self, steps: int) -> None:
        item = self._list.currentItem()
        if item is not None and item.checkState() is Qt.CheckState.Checked:
            self._layout.move(item.data(_KEY), steps)
            self._fill(item.data(_KEY))

    # Overrides of QFrame

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Move columns with Alt and the arrows; go from the box into the list with the arrows alone."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(_STEPS[key])
            return True
        if watched is self._search and key in _STEPS:
            self._list.setFocus()
            return True
        if watched is self._search and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle()
            return True
        return super().eventFilter(watched, event)

    def _toggle(self) -> None:
        item = self._list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            is_shown = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_shown else Qt.CheckState.Checked)
