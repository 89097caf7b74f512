"""Filters under a name: saved, applied, renamed and deleted; remembered from one day to the next."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_scanner.ui.actions import Actions
from desktop_scanner.ui.panels.batch import BatchPanel
from desktop_scanner.ui.widgets.filter_name import FilterName
from desktop_scanner.ui.widgets.naming import named
from desktop_scanner.ui.window_state import WindowState


class SavedFilters(QObject):
    """The menu of saved filters at the filter box, and what its entries do."""

    def __init__(self, batch: BatchPanel, actions: Actions, state: WindowState, window: QWidget) -> None:
        super().__init__(window)
        self._batch = batch
        self._bar = batch.filters
        self._state = state
        self._actions = actions
        self._filters = state.saved_filters()
        self._renamed = ""
        self._name = FilterName(self._bar)
        self._bar.below.addWidget(self._name)
        self._menu = named(QMenu(self._bar.saved), "saved_filters_menu", self.tr("Saved filters"))
        self._menu.setToolTipsVisible(True)
        self._bar.saved.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)
        self._name.named.connect(self._on_named)
        actions.save_filter.triggered.connect(self.save)
        actions.show_saved_filters.triggered.connect(self.show)
        actions.filter_words.triggered.connect(self._bar.show_help)

    def save(self) -> None:
        """Ask for a name for the filter in force."""
        self._renamed = ""
        if self._bar.text:
            known = next((name for name, text in self._filters.items() if text == self._bar.text), self._bar.text)
            self._name.ask(self.tr("Save the filter as"), known)
        else:
            self._batch.messages.tell(self.tr("There is no filter to save: all domains are shown."), tone="info")

    def show(self) -> None:
        """Open the menu, to be used with the keys."""
        button = self._bar.saved
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _fill(self) -> None:
        self._menu.clear()
        for name, text in self._filters.items():
            action = self._menu.addAction(_literal(name), partial(self._bar.apply, text))
            action.setToolTip(text)
            action.setCheckable(True)
            action.setChecked(text == self._bar.text)
        if self._filters:
            self._menu.addSeparator()
        save = self._menu.addAction(self._actions.save_filter.text(), self.save)
        save.setIcon(self._actions.save_filter.icon())
        save.setShortcut(QKeySequence(self._actions.save_filter.shortcut()))
        save.setEnabled(bool(self._bar.text))
        if self._filters:
            self._add_each(self.tr("&Rename"), "rename_filter_menu", self._rename)
            self._add_each(self.tr("&Delete"), "delete_filter_menu", self._delete)

    def _add_each(self, title: str, menu_name: str, act: Callable[[str], None]) -> None:
        menu = named(self._menu.addMenu(title), menu_name)
        for name in self._filters:
            menu.addAction(_literal(name), partial(act, name))

    def _rename(self, name: str) -> None:
        self._renamed = name
        self._name.ask(self.tr("Rename “{name}” to").format(name=name), name)

    def _delete(self, name: str) -> None:
        before = dict(self._filters)
        del self._filters[name]
        self._keep()
        told = self.tr("The filter “{name}” is deleted.").format(name=name)
        self._batch.messages.tell(told, tone="info", undo=partial(self._bring_back, before))

    def _bring_back(self, filters: dict[str, str]) -> None:
        self._filters = filters
        self._keep()

    def _on_named(self, name: str) -> None:
        if self._renamed in self._filters:
            self._filters = {name if each == self._renamed else each: text for each, text in self._filters.items()}
        else:
            self._filters[name] = self._bar.text
        self._renamed = ""
        self._keep()
        self._batch.filter.setFocus()

    def _keep(self) -> None:
        self._state.keep_filters(self._filters)


def _literal(name: str) -> str:
    """Return the name as a menu shows it, an ampersand being no key."""
    return name.replace("&", "&&")
