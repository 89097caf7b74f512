"""One failed domain scanned again at once, from the detail, whatever its batch is doing."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_scanner.core.batches import BatchInfo, DomainRow
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tasks import Tasks


class Retrying(QObject):
    """Does what the detail's "Try again now" asks for; errors go where `tasks` sends them."""

    def __init__(self, services: Workspace, pages: Pages, control: BatchControl, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._pages = pages
        self._control = control
        self._tasks = tasks
        pages.batch.detail.retry_wanted.connect(self._on_retry_wanted)

    def _on_retry_wanted(self, row: DomainRow) -> None:
        if batch := self._pages.shown_batch:
            self._tasks.spawn(self._retry(batch, row), name="try a domain again")

    async def _retry(self, batch: BatchInfo, row: DomainRow) -> None:
        """Put the domain back into its batch, and start one that is over; one that rests is the user's to resume."""
        if not await self._services.batches.reopen_failed(batch.id, ids=[row.target_id]):
            return
        self._control.reopened(batch.id, 1)
        if batch.state.is_resumable:
            text = self.tr("{domain} is back in the list. This batch rests: resume it to scan what waits in it.")
            self._pages.messages.tell(text.format(domain=row.domain_display), tone="info")
            self._pages.batch.reload()
            await self._control.load()
        elif batch.state is BatchState.RUNNING:
            text = self.tr("{domain} is scanned again as soon as one of the domains in work is done.")
            self._pages.messages.tell(text.format(domain=row.domain_display), tone="info")
        else:
            await self._control.start(batch.id)
