"""Everything that can be done, as actions with their keys, and the menus that show them all."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.ui.recent_lists import RecentLists
from desktop_scanner.ui.theme import Scheme, Theme

Choice = TypeVar("Choice")

_FORMATS = (("csv", "CSV"), ("json", "JSON"), ("jsonl", "JSON Lines"), ("xlsx", "Excel"))


class Actions(QObject):
    """The window's actions.

    Signals:
        export_wanted(format)
        scheme_chosen(scheme)       a Scheme
        side_chosen(orientation)    where the detail is to stand
        tab_chosen(place)
        view_chosen(place)
    """

    export_wanted = Signal(str)
    scheme_chosen = Signal(object)
    side_chosen = Signal(object)
    tab_chosen = Signal(int)
    view_chosen = Signal(int)

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        make = self._action
        self.new_batch = make("new_batch_action", self.tr("&New Batch"), "Ctrl+N", "plus")
        self.import_list = make("import_action", self.tr("&Import List…"), "Ctrl+O", "import")
        self._make_list_actions()
        self.close_window = make("quit_action", self.tr("&Quit"), "Ctrl+Q")
        self.close_window.setMenuRole(QAction.MenuRole.QuitRole)
        self.find = make("filter_action", self.tr("&Filter"), "Ctrl+F", "search")
        self.clear_filter = make("clear_filter_action", self.tr("Show &All Domains"), "Ctrl+Shift+A")
        self._make_batch_actions()
        self.search = make("search_action", self.tr("Search All &Batches"), "Ctrl+Shift+F", "search")
        self.refresh = make("refresh_action", self.tr("&Update List"), "Ctrl+R", "refresh")
        self.open_site = make("open_site_action", self.tr("&Open Site in Browser"), "Ctrl+B", "external")
        self.copy_report = make("copy_report_action", self.tr("Copy Failure &Report"), "Ctrl+Shift+C", "copy")
        self.save_filter, self.show_saved_filters, self.filter_words = self._filter_actions()
        self.marks = make("marks_action", self.tr("&Marked Values…"))
        self.settings = make("settings_action", self.tr("&Settings…"), "Ctrl+,", "settings")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.side_bar = self._switch("side_bar_action", self.tr("&Side Bar"), "Ctrl+Shift+S")
        self.detail = self._switch("detail_action", self.tr("&Detail"), "Ctrl+I")
        self.shortcuts = make("shortcuts_action", self.tr("&Keyboard Shortcuts"), "F1")
        self.about = make("about_action", self.tr("&About Desktop Scanner"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.edit = self._edit_actions()
        self.copy = self.edit[3]
        self.exports = self._export_actions()
        self.export_shown = self._switch("export_shown_action", self.tr("Only the Domains Shown"))
        self.export_shown.setChecked(False)
        self.sides = self._choices(
            {Qt.Orientation.Vertical: self.tr("Detail &Below"), Qt.Orientation.Horizontal: self.tr("Detail at &Right")},
            self.side_chosen,
        )
        self.schemes = self._choices(
            {
                Scheme.SYSTEM: self.tr("As the &System"),
                Scheme.LIGHT: self.tr("&Light"),
                Scheme.DARK: self.tr("&Dark"),
            },
            self.scheme_chosen,
        )

    def check(self, side: Qt.Orientation) -> None:
        """Check the place of the detail that is in force."""
        self.sides[side].setChecked(True)

    def enable_for(self, batch: BatchInfo | None) -> None:
        """Enable what can be done with the batch in view, or with none."""
        is_running = batch is not None and batch.state is BatchState.RUNNING
        is_resumable = batch is not None and batch.state.is_resumable
        self.start.setEnabled(batch is None or is_resumable)
        self.toggle_pause.setEnabled(is_running or is_resumable)
        self.cancel.setEnabled(is_running or is_resumable)
        of_any = (self.find, self.clear_filter, self.refresh, self.open_site, self.copy_report, self.properties)
        of_filters = (self.save_filter, self.show_saved_filters, self.filter_words)
        for action in (*of_any, *of_filters, self.retry_selected, self.rescan, self.compare):
            action.setEnabled(batch is not None)
        self.retry.setEnabled(batch is not None and batch.counts.get(DomainStatus.FAILED, 0) > 0)
        self.delete.setEnabled(batch is not None and not is_running)
        for action in self.exports.values():
            action.setEnabled(batch is not None)

    def add(self, name: str, text: str, keys: str = "", icon: str = "") -> QAction:
        """Make a further action of the window; it belongs into a menu."""
        return self._action(name, text, keys, icon)

    def named(self) -> list[QAction]:
        """Return every action that has a name, in the order of the menus."""
        return [action for action in self.findChildren(QAction) if action.objectName()]

    def export_menu(self, parent: QWidget) -> QMenu:
        """Return a menu of the formats."""
        menu = QMenu(self.tr("&Export"), parent)
        menu.setObjectName("export_menu")
        menu.addActions(list(self.exports.values()))
        menu.addSeparator()
        menu.addAction(self.export_shown)
        return menu

    def fill(self, bar: QMenuBar, views: Sequence[str], tabs: Sequence[str], recent: RecentLists) -> None:
        """Build the menus; `views` are the names of the batch's views, `tabs` those of the detail's tabs."""
        file = bar.addMenu(self.tr("&File"))
        file.addActions([self.new_batch, self.import_list])
        file.addMenu(recent.menu(file))
        file.addActions([self.save_list, self.samples])
        file.addSeparator()
        file.addMenu(self.export_menu(file))
        file.addSeparator()
        file.addAction(self.close_window)
        edit = self.edit_menu = bar.addMenu(self.tr("&Edit"))
        edit.addActions(self.edit[:2])
        edit.addSeparator()
        edit.addActions(self.edit[2:])
        edit.addSeparator()
        edit.addActions([self.next_fault, self.previous_fault, self.remove_faults, self.remove_duplicates])
        edit.addSeparator()
        edit.addActions([self.find, self.clear_filter, self.save_filter, self.show_saved_filters, self.search])
        edit.addSeparator()
        edit.addActions([self.marks, self.settings])
        batch = self.batch_menu = bar.addMenu(self.tr("&Batch"))
        batch.addActions([self.start, self.toggle_pause, self.cancel])
        batch.addSeparator()
        batch.addActions([self.retry, self.retry_selected, self.rescan, self.compare])
        batch.addSeparator()
        batch.addActions([self.properties, self.delete])
        batch.addSeparator()
        batch.addActions([self.refresh, self.open_site, self.copy_report])
        self.view_menu = bar.addMenu(self.tr("&View"))
        self._fill_view(self.view_menu, views, tabs)
        about = bar.addMenu(self.tr("&Help"))
        about.addActions([self.shortcuts, self.filter_words, self.about])

    def _make_batch_actions(self) -> None:
        make = self._action
        self.start = make("start_action", self.tr("&Start or Resume"), "Ctrl+Return", "play")
        self.toggle_pause = make("pause_action", self.tr("&Pause or Resume"), "Space", "pause")
        # Space belongs to buttons and fields too; it pauses only where the table has the focus.
        self.toggle_pause.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.cancel = make("cancel_action", self.tr("&Cancel"), "Ctrl+.", "stop")
        self.retry = make("retry_action", self.tr("&Try Failed Domains Again"), "F5", "refresh")
        self.retry_selected = make("retry_selected_action", self.tr("Try &Selected Domains Again"), "Shift+F5")
        self.rescan = make("rescan_action", self.tr("Scan the &List Again"), "Ctrl+Shift+N")
        self.compare = make("compare_action", self.tr("Compare with the Batch &Before"), "Ctrl+D", "compare")
        self.properties = make("properties_action", self.tr("Propert&ies…"), "F2")
        self.delete = make("delete_batch_action", self.tr("&Delete Batch"), "Ctrl+Shift+Delete")

    def _make_list_actions(self) -> None:
        make = self._action
        self.save_list = make("save_list_action", self.tr("Save as &List"), "Ctrl+S", "list")
        self.samples = make("samples_action", self.tr("Open the Sample &Sites"), "", "globe")
        self.next_fault = make("next_fault_action", self.tr("&Next Unusable Line"), "F8")
        self.previous_fault = make("previous_fault_action", self.tr("&Previous Unusable Line"), "Shift+F8")
        self.remove_faults = make("remove_faults_action", self.tr("Remove &Unusable Lines"))
        self.remove_duplicates = make("remove_duplicates_action", self.tr("Remove &Duplicates"))

    def _fill_view(self, view: QMenu, views: Sequence[str], tabs: Sequence[str]) -> None:
        self._add_places(view, "view", "Ctrl", views, self.view_chosen)
        view.addSeparator()
        view.addActions([self.side_bar, self.detail])
        view.addSeparator()
        view.addActions(list(self.sides.values()))
        view.addSeparator()
        self._add_places(view, "tab", "Alt", tabs, self.tab_chosen)
        view.addSeparator()
        appearance = view.addMenu(self.tr("&Appearance"))
        appearance.addActions(list(self.schemes.values()))

    def _add_places(self, menu: QMenu, what: str, key: str, names: Sequence[str], chosen: SignalInstance) -> None:
        for place, name in enumerate(names):
            action = self._action(f"{what}_{place + 1}_action", name, f"{key}+{place + 1}")
            action.triggered.connect(lambda _=False, place=place: chosen.emit(place))
            menu.addAction(action)

    def _action(self, name: str, text: str, keys: str = "", icon: str = "") -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon:
            self._theme.assign(action, icon, "text")
        self._window.addAction(action)
        return action

    def _switch(self, name: str, text: str, keys: str = "") -> QAction:
        action = self._action(name, text, keys)
        action.setCheckable(True)
        action.setChecked(True)
        return action

    def _choices(self, names: Mapping[Choice, str], chosen: SignalInstance) -> dict[Choice, QAction]:
        group = QActionGroup(self)
        actions = {}
        for value, text in names.items():
            action = QAction(text, group, checkable=True)
            action.triggered.connect(lambda _=False, value=value: chosen.emit(value))
            actions[value] = action
        return actions

    def _export_actions(self) -> dict[str, QAction]:
        actions = {}
        for name, text in _FORMATS:
            keys = "Ctrl+E" if name == "csv" else ""
            label = self.tr("Export as {format}…").format(format=text)
            action = self._action(f"export_{name}_action", label, keys)
            action.triggered.connect(lambda _=False, name=name: self.export_wanted.emit(name))
            actions[name] = action
        return actions

    def _filter_actions(self) -> tuple[QAction, QAction, QAction]:
        return (
            self._action("save_filter_action", self.tr("Sa&ve Filter…"), "Ctrl+Alt+S", "bookmark"),
            self._action("saved_filters_action", self.tr("Saved Filters…"), "Ctrl+L"),
            self._action("filter_words_action", self.tr("&Words of the Filter"), "Shift+F1", "help"),
        )

    def _edit_actions(self) -> list[QAction]:
        standard = QKeySequence.StandardKey
        wanted = (
            ("undo", self.tr("&Undo"), standard.Undo),
            ("redo", self.tr("&Redo"), standard.Redo),
            ("cut", self.tr("Cu&t"), standard.Cut),
            ("copy", self.tr("&Copy"), standard.Copy),
            ("paste", self.tr("&Paste"), standard.Paste),
            ("selectAll", self.tr("Select &All"), standard.SelectAll),
        )
        actions = []
        for method, text, keys in wanted:
            action = self._action(f"{method.lower()}_action", text)
            action.setShortcut(QKeySequence(keys))
            if method != "copy":  # which needs the database where rows are out of view
                action.triggered.connect(lambda _=False, method=method: _call_on_focus(method))
            actions.append(action)
        return actions


def _call_on_focus(method: str) -> None:
    """Let the widget with the focus do what it can do; others have nothing to undo or copy."""
    call = getattr(QApplication.focusWidget(), method, None)
    if call is not None:
        call()
