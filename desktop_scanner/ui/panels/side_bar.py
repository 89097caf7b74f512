"""The side bar: every batch with its state, the way to a new one, and the saved lists."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.models.batches import BatchListModel, BatchRole
from desktop_scanner.ui.panels.saved_lists import SavedListsPanel
from desktop_scanner.ui.theme import Theme, small_font, title_font
from desktop_scanner.ui.widgets.naming import named

Index = QModelIndex | QPersistentModelIndex

_PAD = 8
_SYMBOL = 16


class SideBar(QWidget):
    """Shows the history.

    Signals:
        batch_chosen(batch_id)
        new_batch_wanted, search_wanted
    """

    batch_chosen = Signal(str)
    new_batch_wanted = Signal()
    search_wanted = Signal()

    def __init__(self, model: BatchListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_bar")
        self._model = model
        self._kept: str | None = None
        self._title = QLabel(self.tr("Batches"), self)
        self._title.setFont(title_font(self.font(), 0))
        self._new = named(QToolButton(self), "new_batch_button", self.tr("New batch"), "flat")
        self._new.setToolTip(self.tr("New batch"))
        self._new.clicked.connect(self.new_batch_wanted)
        theme.assign(self._new, "plus", "text")
        self._search = named(QToolButton(self), "search_button", self.tr("Search all batches"), "flat")
        self._search.setToolTip(self.tr("Search all batches"))
        self._search.clicked.connect(self.search_wanted)
        theme.assign(self._search, "search", "text")
        self._list = named(QListView(self), "history_list", self.tr("Batches"))
        self._list.setModel(model)
        self._list.setItemDelegate(_BatchDelegate(theme, self._list))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._empty = QLabel(self.tr("What you scan is kept here."), self, wordWrap=True)
        self._empty.setProperty("look", "secondary")
        self._empty.setContentsMargins(16, 4, 12, 4)
        self.saved = SavedListsPanel(theme, self)
        self._lay_out()
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        model.rowsInserted.connect(self._show_emptiness)
        theme.changed.connect(self._list.viewport().update)
        self._show_emptiness()

    def choose(self, batch_id: str | None) -> None:
        """Mark a batch as the one shown, or none."""
        row = None if batch_id is None else self._model.row_of(batch_id)
        if row is None:
            self._list.selectionModel().clear()
        else:
            self._list.setCurrentIndex(self._model.index(row))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 8, 4)
        head.addWidget(self._title, 1)
        head.addWidget(self._search)
        head.addWidget(self._new)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        layout.addWidget(self.saved)

    def _show_emptiness(self) -> None:
        self._empty.setVisible(self._model.rowCount() == 0)

    def _on_current_changed(self, current: QModelIndex) -> None:
        batch = self._model.at(current)
        if batch is not None:
            self.batch_chosen.emit(batch.id)

    def _on_about_to_reset(self) -> None:
        batch = self._model.at(self._list.currentIndex())
        self._kept = batch.id if batch else None

    def _on_reset(self) -> None:
        self._show_emptiness()
        self.choose(self._kept)


class _BatchDelegate(QStyledItemDelegate):
    """Paints a batch on two lines: its name; symbol, word, and progress or date."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 -- Qt's name
        """Return the room for two lines."""
        line = QFontMetrics(option.font).height()
        return QSize(160, 2 * line + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one batch."""
        batch: BatchInfo = index.data(BatchRole.ITEM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        inside = option.rect.adjusted(8 + _PAD, 7, -8 - _PAD, -7)
        metrics = QFontMetrics(option.font)
        top = QRect(inside.left(), inside.top(), inside.width(), metrics.height())
        painter.setFont(option.font)
        painter.setPen(QColor(self._theme.colours.text))
        name = metrics.elidedText(batch.name, Qt.TextElideMode.ElideRight, top.width())
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, name)
        self._paint_state(painter, option, batch, top.translated(0, metrics.height() + 6))
        if batch.state is BatchState.RUNNING and batch.total:
            self._paint_progress(painter, inside, batch.done / batch.total)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        ground = option.rect.adjusted(8, 1, -8, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(ground, 6, 6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(ground, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours.accent))
            painter.drawRoundedRect(ground, 6, 6)

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, batch: BatchInfo, line: QRect) -> None:
        icon, colour = labels.state_symbol(batch.state)
        middle = line.center().y() - _SYMBOL // 2 + 1
        self._theme.icon(icon, colour).paint(painter, QRect(line.left(), middle, _SYMBOL, _SYMBOL))
        font = small_font(option.font)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.muted))
        aside = _aside(batch)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        left = line.adjusted(_SYMBOL + 6, 0, -metrics.horizontalAdvance(aside) - 8, 0)
        word = metrics.elidedText(labels.state(batch.state), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, word)

    def _paint_progress(self, painter: QPainter, inside: QRect, share: float) -> None:
        line = QRect(inside.left(), inside.bottom() + 2, inside.width(), 2)
        painter.fillRect(line, QColor(self._theme.colours.border))
        line.setWidth(round(inside.width() * share))
        painter.fillRect(line, QColor(self._theme.colours.accent))


def _aside(batch: BatchInfo) -> str:
    if batch.state in (BatchState.RUNNING, BatchState.PAUSED):
        return formats.percent(batch.done, batch.total)
    return formats.moment(batch.created_at)
