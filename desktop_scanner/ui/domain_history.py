"""The history of the domain in the detail: read when it is looked at, and the way to what another batch saw."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tasks import Tasks


class DomainHistoryReading(QObject):
    """Reads what the History tab shows; errors go where `tasks` sends them."""

    def __init__(self, services: Workspace, pages: Pages, control: BatchControl, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._pages = pages
        self._control = control
        self._tasks = tasks
        pages.batch.detail.history_wanted.connect(self._on_history_wanted)
        pages.batch.detail.batch_wanted.connect(self._on_batch_wanted)

    def _on_history_wanted(self, domain: str) -> None:
        self._tasks.spawn(self._read(domain), name="read a domain's history")

    async def _read(self, domain: str) -> None:
        self._pages.batch.detail.show_history(domain, await self._services.comparison.timeline(domain))

    def _on_batch_wanted(self, batch_id: str, target_id: int) -> None:
        batch = self._control.batches.batch(batch_id)
        if batch is not None and batch_id != self._pages.shown_id:
            self._pages.show_target(batch, target_id)
