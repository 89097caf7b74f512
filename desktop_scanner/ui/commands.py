"""What actions and buttons do to batches: each a short way to the services."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import TargetList
from desktop_scanner.ui import file_dialogs, formats
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.window_state import WindowState


class Commands(QObject):
    """Acts on the view in front; errors go where `tasks` sends them.

    Signals:
        told(text)      something went well
    """

    told = Signal(str)

    def __init__(self, pages: Pages, control: BatchControl, tasks: Tasks, state: WindowState, window: QWidget) -> None:
        super().__init__(window)
        self._pages = pages
        self._control = control
        self._tasks = tasks
        self._state = state
        self._window = window
        self.begin: Callable[[str, ScanOptions], Awaitable[None]] = self._begin_here  # a new batch, where it is to run

    def show_batch(self, batch_id: str) -> None:
        """Show a batch of the history."""
        batch = self._control.batches.batch(batch_id)
        if batch is not None:
            self._pages.show_batch(batch, self._control.progress(batch_id))

    def create_batch(self, targets: TargetList, options: ScanOptions, name: str) -> None:
        """Store a new batch, show it and start it."""
        self._spawn(self._create(targets, options, name), "create batch")

    def start(self) -> None:
        """Start what is in view: the new batch, or the one shown from where it stands."""
        if batch_id := self._pages.shown_id:
            self._pages.messages.hide()
            self._spawn(self._control.start(batch_id), "start batch")
        else:
            self._pages.new_batch.start()

    def pause(self) -> None:
        """End what is in flight and wait."""
        if batch_id := self._pages.shown_id:
            self._pages.batch.header.show_pausing()
            self._spawn(self._control.pause(batch_id), "pause batch")

    def set_concurrency(self, domains: int) -> None:
        """Scan so many domains of the batch at once."""
        if batch_id := self._pages.shown_id:
            self._spawn(self._control.set_concurrency(batch_id, domains), "set concurrency")

    def toggle_pause(self) -> None:
        """Pause a running batch, go on with a resting one."""
        batch = self._pages.shown_batch
        if batch is not None and batch.state is BatchState.RUNNING:
            self.pause()
        elif batch is not None and batch.state.is_resumable:
            self.start()

    def cancel(self) -> None:
        """End the batch; what is scanned stays, and it can be resumed."""
        if batch_id := self._pages.shown_id:
            self._spawn(self._cancel(batch_id), "cancel batch")

    def import_list(self) -> None:
        """Let the user choose files for the start view."""
        self._pages.show_new_batch()
        self._spawn(self._import(), "import list")

    def export(self, format_name: str, *, only_shown: bool) -> None:
        """Let the user choose a file, and write the batch to it."""
        if self._pages.shown_id:
            where = self._pages.batch.where if only_shown else RowFilter()
            self._spawn(self._export(format_name, partial(self._control.export, where=where)), "export batch")

    def export_selected(self, format_name: str, ids: Sequence[int]) -> None:
        """Let the user choose a file, and write these domains of the batch to it."""
        if self._pages.shown_id:
            write = partial(self._control.export_selected, ids=ids)
            self._spawn(self._export(format_name, write), "export selection")

    def find(self) -> None:
        """Go to the filter."""
        self._pages.batch.show_table()
        self._pages.batch.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._pages.batch.filter.selectAll()

    def copy(self) -> None:
        """Copy what is selected where the focus is."""
        focus = QApplication.focusWidget()
        if focus is self._pages.batch.table:
            self._spawn(self._pages.batch.copy_rows(), "copy rows")
        elif copy := getattr(focus, "copy", None):
            copy()

    async def _cancel(self, batch_id: str) -> None:
        await self._control.cancel(batch_id)
        if batch_id == self._pages.shown_id:
            self._pages.batch.model.refresh()  # a batch at rest tells of no domain

    async def _create(self, targets: TargetList, options: ScanOptions, name: str) -> None:
        panel = self._pages.new_batch
        try:
            batch = await self._control.create(targets, options, name=name, origin=panel.domains.origin)
        finally:
            panel.set_busy(is_busy=False)
        panel.clear()
        self.show_batch(batch.id)
        self._pages.batch.table.setFocus()
        if complaints := await self._control.complaints(batch):
            self._pages.messages.tell("\n".join(complaints), tone="attention")
        await self.begin(batch.id, options)

    async def _begin_here(self, batch_id: str, options: ScanOptions) -> None:
        await self._control.start(batch_id, given=options)

    async def _import(self) -> None:
        filters = f"{self.tr('Lists')} (*.txt *.csv *.tsv *.tab *.xlsx *.xlsm);;{self.tr('All files')} (*)"
        title = self.tr("Import a list of domains")
        paths = await file_dialogs.open_files(self._window, title, self._state.folder("import"), filters)
        if paths:
            self._state.keep_folder("import", str(paths[0].parent))
            self._pages.new_batch.domains.add_files(paths)

    async def _export(self, format_name: str, write: Callable[..., Awaitable[int]]) -> None:
        batch = self._pages.shown_batch
        if batch is None:
            return
        name = f"{_file_name(batch.name)}.{format_name}"
        proposal = str(Path(self._state.folder("export")) / name)
        filters = f"{format_name.upper()} (*.{format_name})"
        path = await file_dialogs.save_file(self._window, self.tr("Export the batch"), proposal, filters, format_name)
        if path is None:
            return
        self._state.keep_folder("export", str(path.parent))
        self.told.emit(self.tr("Exporting to {file}…").format(file=path.name))
        rows = await write(batch.id, path, format=format_name)
        self.told.emit(self.tr("{domains} exported to {file}").format(domains=formats.domains(rows), file=path))

    def _spawn(self, coroutine: Coroutine[Any, Any, Any], name: str) -> None:
        self._tasks.spawn(coroutine, name=name)


def _file_name(name: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign in " .-_" else "-" for sign in name)
    return kept.strip(" .-") or "export"
