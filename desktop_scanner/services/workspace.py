"""One database and the services on it: what a window, a command or a server works in."""

from pathlib import Path
from types import TracebackType

from desktop_scanner.core.errors import StoreError
from desktop_scanner.services.batches import BatchService
from desktop_scanner.services.comparison import ComparisonService
from desktop_scanner.services.exports import ExportService
from desktop_scanner.services.history import HistoryService
from desktop_scanner.services.library import LibraryService
from desktop_scanner.services.lists import ListService
from desktop_scanner.services.marks import MarkService
from desktop_scanner.services.overview import OverviewService
from desktop_scanner.services.privacy import PrivacyService
from desktop_scanner.services.remote_runs import RemoteRunService
from desktop_scanner.services.remotes import RemoteService
from desktop_scanner.services.schedules import ScheduleService
from desktop_scanner.services.server_batches import ServerBatchService
from desktop_scanner.services.settings import SettingsService
from desktop_scanner.services.sync import SyncService
from desktop_scanner.services.tags import TagService
from desktop_scanner.store.database import Store


class Workspace:
    """The services on one open database; an asynchronous context manager."""

    def __init__(self, store: Store, settings: SettingsService | None = None) -> None:
        self.store = store
        self.settings = settings or SettingsService()
        self.database = store.path
        self.batches = BatchService(store)
        self.history = HistoryService(store)
        self.exports = ExportService(store)
        self.marks = MarkService(store)
        self.overview = OverviewService(store)
        self.library = LibraryService(store)
        self.lists = ListService(store)
        self.privacy = PrivacyService(store)
        self.schedules = ScheduleService(store, self.batches, self.library)
        self.comparison = ComparisonService(store)
        self.tags = TagService(store)
        self.remotes = RemoteService(store)
        self.remote_runs = RemoteRunService(store, self.batches, self.remotes, self.settings)
        self.sync = SyncService(store, self.remotes, self.remote_runs)
        self.server_batches = ServerBatchService(store, self.remotes, self.sync)

    @classmethod
    async def open(cls, database: Path | None = None) -> "Workspace":
        """Open the database, by default the settings' one; raise a StoreError that says what is wrong with it."""
        settings = SettingsService()
        workspace = cls(await _opened(database or settings.database, settings), settings)
        await workspace.history.batches()  # what was running when the program last died is interrupted from here on
        return workspace

    async def close(self) -> None:
        """Interrupt what runs, store what is scanned, close the database."""
        await self.remote_runs.close()
        await self.batches.close()
        await self.store.close()

    async def __aenter__(self) -> "Workspace":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


async def _opened(database: Path, settings: SettingsService) -> Store:
    try:
        return await Store.open(database)
    except StoreError as error:
        if database != settings.database or settings.current.storage.folder is None:
            raise
        # Without a window there is no page on which that could be changed.
        hint = "The settings name its folder; `desktop-scanner settings unset storage.folder` takes the usual one."
        raise type(error)(f"{error} {hint}") from error
