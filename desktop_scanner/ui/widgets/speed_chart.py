"""Domains a minute over time as an area under a line, with a marker for the mouse and the arrow keys."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_scanner.core.overview import Speed
from desktop_scanner.ui import formats
from desktop_scanner.ui.theme import Theme, small_font, tabular_font
from desktop_scanner.ui.widgets.naming import named

_HEIGHT = 150
_GAP = 6
_BREAK = 2  # steps between two stretches
_POINT = 1.5


class _Point(NamedTuple):
    """One step: its place along the time, counted in steps, when it began, and its domains a minute."""

    place: int
    at: datetime
    rate: float


class SpeedChart(QWidget):
    """Shows how many domains a minute were finished, without the times in which nothing ran."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "speed_chart")
        self._theme = theme
        self._speed = Speed()
        self._runs: list[list[_Point]] = []
        self._points: list[_Point] = []
        self._marked: int | None = None
        self._top = 1.0
        self.setFont(tabular_font(small_font(self.font())))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_speed(self, speed: Speed) -> None:
        """Show another course."""
        if speed == self._speed:
            return
        self._speed = speed
        self._runs = list(_runs(speed))
        self._points = [point for run in self._runs for point in run]
        self._top = _round_top(max((point.rate for point in self._points), default=0.0))
        if self._marked is not None and self._marked >= len(self._points):
            self._marked = None
        self.setAccessibleDescription(self.summary())
        self._tell()

    def summary(self) -> str:
        """Return the mean and the most, in words."""
        if not self._points:
            return ""
        rates = [point.rate for point in self._points]
        text = self.tr("{mean} domains a minute, {most} at most")
        return text.format(mean=_rate(sum(rates) / len(rates)), most=_rate(max(rates)))

    @property
    def marked_text(self) -> str:
        """Return what stands at the marker; empty where there is none."""
        if self._marked is None:
            return ""
        point = self._points[self._marked]
        text = self.tr("{time}: {rate} domains a minute")
        return text.format(time=formats.to_the_second(point.at), rate=_rate(point.rate))

    def _mark(self, number: int | None) -> None:
        if number != self._marked:
            self._marked = number
            self._tell()

    def _tell(self) -> None:
        name = self.tr("Speed")
        self.setAccessibleName(f"{name}, {self.marked_text}" if self.marked_text else name)
        self.update()

    def _field(self) -> QRectF:
        metrics = QFontMetricsF(self.font())
        left = metrics.horizontalAdvance(_rate(self._top)) + _GAP
        return QRectF(self.rect()).adjusted(left, metrics.height() + 6, -2, -metrics.height() - 6)

    def _at(self, field: QRectF, point: _Point) -> QPointF:
        width = field.width() / max(1, self._points[-1].place)
        return QPointF(field.left() + point.place * width, field.bottom() - field.height() * point.rate / self._top)

    def _paint_field(self, painter: QPainter, field: QRectF) -> None:
        colours, metrics = self._theme.colours, QFontMetricsF(self.font())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for part in (0.0, 0.5, 1.0):
            height = field.bottom() - part * field.height()
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(field.left(), height), QPointF(field.right(), height))
            painter.setPen(QColor(colours.muted))
            place = QRectF(0, height - metrics.height() / 2, field.left() - _GAP, metrics.height())
            painter.drawText(place, right, _rate(part * self._top))
        below = QRectF(field.left(), field.bottom() + 4, field.width(), metrics.height())
        if self._points:
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, formats.moment(self._points[0].at))
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, formats.moment(self._points[-1].at))

    def _paint_run(self, painter: QPainter, field: QRectF, run: Sequence[_Point]) -> None:
        colour = QColor(self._theme.colours.accent)
        soft = QColor(colour)
        soft.setAlphaF(0.2)
        line = [self._at(field, point) for point in run]
        if len(line) == 1:  # a point has no width
            line = [line[0] - QPointF(_POINT, 0), line[0] + QPointF(_POINT, 0)]
        ground = [QPointF(line[-1].x(), field.bottom()), QPointF(line[0].x(), field.bottom())]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # its edge is under the line
        painter.drawPolygon(QPolygonF([*line, *ground]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour, 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        # Piece by piece: stroked as one, 120 jagged steps take 6 ms.
        painter.drawLines([QLineF(*ends) for ends in pairwise(line)])

    def _paint_marker(self, painter: QPainter, field: QRectF) -> None:
        colours = self._theme.colours
        above = QRectF(0, 0, self.width() - 2, field.top() - 4)
        painter.setPen(QColor(colours.text if self.marked_text else colours.muted))
        painter.drawText(above, Qt.AlignmentFlag.AlignRight, self.marked_text or self.summary())
        if self._marked is not None:
            point = self._at(field, self._points[self._marked])
            painter.setPen(QPen(QColor(colours.border_strong), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(point.x(), field.top()), QPointF(point.x(), field.bottom()))
            painter.setPen(QPen(QColor(colours.surface), 1.5))
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(point, 4, 4)

    # Overrides of QWidget

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return a height in which differences are seen."""
        return QSize(260, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Paint field, course and marker."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        field = self._field()
        self._paint_field(painter, field)
        for run in self._runs:
            self._paint_run(painter, field, run)
        self._paint_marker(painter, field)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._theme.colours.accent))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Mark what is nearest to the mouse."""
        if self._points:
            field, x = self._field(), event.position().x()
            far = [abs(self._at(field, point).x() - x) for point in self._points]
            self._mark(far.index(min(far)))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 -- Qt's name
        """Take the mouse's marker away; that of the keyboard stays."""
        if not self.hasFocus():
            self._mark(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 -- Qt's name
        """Take the marker away."""
        self._mark(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Move the marker with the arrow keys, Home and End."""
        last = len(self._points) - 1
        here = last + 1 if self._marked is None else self._marked
        wanted = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if wanted is None or last < 0:
            super().keyPressEvent(event)
        else:
            self._mark(max(0, min(wanted, last)))


def _runs(speed: Speed) -> Iterator[list[_Point]]:
    """Yield the points of each stretch; between two there is a little room."""
    begin, step = 0, timedelta(seconds=speed.step_s)
    for stretch, rates in zip(speed.stretches, speed.per_minute, strict=True):
        yield [_Point(begin + n, stretch.started_at + n * step, rate) for n, rate in enumerate(rates)]
        begin += len(rates) + _BREAK


def _round_top(most: float) -> float:
    """Return a round number that is not below any rate."""
    step = 1.0
    while step * 10 < most:
        step *= 10
    return next(step * factor for factor in (1, 2, 3, 4, 5, 6, 8, 10) if step * factor >= most)


def _rate(per_minute: float) -> str:
    is_whole = per_minute >= 10 or per_minute == round(per_minute)
    return formats.number(round(per_minute)) if is_whole else formats.fixed(per_minute, 1)
