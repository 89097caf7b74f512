"""A small table of facts: one row each, further evidence below it, copied as tab-separated text, marked as wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem

from desktop_scanner.core.marks import FactKind
from desktop_scanner.ui.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FactKey(NamedTuple):
    """What a row stands for, where it can be marked as wrong; `is_marked` where it is."""

    kind: FactKind
    value: str
    is_marked: bool = False


@dataclass(frozen=True)
class Fact:
    """One row: its cells, the rows below it, the name of the colour of its text, and what it stands for."""

    cells: Sequence[str]
    further: Sequence[Sequence[str]] = field(default_factory=tuple)
    colour: str = "text"
    key: FactKey | None = None


@dataclass(frozen=True)
class Heading:
    """A column: its name, the least width that shows something of use, and its share of the room that is left."""

    text: str
    width: int
    share: int = 0
    is_numeric: bool = False


class FactsTree(QTreeWidget):
    """Shows facts under headings; the columns share the room until the user sets one.

    Signals:
        mark_wanted(keys, everywhere)   the chosen facts are wrong, on this domain or everywhere
        unmark_wanted(keys)             the chosen facts are not wrong any more
    """

    mark_wanted = Signal(object, bool)
    unmark_wanted = Signal(object)

    def __init__(self, theme: Theme, headings: Sequence[Heading], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._headings = tuple(headings)
        self._facts: tuple[Fact, ...] = ()
        self._is_fitted = True
        self._is_fitting = False
        self.setHeaderLabels([heading.text for heading in headings])
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(16)
        header = self.header()
        header.setStretchLastSection(True)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in range(len(headings)):
            self.headerItem().setTextAlignment(column, self._alignment(column))
        header.sectionResized.connect(self._on_section_resized)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        theme.changed.connect(self._fill)

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Show these facts."""
        self._facts = tuple(facts)
        self._fill()

    def copy(self) -> None:
        """Put the selected rows on the clipboard, tab-separated."""
        lines = [self._line(item) for item in self._items() if item.isSelected()]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def chosen(self) -> list[FactKey]:
        """Return what the selected rows stand for, rows of evidence for the fact above them."""
        rows = (self.indexOfTopLevelItem(item.parent() or item) for item in self.selectedItems())
        return [key for row in dict.fromkeys(rows) if (key := self._facts[row].key)]

    def menu(self) -> QMenu:
        """Return what can be done with the selected rows."""
        menu = QMenu(self)
        menu.setObjectName("fact_menu")
        menu.addAction(self.tr("Copy"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        right = [key for key in self.chosen() if not key.is_marked]
        wrong = [key for key in self.chosen() if key.is_marked]
        if right or wrong:
            menu.addSeparator()
        if right:
            here, everywhere = self.tr("Mark as Wrong on This Domain"), self.tr("Mark as Wrong Everywhere")
            menu.addAction(here, QKeySequence(Qt.Key.Key_Delete), lambda: self.mark_wanted.emit(right, False))
            menu.addAction(everywhere, lambda: self.mark_wanted.emit(right, True))
        if wrong:
            menu.addAction(self.tr("No Longer Wrong"), lambda: self.unmark_wanted.emit(wrong))
        return menu

    def _on_menu_wanted(self, place: QPoint) -> None:
        if self.selectedItems():
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(place))

    def _fill(self) -> None:
        self.clear()
        self.setRootIsDecorated(any(fact.further for fact in self._facts))
        items = [self._item(fact) for fact in self._facts]
        self.addTopLevelItems(items)
        self.updateGeometry()

    def _fit_columns(self) -> None:
        spare = max(0, self.viewport().width() - sum(heading.width for heading in self._headings))
        shares = sum(heading.share for heading in self._headings)
        self._is_fitting = True
        for column, heading in enumerate(self._headings[:-1]):  # the last takes the rest
            self.setColumnWidth(column, heading.width + spare * heading.share // shares)
        self._is_fitting = False

    def _on_section_resized(self, column: int) -> None:
        if not self._is_fitting and column < len(self._headings) - 1:
            self._is_fitted = False

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if self._headings[column].is_numeric else _LEFT

    def _item(self, fact: Fact) -> QTreeWidgetItem:
        item = self._row(fact.cells, fact.colour)
        item.addChildren([self._row(cells, "muted") for cells in fact.further])
        return item

    def _row(self, cells: Sequence[str], colour: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([" ".join(cell.split()) for cell in cells])
        for column, cell in enumerate(cells):
            item.setToolTip(column, cell)
            item.setTextAlignment(column, self._alignment(column))
            item.setForeground(column, QColor(getattr(self._theme.colours, colour)))
        return item

    def _items(self) -> Iterable[QTreeWidgetItem]:
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            if item is not None:
                yield item
                yield from filter(None, (item.child(place) for place in range(item.childCount())))

    def _line(self, item: QTreeWidgetItem) -> str:
        return "\t".join(" ".join(item.text(column).split()) for column in range(self.columnCount()))

    # Overrides of QTreeWidget

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Mark the chosen facts with the Delete key."""
        right = [key for key in self.chosen() if not key.is_marked]
        if event.key() == Qt.Key.Key_Delete and right:
            self.mark_wanted.emit(right, False)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the columns fitted to the room until the user has set one."""
        super().resizeEvent(event)
        if self._is_fitted:
            self._fit_columns()
