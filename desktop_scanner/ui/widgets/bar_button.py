"""One bar of a picture: a button with a symbol, a word, a count and a share over a bar of that length."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_scanner.ui.theme import Theme, tabular_font

HEIGHT = 28
_SYMBOL = 16
_PADDING = 6
_GAP = 8
_LINE = 2  # the length is drawn once more in the full colour, which stands out from any ground
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What a bar says; `length` runs from 0 to 1, `symbol` is an icon's name, `colour` one of the palette's."""

    value: str
    word: str
    count: str
    share: str = ""
    length: float = 0.0
    symbol: str = ""
    colour: str = "accent"
    spoken: str = ""
    tip: str = ""


class BarButton(QAbstractButton):
    """Paints one bar.

    Signals:
        moved(step)     an arrow key: -1 to the bar before, 1 to the one after
    """

    moved = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bar = Bar(value="", word="", count="")
        self.setFont(tabular_font(self.font()))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        theme.changed.connect(self.update)

    def show_bar(self, bar: Bar) -> None:
        """Say something else."""
        if bar == self.bar:
            return
        self.bar = bar
        self.setAccessibleName(bar.spoken)
        self.setAccessibleDescription(self.tr("Shows these domains in the table"))
        self.setToolTip(bar.tip)
        self.updateGeometry()
        self.update()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.isDown():
            painter.setBrush(QColor(colours.selection if self.isDown() else colours.hover))
            painter.drawRoundedRect(area, 4, 4)
        full = QColor(getattr(colours, self.bar.colour))
        soft = QColor(full)
        soft.setAlphaF(0.22 if colours.is_dark else 0.14)
        filled = QRectF(area)
        filled.setWidth(max(3.0, area.width() * self.bar.length) if self.bar.length else 0)
        painter.setBrush(soft)
        painter.drawRoundedRect(filled, 2, 2)
        painter.setBrush(full)
        painter.drawRect(QRectF(filled.left(), filled.bottom() - _LINE, filled.width(), _LINE))

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        colours, bar = self._theme.colours, self.bar
        inside = area.adjusted(_PADDING, 0, -_PADDING, -_LINE)
        if bar.symbol:
            top = inside.center().y() - _SYMBOL / 2
            self._theme.icon(bar.symbol, bar.colour).paint(painter, round(inside.left()), round(top), _SYMBOL, _SYMBOL)
            inside.setLeft(inside.left() + _SYMBOL + _GAP - 2)
        metrics = QFontMetricsF(self.font())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if bar.share:
            painter.setPen(QColor(colours.muted))
            painter.drawText(inside, right, bar.share)
            inside.setRight(inside.right() - max(self._share_width(metrics), metrics.horizontalAdvance(bar.share)) - 4)
        painter.setPen(QColor(colours.text))
        painter.drawText(inside, right, bar.count)
        inside.setRight(inside.right() - metrics.horizontalAdvance(bar.count) - _GAP)
        word = metrics.elidedText(bar.word, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)

    def _share_width(self, metrics: QFontMetricsF) -> float:
        # The counts of all bars stand in one column.
        return metrics.horizontalAdvance("< 1 %")

    # Overrides of QAbstractButton

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return the room in which nothing is cut."""
        metrics = QFontMetricsF(self.font())
        words = sum(metrics.horizontalAdvance(text) for text in (self.bar.word, self.bar.count))
        share = self._share_width(metrics) + 4 if self.bar.share else 0
        symbol = _SYMBOL + _GAP if self.bar.symbol else 0
        return QSize(round(words + share + symbol + 2 * _PADDING + 2 * _GAP), self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return the least room: a long word is elided."""
        return QSize(120, self._height())

    def _height(self) -> int:
        return max(HEIGHT, self.fontMetrics().height() + 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Paint the bar, and a frame around the one with the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        self._paint_ground(painter, area)
        self._paint_words(painter, area)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._theme.colours.accent))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Press with Enter as with Space, and go on with the arrows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif step := _STEPS.get(Qt.Key(event.key()), 0):
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)
