"""Tags that the user gives the selected domains, and takes back."""

from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from desktop_scanner.services.tags import TagService
from desktop_scanner.ui import formats
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.panels.tags import TagPopup
from desktop_scanner.ui.tasks import Tasks


class Tagging(QObject):
    """Asks for a tag where the selection is, and says what came of it."""

    def __init__(self, tags: TagService, pages: Pages, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._tags = tags
        self._pages = pages
        self._tasks = tasks

    def ask(self) -> None:
        """Let the user say a tag for the selected domains."""
        if self._pages.shown_batch and (ids := self._pages.batch.table.selected_ids()):
            self._spawn(self._ask(ids))

    async def _ask(self, ids: Sequence[int]) -> None:
        table = self._pages.batch.table
        popup = TagPopup(len(ids), await self._tags.all(), table)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.add_wanted.connect(lambda tag: self._spawn(self._add(ids, tag)))
        popup.remove_wanted.connect(lambda tag: self._spawn(self._remove(ids, tag)))
        cell = table.visualRect(table.currentIndex())
        popup.open_at(table.viewport().mapToGlobal(QPoint(24, max(0, cell.bottom() + 4))))

    async def _add(self, ids: Sequence[int], tag: str) -> None:
        changed = await self._tags.tag(ids, tag)
        self._tell(
            self.tr("{domains} tagged “{tag}”."), tag, changed, lambda: self._spawn(self._take_back(changed, tag))
        )

    async def _remove(self, ids: Sequence[int], tag: str) -> None:
        changed = await self._tags.untag(ids, tag)
        text = self.tr("“{tag}” taken from {domains}.")
        self._tell(text, tag, changed, lambda: self._spawn(self._bring_back(changed, tag)))

    async def _take_back(self, ids: Sequence[int], tag: str) -> None:
        await self._tags.untag(ids, tag)
        self._pages.batch.reload()

    async def _bring_back(self, ids: Sequence[int], tag: str) -> None:
        await self._tags.tag(ids, tag)
        self._pages.batch.reload()

    def _tell(self, text: str, tag: str, changed: Sequence[int], undo: Any) -> None:
        self._pages.batch.reload()
        told = text.format(domains=formats.domains(len(changed)), tag=tag)
        self._pages.messages.tell(told, tone="info", undo=undo if changed else None)

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(coroutine, name="tag domains")
