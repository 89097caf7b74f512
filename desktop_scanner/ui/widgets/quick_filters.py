"""Chips that filter the table at a press, each with its live count; what finds no room is in a menu."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.widgets.naming import named

_ALWAYS = (DomainStatus.COMPLETED, DomainStatus.FAILED)
_STATUSES = (*_ALWAYS, DomainStatus.RUNNING, DomainStatus.PENDING, DomainStatus.CANCELLED)
_VERDICTS = (Verdict.BLOCKED, Verdict.PARKED, Verdict.REDIRECTED_OFFSITE, Verdict.JAVASCRIPT_ONLY)
# The terms whose counts are asked for; those of the statuses are known.
COUNTED = ("email:yes", "phone:yes", *(f"verdict:{verdict.value}" for verdict in _VERDICTS))
_GAP = 6


class QuickFilters(QWidget):
    """One chip for all rows, one for each status that occurs, and others for what was found.

    Of the statuses one is chosen; the others may be added to it.

    Signals:
        chosen
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._counts: dict[str, int] = {}
        self._chips: dict[str, QPushButton] = {"": self._chip("status_chip_all", "")}
        for status in _STATUSES:
            term = f"status:{status.value}"
            self._chips[term] = self._chip(f"status_chip_{status.value}", term)
        for term in COUNTED:
            self._chips[term] = self._chip(f"quick_chip_{term.partition(':')[0]}_{term.partition(':')[2]}", term)
        self._more = named(QPushButton(self), "quick_filters_button", self.tr("Further quick filters"), "chip")
        self._menu = named(QMenu(self._more), "quick_filters_menu")
        self._more.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.choose_all()
        self.show_statuses(0, {})
        self.show_counts(dict.fromkeys(COUNTED, 0))

    @property
    def text(self) -> str:
        """Return what is chosen, as the terms of a filter."""
        return " ".join(term for term, chip in self._chips.items() if term and chip.isChecked())

    def choose_all(self) -> None:
        """Go back to all rows, without a signal."""
        for term, chip in self._chips.items():
            chip.setChecked(not term)
        self._arrange()

    def show_statuses(self, total: int, counts: Mapping[str, int]) -> None:
        """Show the counts by status."""
        self._count({"": total} | {f"status:{status.value}": counts.get(status.value, 0) for status in _STATUSES})

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show the counts of the terms in COUNTED."""
        self._count(counts)

    def _count(self, counts: Mapping[str, int]) -> None:
        if all(self._counts.get(term) == count for term, count in counts.items()):
            return
        self._counts.update(counts)
        for term in counts:
            chip, word = self._chips[term], self._word(term)
            chip.setText(f"{word}  {formats.number(counts[term])}")
            count = formats.domains(counts[term])
            chip.setAccessibleName(self.tr("Show {status}: {count}").format(status=word, count=count))
        self._arrange()

    def _word(self, term: str) -> str:
        word, _, value = term.partition(":")
        if word == "status":
            return labels.status(DomainStatus(value))
        if word == "verdict":
            text = labels.verdict(Verdict(value))
            return text[:1].upper() + text[1:]
        return {"": self.tr("All"), "email": self.tr("With e-mail"), "phone": self.tr("With phone")}[word]

    def _chip(self, name: str, term: str) -> QPushButton:
        chip = named(QPushButton(self), name, look="chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda _=False, term=term: self._on_clicked(term))
        return chip

    def _on_clicked(self, term: str) -> None:
        if not term or term.startswith("status:"):
            self._choose_status(term)
        if not term:
            for each in COUNTED:
                self._chips[each].setChecked(False)
        self._chips[""].setChecked(not self.text)
        self._arrange()
        self.chosen.emit()

    def _choose_status(self, chosen: str) -> None:
        for term, chip in self._chips.items():
            if term.startswith("status:"):
                chip.setChecked(term == chosen and chip.isChecked())

    def _wanted(self) -> list[str]:
        """Return the chips that say something; one that occurs nowhere has none, so that the rest stays calm."""
        always = ("", *(f"status:{status.value}" for status in _ALWAYS))
        return [
            term
            for term, chip in self._chips.items()
            if self._counts.get(term, 0) or term in always or (term and chip.isChecked())
        ]

    def _arrange(self) -> None:
        """Place the chips that fit, those chosen before others, and the menu for the rest."""
        wanted = self._wanted()
        shown = self._fitting(wanted)
        left = 0
        for term, chip in self._chips.items():
            chip.setVisible(term in shown)
            if term in shown:
                left = self._place(chip, left)
        self._more.setVisible(len(shown) < len(wanted))
        self._more.setText(self.tr("More"))
        self._place(self._more, left)
        self.updateGeometry()

    def _fitting(self, wanted: Sequence[str]) -> set[str]:
        widths = {term: self._chips[term].sizeHint().width() + _GAP for term in wanted}
        room = self.width() + _GAP
        if sum(widths.values()) <= room:
            return set(wanted)
        room -= self._more.sizeHint().width() + _GAP
        shown: set[str] = set()
        for term in sorted(wanted, key=lambda term: bool(term) and not self._chips[term].isChecked()):
            if widths[term] > room:
                break
            shown.add(term)
            room -= widths[term]
        return shown

    def _place(self, chip: QPushButton, left: int) -> int:
        size = chip.sizeHint()
        chip.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
        return left + size.width() + _GAP

    def _fill_menu(self) -> None:
        self._menu.clear()
        shown = self._fitting(self._wanted())
        for term in self._wanted():
            if term not in shown:
                action = QAction(self._chips[term].text(), self._menu, checkable=True)
                action.setChecked(self._chips[term].isChecked())
                action.triggered.connect(self._chips[term].click)
                self._menu.addAction(action)

    # Overrides of QWidget

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return the room that all chips take."""
        widths = [self._chips[term].sizeHint().width() + _GAP for term in self._wanted()]
        return QSize(sum(widths), self._more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return the room for the chip of all rows and the menu."""
        first, more = self._chips[""].sizeHint(), self._more.sizeHint()
        return QSize(first.width() + _GAP + more.width(), more.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Show as many chips as fit."""
        super().resizeEvent(event)
        self._arrange()
