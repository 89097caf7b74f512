"""The look of the window as the settings have it, now and whenever they change."""

from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_scanner.core.settings import Settings
from desktop_scanner.ui.actions import Actions
from desktop_scanner.ui.preferences import Preferences
from desktop_scanner.ui.theme import Contrast, Scheme, Theme

_ROW_HEIGHTS = {"compact": 26, "comfortable": 32}


def theme(settings: Settings, window: QWidget) -> Theme:
    """Return the theme of a window that is about to be made: its texts are measured from the first on."""
    app = cast("QApplication", QApplication.instance())
    return Theme(app, Scheme(settings.appearance.scheme), window, text_steps=settings.appearance.text_size)


class Appearance(QObject):
    """Keeps theme and menu true to the settings."""

    def __init__(self, preferences: Preferences, theme: Theme, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._theme = theme
        self._actions = actions
        actions.scheme_chosen.connect(lambda scheme: preferences.change("appearance.scheme", scheme.value))
        preferences.changed.connect(self._on_changed)
        self._apply()

    def _on_changed(self, key: str) -> None:
        if key.startswith("appearance."):
            self._apply()

    def _apply(self) -> None:
        look = self._preferences.current.appearance
        scheme = Scheme(look.scheme)
        self._theme.arrange(scheme, Contrast(look.contrast), row_height=_ROW_HEIGHTS[look.density])
        self._actions.schemes[scheme].setChecked(True)
