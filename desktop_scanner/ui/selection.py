"""What can be done with the selected domains: one menu, in the bar and at the table, for the mouse and the keyboard."""

from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtWidgets import QMainWindow, QMenu, QTabWidget

from desktop_scanner.core.queries import RowColumn
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.actions import Actions
from desktop_scanner.ui.commands import Commands
from desktop_scanner.ui.panels import fact_rows
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tagging import Tagging
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.widgets.facts_tree import FactKey
from desktop_scanner.ui.widgets.message_bar import Choice

_FEW = 10  # sites that are opened in the browser without a question
_MOST_FACTS = 40
_MANY = 5_000  # rows whose copying is worth a word
_CHUNK = 500


class Selection(QObject):
    """Builds the menu and does what it offers, in parts where much is selected."""

    def __init__(
        self,
        services: Workspace,
        actions: Actions,
        pages: Pages,
        commands: Commands,
        tasks: Tasks,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._history = services.history
        self._pages = pages
        self._commands = commands
        self._tasks = tasks
        self._table = pages.batch.table
        self._typed = ""
        self._tagging = Tagging(services.tags, pages, tasks, window)
        self.menu = QMenu(self.tr("&Domains"), window)
        self.menu.setObjectName("domains_menu")
        self._wrong = QMenu(self.tr("&Mark as Wrong"), self.menu)
        self._wrong.setObjectName("wrong_menu")
        self._wrong.aboutToShow.connect(self._fill_wrong)
        self._fill(actions)
        window.menuBar().insertMenu(actions.view_menu.menuAction(), self.menu)
        self.menu.aboutToShow.connect(self._on_about_to_show)
        self.menu.aboutToHide.connect(self._on_about_to_hide)
        self._table.menu_wanted.connect(self.menu.popup)
        self._table.detail_wanted.connect(lambda: self._look(actions))
        self._table.name_typed.connect(lambda text: self._spawn(self._jump(text)))

    def _fill(self, actions: Actions) -> None:
        add, menu = actions.add, self.menu
        copy = add("copy_headings_action", self.tr("Copy with &Headings"), "Ctrl+Shift+H", "copy")
        browse = add("open_selected_action", self.tr("Open in &Browser"), "Ctrl+Shift+B", "external")
        tag = add("tag_action", self.tr("&Tag…"), "Ctrl+T")
        none = add("select_none_action", self.tr("Select &None"), "Ctrl+Shift+U")
        invert = add("invert_selection_action", self.tr("&Invert Selection"), "Ctrl+Shift+I")
        for action, act in (
            (copy, self.copy_with_headings),
            (browse, self.open_sites),
            (tag, self._tagging.ask),
            (none, self._table.select_none),
            (invert, self._table.invert_selection),
        ):
            action.triggered.connect(act)
        self._of_some = [copy, browse, tag]
        menu.addActions([actions.copy, copy])
        menu.addSeparator()
        menu.addActions([browse, actions.retry_selected])
        menu.addMenu(self._wrong)
        menu.addAction(tag)
        self._exports = menu.addMenu(self.tr("&Export Selection"))
        self._fill_exports(actions)
        menu.addSeparator()
        menu.addActions([actions.edit[-1], none, invert])

    def _fill_exports(self, actions: Actions) -> None:
        for name, whole in actions.exports.items():
            action = actions.add(f"export_selection_{name}_action", whole.text())
            action.triggered.connect(lambda _=False, name=name: self._export(name))
            self._exports.addAction(action)

    def copy_with_headings(self) -> None:
        """Put the selected rows on the clipboard as a table with its headings."""
        self._spawn(self._copy())

    def open_sites(self) -> None:
        """Open the selected sites in the browser; many of them only when the user has said so."""
        ids = self._ids()
        if len(ids) <= _FEW:
            self._spawn(self._open(ids))
            return
        count = formats.number(len(ids))
        self._pages.messages.ask(
            self.tr("Open {count} sites in the browser?").format(count=count),
            (
                Choice("open_few_button", self.tr("Open the First {count}").format(count=_FEW), self._open_few),
                Choice("open_all_button", self.tr("Open All"), lambda: self._spawn(self._open(ids))),
            ),
        )

    def _ids(self) -> list[int]:
        """Return the selected rows; what is selected in a view behind is nobody's wish."""
        return self._table.selected_ids() if self._pages.shown_batch else []

    def _open_few(self) -> None:
        self._spawn(self._open(self._ids()[:_FEW]))

    async def _open(self, ids: Sequence[int]) -> None:
        column = RowColumn.FINAL_URL
        for start in range(0, len(ids), _CHUNK):
            for row in await self._history.rows(ids[start : start + _CHUNK], (column,)):
                address = row.cells.get(column) or f"https://{row.domain}/"
                self._pages.batch.url_wanted.emit(QUrl(address))

    async def _copy(self) -> None:
        count = len(self._ids())
        if count > _MANY:
            self._commands.told.emit(self.tr("Copying {domains}…").format(domains=formats.domains(count)))
        if count:
            await self._pages.batch.copy_rows(with_headings=True)
            self._commands.told.emit(self.tr("{domains} copied").format(domains=formats.domains(count)))

    def _export(self, format_name: str) -> None:
        if ids := self._ids():
            self._commands.export_selected(format_name, ids)

    async def _jump(self, text: str) -> None:
        self._typed, model = text, self._pages.batch.model
        # The first letter goes on from the row after; what follows narrows down where one has come to.
        after = self._table.currentIndex().row() + (len(text) == 1)
        place = await model.find_beginning(text, max(0, after))
        target_id = None if place is None else model.id_at(place)
        if target_id is not None and text == self._typed:  # else more was typed meanwhile
            self._table.choose(target_id)

    def _look(self, actions: Actions) -> None:
        actions.detail.setChecked(True)
        detail = self._pages.batch.detail
        detail.show()
        tabs = detail.findChild(QTabWidget)
        (tabs.tabBar() if isinstance(tabs, QTabWidget) else detail).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_about_to_show(self) -> None:
        has_some = self._pages.shown_batch is not None and self._table.selectionModel().hasSelection()
        for action in self._of_some:
            action.setEnabled(has_some)
        self._exports.setEnabled(has_some)
        self._wrong.setEnabled(bool(self._facts()))

    def _on_about_to_hide(self) -> None:
        for action in self._of_some:  # their keys are pressed without the menu
            action.setEnabled(True)

    def _fill_wrong(self) -> None:
        self._wrong.clear()
        result = self._pages.batch.detail.result
        if result is None:
            return
        for key in self._facts():
            text = self.tr("{value} ({kind})").format(
                value=key.value.replace("&", "&&"), kind=labels.fact_kind(key.kind)
            )
            action = self._wrong.addAction(text)
            action.triggered.connect(lambda _=False, key=key: self._mark(result.domain, key))

    def _mark(self, domain: str, key: FactKey) -> None:
        self._pages.batch.detail.mark_wanted.emit(domain, [key], False)

    def _facts(self) -> list[FactKey]:
        """Return what was found on the current domain and can be wrong."""
        result = self._pages.batch.detail.result
        if result is None:
            return []
        facts = [*fact_rows.contacts(result), *fact_rows.technologies(result)]
        return [fact.key for fact in facts if fact.key and not fact.key.is_marked][:_MOST_FACTS]

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(coroutine, name="act on selection")
