"""What the window tells and what its closing means, as the settings have it, now and whenever they change."""

from PySide6.QtCore import QObject

from desktop_scanner.ui.closing import Closing, OnClose
from desktop_scanner.ui.notifications import Notifications
from desktop_scanner.ui.preferences import Preferences


class Behaviour(QObject):
    """Keeps closing, notifications and the tray true to the settings."""

    def __init__(
        self, preferences: Preferences, closing: Closing, notifications: Notifications, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._closing = closing
        self._notifications = notifications
        preferences.changed.connect(self._on_changed)
        self._apply()

    def _on_changed(self, key: str) -> None:
        if key.startswith("notifications."):
            self._apply()

    def _apply(self) -> None:
        wanted = self._preferences.current.notifications
        self._closing.on_close = OnClose(wanted.on_close)
        self._notifications.is_enabled = wanted.when_done
        self._notifications.least_s = wanted.min_minutes * 60
        self._notifications.show_tray(is_shown=wanted.tray)
