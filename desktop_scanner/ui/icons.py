"""The program's line icons: SVG files drawn in `currentColor`, tinted and rendered in the sizes that are needed."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_scanner.core import resources

# 16 and 20 px, at 100, 150 and 200 %: each drawn from the vectors, so that no icon is ever scaled.
_SIZES = (16, 20, 24, 30, 32, 40)
_APP_SIZES = (16, 24, 32, 48, 64, 128, 256)


def tinted(name: str, colour: str, disabled: str) -> QIcon:
    """Return the icon in that colour, and in `disabled` where its button cannot be pressed."""
    icon = QIcon()
    for size in _SIZES:
        drawn = pixmap(name, colour, size)
        icon.addPixmap(drawn)
        icon.addPixmap(drawn, QIcon.Mode.Selected)
        icon.addPixmap(pixmap(name, disabled, size), QIcon.Mode.Disabled)
    return icon


def app_icon() -> QIcon:
    """Return the program's own icon, which keeps its colours."""
    icon = QIcon()
    for size in _APP_SIZES:
        icon.addPixmap(pixmap("app", "none", size))
    return icon


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """Return the icon as a square of `size` device pixels."""
    drawn = QPixmap(size, size)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


@cache
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
