"""Facts that the user calls wrong, from the detail panel; and the list in which that can be taken back."""

from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_scanner.core.marks import Mark
from desktop_scanner.services.marks import MarkService
from desktop_scanner.ui.panels.marks_dialog import MarksDialog
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.facts_tree import FactKey


class Marking(QObject):
    """Marks and unmarks what the panels ask for, and shows what came of it."""

    def __init__(self, marks: MarkService, pages: Pages, tasks: Tasks, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._marks = marks
        self._pages = pages
        self._tasks = tasks
        self._theme = theme
        self._window = window
        pages.batch.detail.mark_wanted.connect(self._on_mark_wanted)
        pages.batch.detail.unmark_wanted.connect(self._on_unmark_wanted)

    def show_list(self) -> None:
        """Show every marked value."""
        self._spawn(self._show_list())

    async def _show_list(self) -> None:
        dialog = MarksDialog(await self._marks.all(), self._theme, self._window)
        dialog.unmark_wanted.connect(lambda marks: self._spawn(self._take_back(dialog, marks)))
        dialog.open()

    async def _take_back(self, dialog: MarksDialog, marks: Sequence[Mark]) -> None:
        for mark in marks:
            await self._marks.take_back(mark)
        dialog.show_marks(await self._marks.all())
        self._pages.batch.reload()

    def _on_mark_wanted(self, domain: str, keys: list[FactKey], everywhere: bool) -> None:
        self._spawn(self._mark(keys, None if everywhere else domain))

    def _on_unmark_wanted(self, domain: str, keys: list[FactKey]) -> None:
        self._spawn(self._unmark(keys, domain))

    async def _mark(self, keys: Sequence[FactKey], domain: str | None) -> None:
        for key in keys:
            await self._marks.mark(key.value, kind=key.kind, domain=domain)
        self._pages.batch.reload()
        where = self.tr("on {domain}").format(domain=domain) if domain else self.tr("everywhere")
        text = self.tr("Marked as wrong {where}, in later batches too: {values}.")
        self._pages.messages.tell(
            text.format(where=where, values=", ".join(key.value for key in keys)),
            tone="info",
            undo=lambda: self._spawn(self._unmark(keys, domain)),
        )

    async def _unmark(self, keys: Sequence[FactKey], domain: str | None) -> None:
        """Take back the marks by which these values are wrong on the domain, those for everywhere among them."""
        wanted = {(key.kind, key.value.casefold()) for key in keys}
        for mark in await self._marks.all():
            if (mark.kind, mark.value.casefold()) in wanted and mark.domain in (None, domain):
                await self._marks.take_back(mark)
        self._pages.batch.reload()

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(coroutine, name="mark values")
