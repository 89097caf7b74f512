"""The ways to look at a batch, of which one is shown: its table, its overview, what its domains share."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from desktop_scanner.ui.widgets.naming import named


class BatchViews(QStackedWidget):
    """Holds the views; `tabs` is the switch between them, which stands in the head of the batch.

    Signals:
        shown(view)     the QWidget that is in front now
    """

    shown = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batch_views")
        self.tabs = named(QTabBar(self), "batch_view_tabs", self.tr("Ways to look at the batch"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setSizePolicy(
            QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )  # what stands beside it takes the rest
        self.tabs.currentChanged.connect(self.setCurrentIndex)
        self.currentChanged.connect(self._on_changed)

    def add(self, view: QWidget, name: str) -> None:
        """Add a view with its name on the switch."""
        self.tabs.addTab(name)
        self.addWidget(view)

    def names(self) -> list[str]:
        """Return the views' names."""
        return [self.tabs.tabText(place) for place in range(self.count())]

    def _on_changed(self, place: int) -> None:
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(place)
        self.shown.emit(self.currentWidget())
