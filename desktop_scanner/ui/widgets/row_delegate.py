"""How a row of the batch's table is painted: symbols and colours of the status, a thin line for a domain's progress."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.ui.models import row_cells
from desktop_scanner.ui.models.columns import NUMERIC, Column
from desktop_scanner.ui.models.rows import ItemRole
from desktop_scanner.ui.theme import Theme, tabular_font

Index = QModelIndex | QPersistentModelIndex

_ICON = QSize(16, 16)
_COLOURED = frozenset({"failed", "attention", "working", "muted"})


class RowDelegate(QStyledItemDelegate):
    """Paints every column of the table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    # Overrides of QStyledItemDelegate

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 -- Qt's name
        """Add what the model, which knows no colours, leaves out."""
        super().initStyleOption(option, index)
        column = index.column()
        item = index.data(ItemRole.ITEM)
        if item is None:
            return
        if column == Column.DOMAIN:
            # The registrable part stands at the end of a name; it is never the part that is cut.
            option.textElideMode = Qt.TextElideMode.ElideLeft
        elif column == Column.STATUS:
            self._add_symbol(option, *row_cells.symbol(item, index.data(ItemRole.PROGRESS)))
        elif column in NUMERIC:
            option.font = tabular_font(option.font)
        if column != Column.STATUS and item.status in (DomainStatus.PENDING, DomainStatus.CANCELLED):
            self._colour(option, "muted")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, and under a running status how far the domain is."""
        super().paint(painter, option, index)
        progress = index.data(ItemRole.PROGRESS) if index.column() == Column.STATUS else None
        if progress is None or not progress.pages_planned:
            return
        share = min(1.0, progress.pages_done / progress.pages_planned)
        width = round((option.rect.width() - 16) * share)
        line = QRect(option.rect.left() + 8, option.rect.bottom() - 1, width, 2)
        painter.fillRect(line, QColor(self._theme.colours.working))

    def _add_symbol(self, option: QStyleOptionViewItem, icon: str, colour: str) -> None:
        option.icon = self._theme.icon(icon, colour)
        option.decorationSize = _ICON
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        if colour in _COLOURED:
            self._colour(option, colour)

    def _colour(self, option: QStyleOptionViewItem, name: str) -> None:
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, QColor(getattr(self._theme.colours, name)))
