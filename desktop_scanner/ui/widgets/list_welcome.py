"""What an empty list shows: what it is for, and the ways to begin."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.naming import named

_SHOWN = 4
_LOW = 330  # in a view that is lower, the recent lists would not fit
_ICON = 20
_DISC = 44


class ListWelcome(QWidget):
    """Lies over an empty editor, which can be typed into all the same.

    Signals:
        paste_wanted, samples_wanted
        recent_wanted(path)
    """

    paste_wanted = Signal()
    samples_wanted = Signal()
    recent_wanted = Signal(object)

    def __init__(self, theme: Theme, editor: QPlainTextEdit) -> None:
        super().__init__(editor.viewport())
        self.setObjectName("list_welcome")
        self._editor = editor
        self._theme = theme
        self._title = self._text(self.tr("Paste domains, or drop a file here"))
        self._title.setFont(title_font(self.font(), 2))
        hint = self._text(self.tr("One a line, as names or addresses of pages. Text, CSV and Excel files are read."))
        hint.setProperty("look", "secondary")
        self._paste = self._button("paste_button", self.tr("Paste"), "clipboard", self.paste_wanted, "primary")
        keys = QKeySequence(QKeySequence.StandardKey.Paste).toString(QKeySequence.SequenceFormat.NativeText)
        self._paste.setToolTip(self.tr("Paste what is on the clipboard ({keys})").format(keys=keys))
        self._samples = self._button("samples_button", self.tr("Open the Sample Sites"), "globe", self.samples_wanted)
        self._samples.setToolTip(self.tr("Serve made-up sites on this computer, to see what a scan finds; no network"))
        self._recent = QFrame(self)
        self._recent_rows = QVBoxLayout(self._recent)
        self._recent_rows.setContentsMargins(0, 12, 0, 0)
        self._recent_rows.setSpacing(2)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._paste)
        buttons.addWidget(self._samples)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(36, _DISC + 24, 36, 24)
        layout.setSpacing(6)
        layout.addStretch(1)
        layout.addSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(hint)
        layout.addSpacing(10)
        layout.addLayout(buttons)
        layout.addWidget(self._recent, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        editor.viewport().installEventFilter(self)
        theme.changed.connect(lambda: self.show_recent(*self._shown))
        self.show_recent((), ())

    def show_recent(self, paths: Sequence[Path], missing: Sequence[Path]) -> None:
        """Offer these files, the latest first; those that are `missing` are said to be."""
        self._shown = (tuple(paths), tuple(missing))
        while (item := self._recent_rows.takeAt(0)) is not None:
            if row := item.widget():
                row.hide()
                row.deleteLater()
        title = QLabel(self.tr("Recent lists"), self._recent)
        title.setProperty("look", "secondary")
        self._recent_rows.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        for path in paths[:_SHOWN]:
            self._recent_rows.addWidget(self._recent_button(path, is_missing=path in missing))
        self._has_recent = bool(paths)
        self._fit()

    def _recent_button(self, path: Path, *, is_missing: bool) -> QPushButton:
        text = self.tr("{file} (not found)").format(file=path.name) if is_missing else path.name
        button = named(QPushButton(text.replace("&", "&&"), self._recent), "recent_button", text, look="link")
        button.setToolTip(str(path))
        button.setIcon(self._theme.icon("file", "muted"))
        button.clicked.connect(lambda: self.recent_wanted.emit(path))
        return button

    def _text(self, text: str) -> QLabel:
        label = QLabel(text, self, wordWrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _button(self, name: str, text: str, icon: str, wanted: SignalInstance, look: str = "") -> QPushButton:
        button = named(QPushButton(text, self), name, text, look=look)
        if icon:
            self._theme.assign(button, icon, "on_accent" if look == "primary" else "text")
        button.clicked.connect(wanted)
        return button

    def _fit(self) -> None:
        self.setGeometry(self._editor.viewport().rect())
        self._recent.setVisible(self._has_recent and self.height() >= _LOW)

    # Overrides of QWidget

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Stay as large as the editor's inside."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Let a click into the emptiness be one into the editor."""
        self._editor.setFocus()
        event.accept()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Paint the sign of the list above its title, within a line that shows where a file may fall."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colours.border_strong), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(20.5, 16.5, -20.5, -16.5), 8, 8)
        disc = QRectF((self.width() - _DISC) / 2, self._title.y() - _DISC - 10, _DISC, _DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawEllipse(disc)
        inside = disc.adjusted(*[(_DISC - _ICON) / 2] * 2, *[(_ICON - _DISC) / 2] * 2).toRect()
        self._theme.icon("import", "accent").paint(painter, inside)
