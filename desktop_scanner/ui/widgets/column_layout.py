"""Which columns of the table show, in which order and how wide; remembered by their keys, not by their numbers.

What is remembered of a column that the batch in view does not have, or that another version of the program knows,
stays remembered.
"""

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QTableView

from desktop_scanner.core.queries import RowColumn
from desktop_scanner.ui.models import columns
from desktop_scanner.ui.models.columns import SHOWN_AT_FIRST, Column
from desktop_scanner.ui.models.rows import RowsTableModel

_DOMAIN = RowColumn.DOMAIN.value
_FIRST = tuple(columns.key_of(column) for column in SHOWN_AT_FIRST)
# The least width that shows something of use, and the share of the room that is left.
_WIDTHS = {
    Column.DOMAIN: (214, 3),
    Column.STATUS: (150, 2),
    Column.PAGES: (54, 0),
    Column.TITLE: (70, 8),
    Column.EMAILS: (62, 0),
    Column.PHONES: (68, 0),
    Column.TECHNOLOGIES: (98, 8),
    Column.TIME: (64, 0),
    Column.HTTP_STATUS: (92, 0),
    Column.LANGUAGE: (84, 0),
    Column.STARTED_AT: (104, 0),
    Column.FINISHED_AT: (104, 0),
}
_USUAL = (120, 2)
_SCROLLED_SHARE = 20


class _Remembered(msgspec.Struct, kw_only=True):
    order: list[str] = []
    shown: list[str] = []
    widths: dict[str, int] = {}
    sorted_by: str = ""
    is_descending: bool = False


class ColumnLayout(QObject):
    """Keeps a table's header as the user wants it.

    Signals:
        changed     other columns show, or in another order
    """

    changed = Signal()

    def __init__(self, table: QTableView, model: RowsTableModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._header = table.horizontalHeader()
        self._order = list(model.keys)
        self._shown = set(_FIRST)
        self._widths: dict[str, int] = {}  # set by the user; the columns fit themselves to the room until there are any
        self._is_applying = False
        self._header.sectionMoved.connect(self._on_moved)
        self._header.sectionResized.connect(self._on_resized)
        model.columnsInserted.connect(self._on_columns_changed)
        model.columnsRemoved.connect(self._on_columns_changed)
        self._apply()

    def ordered(self) -> list[str]:
        """Return the batch's columns, those that show before those that do not, each in their order."""
        there = set(self._model.keys)
        keys = [key for key in self._order if key in there]
        return sorted(keys, key=lambda key: key not in self._shown)

    def shown(self) -> list[str]:
        """Return the columns that show, as they stand from left to right."""
        return [key for key in self.ordered() if key in self._shown]

    def set_shown(self, key: str, *, is_shown: bool) -> None:
        """Show or hide a column; the domain always shows."""
        if is_shown:
            self._shown.add(key)
        elif key != _DOMAIN:
            self._shown.discard(key)
        self._apply()
        self.changed.emit()

    def move(self, key: str, steps: int) -> None:
        """Move a column past so many of those that show, to the right or, below zero, to the left."""
        shown = self.shown()
        place = shown.index(key) + steps
        if 0 <= place < len(shown):
            self._header.moveSection(self._place(key), self._place(shown[place]))

    def reset(self) -> None:
        """Show what shows at first, in its first order and as wide as there is room."""
        self._order = list(self._model.keys)
        self._shown = set(_FIRST)
        self._widths = {}
        self._apply()
        self.fit()
        self.changed.emit()

    def sort(self, key: str, *, is_descending: bool) -> None:
        """Order the rows by a column, or by the list where there is no such column."""
        keys = self._model.keys
        way = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(keys.index(key) if key in keys else -1, way)

    def save(self) -> str:
        """Return what is to be remembered."""
        order = self._model.order
        remembered = _Remembered(
            order=self._order,
            shown=sorted(self._shown),
            widths=self._widths,
            sorted_by="" if order.column == RowColumn.POSITION else order.column,
            is_descending=order.is_descending,
        )
        return msgspec.json.encode(remembered).decode()

    def restore(self, text: str) -> None:
        """Bring back what was remembered, also by another version; what cannot be read is forgotten."""
        try:
            remembered = msgspec.json.decode(text, type=_Remembered)
        except msgspec.DecodeError:
            return
        self._order = list(dict.fromkeys([*remembered.order, *self._model.keys]))
        self._shown = {_DOMAIN, *remembered.shown}
        self._widths = {key: width for key, width in remembered.widths.items() if width > 0}
        self._apply()
        self.fit()
        self.changed.emit()
        if remembered.sorted_by in self._model.keys:
            self.sort(remembered.sorted_by, is_descending=remembered.is_descending)

    def fit(self) -> None:
        """Share the room out among the columns, unless the user has done so."""
        if self._widths:
            return
        wanted = {key: _width(key) for key in self.shown()}
        spare = self._table.viewport().width() - sum(width for width, _ in wanted.values())
        shares = sum(share for _, share in wanted.values()) or 1
        # Where there is no room for all of them, one scrolls, and none needs to be narrow.
        share_width = spare / shares if spare >= 0 else _SCROLLED_SHARE
        self._is_applying = True
        for key, (width, share) in wanted.items():
            self._header.resizeSection(self._section(key), width + int(share_width * share))
        self._is_applying = False

    def _apply(self) -> None:
        """Make the header what is remembered."""
        self._order += [key for key in self._model.keys if key not in self._order]
        self._is_applying = True
        for place, key in enumerate(key for key in self._order if key in self._model.keys):
            section = self._section(key)
            self._header.moveSection(self._header.visualIndex(section), place)
            self._header.setSectionHidden(section, key not in self._shown)
            if self._widths:
                self._header.resizeSection(section, self._widths.get(key, _width(key)[0]))
        self._is_applying = False
        self._model.show_columns(self.shown())
        self.fit()

    def _section(self, key: str) -> int:
        return self._model.keys.index(key)

    def _place(self, key: str) -> int:
        return self._header.visualIndex(self._section(key))

    def _on_columns_changed(self) -> None:
        self._apply()
        self.changed.emit()

    def _on_moved(self) -> None:
        if self._is_applying:
            return
        standing = iter(sorted(self._model.keys, key=self._place))
        there = set(self._model.keys)
        # Columns of other batches keep their places among the others.
        self._order = [next(standing) if key in there else key for key in self._order]
        self.changed.emit()

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if self._is_applying or not width:
            return
        if not self._widths:  # from here on, all stay as they are
            self._widths = {key: self._header.sectionSize(self._section(key)) for key in self.shown()}
        self._widths[self._model.keys[section]] = width


def _width(key: str) -> tuple[int, int]:
    column = columns.of_key(key)
    return _USUAL if column is None else _WIDTHS.get(column, _USUAL)
