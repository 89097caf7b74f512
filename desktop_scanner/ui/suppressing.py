"""Values that are removed for good and never kept, from the settings' page."""

from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.suppression import SuppressedKind, Suppression
from desktop_scanner.services.privacy import PrivacyService
from desktop_scanner.ui import formats, sentences
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.panels.setting_group import SettingGroup
from desktop_scanner.ui.panels.suppression_list import SuppressionList
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.message_bar import Choice


class Suppressing(QObject):
    """Puts the suppression list on the page, once its group is looked at, and does what is asked there."""

    def __init__(
        self, privacy: PrivacyService, pages: Pages, control: BatchControl, tasks: Tasks, theme: Theme
    ) -> None:
        super().__init__(pages)
        self._privacy = privacy
        self._pages = pages
        self._control = control
        self._tasks = tasks
        self._theme = theme
        self._list: SuppressionList | None = None
        pages.settings.group_built.connect(self._on_group_built)

    def _on_group_built(self, group: SettingGroup) -> None:
        if group.group.name != "privacy":
            return
        made = SuppressionList(self._theme, group)
        made.purge_wanted.connect(self._on_purge_wanted)
        made.allow_wanted.connect(lambda chosen: self._spawn(self._take_off(made, chosen)))
        group.add(made)
        self._list = made
        self._spawn(self._reload(made))

    def _on_purge_wanted(self, value: str, kind: SuppressedKind | None) -> None:
        text = self.tr("Remove {value} from all batches, for good? Later scans leave it out.")
        self._pages.settings.messages.ask(
            text.format(value=value),
            (
                Choice("purge_confirm_button", self.tr("Remove for Good"), lambda: self._purge(value, kind)),
                Choice("purge_cancel_button", self.tr("Keep It"), lambda: None),
            ),
        )

    def _purge(self, value: str, kind: SuppressedKind | None) -> None:
        self._spawn(self._remove(value, kind))

    async def _remove(self, value: str, kind: SuppressedKind | None) -> None:
        messages = self._pages.settings.messages
        try:
            _, count = await self._privacy.purge(value, kind)
        except InputError as error:
            messages.tell(sentences.shown(str(error)))
            return
        await self._show_gone(value, count)

    async def _show_gone(self, value: str, count: int) -> None:
        text = self.tr("{value} is removed from {count} results, and later scans leave it out.")
        told = text.format(value=value, count=formats.number(count))
        if copies := self._privacy.copies():
            more = self.tr("Copies from before may still hold it; delete them if you need them no more: {files}.")
            told = "\n".join((told, more.format(files=", ".join(map(str, copies)))))
        self._pages.settings.messages.tell(told, tone="info")
        await self._control.load()
        self._pages.batch.reload()
        if self._list is not None:
            self._list.clear_value()
            await self._reload(self._list)

    async def _take_off(self, shown: SuppressionList, chosen: Sequence[Suppression]) -> None:
        for each in chosen:
            await self._privacy.allow(each.value, each.kind)
        await self._reload(shown)

    async def _reload(self, shown: SuppressionList) -> None:
        shown.show_list(await self._privacy.all())

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(coroutine, name="change what is never kept")
