"""What menus and keys do to the list of a new batch: faults found and removed, files taken again, lists saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.actions import Actions
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.panels.saved_lists import SavedListsPanel
from desktop_scanner.ui.recent_lists import RecentLists
from desktop_scanner.ui.sample_sites import SampleSites
from desktop_scanner.ui.saved_list_commands import SavedListCommands
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.window_state import WindowState


class InputCommands(QObject):
    """Holds what belongs to the start view: recent files, saved lists, sample sites."""

    def __init__(
        self,
        services: Workspace,
        pages: Pages,
        saved: SavedListsPanel,
        control: BatchControl,
        tasks: Tasks,
        state: WindowState,
    ) -> None:
        super().__init__(pages)
        self._pages = pages
        self._list = pages.new_batch.domains
        self._editor = self._list.editor
        self.recent = RecentLists(state, self._list.welcome, tasks, self)
        self._saved = SavedListCommands(services, pages, saved, control, tasks)
        self._samples = SampleSites(pages, control, tasks, self)
        self.recent.wanted.connect(self._on_recent_wanted)
        self._list.taken.connect(self.recent.add)
        self._list.missing.connect(self.recent.forget)

    def connect_actions(self, actions: Actions) -> None:
        """Let menus and keys do it; those on the typed text bring it to the front."""
        for action, slot in (
            (actions.next_fault, lambda: self._go(is_forward=True)),
            (actions.previous_fault, lambda: self._go(is_forward=False)),
            (actions.remove_faults, self._list.remove_faults),
            (actions.remove_duplicates, self._list.remove_duplicates),
            (actions.save_list, self._saved.save),
            (actions.samples, self._samples.open),
        ):
            action.triggered.connect(_without_argument(slot))

    def load(self) -> None:
        """Show what is kept from one day to the next."""
        self._saved.load()
        self.recent.load()

    async def stop(self) -> None:
        """Serve no sample sites any more."""
        await self._samples.stop()

    def _go(self, *, is_forward: bool) -> None:
        if self._editor.faulty_lines:
            self._pages.show_new_batch()
            self._list.show_editor()
            self._editor.go_to_fault(is_forward=is_forward)

    def _on_recent_wanted(self, path: Path) -> None:
        self._pages.show_new_batch()
        self._list.add_files([path])


def _without_argument(slot: Callable[[], object]) -> Callable[..., object]:
    return lambda *_: slot()
