"""A small table of facts: one row each, perhaps in groups, copied as tab-separated text, opened, marked as wrong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem

from desktop_scanner.core.marks import FactKind
from desktop_scanner.core.results import Evidence
from desktop_scanner.ui import formats
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.spans import SPAN_ROLE, Span, SpanDelegate

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FACT_ROLE = Qt.ItemDataRole.UserRole
_ICON = QSize(16, 16)


class FactKey(NamedTuple):
    """What a row stands for, where it can be marked as wrong; `is_marked` where it is."""

    kind: FactKind
    value: str
    is_marked: bool = False


@dataclass(frozen=True)
class Group:
    """What facts that follow each other have in common: a heading with its icon."""

    text: str
    icon: str


@dataclass(frozen=True)
class Fact:
    """One row: its cells, the rows below it, the name of the colour of its text, and what it stands for.

    `evidence` says where it was found, `span` when something happened, `url` is what the row opens.
    """

    cells: Sequence[str]
    further: Sequence[Sequence[str]] = field(default_factory=tuple)
    colour: str = "text"
    key: FactKey | None = None
    evidence: Sequence[Evidence] = ()
    group: Group | None = None
    span: Span | None = None
    url: str = ""


@dataclass(frozen=True)
class Heading:
    """A column: its name, the least width that shows something of use, and its share of the room that is left.

    `has_span`: its cells are bars on a line of time.
    """

    text: str
    width: int
    share: int = 0
    is_numeric: bool = False
    has_span: bool = False


class FactsTree(QTreeWidget):
    """Shows facts under headings; the columns share the room until the user sets one.

    Signals:
        mark_wanted(keys, everywhere)   the chosen facts are wrong, on this domain or everywhere
        unmark_wanted(keys)             the chosen facts are not wrong any more
        fact_chosen(fact)               the keyboard stands on a fact, or on None
        opened(fact)                    a fact was double-clicked or Enter pressed on it
        url_wanted(url)                 an address is to be opened in the browser
    """

    mark_wanted = Signal(object, bool)
    unmark_wanted = Signal(object)
    fact_chosen = Signal(object)
    opened = Signal(object)
    url_wanted = Signal(QUrl)

    def __init__(self, theme: Theme, headings: Sequence[Heading], name: str, *, begins_at_first: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._headings = tuple(headings)
        self._facts: tuple[Fact, ...] = ()
        self._begins_at_first = begins_at_first
        self._is_fitted = True
        self._is_fitting = False
        self.setHeaderLabels([heading.text for heading in headings])
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(16)
        self.setIconSize(_ICON)
        header = self.header()
        header.setStretchLastSection(True)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in range(len(headings)):
            self.headerItem().setTextAlignment(column, self._alignment(column))
            if headings[column].has_span:
                self.setItemDelegateForColumn(column, SpanDelegate(theme, self))
        header.sectionResized.connect(self._on_section_resized)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        self.currentItemChanged.connect(lambda item: self.fact_chosen.emit(self.fact_of(item)))
        self.itemActivated.connect(self._on_activated)
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
        """Return what the selected rows stand for, the rows below a fact for that fact."""
        facts = (self.fact_of(item) for item in self.selectedItems())
        return list(dict.fromkeys(fact.key for fact in facts if fact is not None and fact.key is not None))

    def fact_of(self, item: QTreeWidgetItem | None) -> Fact | None:
        """Return the fact that a row shows or belongs to, None for a heading."""
        fact = item.data(0, _FACT_ROLE) if item is not None else None
        return fact if isinstance(fact, Fact) else None

    def facts(self) -> tuple[Fact, ...]:
        """Return the facts that are shown."""
        return self._facts

    def menu(self) -> QMenu:
        """Return what can be done with the selected rows."""
        menu = QMenu(self)
        menu.setObjectName("fact_menu")
        menu.addAction(self.tr("Copy"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        fact = self.fact_of(self.currentItem())
        if fact is not None and fact.url:
            menu.addAction(self.tr("Copy Address"), lambda: QGuiApplication.clipboard().setText(fact.url))
            menu.addAction(self.tr("Open in Browser"), lambda: self.url_wanted.emit(QUrl(fact.url)))
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

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        fact = self.fact_of(item)
        if fact is not None:
            self.opened.emit(fact)
            if fact.url:
                self.url_wanted.emit(QUrl(fact.url))

    def _fill(self) -> None:
        stood_on = self.fact_of(self.currentItem())
        self.clear()
        self.setRootIsDecorated(any(fact.further or fact.group for fact in self._facts))
        head: QTreeWidgetItem | None = None
        for place, fact in enumerate(self._facts):
            if fact.group is not None and (place == 0 or self._facts[place - 1].group != fact.group):
                head = self._head(fact.group)
            row = self._item(fact)
            if fact.group is None or head is None:
                self.addTopLevelItem(row)
            else:
                head.addChild(row)
        if head is not None:
            self.expandToDepth(0)
        self._stand_on(stood_on)
        self.updateGeometry()

    def _stand_on(self, fact: Fact | None) -> None:
        """Go back to the row of the same fact where it is still there."""
        rows = [(row, shown) for row in self._items() if (shown := self.fact_of(row)) is not None]
        same = (row for row, shown in rows if fact is not None and _is_same(shown, fact))
        row = next(same, rows[0][0] if rows and self._begins_at_first else None)
        if row is not None:
            self.setCurrentItem(row)
        else:
            self.fact_chosen.emit(None)

    def _head(self, group: Group) -> QTreeWidgetItem:
        count = sum(fact.group == group for fact in self._facts)
        head = QTreeWidgetItem([f"{group.text}  {formats.number(count)}"])
        head.setIcon(0, self._theme.icon(group.icon, "accent"))
        head.setForeground(0, QColor(self._theme.colours.muted))
        self.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        return head

    def _fit_columns(self) -> None:
        spare = max(0, self.viewport().width() - sum(heading.width for heading in self._headings))
        shares = sum(heading.share for heading in self._headings)
        self._is_fitting = True
        self.setColumnWidth(len(self._headings) - 1, self._headings[-1].width)  # the least: it takes the rest
        for column, heading in enumerate(self._headings[:-1]):
            self.setColumnWidth(column, heading.width + spare * heading.share // shares)
        self._is_fitting = False

    def _on_section_resized(self, column: int) -> None:
        if not self._is_fitting and column < len(self._headings) - 1:
            self._is_fitted = False

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if self._headings[column].is_numeric else _LEFT

    def _item(self, fact: Fact) -> QTreeWidgetItem:
        item = self._row(fact, fact.cells, fact.colour)
        item.addChildren([self._row(fact, cells, "muted") for cells in fact.further])
        return item

    def _row(self, fact: Fact, cells: Sequence[str], colour: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([" ".join(cell.split()) for cell in cells])
        item.setData(0, _FACT_ROLE, fact)
        for column, cell in enumerate(cells):
            item.setToolTip(column, cell)
            item.setTextAlignment(column, self._alignment(column))
            item.setForeground(column, QColor(getattr(self._theme.colours, colour)))
            if self._headings[column].has_span and cells is fact.cells:
                item.setData(column, SPAN_ROLE, fact.span)
        return item

    def _items(self, below: QTreeWidgetItem | None = None) -> Iterator[QTreeWidgetItem]:
        """Give the rows from top to bottom."""
        root = below or self.invisibleRootItem()
        for item in filter(None, (root.child(place) for place in range(root.childCount()))):
            yield item
            yield from self._items(item)

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


def _is_same(one: Fact, other: Fact) -> bool:
    return one.key[:2] == other.key[:2] if one.key and other.key else one.cells[0] == other.cells[0]
