"""Faults of the program, told where they happen and with a report to send; nothing that runs is stopped by one."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_scanner.core import locations
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.crash_log import Crash
from desktop_scanner.ui import error_words, formats
from desktop_scanner.ui.models.batches import BatchListModel
from desktop_scanner.ui.panels.error_report import ErrorReportDialog
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.theme import Theme


class ErrorReporting(QObject):
    """Tells errors: a sentence in the view in front, and for a fault of the program its report, once by itself."""

    def __init__(
        self, pages: Pages, batches: BatchListModel, theme: Theme, window: QWidget, log: Path | None = None
    ) -> None:
        super().__init__(window)
        self._pages = pages
        self._batches = batches
        self._seen: set[str] = set()
        self._dialog = ErrorReportDialog(theme, log or locations.log_file(), window)

    def tell(self, error: BaseException) -> None:
        """Say what went wrong."""
        sentence, report = error_words.in_words(error)
        if not report:
            self._pages.messages.tell(sentence)
            return
        heading = self.tr("Something went wrong")
        self._pages.messages.tell(
            sentence, report=report, details=lambda: self._dialog.show_report(heading, sentence, report)
        )
        # A fault that comes again and again is counted where its report is open, and does not open it anew.
        if sentence not in self._seen or self._dialog.isVisible():
            self._dialog.show_report(heading, sentence, report, is_asked_for=False)
        self._seen.add(sentence)

    def tell_crash(self, crash: Crash) -> None:
        """Say that the program ended unexpectedly the last time, and what became of its work."""
        interrupted = [batch for batch in self._batches.all() if batch.state is BatchState.INTERRUPTED]
        template = (
            self.tr("Desktop Scanner ended unexpectedly ({at}). What was scanned is kept, and “{name}” can be resumed.")
            if interrupted
            else self.tr("Desktop Scanner ended unexpectedly ({at}). What was scanned is kept.")
        )
        name = interrupted[0].name if interrupted else ""
        sentence = template.format(at=formats.moment(crash.at), name=name)
        report, heading = error_words.crash_report(crash), self.tr("Desktop Scanner ended unexpectedly")
        self._pages.messages.tell(
            sentence,
            tone="attention",
            report=report,
            details=lambda: self._dialog.show_report(heading, sentence, report),
        )
