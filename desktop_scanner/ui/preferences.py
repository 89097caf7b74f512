"""The settings as the window has them: what is changed holds at once and is saved a moment later."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.settings import Settings, values
from desktop_scanner.core.settings.declarations import ALL
from desktop_scanner.services.settings import SettingsService
from desktop_scanner.ui.tasks import Tasks

log = logging.getLogger(__name__)

_SAVE_MS = 400


class Preferences(QObject):
    """Changes settings and tells of it.

    Signals:
        changed(key)        another value holds
        save_failed(text)   what is changed could not be written; the next change tries again
        saved               everything is written
    """

    changed = Signal(str)
    save_failed = Signal(str)
    saved = Signal()

    def __init__(self, service: SettingsService, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._tasks = tasks
        self._writing = asyncio.Lock()
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._timer.timeout.connect(lambda: tasks.spawn(self.save(), name="save settings"))

    @property
    def service(self) -> SettingsService:
        """Return the settings' own service."""
        return self._service

    @property
    def current(self) -> Settings:
        """Return the settings that hold."""
        return self._service.current

    def value(self, key: str) -> Any:
        """Return the value that holds."""
        return values.value(self.current, ALL[key])

    def is_changed(self, key: str) -> bool:
        """Return whether the value is another than the program's own."""
        return values.is_changed(self.current, ALL[key])

    def change(self, key: str, value: Any) -> None:
        """Let a value hold; raise SettingsError where it cannot be one."""
        before = self.value(key)
        self._service.change(key, value)
        if self.value(key) != before:
            self._tell(key)

    def reset(self, keys: Iterable[str]) -> dict[str, Any]:
        """Let the program's own values hold again; return what held before, for `restore`."""
        before = {key: self.value(key) for key in keys if self.is_changed(key)}
        for key in before:
            self._service.reset(key)
            self._tell(key)
        return before

    def restore(self, before: Mapping[str, Any]) -> None:
        """Undo `reset`."""
        for key, value in before.items():
            self.change(key, value)

    async def save(self) -> None:
        """Write what is not yet written."""
        self._timer.stop()
        async with self._writing:
            if not (unsaved := self._service.take_unsaved()):
                return
            try:
                await asyncio.to_thread(self._service.write, unsaved)
            except SettingsError as error:
                self._service.put_back(unsaved)
                log.warning("Settings are not saved: %s", error)
                self.save_failed.emit(str(error))
            else:
                self.saved.emit()

    def _tell(self, key: str) -> None:
        self._timer.start()
        self.changed.emit(key)
