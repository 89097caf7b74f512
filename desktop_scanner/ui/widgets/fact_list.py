"""Facts with the evidence of the chosen one beside them, or a sentence that says why there are none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget

from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.evidence_pane import EvidencePane
from desktop_scanner.ui.widgets.facts_tree import Fact, FactsTree, Heading
from desktop_scanner.ui.widgets.naming import named

_SIDE_BY_SIDE = 620


class FactList(QStackedWidget):
    """Shows facts; the evidence stands at the right where there is room, else below.

    Signals:
        mark_wanted(keys, everywhere), unmark_wanted(keys)      as FactsTree
        url_wanted(url)
    """

    mark_wanted = Signal(object, bool)
    unmark_wanted = Signal(object)
    url_wanted = Signal(QUrl)

    def __init__(
        self, theme: Theme, headings: Sequence[Heading], name: str, title: str, *, has_evidence: bool = True
    ) -> None:
        super().__init__()
        self.setProperty("look", "surface")
        self.tree = FactsTree(theme, headings, f"{name}_list", begins_at_first=has_evidence)
        self.tree.setAccessibleName(title)
        self.tree.url_wanted.connect(self.url_wanted)
        self.tree.mark_wanted.connect(self.mark_wanted)
        self.tree.unmark_wanted.connect(self.unmark_wanted)
        self._nothing = named(QLabel(self, wordWrap=True), f"{name}_placeholder", look="secondary")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._nothing.setContentsMargins(24, 8, 24, 8)
        self._splitter = named(QSplitter(self), f"{name}_splitter")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.tree)
        if has_evidence:
            self._add_pane(EvidencePane(theme, name, self))
        self.addWidget(self._splitter)
        self.addWidget(self._nothing)
        self.setFocusProxy(self.tree)

    def show_facts(self, facts: Sequence[Fact], nothing: str) -> None:
        """Show the facts, or say that there are none."""
        self.tree.show_facts(facts)
        self._nothing.setText(nothing)
        self.setCurrentWidget(self._splitter if facts else self._nothing)

    def _add_pane(self, pane: EvidencePane) -> None:
        self._splitter.addWidget(pane)
        self._splitter.setSizes([600, 400])
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 2)
        self.tree.fact_chosen.connect(pane.show_fact)
        pane.url_wanted.connect(self.url_wanted)
        pane.mark_wanted.connect(lambda: self.mark_wanted.emit(self.tree.chosen(), False))
        pane.unmark_wanted.connect(lambda: self.unmark_wanted.emit(self.tree.chosen()))

    # Overrides of QStackedWidget

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Put the evidence where there is room for it."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _SIDE_BY_SIDE
        self._splitter.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
