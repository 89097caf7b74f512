"""A line of steps, each passed, broken, skipped or not reached: by symbol and line as well as by colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_scanner.ui.theme import Theme, small_font

_RADIUS = 8
_WIDEST_STEP = 140
_GAP = 5


@dataclass(frozen=True)
class Step:
    """One step: its word, what became of it ("passed", "broken", "skipped" or "unreached"), and a sentence."""

    word: str
    passage: str
    sentence: str


class StageLine(QWidget):
    """Draws the steps from left to right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage_line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._steps: tuple[Step, ...] = ()
        theme.changed.connect(self.update)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return what is drawn."""
        return self._steps

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Draw these steps."""
        self._steps = tuple(steps)
        self.setAccessibleName(" ".join(step.sentence for step in steps))
        self.update()

    def _middle(self, place: int) -> QPointF:
        width = min(_WIDEST_STEP, self.width() / max(1, len(self._steps)))
        return QPointF(width * (place + 0.5), _RADIUS + 2)

    def _draw_line(self, painter: QPainter, place: int) -> None:
        here, there = self._middle(place), self._middle(place + 1)
        is_passed = self._steps[place + 1].passage != "unreached"
        colour = self._theme.colours.done if is_passed else self._theme.colours.border_strong
        painter.setPen(QPen(QColor(colour), 1.5, Qt.PenStyle.SolidLine if is_passed else Qt.PenStyle.DotLine))
        painter.drawLine(here + QPointF(_RADIUS + 4, 0), there - QPointF(_RADIUS + 4, 0))

    def _draw_step(self, painter: QPainter, place: int) -> None:
        step, middle = self._steps[place], self._middle(place)
        icon, colour = {
            "passed": ("done", "done"),
            "broken": ("failed", "failed"),
            "skipped": ("cancelled", "muted"),
            "unreached": ("waiting", "muted"),
        }[step.passage]
        side = 2 * _RADIUS
        place_of_icon = QRectF(middle.x() - _RADIUS, middle.y() - _RADIUS, side, side).toRect()
        self._theme.icon(icon, colour).paint(painter, place_of_icon)
        font = small_font(self.font())
        font.setBold(step.passage == "broken")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.failed if step.passage == "broken" else self._theme.colours.muted))
        room = self._room(place)
        word = metrics.elidedText(step.word, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, word)

    def _room(self, place: int) -> QRect:
        width = int(self._middle(1).x() - self._middle(0).x()) - 4
        top = 2 * _RADIUS + 2 + _GAP
        return QRect(int(self._middle(place).x() - width / 2), top, width, self.height() - top)

    # Overrides of QWidget

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return the room for the symbols and a line of words."""
        return QSize(_WIDEST_STEP * 5, 2 * _RADIUS + _GAP + 6 + QFontMetrics(small_font(self.font())).height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return what the words can be elided to."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw the lines and the steps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(len(self._steps) - 1):
            self._draw_line(painter, place)
        for place in range(len(self._steps)):
            self._draw_step(painter, place)

    def event(self, event: QEvent) -> bool:
        """Tell what became of the step under the mouse."""
        if isinstance(event, QHelpEvent) and self._steps:
            nearest = min(range(len(self._steps)), key=lambda place: abs(self._middle(place).x() - event.pos().x()))
            QToolTip.showText(event.globalPos(), self._steps[nearest].sentence, self)
            return True
        return super().event(event)
