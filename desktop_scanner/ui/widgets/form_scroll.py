"""A form that takes the height it needs, and scrolls only where the window is too small for it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget


class FormScroll(QScrollArea):
    """Scrolls `form`; it never grows beyond it."""

    def __init__(self, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(form)
        form.installEventFilter(self)

    # Overrides of QScrollArea

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return the form's own size; Qt's answer stops at 24 lines."""
        return self._form.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return room for a few fields, none of them cut at its side."""
        least = self._form.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(least, min(120, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Take the new height when fields are shown or hidden."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
