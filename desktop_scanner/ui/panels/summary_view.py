"""The Summary tab: why the domain failed, where it did, and below it the sheet of what is known; scrolled as one."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_scanner.core.results import DomainResult
from desktop_scanner.ui.panels import sheets
from desktop_scanner.ui.panels.failure_view import FailureView
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.fact_sheet import FactSheet


class SummaryView(QScrollArea):
    """Shows one result.

    Signals:
        url_wanted(url)
    """

    url_wanted = Signal(QUrl)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("summary_view")
        self.setProperty("look", "surface")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._failure = FailureView(theme)
        self._sheet = FactSheet("summary_sheet", is_whole=True)
        self._sheet.setAccessibleName(title)
        self._sheet.link_chosen.connect(self.url_wanted)
        inside = QWidget(self)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._failure)
        layout.addWidget(self._sheet)
        layout.addStretch(1)
        self.setWidget(inside)
        self.setFocusProxy(self._sheet)

    def show_result(self, result: DomainResult) -> None:
        """Show it, from the top where it is another domain's."""
        if result.failure is not None:
            self._failure.show_failure(result, result.failure)
        self._failure.setVisible(result.failure is not None)
        self._sheet.setHtml(sheets.summary(result, self._theme.colours))

    def scroll_up(self) -> None:
        """Go to the top."""
        self.verticalScrollBar().setValue(0)
