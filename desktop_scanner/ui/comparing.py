"""Comparisons in the window: which batches, what is shown of them, and the file they are written to."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.comparison import DomainDifference
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui import file_dialogs
from desktop_scanner.ui.panels.comparison import MAX_SHOWN, ComparisonPanel
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.window_state import WindowState


class Comparing(QObject):
    """Compares the batch in view with an earlier one; errors go where `tasks` sends them."""

    def __init__(self, services: Workspace, pages: Pages, tasks: Tasks, state: WindowState, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._pages = pages
        self._tasks = tasks
        self._state = state
        self._window = window
        self._pair: tuple[BatchInfo, BatchInfo] | None = None
        panel = pages.comparison
        panel.export_wanted.connect(lambda: tasks.spawn(self._export(), name="export a comparison"))
        panel.back_wanted.connect(self._on_back)
        panel.domain_wanted.connect(lambda domain: tasks.spawn(self._show_domain(domain), name="show a domain"))

    def compare(self) -> None:
        """Compare the batch in view with the one that it scans again, or the last of its name."""
        if batch := self._pages.shown_batch:
            self._tasks.spawn(self._compare(batch), name="compare")

    @property
    def panel(self) -> ComparisonPanel:
        """Return where comparisons are shown."""
        return self._pages.comparison

    async def _compare(self, after: BatchInfo) -> None:
        before = await self._services.comparison.predecessor(after)
        self._pair = (before, after)
        self.panel.show_waiting(before, after)
        self._pages.show_comparison()
        found: list[DomainDifference] = []
        summary = await self._services.comparison.compare(
            before.id, after.id, lambda each: found.append(each) if len(found) < MAX_SHOWN else None
        )
        if self._pair == (before, after):
            self.panel.show_comparison(found, summary)

    async def _export(self) -> None:
        if self._pair is None:
            return
        before, after = self._pair
        proposal = str(Path(self._state.folder("export")) / "comparison.csv")
        filters = "CSV (*.csv);;JSON (*.json)"
        title = self.tr("Export the comparison")
        path = await file_dialogs.save_file(self._window, title, proposal, filters, "csv")
        if path is None:
            return
        self._state.keep_folder("export", str(path.parent))
        format_name = "json" if path.suffix.lower() == ".json" else "csv"
        await self._services.comparison.export(before, after, path, format_name)
        self.panel.messages.tell(self.tr("The comparison is in {file}.").format(file=path), tone="info")

    async def _show_domain(self, domain: str) -> None:
        if self._pair is None:
            return
        after = self._pair[1]
        target_id = await self._services.history.target_id(after.id, domain)
        if target_id is not None:
            self._pages.show_target(after, target_id)

    def _on_back(self) -> None:
        if self._pair is not None:
            self._pages.show_batch(self._pair[1], None)
