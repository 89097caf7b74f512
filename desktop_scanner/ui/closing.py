"""Closing the window while a batch runs: the user is asked beside the work, and nothing is lost whatever they say."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.widgets.message_bar import Choice


class OnClose(StrEnum):
    """What becomes of batches that run when the window is closed."""

    ASK = "ask"
    KEEP = "keep"
    PAUSE = "pause"
    CANCEL = "cancel"


class Closing(QObject):
    """Decides when the program may end; `end` ends it, which interrupts what still runs, to be resumed next time.

    Signals:
        went_to_background      what runs goes on without a window
    """

    went_to_background = Signal()

    def __init__(
        self, pages: Pages, control: BatchControl, tasks: Tasks, end: Callable[[], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._pages = pages
        self._control = control
        self._tasks = tasks
        self._end = end
        self._window = window
        self._is_leaving = False
        self.on_close = OnClose.ASK
        control.batch_ended.connect(self._on_batch_ended)

    def request(self) -> None:
        """Close as the user wants it; a second request while the first is being met ends the program at once."""
        if self._is_leaving or not self._control.running_here():
            self._end()
        elif self.on_close is OnClose.ASK and not self._pages.messages.is_asking:
            self._ask()
        elif self.on_close is OnClose.ASK:
            self._end()
        else:
            {OnClose.KEEP: self.keep, OnClose.PAUSE: self.pause, OnClose.CANCEL: self.cancel}[self.on_close]()

    def end_at_once(self) -> None:
        """End without a question: the system asks, and does not wait for answers."""
        self._end()

    def keep(self) -> None:
        """Scan on without a window; the program ends with its last batch, unless it is opened again before."""
        self._window.hide()
        self.went_to_background.emit()

    def pause(self) -> None:
        """Let what is in flight come to its end, then close."""
        self._leave(self.tr("Pausing: the window closes when what is in flight has ended. Close again to leave now."))
        for batch_id in self._control.running_here():
            self._tasks.spawn(self._control.pause(batch_id), name="pause to close")

    def cancel(self) -> None:
        """Cancel what runs, then close."""
        self._leave(self.tr("Cancelling: the window closes when what is scanned is stored."))
        for batch_id in self._control.running_here():
            self._tasks.spawn(self._control.cancel(batch_id), name="cancel to close")

    def _ask(self) -> None:
        self._pages.messages.ask(
            self.tr("A batch is running. What shall become of it?"),
            (
                Choice("close_keep_button", self.tr("Keep Running in Background"), self.keep),
                Choice("close_pause_button", self.tr("Pause and Close"), self.pause),
                Choice("close_cancel_button", self.tr("Cancel and Close"), self.cancel),
            ),
        )

    def _leave(self, text: str) -> None:
        self._is_leaving = True
        self._pages.messages.tell(text, tone="info")

    def _on_batch_ended(self) -> None:
        has_left = self._is_leaving or not self._window.isVisible()
        if has_left and not self._control.running_here():
            self._end()
