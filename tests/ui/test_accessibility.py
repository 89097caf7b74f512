"""What people who use no mouse, or do not see the window, rely on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.ui.main_window import MainWindow
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import scan, trigger

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
)
VIEWS = {
    "start": "new_batch_action",
    "search": "search_action",
    "settings": "settings_action",
    "servers": "remotes_action",
    "sync": "sync_action",
    "overview": "view_2_action",
    "shared": "view_3_action",
}


def controls(window: MainWindow) -> list[QWidget]:
    """Return what a person can press, type into or choose from; what Qt puts into its own controls is Qt's."""
    found = [widget for widget in window.findChildren(QWidget) if isinstance(widget, CONTROLS)]
    return [
        widget for widget in found if not isinstance(widget.parent(), (QAbstractSpinBox, QComboBox)) and not qts(widget)
    ]


def qts(widget: QWidget) -> bool:
    name = widget.objectName()
    inside = widget.parent()
    return (
        name.startswith("qt_")
        or isinstance(inside, (QAbstractItemView, QLineEdit))
        or (inside is not None and inside.objectName().startswith("qt_"))
        or (inside is not None and isinstance(inside.parent(), QComboBox))
    )


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def test_every_control_has_a_stable_name_and_one_that_is_spoken(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "szklo-pod-debami.pl", options)
            trigger(window, "settings_action")
            window.pages.settings.search.setText("e")  # every group has a setting that says it
            nameless = [repr(widget) for widget in controls(window) if not widget.objectName()]
            silent = [widget.objectName() for widget in controls(window) if not spoken(widget).strip()]
            assert (nameless, silent) == ([], [])

    run(look())


def reached_by_tab(window: MainWindow) -> set[str]:
    window.activateWindow()
    start = window.focusWidget()
    names: set[str] = set()
    for _ in range(200):
        window.focusNextChild()
        names.add(window.focusWidget().objectName())
        if window.focusWidget() is start:
            return names
    raise AssertionError(f"Tab never came back to {start}; it went through {sorted(names)}")


def is_reached_by_arrows(widget: QWidget) -> bool:
    """Tell whether it is one of several that exclude each other: Tab leads to the one chosen, arrows to the rest."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive()


@pytest.mark.parametrize("view", [*VIEWS, "batch"])
def test_tab_leads_through_every_control_in_view_and_back(
    run: Run, open_window: OpenWindow, options: ScanOptions, view: str
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "szklo-pod-debami.pl", options)
            if view in VIEWS:
                trigger(window, VIEWS[view])
            wanted = {
                widget.objectName()
                for widget in controls(window)
                if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                if not is_reached_by_arrows(widget)
            }
            assert wanted - reached_by_tab(window) == set()

    run(look())


def test_every_action_stands_in_a_menu(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            in_menus = {action for menu in window.findChildren(QMenu) for action in menu.actions()}
            actions = [action for action in window.findChildren(QAction) if action.objectName()]
            assert [action.objectName() for action in actions if action not in in_menus] == []

    run(look())
