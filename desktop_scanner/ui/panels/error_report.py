"""The report of a fault of the program: what happened, the text to send, and where the log lies. It blocks nothing."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_scanner.ui import formats, icons
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.naming import named


class ErrorReportDialog(QDialog):
    """Shows one fault, and how often it came."""

    def __init__(self, theme: Theme, log: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("error_report")
        self.setWindowTitle(self.tr("Report of a Fault"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowIcon(icons.app_icon())
        self.setModal(False)
        self._log = log
        self._times = 0
        self._heading = self._label("report_heading")
        self._heading.setFont(title_font(self.font()))
        self._sentence = self._label("report_sentence")
        self._count = self._label("report_count", "secondary")
        self._text = named(QPlainTextEdit(self), "report_text", self.tr("The report"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.document().setDocumentMargin(8)
        self._place = self._label("report_log", "secondary")
        self._place.setText(self.tr("The log, which may tell more: {path}").format(path=log))
        self._copy = named(QPushButton(self.tr("Copy report"), self), "report_copy_button", look="primary")
        self._copy.clicked.connect(self.copy_report)
        self._folder = named(QPushButton(self.tr("Open the log's folder"), self), "report_folder_button")
        self._folder.clicked.connect(self.open_folder)
        self._close = named(QPushButton(self.tr("Close"), self), "report_close_button")
        self._close.clicked.connect(self.close)
        theme.assign(self._copy, "copy", "on_accent")
        theme.assign(self._folder, "open-folder", "text")
        self._copy.setDefault(True)
        self._lay_out()
        self.resize(720, 460)

    def show_report(self, heading: str, sentence: str, report: str, *, is_asked_for: bool = True) -> None:
        """Show a fault; the same one again is counted, another takes its place.

        Who did not ask for it goes on typing where they type.
        """
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not is_asked_for)
        self._times = self._times + 1 if self.isVisible() and sentence == self._sentence.text() else 1
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._count.setText(self.tr("It happened {count} times.").format(count=formats.number(self._times)))
        self._count.setVisible(self._times > 1)
        self._text.setPlainText(report)
        if not self.isVisible():
            self._copy.setFocus()
        self.show()
        if is_asked_for:
            self.raise_()
            self.activateWindow()

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._text.toPlainText())

    def open_folder(self) -> None:
        """Show where the log lies."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._folder)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        for label in (self._heading, self._sentence, self._count):
            layout.addWidget(label)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._place)
        layout.addSpacing(4)
        layout.addLayout(buttons)

    def _label(self, name: str, look: str = "") -> QLabel:
        label = named(QLabel(self, wordWrap=True), name, look=look)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
