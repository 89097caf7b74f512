"""What domains of a batch share: accounts, icons, certificates, addresses, e-mail; choosing one filters the table."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core import filter_terms
from desktop_scanner.core.pivots import Pivot, PivotKind
from desktop_scanner.ui import formats
from desktop_scanner.ui.models.pivots import PivotColumn, PivotsTableModel, cell, kind_word
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named

_WIDTHS = {PivotColumn.KIND: 160, PivotColumn.VALUE: 260, PivotColumn.COUNT: 80}


class PivotsTable(QTableView):
    """The table, from which rows are copied as lines with tabs."""

    def copy(self) -> None:
        """Put the selected rows on the clipboard, each with all of its domains."""
        model = self.model()
        assert isinstance(model, PivotsTableModel)  # noqa: S101 -- the only one it is given
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = ["\t".join(_copied(model.shown[row])) for row in chosen]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))


class PivotsPanel(QWidget):
    """Shows pivots, with a chip for each kind that occurs.

    Signals:
        filter_wanted(text)     the table is to show the domains that share a value
        export_wanted
    """

    filter_wanted = Signal(str)
    export_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pivots_panel")
        self.pivots: Sequence[Pivot] = ()
        self.model = PivotsTableModel(self)
        self.table = named(PivotsTable(self), "pivots_table", self.tr("What domains share"))
        self._chips = {kind: self._chip(kind) for kind in (None, *PivotKind)}
        self._show = named(QPushButton(self.tr("Show these domains"), self), "pivot_show_button")
        self._show.clicked.connect(self._on_activated)
        self._copy = named(QPushButton(self.tr("Copy"), self), "pivots_copy_button")
        self._copy.clicked.connect(self.table.copy)
        self._export = named(QPushButton(self.tr("Export"), self), "pivots_export_button")
        self._export.clicked.connect(self.export_wanted)
        theme.assign(self._copy, "copy", "text")
        theme.assign(self._export, "export", "text")
        self._placeholder = named(QLabel(self, wordWrap=True), "pivots_placeholder", look="secondary")
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._set_up_table()
        self._lay_out()
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that it is being looked for."""
        self._take((), self.tr("Looking for what domains share…"))

    def show_pivots(self, pivots: Sequence[Pivot]) -> None:
        """Show what domains share."""
        nothing = self.tr("No two domains of this batch share an account, icon, certificate, address or e-mail yet.")
        self._take(pivots, "" if pivots else nothing)

    def enter(self) -> None:
        """Give the focus to the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take(self, pivots: Sequence[Pivot], placeholder: str) -> None:
        self.pivots = pivots
        self.model.show_pivots(pivots)
        counts = Counter(pivot.kind for pivot in pivots)
        for kind, chip in self._chips.items():
            number = len(pivots) if kind is None else counts[kind]
            word = self.tr("All") if kind is None else kind_word(kind)
            chip.setText(f"{word}  {formats.number(number)}")
            chip.setAccessibleName(self.tr("Show {kind}: {count}").format(kind=word, count=formats.number(number)))
            chip.setVisible(kind is None or number > 0)
        self._chips[None].setChecked(True)
        self._placeholder.setText(placeholder)
        self._placeholder.setVisible(bool(placeholder))
        self.table.setVisible(not placeholder)
        for button in (self._show, self._copy, self._export):
            button.setEnabled(bool(pivots))
        if pivots:
            self.table.selectRow(0)

    def _chip(self, kind: PivotKind | None) -> QPushButton:
        chip = named(QPushButton(self), f"pivot_chip_{kind or 'all'}", look="chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self._on_chosen(kind))
        return chip

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(PivotColumn.DOMAINS, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(PivotColumn.COUNT, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        table.activated.connect(self._on_activated)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 10)
        head.setSpacing(6)
        group = QButtonGroup(self)
        for chip in self._chips.values():
            group.addButton(chip)
            head.addWidget(chip)
        head.addStretch(1)
        for button in (self._show, self._copy, self._export):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._placeholder, 1)

    def _on_chosen(self, kind: PivotKind | None) -> None:
        self.model.choose(kind)
        self.table.selectRow(0)

    def _on_activated(self) -> None:
        pivot = self.model.at(self.table.currentIndex())
        if pivot is not None:
            self.filter_wanted.emit(filter_terms.of_pivot(pivot))


def _copied(pivot: Pivot) -> list[str]:
    told = [cell(pivot, column) for column in (PivotColumn.KIND, PivotColumn.VALUE)]
    return [*told, str(pivot.count), ", ".join(pivot.domains)]
