"""What can be done with a batch that was scanned: try failures again, scan it again, describe it, delete it."""

from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui import formats
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.batch_properties import BatchPropertiesDialog, Properties
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tasks import Tasks


class LibraryCommands(QObject):
    """Acts on the batch in view; errors go where `tasks` sends them."""

    def __init__(self, services: Workspace, pages: Pages, control: BatchControl, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._pages = pages
        self._control = control
        self._tasks = tasks
        self._window = window

    def retry(self) -> None:
        """Try every failed domain of the batch again, in place."""
        if batch := self._pages.shown_batch:
            self._spawn(self._retry(batch.id, ()))

    def retry_selected(self) -> None:
        """Try the selected domains that failed again."""
        batch, ids = self._pages.shown_batch, self._pages.batch.table.selected_ids()
        if batch is not None and ids:
            self._spawn(self._retry(batch.id, ids))

    def rescan(self) -> None:
        """Scan the batch's list again, as a new batch."""
        if batch := self._pages.shown_batch:
            self._spawn(self._rescan(batch))

    def describe(self) -> None:
        """Let the user edit the batch's name, tags, note and schedule."""
        if batch := self._pages.shown_batch:
            self._spawn(self._describe(batch))

    def delete(self) -> None:
        """Delete the batch; for ten minutes it can be brought back."""
        if batch := self._pages.shown_batch:
            self._spawn(self._delete(batch))

    async def _retry(self, batch_id: str, ids: Sequence[int]) -> None:
        count = await self._services.batches.reopen_failed(batch_id, ids=ids)
        if not count:
            self._pages.messages.tell(self.tr("None of these domains has failed."), tone="info")
            return
        self._control.reopened(batch_id, count)
        self._pages.batch.reload()
        await self._control.start(batch_id)

    async def _rescan(self, batch: BatchInfo) -> None:
        targets = await self._services.library.targets(batch.id)
        again = await self._services.batches.repeat(batch, targets, self._control.renew)
        await self._control.load()
        self._pages.show_batch(again, self._control.progress(again.id))

    async def _describe(self, batch: BatchInfo) -> None:
        schedules = {each.batch_id: each for each in await self._services.schedules.all()}
        dialog = BatchPropertiesDialog(batch, schedules.get(batch.id), self._window)
        was = schedules.get(batch.id)
        dialog.saved.connect(lambda said: self._spawn(self._save(batch, said, is_repeated=was is not None)))
        dialog.open()

    async def _save(self, batch: BatchInfo, said: Properties, *, is_repeated: bool) -> None:
        library, schedules = self._services.library, self._services.schedules
        if said.name.strip() != batch.name:
            await library.rename(batch.id, said.name)
        if said.note != batch.note:
            await library.note(batch.id, said.note)
        if said.tags != batch.tags:
            await library.tag(batch, add=said.tags, remove=batch.tags)
        if said.every is not None:
            known = {each.batch_id: each.every for each in await schedules.all()}
            if known.get(batch.id) is not said.every:
                await schedules.repeat(batch.id, said.every)
        elif is_repeated:
            await schedules.stop(batch.id)
        await self._control.load()

    async def _delete(self, batch: BatchInfo) -> None:
        await self._services.library.delete(batch.id)
        await self._control.load()
        self._pages.show_new_batch()
        text = self.tr("“{name}” is deleted, with what was found on {domains}.")
        self._pages.messages.tell(
            text.format(name=batch.name, domains=formats.domains(batch.total)),
            tone="info",
            undo=lambda: self._spawn(self._bring_back(batch.id)),
        )

    async def _bring_back(self, batch_id: str) -> None:
        batch = await self._services.library.bring_back(batch_id)
        await self._control.load()
        self._pages.show_batch(batch, None)

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(coroutine, name="change the library")
