"""What is older than the settings keep it, removed when the window opens and once a day."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.services import retention
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tasks import Tasks

_DAY_MS = 24 * 60 * 60 * 1000


class Tidying(QObject):
    """Never acts on a change itself: who tries numbers out would lose by each of them.

    Signals:
        done(tidied)    retention.Tidied, also where nothing was old enough
    """

    done = Signal(object)

    def __init__(self, services: Workspace, pages: Pages, control: BatchControl, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._pages = pages
        self._control = control
        self._tasks = tasks
        self._timer = QTimer(self, interval=_DAY_MS)
        self._timer.timeout.connect(self.do)

    def start(self) -> None:
        """Look now and from now on."""
        self._timer.start()
        self.do()

    def do(self) -> None:
        """Remove what is too old."""
        self._tasks.spawn(self._tidy(), name="remove what is too old")

    async def _tidy(self) -> None:
        tidied = await retention.tidy(self._services.library, self._services.settings.current.storage)
        if tidied.batches:
            await self._control.load()
            text = self.tr("Deleted, because they ended longer ago than the settings keep batches: {names}.")
            names = ", ".join(batch.name for batch in tidied.batches)
            self._pages.messages.tell(text.format(names=names), tone="info", undo=lambda: self._undo(tidied.batches))
        self.done.emit(tidied)

    def _undo(self, batches: tuple[BatchInfo, ...]) -> None:
        self._tasks.spawn(self._bring_back(batches), name="bring old batches back")

    async def _bring_back(self, batches: tuple[BatchInfo, ...]) -> None:
        for batch in batches:
            await self._services.library.bring_back(batch.id)
        await self._control.load()
