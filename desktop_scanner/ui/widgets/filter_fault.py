"""What is wrong with a filter, in a line below its box: a symbol, a sentence, and what is perhaps meant."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_scanner.core import term_faults
from desktop_scanner.core.term_faults import Fault
from desktop_scanner.ui import sentences
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named


class FilterFault(QWidget):
    """Shows the first fault of a filter, or nothing.

    Signals:
        mended(start, end, text)    the text is to stand from start to end
    """

    mended = Signal(int, int, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_fault")
        self._theme = theme
        self._fault: Fault | None = None
        self._symbol = QLabel(self)
        self._sentence = named(QLabel(self), "filter_fault_text", look="attention")
        self._proposal = named(QPushButton(self), "filter_fault_button", self.tr("Mend the filter"), "link")
        self._proposal.clicked.connect(self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 8)
        layout.setSpacing(6)
        layout.addStretch(1)
        for each in (self._symbol, self._sentence, self._proposal):
            layout.addWidget(each)
        theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    @property
    def text(self) -> str:
        """Return what is said, "" for nothing."""
        return self._sentence.text() if self._fault else ""

    def tell(self, fault: Fault | None) -> None:
        """Say what is wrong, or that nothing is."""
        self._fault = fault
        self.setVisible(fault is not None)
        if fault is None:
            return
        self._sentence.setText(sentences.shown(term_faults.in_short(fault)))
        self._sentence.setAccessibleName(self.tr("The filter: {fault}").format(fault=self._sentence.text()))
        self._proposal.setText(self.tr("Write “{text}”").format(text=fault.nearest))
        self._proposal.setVisible(bool(fault.nearest))

    def _tint(self) -> None:
        self._symbol.setPixmap(self._theme.icon("attention", "attention").pixmap(16))

    def _on_clicked(self) -> None:
        if self._fault is not None:
            self.mended.emit(self._fault.start, self._fault.end, self._fault.nearest)
