"""The statuses of a batch as one bar in pieces, and below it a button for each piece."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.bar_button import Bar
from desktop_scanner.ui.widgets.bar_section import BarSection

_HEIGHT = 18
_LEAST = 4.0  # a single failed domain among a million is seen
_GAP = 1.0


class StackedBar(QWidget):
    """Paints the pieces side by side; what the keyboard and screen readers use are the buttons below it.

    Signals:
        chosen(value)   a piece was clicked
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar_pieces")
        self._theme = theme
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these pieces."""
        self._bars = bars
        self.update()

    def pieces(self) -> list[tuple[QRectF, Bar]]:
        """Return where each piece stands."""
        free = self.width() - _LEAST * len(self._bars)
        found, left = [], 0.0
        for bar in self._bars:
            width = _LEAST + free * bar.length
            found.append((QRectF(left, 0, max(1.0, width - _GAP), self.height()), bar))
            left += width
        return found

    def _at(self, x: float) -> Bar | None:
        return next((bar for area, bar in self.pieces() if area.left() <= x <= area.right() + _GAP), None)

    # Overrides of QWidget

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return the height of a bar."""
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Paint the pieces within one rounded frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(frame)
        for area, bar in self.pieces():
            painter.fillRect(area, QColor(getattr(self._theme.colours, bar.colour)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Choose the piece under the mouse."""
        bar = self._at(event.position().x()) if self.rect().contains(event.position().toPoint()) else None
        if bar is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(bar.value)

    def event(self, event: QEvent) -> bool:
        """Say of each piece what it is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self._at(event.pos().x())
            QToolTip.showText(event.globalPos(), bar.tip if bar else "", self)
            return True
        return super().event(event)


class StatusSection(BarSection):
    """The card of the statuses: one bar in pieces over their buttons in a row."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("status", title, theme, parent)
        self.pieces = StackedBar(theme, self)
        self.pieces.chosen.connect(self.chosen)
        self._layout.insertWidget(1, self.pieces)

    def show_bars(self, bars: Sequence[Bar], note: str = "") -> None:
        """Show these statuses."""
        self.pieces.show_bars(bars)
        super().show_bars(bars, note)

    def _place_for_bars(self) -> QVBoxLayout | QHBoxLayout:
        place = QHBoxLayout()
        place.setSpacing(12)
        return place
