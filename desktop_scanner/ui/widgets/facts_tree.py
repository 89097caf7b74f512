"""A small table of facts: one row each, further evidence below it, copied as tab-separated text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop_scanner.ui.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Fact:
    """One row: its cells, the rows below it, and the name of the colour of its text."""

    cells: Sequence[str]
    further: Sequence[Sequence[str]] = field(default_factory=tuple)
    colour: str = "text"


@dataclass(frozen=True)
class Heading:
    """A column: its name, the least width that shows something of use, and its share of the room that is left."""

    text: str
    width: int
    share: int = 0
    is_numeric: bool = False


class FactsTree(QTreeWidget):
    """Shows facts under headings; the columns share the room until the user sets one."""

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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the columns fitted to the room until the user has set one."""
        super().resizeEvent(event)
        if self._is_fitted:
            self._fit_columns()
