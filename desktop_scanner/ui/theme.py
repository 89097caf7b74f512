"""The look in force: which palette, its icons and fonts, set once for the whole application."""

from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QIcon
from PySide6.QtWidgets import QApplication

from desktop_scanner.ui import icons
from desktop_scanner.ui.palette import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Colours, qt_palette
from desktop_scanner.ui.style_sheet import style_sheet

_ROW_HEIGHT = 26
_ROW_PADDING = 8


class Scheme(StrEnum):
    """What the user chose; `system` follows the desktop, also when it changes in the evening."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(StrEnum):
    """How far colours are apart; `system` follows what the desktop asks for."""

    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


class HasIcon(Protocol):
    """A button or an action."""

    def setIcon(self, icon: QIcon) -> None:  # noqa: N802 -- Qt's name
        """Show the icon."""
        ...


class Theme(QObject):
    """The palette in force and the icons tinted in it.

    Signals:
        changed     another palette is in force; what paints for itself repaints
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        scheme: Scheme = Scheme.SYSTEM,
        parent: QObject | None = None,
        *,
        text_steps: int = 0,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._assigned: list[tuple[HasIcon, str, str]] = []
        self.scheme = scheme
        self.contrast = Contrast.SYSTEM
        self.colours = LIGHT
        self._least_height = _ROW_HEIGHT
        app.setStyle("Fusion")
        font = _system_font(text_steps)
        if font.pointSizeF() != app.font().pointSizeF():
            app.setFont(font)  # never later: many widgets measure their text when they are made
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self._apply()

    def choose(self, scheme: Scheme) -> None:
        """Use the palette of the user's choice from now on."""
        self.scheme = scheme
        self._apply()

    def arrange(self, scheme: Scheme, contrast: Contrast, *, row_height: int) -> None:
        """Use palette and row height of the user's choice from now on."""
        wanted = (scheme, contrast, row_height)
        if wanted != (self.scheme, self.contrast, self._least_height):  # each time all widgets are styled anew
            self.contrast, self._least_height = contrast, row_height
            self.choose(scheme)

    @property
    def row_height(self) -> int:
        """Return the height of a table's row: the user's choice, or what the text needs."""
        return max(self._least_height, QFontMetrics(self._app.font()).height() + _ROW_PADDING)

    def icon(self, name: str, colour: str = "muted") -> QIcon:
        """Return the icon in the palette's colour of that name."""
        key = (name, getattr(self.colours, colour))
        if key not in self._icons:
            self._icons[key] = icons.tinted(name, key[1], self.colours.border_strong)
        return self._icons[key]

    def assign(self, owner: HasIcon, name: str, colour: str = "muted") -> None:
        """Give a button or action of the window its icon, and again whenever the palette changes."""
        self._assigned = [entry for entry in self._assigned if entry[0] is not owner]
        self._assigned.append((owner, name, colour))
        owner.setIcon(self.icon(name, colour))

    def _apply(self) -> None:
        self.colours = self._wanted()
        self._app.setPalette(qt_palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, self.row_height))
        for owner, name, colour in self._assigned:
            owner.setIcon(self.icon(name, colour))
        self.changed.emit()

    def _wanted(self) -> Colours:
        hints = self._app.styleHints()
        is_dark, is_high = self.scheme is Scheme.DARK, self.contrast is Contrast.HIGH
        if self.scheme is Scheme.SYSTEM:
            is_dark = hints.colorScheme() is Qt.ColorScheme.Dark
        if self.contrast is Contrast.SYSTEM:
            is_high = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        if is_high:
            return DARK_HIGH if is_dark else LIGHT_HIGH
        return DARK if is_dark else LIGHT

    def _on_system_changed(self) -> None:
        if self._wanted() is not self.colours:
            self._apply()


def _system_font(steps: int) -> QFont:
    """Return the system's font, larger or smaller by steps of a tenth."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(font.pointSizeF() * (1 + steps / 10))
    return font


def title_font(font: QFont, steps: int = 1) -> QFont:
    """Return the font `steps` sizes larger and semibold."""
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() * 1.15**steps)
    larger.setWeight(QFont.Weight.DemiBold)
    return larger


def small_font(font: QFont) -> QFont:
    """Return the font one size smaller."""
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * 0.92)
    return smaller


def tabular_font(font: QFont) -> QFont:
    """Return the font with figures of one width, where it has them."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular
