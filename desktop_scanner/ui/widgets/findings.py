"""What is worth knowing of a server, a sentence each with its symbol."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_scanner.core.remotes import RemoteServer
from desktop_scanner.ui import formats, remote_words, sentences
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.naming import named

_SYMBOL = 16


class FindingsView(QWidget):
    """Shows what a server turned out to be."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "remote_findings", self.tr("What is known of the server"))
        self._theme = theme
        self._server: RemoteServer | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        theme.changed.connect(self._fill)
        self._fill()

    @property
    def text(self) -> str:
        """Return all sentences, a line each."""
        texts = (self._grid.itemAtPosition(row, 1) for row in range(self._grid.rowCount()))
        labels = (item.widget() for item in texts if item is not None)
        return "\n".join(label.text() for label in labels if isinstance(label, QLabel))

    def show_server(self, server: RemoteServer | None) -> None:
        """Show what was found; None where nobody has looked."""
        if server != self._server:
            self._server = server
            self._fill()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        server = self._server
        self._add(0, ("done", "done") if server else ("help", "muted"), self._title(server), is_title=True)
        if server is None:
            return
        for row, finding in enumerate(server.findings, start=1):
            self._add(row, remote_words.finding_symbol(finding), sentences.shown(server.sentence(finding)))

    def _title(self, server: RemoteServer | None) -> str:
        title = remote_words.server(server)
        if server is None or server.checked_at is None:
            return title
        return self.tr("{server} (asked {time})").format(server=title, time=formats.moment(server.checked_at))

    def _add(self, row: int, symbol: tuple[str, str], text: str, *, is_title: bool = False) -> None:
        icon = QLabel(self)
        icon.setPixmap(self._theme.icon(*symbol).pixmap(_SYMBOL))
        label = QLabel(text, self, wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if is_title:
            label.setFont(title_font(self.font(), 0))
        self._grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label, row, 1)
