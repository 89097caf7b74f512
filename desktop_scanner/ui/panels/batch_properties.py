"""What people say of a batch, and how often it is repeated: name, tags, note, schedule."""

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.schedules import Every, Schedule
from desktop_scanner.ui import formats, icons
from desktop_scanner.ui.widgets.naming import named


class Properties(Struct, frozen=True):
    """What the dialog says; `every` is None for a batch that is not repeated."""

    name: str
    tags: tuple[str, ...]
    note: str
    every: Every | None


class BatchPropertiesDialog(QDialog):
    """Edits one batch's properties.

    Signals:
        saved(properties)
    """

    saved = Signal(object)

    def __init__(self, batch: BatchInfo, schedule: Schedule | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("properties_dialog")
        self.setWindowTitle(self.tr("Batch Properties"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowIcon(icons.app_icon())
        self._name = named(QLineEdit(batch.name, self), "properties_name", self.tr("Name"))
        self._name.setMaxLength(200)
        self._tags = named(QLineEdit(", ".join(batch.tags), self), "properties_tags", self.tr("Tags"))
        self._tags.setPlaceholderText(self.tr("separated by commas"))
        self._note = named(QPlainTextEdit(batch.note, self), "properties_note", self.tr("Note"))
        self._note.setTabChangesFocus(True)
        self._every = named(QComboBox(self), "properties_every", self.tr("Scan again"))
        for text, value in self._choices():
            self._every.addItem(text, value)
        if schedule is not None:
            self._every.setCurrentIndex(self._every.findData(schedule.every))
        self._lay_out(batch, schedule)
        self._name.setFocus()

    def _lay_out(self, batch: BatchInfo, schedule: Schedule | None) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Name"), self._name)
        form.addRow(self.tr("Tags"), self._tags)
        form.addRow(self.tr("Note"), self._note)
        form.addRow(self.tr("Scan again"), self._every)
        hint = self.tr("A new batch each time, while a window is open or by “desktop-scanner run-due”.")
        if schedule is not None:
            hint = self.tr("Next on {time}. {hint}").format(time=formats.moment(schedule.next_at), hint=hint)
        form.addRow("", named(QLabel(hint, self, wordWrap=True), "properties_hint", look="secondary"))
        origin = QLabel(batch.origin or self.tr("typed or pasted"), self, wordWrap=True)
        origin.setTextFormat(Qt.TextFormat.PlainText)
        form.addRow(self.tr("List from"), origin)
        form.addRow(self.tr("Created"), QLabel(formats.exact(batch.created_at), self))
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Save | standard.Cancel, self)
        buttons.accepted.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        self._save = buttons.button(standard.Save)
        self._name.textChanged.connect(lambda text: self._save.setEnabled(bool(text.strip())))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.resize(480, 400)

    def _choices(self) -> list[tuple[str, Every | None]]:
        return [
            (self.tr("Never"), None),
            (self.tr("Every day"), Every.DAY),
            (self.tr("Every week"), Every.WEEK),
            (self.tr("Every month"), Every.MONTH),
        ]

    def _on_save(self) -> None:
        tags = tuple(filter(None, (" ".join(tag.split()) for tag in self._tags.text().split(","))))
        chosen = self._every.currentData()
        every = Every(chosen) if chosen else None
        self.saved.emit(Properties(self._name.text(), tags, self._note.toPlainText(), every))
        self.accept()
