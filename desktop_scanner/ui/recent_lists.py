"""The files that lists were taken from last, remembered from one day to the next."""

import asyncio
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.widgets.list_welcome import ListWelcome
from desktop_scanner.ui.window_state import WindowState

KEPT = 10


class RecentLists(QObject):
    """Knows the last ten files, the latest first.

    Signals:
        changed
        wanted(path)    one was chosen
    """

    changed = Signal()
    wanted = Signal(object)

    def __init__(self, state: WindowState, welcome: ListWelcome, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._welcome = welcome
        self._tasks = tasks
        self.paths = tuple(Path(name) for name in state.recent_lists())
        welcome.recent_wanted.connect(self.wanted)

    def load(self) -> None:
        """Show the files where a list begins, and which of them are gone: that is looked up beside the window."""
        self._tasks.spawn(self._load(), name="look for recent lists")

    def add(self, paths: Iterable[Path]) -> None:
        """Put files that gave a list to the front."""
        latest = [path.absolute() for path in paths]
        self._keep(dict.fromkeys([*reversed(latest), *self.paths]))

    def forget(self, path: Path) -> None:
        """Keep a file no more, such as one that is gone."""
        self._keep(each for each in self.paths if each != path)

    def clear(self) -> None:
        """Keep none."""
        self._keep(())

    def menu(self, parent: QMenu) -> QMenu:
        """Return a menu of the files, which is filled anew whenever it opens."""
        menu = QMenu(self.tr("&Recent Lists"), parent)
        menu.setObjectName("recent_menu")
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.changed.connect(lambda: menu.menuAction().setEnabled(bool(self.paths)))
        menu.menuAction().setEnabled(bool(self.paths))
        return menu

    async def _load(self) -> None:
        paths = self.paths
        missing = await asyncio.to_thread(lambda: [path for path in paths if not _is_there(path)])
        if paths == self.paths:
            self._welcome.show_recent(paths, missing)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for number, path in enumerate(self.paths, 1):
            text = self.tr("&{number}  {file}").format(number=number % 10, file=path.name.replace("&", "&&"))
            action = menu.addAction(text, partial(self.wanted.emit, path))
            action.setToolTip(str(path))
        menu.setToolTipsVisible(True)
        menu.addSeparator()
        menu.addAction(self.tr("&Clear This List"), self.clear)

    def _keep(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)[:KEPT]
        self._state.keep_recent_lists([str(path) for path in self.paths])
        self.changed.emit()
        self.load()


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
