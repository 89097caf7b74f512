"""What the window knows of servers: profiles, links, outbox and conflicts, read off the UI thread and told of."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_scanner.core.conflicts import Conflict
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.events import Event, RemoteTold
from desktop_scanner.core.outbox import Operation
from desktop_scanner.core.remote_links import RemoteLink
from desktop_scanner.core.remotes import RemoteProfile, RemoteServer
from desktop_scanner.services.remote_tokens import TokenPlace
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.tasks import Tasks

_SOON_MS = 200


class RemoteWatch(QObject):
    """Keeps what was read last; nothing is read while no server is known.

    Signals:
        changed                 anything of it
        link_changed(batch_id)  how a batch stands on its server
    """

    changed = Signal()
    link_changed = Signal(str)

    def __init__(self, services: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.profiles: list[RemoteProfile] = []
        self.servers: dict[str, RemoteServer] = {}
        self.places: dict[str, TokenPlace | None] = {}
        self.operations: list[Operation] = []
        self.conflicts: list[Conflict] = []
        self.progress: tuple[int, int] | None = None
        self._links: dict[str, RemoteLink] = {}
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(lambda: tasks.spawn(self.load_work(), name="read what waits"))
        self._unsubscribe = services.batches.subscribe(self._on_event)

    @property
    def default(self) -> RemoteProfile | None:
        """Return the server that is used where none is named."""
        return next((each for each in self.profiles if each.is_default), None)

    @property
    def links(self) -> list[RemoteLink]:
        """Return how batches stand on servers, one link a batch."""
        return list(self._links.values())

    def profile(self, name: str) -> RemoteProfile | None:
        """Return the profile of that name."""
        return next((each for each in self.profiles if each.name == name), None)

    def link(self, batch_id: str) -> RemoteLink | None:
        """Return how a batch stands on its server: the one that scans it, where there are several."""
        return self._links.get(batch_id)

    def is_classic(self, remote: str) -> bool:
        """Return whether a server is known to give no results."""
        server = self.servers.get(remote)
        return server is not None and not server.is_ours

    async def load(self) -> None:
        """Read everything anew."""
        remotes = self._services.remotes
        self.profiles = await remotes.all()
        self.servers, self.places = {}, {}
        for profile in self.profiles:
            if server := await remotes.found(profile.name):
                self.servers[profile.name] = server
            self.places[profile.name] = await self._place(profile)
        await self.load_work()

    async def load_work(self) -> None:
        """Read anew what waits, how batches stand, and what is in conflict."""
        sync, before = self._services.sync, self._links
        if self.profiles or before or self.operations:
            self.operations = await sync.operations()
            self.conflicts = await sync.conflicts()
            self._links = _by_batch(await sync.links())
        for batch_id in {*before, *self._links}:
            if before.get(batch_id) != self._links.get(batch_id):
                self.link_changed.emit(batch_id)
        self.changed.emit()

    def show_progress(self, progress: tuple[int, int] | None) -> None:
        """Say how far a sync is, None when none is under way."""
        if progress != self.progress:
            self.progress = progress
            self.changed.emit()

    def stop(self) -> None:
        """Listen no more."""
        self._soon.stop()
        self._unsubscribe()

    async def _place(self, profile: RemoteProfile) -> TokenPlace | None:
        try:
            found = await self._services.remotes.token(profile)
        except SettingsError:
            return None  # it is told of when the token is used
        return found.place if found else None

    def _on_event(self, batch_id: str, event: Event) -> None:
        if isinstance(event, RemoteTold):
            self._links[batch_id] = event.link
            self.link_changed.emit(batch_id)
            if not self._soon.isActive():
                self._soon.start()


def _by_batch(links: list[RemoteLink]) -> dict[str, RemoteLink]:
    """Return the links by batch; that of a server which scans the batch goes before others."""
    found: dict[str, RemoteLink] = {}
    for link in links:
        known = found.get(link.batch_id)
        if known is None or (link.role.is_sent and not known.role.is_sent):
            found[link.batch_id] = link
    return found
