"""A table before it is scanned: its first rows, the column that holds the domains, and how the file is read."""

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.intake.tables import Preview
from desktop_scanner.ui import formats
from desktop_scanner.ui.list_reading import ListFile
from desktop_scanner.ui.models.table_preview import TablePreviewModel
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.flow_row import FlowRow
from desktop_scanner.ui.widgets.naming import named

_HEADER_ROWS = 10
_MOST_WIDTH = 260
_ROW_HEIGHT = 26
_ENCODINGS = (
    *("utf-8", "utf-16-le", "utf-16-be", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("cp1257", "iso8859_2", "iso8859_15", "koi8_r", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
)


class ImportPreview(QFrame):
    """Shows one file of the list and lets the user correct how it is read; each choice is in force at once.

    Signals:
        choices_made(path, choices)     the file is to be read again so
        closed
    """

    choices_made = Signal(object, object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "import_preview", self.tr("Import"), "card")
        self._file: ListFile | None = None
        self._model = TablePreviewModel(theme, self)
        self._title = named(QLabel(self), "import_title")
        self._title.setFont(title_font(self.font(), 1))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        close = named(QPushButton(self.tr("Back to the List"), self), "import_done_button", look="flat")
        close.clicked.connect(self.closed)
        self._column = self._choice("import_column", self.tr("Domains in"))
        self._sheet = self._choice("import_sheet", self.tr("Sheet"))
        self._header = self._choice("import_header", self.tr("Names in"))
        self._delimiter = self._choice("import_delimiter", self.tr("Separated by"))
        self._encoding = self._choice("import_encoding", self.tr("Encoding"))
        self._keep = named(QPushButton(self), "import_keep_button", self.tr("Columns that are kept"), "menu")
        self._menu = QMenu(self._keep)
        self._menu.setObjectName("import_keep_menu")
        self._keep.setMenu(self._menu)
        self._why = named(QLabel(self, wordWrap=True), "import_reason")
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._usable = named(QLabel(self, wordWrap=True), "import_usable", look="secondary")
        boxes = (self._column, self._sheet, self._header, self._delimiter, self._encoding)
        self._holders = {box: self._labelled(box) for box in boxes}
        self._table = self._made_table()
        theme.assign(close, "chevron-left", "text")
        theme.changed.connect(lambda: self._table.viewport().update())
        self._lay_out(close)

    @property
    def file(self) -> ListFile | None:
        """Return the file that is shown."""
        return self._file

    def show_file(self, file: ListFile) -> None:
        """Show a file, which is a table."""
        preview = file.preview
        if preview is None:
            return
        self._file = file
        self._title.setText(file.path.name)
        self._title.setToolTip(str(file.path))
        self._model.show_preview(preview, file.choices.dropped)
        self._fill_choices(preview, file)
        self._fill_keep(preview, file)
        self._why.setText(self._reason(preview))
        self._why.setProperty("look", "failed" if preview.domain is None else "")
        self._why.style().polish(self._why)
        self._usable.setText(self._counts(file))
        self._fit_columns(preview)

    def _lay_out(self, close: QPushButton) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close)
        choices = FlowRow(spacing=12)
        for holder in self._holders.values():
            choices.add(holder)
        choices.add(self._keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(choices)
        layout.addWidget(self._why)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._usable)

    def _labelled(self, box: QComboBox) -> QWidget:
        holder = QWidget(self)
        label = QLabel(box.accessibleName(), holder)
        label.setBuddy(box)
        label.setProperty("look", "secondary")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(box)
        return holder

    def _choice(self, name: str, title: str) -> QComboBox:
        box = named(QComboBox(self), name, title)
        box.setMaximumWidth(_MOST_WIDTH)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        named(box.view(), f"{name}_choices", title)
        box.activated.connect(self._on_chosen)
        return box

    def _made_table(self) -> QTableView:
        table = named(QTableView(self), "import_table", self.tr("First rows"))
        table.setModel(self._model)
        table.setItemDelegate(_ColumnDelegate(table))
        table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        table.setWordWrap(False)
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setSectionsClickable(True)
        table.horizontalHeader().sectionClicked.connect(lambda column: self._make(column=column))
        table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setMinimumHeight(4 * _ROW_HEIGHT)
        return table

    def _fill_choices(self, preview: Preview, file: ListFile) -> None:
        columns = [(each.name, at) for at, each in enumerate(preview.columns)]
        _fill(self._column, columns, preview.domain)
        _fill(self._sheet, [(name, name) for name in preview.sheets], preview.sheet)
        _fill(self._header, self._headers(preview), preview.header)
        delimiters = {",": self.tr("Comma"), ";": self.tr("Semicolon"), "\t": self.tr("Tab"), "|": self.tr("Bar")}
        delimiters.setdefault(preview.delimiter, preview.delimiter)
        _fill(self._delimiter, [(name, sign) for sign, name in delimiters.items()], preview.delimiter)
        encodings = dict.fromkeys((*_ENCODINGS, preview.encoding))
        _fill(self._encoding, [(name.upper().replace("_", "-"), name) for name in encodings], preview.encoding)
        self._holders[self._sheet].setVisible(len(preview.sheets) > 1)
        for box in (self._delimiter, self._encoding):
            self._holders[box].setVisible(bool(preview.encoding))

    def _headers(self, preview: Preview) -> list[tuple[str, Any]]:
        rows = preview.rows[:_HEADER_ROWS]
        names = [(self.tr("Line {number}").format(number=row.line), at) for at, row in enumerate(rows, 1)]
        return [(self.tr("No line"), 0), *names]

    def _fill_keep(self, preview: Preview, file: ListFile) -> None:
        self._menu.clear()
        others = [at for at in range(len(preview.columns)) if at != preview.domain]
        for at in others:
            action = self._menu.addAction(preview.columns[at].name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(at not in file.choices.dropped)
            action.toggled.connect(lambda is_kept, at=at: self._on_kept(at, is_kept=is_kept))
        kept = sum(at not in file.choices.dropped for at in others)
        text = self.tr("Keeps {kept} of {all} other columns")
        self._keep.setText(text.format(kept=formats.number(kept), all=formats.number(len(others))))
        self._keep.setVisible(bool(others) and preview.domain is not None)

    def _reason(self, preview: Preview) -> str:
        if preview.domain is None:
            return self.tr("No column holds domains. Choose the one that is meant, or read the file another way.")
        column = preview.columns[preview.domain]
        text = self.tr("The domains are in “{column}”: {domains} of {values} values are domains.")
        numbers = {"domains": formats.number(column.domains), "values": formats.number(column.values)}
        said = text.format(column=column.name, **numbers)
        if rivals := _rivals(preview):
            others = self.tr(
                "Not scanned, though they hold domains too: {columns}. One domain on each line scans them all."
            )
            said += "\n" + others.format(columns=", ".join(rivals))
        return said

    def _counts(self, file: ListFile) -> str:
        found = file.found
        text = self.tr("The whole file: {domains} · duplicates: {duplicates} · unusable lines: {faults}")
        numbers = {"duplicates": formats.number(found.duplicates), "faults": formats.number(len(found.rejected))}
        return text.format(domains=formats.domains(len(found.targets)), **numbers)

    def _fit_columns(self, preview: Preview) -> None:
        self._table.resizeColumnsToContents()
        header = self._table.horizontalHeader()
        for column in range(len(preview.columns)):
            header.resizeSection(column, min(_MOST_WIDTH, header.sectionSize(column) + 12))
        if preview.domain is not None:
            self._table.scrollTo(self._model.index(0, preview.domain))

    def _on_chosen(self) -> None:
        box = self.sender()
        value = box.currentData() if isinstance(box, QComboBox) else None
        if box is self._column:
            self._make(column=value)
        elif box is self._sheet:
            self._make(sheet=value, column=None, header=None, dropped=frozenset())
        elif box is self._header:
            self._make(header=value)
        elif box is self._delimiter:
            self._make(delimiter=value, column=None, header=None, dropped=frozenset())
        elif box is self._encoding:
            self._make(encoding=value)

    def _on_kept(self, column: int, *, is_kept: bool) -> None:
        if self._file is not None:
            dropped = self._file.choices.dropped
            self._make(dropped=dropped - {column} if is_kept else dropped | {column})

    def _make(self, **changes: Any) -> None:
        if self._file is not None:
            self.choices_made.emit(self._file.path, msgspec.structs.replace(self._file.choices, **changes))


def _rivals(preview: Preview) -> list[str]:
    """Return the columns that hold domains besides the one that was chosen, where no header tells them apart."""
    others = [each for at, each in enumerate(preview.columns) if at != preview.domain]
    return [] if preview.header else [each.name for each in others if 2 * each.domains > max(1, each.values)]


class _ColumnDelegate(QStyledItemDelegate):
    """Paints the model's background, which a style sheet passes over."""

    # Overrides of QStyledItemDelegate

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell on its background."""
        if background := index.data(Qt.ItemDataRole.BackgroundRole):
            painter.fillRect(option.rect, background)
        super().paint(painter, option, index)


def _fill(box: QComboBox, entries: Sequence[tuple[str, Any]], chosen: Any) -> None:
    box.clear()
    for name, value in entries:
        box.addItem(name, value)
    box.setCurrentIndex(next((at for at, (_, value) in enumerate(entries) if value == chosen), -1))
