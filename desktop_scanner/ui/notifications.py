"""Telling people who look elsewhere that a long batch has ended, and the icon in the system's tray."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.events import BatchFinished
from desktop_scanner.ui import formats, icons, labels
from desktop_scanner.ui.batch_control import BatchControl

_LONG_S = 60


class Notifications(QObject):
    """Says that a batch has ended when nobody looks at the window.

    By the tray's message where the system has a tray, else by the window's mark in the task bar.

    Signals:
        wanted(batch_id)        the user wants to see it; "" for the window alone
        told(title, text)       what was said
    """

    wanted = Signal(str)
    told = Signal(str, str)

    def __init__(self, control: BatchControl, quit_program: Callable[[], object], window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._control = control
        self._last_id = ""
        self.is_enabled = True
        self.least_s = _LONG_S
        self._tray = QSystemTrayIcon(icons.app_icon(), self)
        self._tray.setToolTip(self.tr("Desktop Scanner"))
        self._tray.activated.connect(self._on_activated)
        self._tray.messageClicked.connect(lambda: self.wanted.emit(self._last_id))
        self._menu = self._tray_menu(quit_program)
        self._tray.setContextMenu(self._menu)
        control.batch_ended.connect(self._on_ended)

    def show_tray(self, *, is_shown: bool) -> None:
        """Have an icon in the tray, where the system has one."""
        self._tray.setVisible(is_shown and QSystemTrayIcon.isSystemTrayAvailable())

    def _tray_menu(self, quit_program: Callable[[], object]) -> QMenu:
        menu = QMenu(self._window)
        show = QAction(self.tr("&Show Window"), menu)
        show.triggered.connect(lambda: self.wanted.emit(""))
        leave = QAction(self.tr("&Quit"), menu)
        leave.triggered.connect(quit_program)
        menu.addActions([show, leave])
        return menu

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.wanted.emit("")

    def _on_ended(self, batch_id: str, event: BatchFinished) -> None:
        batch = self._control.batches.batch(batch_id)
        if batch is None or not self.is_enabled or self._window.isActiveWindow() or not self._is_long(batch):
            return
        self._last_id = batch_id
        title = self.tr("{name}: {state}").format(name=batch.name, state=labels.state(event.state))
        text = self.tr("{done} of {total} scanned").format(
            done=formats.number(event.counts.get("completed", 0)), total=formats.domains(batch.total)
        )
        if self._tray.isVisible() and QSystemTrayIcon.supportsMessages():
            self._tray.showMessage(title, text, icons.app_icon())
        QApplication.alert(self._window)
        self.told.emit(title, text)

    def _is_long(self, batch: BatchInfo) -> bool:
        begun = batch.started_at
        return begun is not None and now() - begun >= timedelta(seconds=self.least_s)
