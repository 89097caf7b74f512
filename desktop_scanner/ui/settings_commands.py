"""The way to the settings' page and back, and what new batches start with."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QWidget

from desktop_scanner.core.settings.declarations import ALL
from desktop_scanner.ui import file_dialogs, sentences
from desktop_scanner.ui.actions import Actions
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.panels.setting_row import SettingRow
from desktop_scanner.ui.preferences import Preferences
from desktop_scanner.ui.tasks import Tasks


class SettingsCommands(QObject):
    """Shows the page, chooses paths for it, and keeps the start view true to the settings."""

    def __init__(self, preferences: Preferences, pages: Pages, actions: Actions, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._pages = pages
        self._tasks = tasks
        self._window = window
        self._before: QWidget = pages.new_batch
        actions.settings.triggered.connect(self.show_page)
        pages.settings.browse_wanted.connect(self._on_browse_wanted)
        pages.settings.left.connect(self._on_left)
        preferences.changed.connect(self._on_changed)
        self._set_defaults()
        if problems := preferences.service.problems:
            pages.new_batch.messages.tell("\n".join(map(sentences.shown, problems)), tone="attention")

    def show_page(self) -> None:
        """Bring the settings to the front."""
        front = self._pages.currentWidget()
        if front is not None and front is not self._pages.settings:
            self._before = front
        self._pages.show_settings()

    async def stop(self) -> None:
        """Let what is being typed hold, and save what is not yet saved."""
        self._pages.settings.commit()
        await self._preferences.save()

    def _set_defaults(self) -> None:
        self._pages.new_batch.set_defaults(self._preferences.current.scan, self._preferences.service.rules)

    def _on_changed(self, key: str) -> None:
        if ALL[key].part == "scan":
            self._set_defaults()

    def _on_left(self) -> None:
        self._pages.bring_back(self._before)

    def _on_browse_wanted(self, row: SettingRow, kind: str) -> None:
        self._tasks.spawn(self._browse(row, kind), name="choose a path")

    async def _browse(self, row: SettingRow, kind: str) -> None:
        title = sentences.shown(row.setting.title)
        held = self._preferences.value(row.setting.key)
        folder = str(Path(held).parent) if isinstance(held, str) else _home()
        if kind == "folder":
            chosen = await file_dialogs.open_folder(self._window, title, folder)
            paths = [chosen] if chosen else []
        else:
            paths = await file_dialogs.open_files(self._window, title, folder, f"{self.tr('All files')} (*)")
        for path in paths:
            row.take(path)


def _home() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
