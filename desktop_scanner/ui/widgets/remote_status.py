"""The status bar's word on the servers: symbol, words and colour; a click opens the sync view."""

from PySide6.QtWidgets import QPushButton, QWidget

from desktop_scanner.ui import remote_state, remote_words
from desktop_scanner.ui.remote_state import RemoteStateKind
from desktop_scanner.ui.remote_watch import RemoteWatch
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named


class RemoteStatus(QPushButton):
    """Absent while no server is known: everything works without one."""

    def __init__(self, watch: RemoteWatch, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "remote_status", self.tr("Remote servers"), "status")
        self._watch = watch
        self._theme = theme
        self.state = remote_state.of(watch)
        self.setToolTip(self.tr("Show what waits to be sent or fetched"))
        watch.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.state = remote_state.of(self._watch)
        self.setVisible(self.state.kind is not RemoteStateKind.NONE)
        icon, colour = remote_words.status_symbol(self.state.kind)
        self._theme.assign(self, icon, colour)
        text = remote_words.status(self.state)
        self.setText(text)
        self.setAccessibleName(self.tr("Remote: {state}").format(state=text))
        if self.property("tone") != colour:
            self.setProperty("tone", colour)
            self.style().polish(self)
