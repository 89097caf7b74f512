"""What is never kept, on the settings' page: the list, the way onto it and off it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_scanner.core.suppression import SUPPRESSED_KINDS, SuppressedKind, Suppression
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.facts_tree import Fact, FactsTree, Heading
from desktop_scanner.ui.widgets.naming import named

translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts
_HEIGHT = 180


class SuppressionList(QWidget):
    """Shows the suppression list.

    Signals:
        purge_wanted(value, kind)   a kind, or None where the value's form tells it
        allow_wanted(suppressions)
    """

    purge_wanted = Signal(str, object)
    allow_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suppression_list")
        self._shown: Sequence[Suppression] = ()
        self._title = QLabel(self.tr("Never kept"), self)
        self._title.setProperty("look", "title")
        self._help = QLabel(
            self.tr(
                "Domains and values of people that were removed from all batches; later scans leave them out. Exported "
                "files and copies of the database are not touched."
            ),
            self,
            wordWrap=True,
        )
        self._help.setProperty("look", "secondary")
        self._value = named(QLineEdit(self), "purge_value", self.tr("What is to be removed"))
        self._value.setPlaceholderText(self.tr("A domain, e-mail, phone, profile or address"))
        self._value.textChanged.connect(self._enable)
        self._value.returnPressed.connect(self._on_purge)
        self._kind = named(QComboBox(self), "purge_kind", self.tr("What kind it is"))
        self._kind.addItem(self.tr("Any kind"), None)
        for kind in SUPPRESSED_KINDS:
            self._kind.addItem(_kind_word(kind), kind)
        self._purge = named(QPushButton(self.tr("Remove…"), self), "purge_button")
        self._purge.clicked.connect(self._on_purge)
        headings = (Heading(self.tr("Value"), 200, 2), Heading(self.tr("Kind"), 90), Heading(self.tr("Since"), 100))
        self._list = FactsTree(theme, headings, "suppressed_values")
        self._list.setAccessibleName(self.tr("Never kept"))
        self._list.setFixedHeight(_HEIGHT)
        self._list.itemSelectionChanged.connect(self._enable)
        self._allow = named(QPushButton(self.tr("Allow Again"), self), "allow_button")
        self._allow.clicked.connect(self._on_allow)
        self._lay_out()
        self.show_list(())

    def show_list(self, suppressions: Sequence[Suppression]) -> None:
        """Show what is on the list."""
        self._shown = tuple(suppressions)
        self._list.show_facts(
            Fact((each.value, _kind_word(each.kind), formats.moment(each.created_at))) for each in self._shown
        )
        self._list.setVisible(bool(self._shown))
        self._allow.setVisible(bool(self._shown))
        self._enable()

    def clear_value(self) -> None:
        """Make room for the next value."""
        self._value.clear()

    def _enable(self) -> None:
        self._purge.setEnabled(bool(self._value.text().strip()))
        self._allow.setEnabled(bool(self._list.selectedItems()))

    def _on_purge(self) -> None:
        if value := self._value.text().strip():
            self.purge_wanted.emit(value, self._kind.currentData())

    def _on_allow(self) -> None:
        rows = sorted({self._list.indexOfTopLevelItem(item) for item in self._list.selectedItems()})
        self.allow_wanted.emit([self._shown[row] for row in rows])

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._value, 1)
        line.addWidget(self._kind)
        line.addWidget(self._purge)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._allow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self._help)
        layout.addLayout(line)
        layout.addWidget(self._list)
        layout.addLayout(foot)


def _kind_word(kind: SuppressedKind) -> str:
    return translate("suppression_list", "Domain") if kind == "domain" else labels.fact_kind(kind)
