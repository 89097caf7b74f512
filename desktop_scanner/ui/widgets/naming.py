"""Names for widgets: the stable one that tests and style sheets use, and the one that a screen reader says."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, accessible: str = "", look: str = "") -> W:
    """Return the widget under these names; `look` is its kind in the style sheet."""
    widget.setObjectName(name)
    if accessible:
        widget.setAccessibleName(accessible)
    if look:
        widget.setProperty("look", look)
    return widget
