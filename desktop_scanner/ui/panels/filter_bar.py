"""Which rows of a batch are shown: chips, the filter box with its completions and faults, and saved filters."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop_scanner.core import row_terms
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.term_faults import Fault, Problem
from desktop_scanner.core.terms import Term, TermField
from desktop_scanner.ui.suggestions import Values
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.filter_fault import FilterFault
from desktop_scanner.ui.widgets.filter_help import FilterHelp
from desktop_scanner.ui.widgets.naming import named
from desktop_scanner.ui.widgets.quick_filters import COUNTED, QuickFilters
from desktop_scanner.ui.widgets.term_edit import TermEdit

_TYPING_MS = 150
_COUNTING_MS = 500

_QUICK_TERMS = row_terms.parse(" ".join(COUNTED)).where.terms


class CountSource(Protocol):
    """Where counts come from: HistoryService."""

    async def term_totals(self, batch_id: str, terms: Sequence[Term]) -> list[int]:
        """Return how many of the batch's rows each term means."""
        ...

    async def term_values(self, batch_id: str, field: TermField) -> Values:
        """Return the most frequent values of a field in the batch."""
        ...


class FilterBar(QWidget):
    """Knows the filter of the batch in view.

    Signals:
        changed     other rows are meant
        counted     the chips have new counts
    """

    changed = Signal()
    counted = Signal()

    def __init__(self, source: CountSource, tasks: Tasks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_bar")
        self._source = source
        self._tasks = tasks
        self._batch: BatchInfo | None = None
        self._is_counting = False
        self.chips = QuickFilters(self)
        self.edit = TermEdit(theme, self)
        self.fault = FilterFault(theme, self)
        self.help = FilterHelp(theme, self)
        self.saved = self._tool("saved_filters_button", self.tr("Saved filters"), "bookmark", theme)
        self.saved.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._ask = self._tool("filter_help_button", self.tr("Words of the filter"), "help", theme)
        self._clear = named(
            QPushButton(self.tr("Show all"), self), "clear_filter_button", self.tr("Show all domains"), "link"
        )
        self._clear.hide()
        self._lay_out()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._counting = QTimer(self, singleShot=True, interval=_COUNTING_MS)
        self._connect()

    @property
    def text(self) -> str:
        """Return the whole filter, chips too, as a text that means the same in the box."""
        return " ".join(filter(None, (self.chips.text, self.edit.text().strip())))

    @property
    def where(self) -> RowFilter:
        """Return which rows are meant."""
        return row_terms.parse(self.text).where

    def show_batch(self, batch: BatchInfo) -> None:
        """Show another batch, without a filter."""
        self._batch = None
        self.edit.forget_values()
        self.chips.show_counts(dict.fromkeys(COUNTED, 0))
        self.forget()
        self.update_batch(batch)

    def update_batch(self, batch: BatchInfo) -> None:
        """Count anew what the batch has now, twice a second at most."""
        is_new, self._batch = self._batch is None, batch
        self.chips.show_statuses(batch.total, batch.counts)
        if is_new:
            self._count()
        elif not self._counting.isActive():
            self._counting.start()

    def recount(self) -> None:
        """Count anew, because what is stored has changed."""
        self._count()

    def apply(self, text: str) -> None:
        """Show what this filter means, and nothing else; it stands in the box."""
        self.forget()
        self.edit.setText(text)
        self.edit.setCursorPosition(0)  # a long one is read from its beginning
        self._on_changed()

    def forget(self) -> None:
        """Go back to all rows, without a signal."""
        self.edit.clear()
        self.chips.choose_all()
        self._typing.stop()
        self._clear.hide()
        self.fault.tell(None)

    def clear(self) -> None:
        """Show all domains again."""
        self.forget()
        self.changed.emit()

    def add_button(self, button: QPushButton) -> None:
        """Have a button of another part stand at the end."""
        self._row.addWidget(button)

    def show_help(self) -> None:
        """Say what can be written."""
        self.help.show_below(self.edit)

    def _tool(self, name: str, text: str, icon: str, theme: Theme) -> QToolButton:
        button = named(QToolButton(self), name, text, "flat")
        button.setToolTip(text)
        theme.assign(button, icon)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 10)
        row.setSpacing(4)
        row.addWidget(self.chips, 3)
        row.addWidget(self._clear)
        row.addSpacing(4)
        row.addWidget(self.edit, 2)
        row.addWidget(self.saved)
        row.addWidget(self._ask)
        self._row = row
        self.below = QVBoxLayout(self)
        self.below.setContentsMargins(0, 0, 0, 0)
        self.below.setSpacing(0)
        self.below.addLayout(row)
        self.below.addWidget(self.fault)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._on_changed)
        self.edit.textChanged.connect(self._typing.start)
        self.edit.returnPressed.connect(self._on_changed)
        self.edit.closed.connect(self._tell_fault)
        self.edit.values_wanted.connect(self._on_values_wanted)
        self.fault.mended.connect(self._on_mended)
        self.help.word_chosen.connect(self.edit.put)
        self._ask.clicked.connect(self.show_help)
        self._clear.clicked.connect(self.clear)
        self._typing.timeout.connect(self._on_changed)
        self._counting.timeout.connect(self._count)

    def _on_changed(self) -> None:
        self._typing.stop()
        self._clear.setVisible(self.where != RowFilter())
        self._tell_fault()
        self.changed.emit()

    def _tell_fault(self) -> None:
        faults = row_terms.parse(self.edit.text()).faults
        found = next((each for each in faults if not self._is_unfinished(each)), None)
        self.fault.tell(found)
        self.edit.setAccessibleDescription(self.fault.text)

    def _is_unfinished(self, fault: Fault) -> bool:
        """Return whether the part at the cursor is still being written."""
        if not self.edit.hasFocus() or not fault.start <= self.edit.cursorPosition() <= fault.end:
            return False
        return self.edit.is_completing or fault.problem is Problem.NO_VALUE or fault.value in ("<", ">", "<=", ">=")

    def _on_mended(self, start: int, end: int, text: str) -> None:
        self.edit.setText(f"{self.edit.text()[:start]}{text}{self.edit.text()[end:]}")
        self.edit.setFocus()
        self._on_changed()

    def _count(self) -> None:
        if self._batch is not None and not self._is_counting:
            self._is_counting = True
            self._tasks.spawn(self._load_counts(self._batch.id), name="count quick filters")

    async def _load_counts(self, batch_id: str) -> None:
        try:
            totals = await self._source.term_totals(batch_id, _QUICK_TERMS)
        finally:
            self._is_counting = False
        if self._batch is not None and self._batch.id == batch_id:
            self.edit.forget_values()
            self.chips.show_counts(dict(zip(COUNTED, totals, strict=True)))
            self.counted.emit()
        else:
            self._count()

    def _on_values_wanted(self, field: TermField) -> None:
        self.edit.set_values(field, ())
        if self._batch is not None:
            self._tasks.spawn(self._load_values(self._batch.id, field), name="load values")

    async def _load_values(self, batch_id: str, field: TermField) -> None:
        values = await self._source.term_values(batch_id, field)
        if self._batch is not None and self._batch.id == batch_id and values:
            self.edit.set_values(field, values)
