"""What the side bar's saved lists do: kept from the list or batch in view, opened, scanned, renamed, deleted."""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject

from desktop_scanner.core.lists import SavedList
from desktop_scanner.core.targets import TargetList
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui import formats
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.panels.saved_lists import SavedListsPanel
from desktop_scanner.ui.tasks import Tasks


class SavedListCommands(QObject):
    """Acts for the panel; errors go where `tasks` sends them."""

    def __init__(
        self, services: Workspace, pages: Pages, panel: SavedListsPanel, control: BatchControl, tasks: Tasks
    ) -> None:
        super().__init__(panel)
        self._lists = services.lists
        self._library = services.library
        self._pages = pages
        self._panel = panel
        self._tasks = tasks
        panel.save_wanted.connect(self.save)
        panel.open_wanted.connect(lambda saved: self._spawn(self._open(saved)))
        panel.scan_wanted.connect(lambda saved: self._spawn(self._scan(saved)))
        panel.delete_wanted.connect(lambda saved: self._spawn(self._delete(saved)))
        panel.model.rename_wanted.connect(lambda list_id, name: self._spawn(self._rename(list_id, name)))
        control.elsewhere_changed.connect(self.load)

    def load(self) -> None:
        """Show the lists as they are in the database."""
        self._spawn(self._load())

    def save(self) -> None:
        """Keep the list in view, or the domains of the batch in view, under a name that can be edited at once."""
        self._spawn(self._save())

    async def _load(self) -> None:
        self._panel.model.set_lists(await self._lists.all())

    async def _save(self) -> None:
        batch = self._pages.shown_batch
        if batch is not None:
            targets, name = await self._library.targets(batch.id), batch.name
        else:
            targets = await self._pages.new_batch.domains.read()
            name = self._pages.new_batch.list_name
        if not targets.targets:
            self._pages.messages.tell(self.tr("There is no domain in the list that could be saved."), tone="attention")
            return
        opened = None if batch else await self._opened(name)
        if opened is not None:
            await self._replace(opened, targets)
            return
        saved = await self._lists.save(await self._free(name or targets.targets[0].domain_display), targets)
        await self._load()
        self._panel.edit_name(saved.id)

    async def _opened(self, name: str) -> SavedList | None:
        """Return the list that was opened and is saved again under its name."""
        if name != self._pages.new_batch.domains.came_from:
            return None
        return next((each for each in await self._lists.all() if each.name == name), None)

    async def _replace(self, old: SavedList, targets: TargetList) -> None:
        saved = await self._lists.save(old.name, targets)
        await self._load()
        text = self.tr("The list “{name}” is saved with {domains}, in the place of {before}.")
        before, now = formats.domains(old.total), formats.domains(saved.total)
        self._pages.messages.tell(
            text.format(name=saved.name, domains=now, before=before),
            tone="info",
            undo=lambda: self._spawn(self._take_back(saved, old)),
        )

    async def _take_back(self, saved: SavedList, old: SavedList) -> None:
        await self._lists.delete(saved.id)
        await self._bring_back(old.id)

    async def _free(self, name: str) -> str:
        """Return the name, with a number behind it where a list has it: nothing is replaced unasked."""
        taken = {each.name.casefold() for each in await self._lists.all()}
        free, count = name, 1
        while free.casefold() in taken:
            count += 1
            free = f"{name} {count}"
        return free

    async def _open(self, saved: SavedList) -> None:
        targets = await self._lists.targets(saved.id)
        self._pages.new_batch.propose_list(targets, saved.name)
        self._pages.show_new_batch()

    async def _scan(self, saved: SavedList) -> None:
        await self._open(saved)
        self._pages.new_batch.start()

    async def _rename(self, list_id: int, name: str) -> None:
        await self._lists.rename(list_id, name)
        await self._load()

    async def _delete(self, saved: SavedList) -> None:
        await self._lists.delete(saved.id)
        await self._load()
        text = self.tr("The list “{name}” with {domains} is deleted.")
        self._pages.messages.tell(
            text.format(name=saved.name, domains=formats.domains(saved.total)),
            tone="info",
            undo=lambda: self._spawn(self._bring_back(saved.id)),
        )

    async def _bring_back(self, list_id: int) -> None:
        await self._lists.bring_back(list_id)
        await self._load()

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(coroutine, name="change saved lists")
