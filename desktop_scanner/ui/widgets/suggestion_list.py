"""The list of completions below a filter: what each is on the left, what it means or how often it is on the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_scanner.ui.suggestions import Suggestion
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named

SUGGESTION = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 26
_SPACE = 8
_GAP = 24

Index = QModelIndex | QPersistentModelIndex


def model_of(suggestions: Sequence[Suggestion]) -> QStandardItemModel:
    """Return the suggestions as a model for the list."""
    model = QStandardItemModel()
    for each in suggestions:
        item = QStandardItem(each.label)
        item.setData(each, SUGGESTION)
        item.setEditable(False)
        # A screen reader says both sides.
        item.setAccessibleText(f"{each.label}, {each.detail}" if each.detail else each.label)
        model.appendRow(item)
    return model


class SuggestionList(QListView):
    """Shows suggestions; it never has the focus, which stays in the filter.

    `delegate` is for whoever makes it a completer's list, which then has one of its own.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "filter_suggestions", self.tr("Completions"))
        self.delegate = SuggestionDelegate(theme, self)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def suggestion(self, index: Index) -> Suggestion | None:
        """Return the suggestion of a row."""
        found = index.data(SUGGESTION) if index.isValid() else None
        return found if isinstance(found, Suggestion) else None

    def wanted_width(self) -> int:
        """Return the width at which no row is cut."""
        metrics = self.fontMetrics()
        model = self.model()
        rows = (self.suggestion(model.index(row, 0)) for row in range(model.rowCount()))
        texts = (metrics.horizontalAdvance(f"{each.label}{each.detail}") for each in rows if each)
        return max(texts, default=0) + _GAP + 4 * _SPACE + self.verticalScrollBar().sizeHint().width()


class SuggestionDelegate(QStyledItemDelegate):
    """Paints what a suggestion means at its right, muted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    # Overrides of QStyledItemDelegate

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 -- Qt's name
        """Return the height of a row."""
        return QSize(120, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint both sides, the left one in full."""
        colours, room = self._theme.colours, option.rect.adjusted(_SPACE, 0, -_SPACE, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.selection))
        suggestion = index.data(SUGGESTION)
        width = option.fontMetrics.horizontalAdvance(suggestion.label)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(QApplication.font())
        painter.setPen(QColor(colours.text))
        painter.drawText(room, flags | Qt.AlignmentFlag.AlignLeft, suggestion.label)
        rest = QRect(room.left() + width + _GAP, room.top(), room.width() - width - _GAP, room.height())
        detail = option.fontMetrics.elidedText(suggestion.detail, Qt.TextElideMode.ElideRight, rest.width())
        painter.setPen(QColor(colours.muted))
        painter.drawText(rest, flags | Qt.AlignmentFlag.AlignRight, detail)
