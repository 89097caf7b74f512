"""The list of all values that are marked as wrong, where marks are taken back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop_scanner.core.marks import Mark
from desktop_scanner.ui import formats, icons, labels
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.facts_tree import Fact, FactKey, FactsTree, Heading
from desktop_scanner.ui.widgets.naming import named


class MarksDialog(QDialog):
    """Shows the marks, newest first.

    Signals:
        unmark_wanted(marks)
    """

    unmark_wanted = Signal(object)

    def __init__(self, marks: Sequence[Mark], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("marks_dialog")
        self.setWindowTitle(self.tr("Marked Values"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowIcon(icons.app_icon())
        self._marks: Sequence[Mark] = ()
        headings = (
            *(Heading(self.tr("Value"), 240, 2), Heading(self.tr("Kind"), 90), Heading(self.tr("Wrong"), 140, 1)),
            *(Heading(self.tr("Marked"), 100), Heading(self.tr("Note"), 100, 1)),
        )
        self._list = FactsTree(theme, headings, "marks_list")
        self._list.setAccessibleName(self.windowTitle())
        self._list.unmark_wanted.connect(self._on_take_back)
        self._list.itemSelectionChanged.connect(self._on_selected)
        none = self.tr("No value is marked. Choose one in a domain's Contacts or Technologies and press Delete.")
        self._empty = named(QLabel(none, self, wordWrap=True), "marks_placeholder", look="secondary")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self._take_back = buttons.addButton(self.tr("No Longer Wrong"), QDialogButtonBox.ButtonRole.ActionRole)
        named(self._take_back, "unmark_button")
        self._take_back.clicked.connect(self._on_take_back)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._stack)
        layout.addWidget(buttons)
        self.resize(760, 360)
        self.show_marks(marks)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks."""
        self._marks = tuple(marks)
        self._list.show_facts(self._fact(mark) for mark in marks)
        self._stack.setCurrentWidget(self._list if marks else self._empty)
        self._on_selected()

    def _fact(self, mark: Mark) -> Fact:
        where = mark.domain or self.tr("everywhere")
        cells = (mark.value, labels.fact_kind(mark.kind), where, formats.moment(mark.created_at), mark.note)
        return Fact(cells, key=FactKey(mark.kind, mark.value, is_marked=True))

    def _on_selected(self) -> None:
        self._take_back.setEnabled(bool(self._list.selectedItems()))

    def _on_take_back(self) -> None:
        rows = sorted({self._list.indexOfTopLevelItem(item) for item in self._list.selectedItems()})
        if rows:
            self.unmark_wanted.emit([self._marks[row] for row in rows])
