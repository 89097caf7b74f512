"""The sample sites from within the window: served on this computer until the program ends, their list proposed."""

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_scanner.demo.thread import RunningDemo


class SampleSites(QObject):
    """Starts them once, when they are asked for."""

    def __init__(self, pages: Pages, control: BatchControl, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self._control = control
        self._tasks = tasks
        self._running: RunningDemo | None = None
        self._lock = asyncio.Lock()
        pages.new_batch.domains.welcome.samples_wanted.connect(self.open)

    def open(self) -> None:
        """Serve the sites and propose their list, which the user only has to start."""
        self._tasks.spawn(self._open(), name="open sample sites")

    async def stop(self) -> None:
        """Serve them no more."""
        running, self._running = self._running, None
        if running is not None:
            await asyncio.to_thread(running.stop)

    async def _open(self) -> None:
        async with self._lock:  # a second press in the meantime
            if self._running is None:
                self._running = await asyncio.to_thread(_start)
        running = self._running
        self._control.renew = running.renewed
        note = self.tr(
            "These sites are made for this program and served by it on this computer; no network is needed. "
            "Start the scan to see what is found on them."
        )
        panel = self._pages.new_batch
        panel.propose(running.text, name=self.tr("Sample sites"), options=running.options, note=note)
        self._pages.show_new_batch()


def _start() -> "RunningDemo":
    from desktop_scanner.demo.thread import start_in_thread  # noqa: PLC0415 -- a tenth of a second, for few windows

    return start_in_thread()
