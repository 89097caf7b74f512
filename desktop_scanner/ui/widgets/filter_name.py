"""The line below the filter box in which a filter is given its name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop_scanner.ui.widgets.naming import named

_LONGEST = 80


class FilterName(QWidget):
    """Asks for a name; Return takes it, Escape leaves everything as it is.

    Signals:
        named(name)
    """

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_name")
        self._label = named(QLabel(self), "filter_name_label", look="secondary")
        self.edit = named(QLineEdit(self), "filter_name_edit", self.tr("Name of the filter"))
        self.edit.setMaxLength(_LONGEST)
        self.edit.setMaximumWidth(260)
        self._label.setBuddy(self.edit)
        self._save = named(QPushButton(self.tr("Save"), self), "filter_name_save_button")
        cancel = named(QPushButton(self.tr("Cancel"), self), "filter_name_cancel_button", look="flat")
        self.edit.textChanged.connect(lambda text: self._save.setEnabled(bool(text.strip())))
        self.edit.returnPressed.connect(self._on_save)
        self._save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 8)
        layout.setSpacing(8)
        layout.addStretch(1)
        for each in (self._label, self.edit, self._save, cancel):
            layout.addWidget(each)
        self.hide()

    def ask(self, question: str, proposal: str) -> None:
        """Ask for a name."""
        self._label.setText(question)
        self.edit.setText(proposal)
        self._save.setEnabled(bool(proposal.strip()))
        self.show()
        self.edit.setFocus()
        self.edit.selectAll()

    def _on_save(self) -> None:
        name = self.edit.text().strip()
        if name:
            self.hide()
            self.named.emit(name)

    # Overrides of QWidget

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
