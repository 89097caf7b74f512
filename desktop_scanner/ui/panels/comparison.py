"""Two batches compared: how many domains changed in which way, and each of them with its facts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.comparison import ComparisonSummary, DomainChange, DomainDifference
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.models.differences import DifferenceColumn, DifferencesModel
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.message_bar import MessageBar
from desktop_scanner.ui.widgets.naming import named

MAX_SHOWN = 20_000  # domains; an export has all
_EXPANDED = 200  # domains whose facts are shown at once
_SHOWN = (DomainChange.CHANGED, DomainChange.NEW, DomainChange.GONE, DomainChange.BACK, DomainChange.LOST)


class ComparisonPanel(QWidget):
    """Shows what is different between an earlier and a later batch.

    Signals:
        back_wanted
        export_wanted
        domain_wanted(domain)   it is to be shown in the later batch
    """

    back_wanted = Signal()
    export_wanted = Signal()
    domain_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison_panel")
        self._chips: dict[DomainChange | None, QPushButton] = {}
        self.messages = MessageBar(theme, self)
        self._title = named(QLabel(self), "comparison_title")
        self._title.setFont(title_font(self.font(), 2))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._between = named(QLabel(self), "comparison_between", look="secondary")
        self._between.setTextFormat(Qt.TextFormat.PlainText)
        self._back = named(QPushButton(self.tr("Back to the batch"), self), "comparison_back_button")
        self._back.clicked.connect(self.back_wanted)
        self._export = named(QPushButton(self.tr("Export"), self), "comparison_export_button")
        self._export.clicked.connect(self.export_wanted)
        theme.assign(self._export, "export", "text")
        self._model = DifferencesModel(self)
        self._tree = named(QTreeView(self), "differences_tree", self.tr("Differences"))
        self._tree.setModel(self._model)
        self._tree.setUniformRowHeights(True)
        self._tree.setAlternatingRowColors(False)
        self._tree.activated.connect(self._on_activated)
        self._placeholder = named(QLabel(self, wordWrap=True), "comparison_placeholder", look="secondary")
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._show("", (), ComparisonSummary())

    def show_waiting(self, before: BatchInfo, after: BatchInfo) -> None:
        """Say which batches are being compared."""
        self._title.setText(after.name)
        between = self.tr("{before}  →  {after}")
        self._between.setText(
            between.format(before=_when(before), after=_when(after))
            if before.name == after.name
            else between.format(before=f"{before.name}, {_when(before)}", after=f"{after.name}, {_when(after)}")
        )
        self._show(self.tr("Comparing…"), (), ComparisonSummary())

    def show_comparison(self, found: Sequence[DomainDifference], summary: ComparisonSummary) -> None:
        """Show what is different."""
        nothing = self.tr("Nothing is different: every domain is as it was before.")
        self._show("" if found else nothing, found, summary)
        missing = sum(count for change, count in summary.domains.items() if change != DomainChange.SAME) - len(found)
        if missing > 0:
            text = self.tr("The first {shown} are shown; Export writes the other {missing} too.")
            shown = formats.domains(len(found))
            self.messages.tell(text.format(shown=shown, missing=formats.number(missing)), tone="info")

    def _show(self, placeholder: str, found: Sequence[DomainDifference], summary: ComparisonSummary) -> None:
        self.messages.hide()
        self._placeholder.setText(placeholder)
        self._placeholder.setVisible(bool(placeholder))
        self._tree.setVisible(not placeholder)
        self._export.setEnabled(not placeholder)
        counts = summary.domains
        for change, chip in self._chips.items():
            number = counts.get(change, 0) if change else sum(counts.get(each, 0) for each in _SHOWN)
            word = labels.domain_change(change) if change else self.tr("All")
            chip.setText(f"{word}  {formats.number(number)}")
            told = self.tr("Show {change}: {count}").format(change=word, count=formats.domains(number))
            chip.setAccessibleName(told)
            chip.setVisible(change is None or number > 0)
        self._chips[None].setChecked(True)
        self._model.show_differences(found)
        self._expand()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._back)
        top.addWidget(self._export)
        chips = QHBoxLayout()
        chips.setSpacing(4)
        group = QButtonGroup(self)
        for change in (None, *_SHOWN):
            chip = named(QPushButton(self), f"change_chip_{change or 'all'}", look="chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, change=change: self._on_chosen(change))
            group.addButton(chip)
            chips.addWidget(chip)
            self._chips[change] = chip
        chips.addStretch(1)
        header = self._tree.header()
        header.setStretchLastSection(False)
        self._tree.setColumnWidth(DifferenceColumn.NAME, 260)
        self._tree.setColumnWidth(DifferenceColumn.CHANGE, 100)
        for column in (DifferenceColumn.BEFORE, DifferenceColumn.AFTER):  # both are read side by side
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 12, 12, 10)
        head.setSpacing(8)
        head.addLayout(top)
        head.addWidget(self._between)
        head.addLayout(chips)
        layout.addWidget(self.messages)
        layout.addLayout(head)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._placeholder, 1)

    def _expand(self) -> None:
        if self._model.rowCount() <= _EXPANDED:
            self._tree.expandAll()

    def _on_chosen(self, change: DomainChange | None) -> None:
        self._model.filter(change)
        self._expand()

    def _on_activated(self) -> None:
        difference = self._model.domain_at(self._tree.currentIndex())
        if difference is not None and difference.after is not None:
            self.domain_wanted.emit(difference.domain)


def _when(batch: BatchInfo) -> str:
    return formats.moment(batch.created_at)
