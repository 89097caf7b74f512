"""What the window does by itself, once a minute: it starts batches that are due and removes what was deleted."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_scanner.core.errors import BatchBusyError, ScannerError
from desktop_scanner.core.schedules import Schedule
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.tasks import Tasks

_INTERVAL_MS = 60_000


class Chores(QObject):
    """Looks after schedules and deleted batches while the window is open.

    Signals:
        started(batch_id)   a batch was due and runs
        failed(text)        one was due and could not be started
        tidied(count)       so many deleted batches are gone for good
    """

    started = Signal(str)
    failed = Signal(str)
    tidied = Signal(int)

    def __init__(self, services: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.do)

    def start(self) -> None:
        """Do them now and from now on."""
        self._timer.start()
        self.do()

    def stop(self) -> None:
        """Do them no more."""
        self._timer.stop()

    def do(self) -> None:
        """Do what is to be done."""
        self._tasks.spawn(self._start_due(), name="start what is due")
        self._tasks.spawn(self._tidy(), name="remove what was deleted")

    async def _tidy(self) -> None:
        await self._services.lists.tidy()
        self.tidied.emit(await self._services.library.tidy())

    async def _start_due(self) -> None:
        for due in await self._services.schedules.due():
            await self._start(due)

    async def _start(self, due: Schedule) -> None:
        try:
            batch = await self._services.schedules.start(due)
        except BatchBusyError:
            return  # another window was first
        except ScannerError as error:
            text = self.tr("\u201c{name}\u201d was to be scanned again and could not be started. {why}")
            self.failed.emit(text.format(name=due.batch_name, why=error))
        else:
            self.started.emit(batch.id)
