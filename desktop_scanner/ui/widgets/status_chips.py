"""Chips that filter the table by status, each with its live count."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.widgets.naming import named

_ALWAYS = (DomainStatus.COMPLETED, DomainStatus.FAILED)
_ORDER = (*_ALWAYS, DomainStatus.RUNNING, DomainStatus.PENDING, DomainStatus.CANCELLED)


class StatusChips(QWidget):
    """One chip for all rows and one for each status that occurs.

    Signals:
        chosen(statuses)    a tuple of DomainStatus, empty for all
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._all = self._chip("status_chip_all")
        self._chips = {status: self._chip(f"status_chip_{status.value}") for status in _ORDER}
        self._all.setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self.set_counts(0, {})

    @property
    def statuses(self) -> tuple[DomainStatus, ...]:
        """Return what is chosen; empty for all."""
        return tuple(status for status, chip in self._chips.items() if chip.isChecked())

    def choose_all(self) -> None:
        """Go back to all rows, without a signal."""
        self._all.setChecked(True)

    def set_counts(self, total: int, counts: Mapping[str, int]) -> None:
        """Show these counts; a status that does not occur has no chip, so that the rest stays calm."""
        self._name(self._all, self.tr("All"), total)
        for status, chip in self._chips.items():
            count = counts.get(status.value, 0)
            self._name(chip, labels.status(status), count)
            chip.setVisible(bool(count) or status in _ALWAYS or chip.isChecked())

    def _chip(self, name: str) -> QPushButton:
        chip = named(QPushButton(self), name, look="chip")
        chip.setCheckable(True)
        self._group.addButton(chip)
        self._layout.addWidget(chip)
        return chip

    def _name(self, chip: QPushButton, word: str, count: int) -> None:
        chip.setText(f"{word}  {formats.number(count)}")
        chip.setAccessibleName(self.tr("Show {status}: {count}").format(status=word, count=formats.domains(count)))

    def _on_clicked(self) -> None:
        self.chosen.emit(self.statuses)
