"""A small panel in which the selected domains are given a tag, or one is taken from them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from desktop_scanner.core.tags import MAX_TAG
from desktop_scanner.ui import formats
from desktop_scanner.ui.widgets.naming import named

_WIDTH = 260
_ROWS, _ROW_HEIGHT = 6, 26


class TagPopup(QFrame):
    """Offers the tags that are in use; another one only needs to be typed.

    Signals:
        add_wanted(tag)
        remove_wanted(tag)
    """

    add_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, count: int, known: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(self, "tag_popup", self.tr("Tag domains"))
        self.setProperty("look", "popup")
        title = QLabel(self.tr("Tag {domains}").format(domains=formats.domains(count)), self)
        title.setProperty("look", "title")
        self._edit = named(QLineEdit(self), "tag_edit", self.tr("Tag"))
        self._edit.setPlaceholderText(self.tr("A word of your own"))
        self._edit.setMaxLength(MAX_TAG)
        self._edit.returnPressed.connect(self._on_add)
        self._list = named(QListWidget(self), "tag_list", self.tr("Tags in use"))
        self._list.addItems(known or [self.tr("lead"), self.tr("checked")])
        self._list.setFixedHeight(min(_ROWS, self._list.count()) * _ROW_HEIGHT + 8)
        self._list.currentTextChanged.connect(self._edit.setText)
        self._list.itemActivated.connect(self._on_add)
        self._add = named(QPushButton(self.tr("Add"), self), "add_tag_button", look="primary")
        self._remove = named(QPushButton(self.tr("Remove"), self), "remove_tag_button")
        self._add.clicked.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)
        self._edit.textChanged.connect(self._on_text_changed)
        self._on_text_changed()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._remove)
        buttons.addWidget(self._add)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        for widget in (title, self._edit, self._list):
            box.addWidget(widget)
        box.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    def open_at(self, corner: QPoint) -> None:
        """Open with the left upper corner there, ready to be typed into."""
        size, room = self.sizeHint(), self.screen().availableGeometry()
        self.move(
            max(room.left(), min(corner.x(), room.right() - _WIDTH)),
            max(room.top(), min(corner.y(), room.bottom() - size.height())),
        )
        self.show()
        self._edit.setFocus()

    def _on_text_changed(self) -> None:
        is_said = bool(self._edit.text().strip())
        self._add.setEnabled(is_said)
        self._remove.setEnabled(is_said)

    def _on_add(self) -> None:
        if tag := self._edit.text().strip():
            self.add_wanted.emit(tag)
            self.close()

    def _on_remove(self) -> None:
        self.remove_wanted.emit(self._edit.text().strip())
        self.close()
