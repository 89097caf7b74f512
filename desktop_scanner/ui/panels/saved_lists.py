"""The side bar's section of saved lists."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core.lists import SavedList
from desktop_scanner.ui import formats
from desktop_scanner.ui.models.saved_lists import ListRole, SavedListsModel
from desktop_scanner.ui.theme import Theme, small_font, title_font
from desktop_scanner.ui.widgets.naming import named

Index = QModelIndex | QPersistentModelIndex

_ROWS_IN_VIEW = 6
_SYMBOL = 16
_PAD = 16


class SavedListsPanel(QWidget):
    """Shows the lists; a click or Enter opens one, F2 renames, Delete deletes.

    Signals:
        save_wanted                     keep the list in view
        open_wanted(list), scan_wanted(list), delete_wanted(list)
    """

    save_wanted = Signal()
    open_wanted = Signal(object)
    scan_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saved_lists_panel")
        self.model = SavedListsModel(self)
        title = QLabel(self.tr("Saved lists"), self)
        title.setFont(title_font(self.font(), 0))
        save = named(QToolButton(self), "save_list_button", self.tr("Save this list"), "flat")
        save.setToolTip(self.tr("Save the list in view under a name"))
        save.clicked.connect(self.save_wanted)
        theme.assign(save, "plus", "text")
        self._empty = QLabel(self.tr("Lists that you scan again and again."), self, wordWrap=True)
        self._empty.setProperty("look", "secondary")
        self._empty.setContentsMargins(_PAD, 0, 12, 4)
        self.view = _View(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(theme, self.view))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._on_menu_wanted)
        self.view.clicked.connect(self._on_activated)
        self.view.enter_pressed.connect(lambda: self._on_activated(self.view.currentIndex()))
        self.view.delete_pressed.connect(lambda: self._tell(self.delete_wanted))
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 8, 8, 2)
        head.addWidget(title, 1)
        head.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._empty)
        layout.addWidget(self.view)
        self.model.modelReset.connect(self._fit)
        theme.changed.connect(self.view.viewport().update)
        self._fit()

    def edit_name(self, list_id: int) -> None:
        """Let the user give a list, which was just saved, another name."""
        index = self.model.index_of(list_id)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.edit(index)

    def menu(self) -> QMenu:
        """Return what can be done with the chosen list."""
        menu = QMenu(self)
        menu.setObjectName("saved_list_menu")
        menu.addAction(self.tr("&Open"), QKeySequence(Qt.Key.Key_Return), lambda: self._tell(self.open_wanted))
        menu.addAction(self.tr("&Scan Now"), lambda: self._tell(self.scan_wanted))
        menu.addSeparator()
        rename = self.tr("&Rename")
        menu.addAction(rename, QKeySequence(Qt.Key.Key_F2), lambda: self.view.edit(self.view.currentIndex()))
        menu.addAction(self.tr("&Delete"), QKeySequence(Qt.Key.Key_Delete), lambda: self._tell(self.delete_wanted))
        return menu

    def _chosen(self) -> SavedList | None:
        return self.model.at(self.view.currentIndex())

    def _tell(self, wanted: SignalInstance) -> None:
        chosen = self._chosen()
        if chosen is not None:
            wanted.emit(chosen)

    def _on_activated(self, index: QModelIndex) -> None:
        saved = self.model.at(index)
        if saved is not None:
            self.open_wanted.emit(saved)

    def _on_menu_wanted(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if index.isValid():
            self.view.setCurrentIndex(index)
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(place))

    def _fit(self) -> None:
        count = self.model.rowCount()
        self._empty.setVisible(count == 0)
        self.view.setVisible(count > 0)
        self.view.setFixedHeight(min(count, _ROWS_IN_VIEW) * max(1, self.view.sizeHintForRow(0)) + 2)


class _View(QListView):
    """A list whose keys open and delete.

    Signals:
        enter_pressed, delete_pressed
    """

    enter_pressed = Signal()
    delete_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "saved_lists", self.tr("Saved lists"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)

    # Overrides of QListView

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Open with Enter, delete with Delete; while a name is typed, its field hands them on as well."""
        if self.state() is QListView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints a list on one line: symbol, name, number of domains."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    # Overrides of QStyledItemDelegate

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 -- Qt's name
        """Return the room for one line."""
        return QSize(160, QFontMetrics(option.font).height() + 14)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 -- Qt's name
        """Put the field for a name over the whole line."""
        editor.setGeometry(option.rect.adjusted(8, 0, -8, 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one list."""
        saved: SavedList = index.data(ListRole.ITEM)
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        inside = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        middle = inside.center().y() - _SYMBOL // 2 + 1
        self._theme.icon("list").paint(painter, QRect(inside.left(), middle, _SYMBOL, _SYMBOL))
        aside = formats.number(saved.total)
        small = small_font(option.font)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        room = inside.adjusted(_SYMBOL + 6, 0, -QFontMetrics(small).horizontalAdvance(aside) - 8, 0)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text))
        name = QFontMetrics(option.font).elidedText(saved.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        ground = option.rect.adjusted(8, 1, -8, -1)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if option.state & QStyle.StateFlag.State_MouseOver or has_focus:
            painter.setPen(QColor(colours.accent) if has_focus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(ground, 6, 6)
