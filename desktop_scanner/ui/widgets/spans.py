"""Bars on a line of time, as the cells of a table: when each thing began, and how long it took."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_scanner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

SPAN_ROLE = Qt.ItemDataRole.UserRole + 1

_MARGIN = 8
_THICKNESS = 8
_LEAST = 3.0


@dataclass(frozen=True)
class Span:
    """A part of a line of time that is `whole_ms` long; `offset_ms` is None where nobody knows when it began."""

    offset_ms: int | None
    elapsed_ms: int
    whole_ms: int
    colour: str = "accent"

    def place(self, left: float, width: float) -> tuple[float, float]:
        """Return where its bar begins and how wide it is on a line of that width; the shortest can still be seen."""
        scale = width / max(1, self.whole_ms)
        wide = min(width, max(_LEAST, self.elapsed_ms * scale))
        return min(left + (self.offset_ms or 0) * scale, left + width - wide), wide


class SpanDelegate(QStyledItemDelegate):
    """Paints the bars; the cell's text is what a screen reader says and Copy takes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def _paint_bar(self, painter: QPainter, room: QRect, span: Span) -> None:
        left, width = span.place(room.left() + _MARGIN, room.width() - 2 * _MARGIN)
        bar = QRectF(left, room.center().y() - _THICKNESS / 2 + 0.5, width, _THICKNESS)
        colour = QColor(getattr(self._theme.colours, span.colour))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if span.offset_ms is None:  # its length is known and its place is not: an outline
            painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DashLine))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        painter.drawRoundedRect(bar, 2, 2)
        painter.restore()

    # Overrides of QStyledItemDelegate

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 -- Qt's name
        """Leave the text out where there is a bar."""
        super().initStyleOption(option, index)
        if isinstance(index.data(SPAN_ROLE), Span):
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground and the bar."""
        super().paint(painter, option, index)
        span = index.data(SPAN_ROLE)
        if isinstance(span, Span):
            self._paint_bar(painter, option.rect, span)
