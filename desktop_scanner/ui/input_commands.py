"""What menus and keys do to the list of a new batch: faults found and removed, files taken again, lists saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from desktop_scanner.ui.actions import Actions
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.recent_lists import RecentLists
from desktop_scanner.ui.sample_sites import SampleSites
from desktop_scanner.ui.saved_list_commands import SavedListCommands


class InputCommands(QObject):
    """Connects the actions on the start view; those on its text bring it to the front."""

    def __init__(
        self, actions: Actions, pages: Pages, recent: RecentLists, saved: SavedListCommands, samples: SampleSites
    ) -> None:
        super().__init__(pages)
        self._pages = pages
        self._list = pages.new_batch.domains
        self._editor = self._list.editor
        for action, slot in (
            (actions.next_fault, lambda: self._go(is_forward=True)),
            (actions.previous_fault, lambda: self._go(is_forward=False)),
            (actions.remove_faults, self._list.remove_faults),
            (actions.remove_duplicates, self._list.remove_duplicates),
            (actions.save_list, saved.save),
            (actions.samples, samples.open),
        ):
            action.triggered.connect(_without_argument(slot))
        recent.wanted.connect(self._on_recent_wanted)
        self._list.taken.connect(recent.add)
        self._list.missing.connect(recent.forget)

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
