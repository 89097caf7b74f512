"""A small table of facts: one row each, further evidence below it, copied as tab-separated text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop_scanner.ui.theme import Theme


@dataclass(frozen=True)
class Fact:
    """One row: its cells, the rows below it, and the name of the colour of its text."""

    cells: Sequence[str]
    further: Sequence[Sequence[str]] = field(default_factory=tuple)
    colour: str = "text"


class FactsTree(QTreeWidget):
    """Shows facts; `headings` name the columns, `widths` their first widths (the last takes the rest)."""

    def __init__(self, theme: Theme, headings: Sequence[str], widths: Sequence[int], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._facts: tuple[Fact, ...] = ()
        self.setHeaderLabels(list(headings))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(16)
        header = self.header()
        header.setStretchLastSection(True)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
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

    def _item(self, fact: Fact) -> QTreeWidgetItem:
        item = _row(fact.cells)
        for column in range(len(fact.cells)):
            item.setForeground(column, QColor(getattr(self._theme.colours, fact.colour)))
        for cells in fact.further:
            child = _row(cells)
            for column in range(len(cells)):
                child.setForeground(column, QColor(self._theme.colours.muted))
            item.addChild(child)
        return item

    def _items(self) -> Iterable[QTreeWidgetItem]:
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            if item is not None:
                yield item
                yield from filter(None, (item.child(place) for place in range(item.childCount())))

    def _line(self, item: QTreeWidgetItem) -> str:
        return "\t".join(" ".join(item.text(column).split()) for column in range(self.columnCount()))


def _row(cells: Sequence[str]) -> QTreeWidgetItem:
    item = QTreeWidgetItem([" ".join(cell.split()) for cell in cells])
    for column, cell in enumerate(cells):
        item.setToolTip(column, cell)
    return item
