"""The views of the window's main area, one shown at a time: start, batch, comparison, search, settings."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.ui.panels.batch import BatchPanel
from desktop_scanner.ui.panels.comparison import ComparisonPanel
from desktop_scanner.ui.panels.new_batch import NewBatchPanel
from desktop_scanner.ui.panels.search import SearchPanel
from desktop_scanner.ui.panels.settings import SettingsPanel
from desktop_scanner.ui.progress import BatchProgress
from desktop_scanner.ui.widgets.message_bar import MessageBar


class Pages(QStackedWidget):
    """Holds the views and knows which batch is in view.

    Signals:
        shown(batch_id)     another view is in front; "" where that is no batch
    """

    shown = Signal(str)

    def __init__(
        self,
        new_batch: NewBatchPanel,
        batch: BatchPanel,
        comparison: ComparisonPanel,
        search: SearchPanel,
        settings: SettingsPanel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.new_batch = new_batch
        self.batch = batch
        self.comparison = comparison
        self.search = search
        self.settings = settings
        for view in (new_batch, batch, comparison, search, settings):
            self.addWidget(view)
        self._further: dict[QWidget, MessageBar] = {}

    def add(self, view: QWidget, messages: MessageBar) -> None:
        """Add a further view with its message bar."""
        self._further[view] = messages
        self.addWidget(view)

    @property
    def shown_batch(self) -> BatchInfo | None:
        """Return the batch in view, None at the start view."""
        return self.batch.batch if self.currentWidget() is self.batch else None

    @property
    def shown_id(self) -> str:
        """Return the id of the batch in view, "" at the start view."""
        return self.shown_batch.id if self.shown_batch else ""

    @property
    def messages(self) -> MessageBar:
        """Return the message bar of the view in front."""
        view = self.currentWidget()
        for panel in (self.batch, self.comparison, self.search, self.settings):
            if view is panel:
                return panel.messages
        return self._further.get(view, self.new_batch.messages) if view else self.new_batch.messages

    def show_new_batch(self) -> None:
        """Bring the start view to the front."""
        self.setCurrentWidget(self.new_batch)
        self.new_batch.domains.editor.setFocus()
        self.shown.emit("")

    def show_comparison(self) -> None:
        """Bring the comparison to the front."""
        self.setCurrentWidget(self.comparison)
        self.shown.emit("")

    def show_search(self) -> None:
        """Bring the search to the front, ready to be typed into."""
        self.setCurrentWidget(self.search)
        self.search.edit.setFocus()
        self.search.edit.selectAll()
        self.shown.emit("")

    def show_settings(self) -> None:
        """Bring the settings to the front, ready to be searched."""
        self.setCurrentWidget(self.settings)
        self.settings.open()
        self.shown.emit("")

    def bring_back(self, view: QWidget) -> None:
        """Bring back a view that was in front before."""
        self.setCurrentWidget(view)
        self.shown.emit(self.shown_id)

    def show_target(self, batch: BatchInfo, target_id: int) -> None:
        """Bring a batch to the front with one of its domains chosen."""
        self.batch.choose_when_loaded(target_id)
        self.show_batch(batch, None)

    def show_batch(self, batch: BatchInfo, progress: BatchProgress | None) -> None:
        """Bring a batch to the front; one that is there already stays as it is."""
        if batch.id == self.shown_id:
            return
        self.batch.show_batch(batch, progress)
        self.setCurrentWidget(self.batch)
        self.shown.emit(batch.id)
