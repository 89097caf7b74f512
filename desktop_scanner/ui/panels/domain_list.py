"""The list of domains for a new batch: text and files, read as they change, every unusable line named."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.targets import RejectedLine, TargetList
from desktop_scanner.intake import lists
from desktop_scanner.ui import formats
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.domain_editor import DomainEditor
from desktop_scanner.ui.widgets.facts_tree import Fact, FactsTree, Heading
from desktop_scanner.ui.widgets.naming import named

_READ_MS = 150
_SHOWN_FAULTS = 1000
_FAULTS_IN_VIEW = 5
_HEADER_HEIGHT = 34
_ROW_HEIGHT = 26


class DomainList(QWidget):
    """Editor, files, counts and faults; `targets` is what the list gave when it was read last.

    Signals:
        changed             `targets` is new
        failed(sentence)    a file cannot be used
        import_wanted
    """

    changed = Signal()
    failed = Signal(str)
    import_wanted = Signal()

    def __init__(self, theme: Theme, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.targets = TargetList()
        self._theme = theme
        self._tasks = tasks
        self._files: dict[Path, TargetList] = {}
        self._version = 0
        self.editor = DomainEditor(theme, self)
        self.editor.setPlaceholderText(
            self.tr("Type or paste domains, one a line:\n\nexample.com\nwww.example.org\nhttps://example.net/shop\n\n")
            + self.tr("Or drop a text or CSV file here.")
        )
        self._counts = named(QLabel(self), "list_counts")
        self._import = QPushButton(self.tr("Import…"), self)
        named(self._import, "import_button", self.tr("Import a text or CSV file"))
        self._import.setToolTip(self.tr("Import a text or CSV file (Ctrl+O)"))
        self._import.clicked.connect(self.import_wanted)
        theme.assign(self._import, "import", "text")
        headings = (
            *(Heading(self.tr("Line"), 56, 1), Heading(self.tr("Text"), 120, 2)),
            Heading(self.tr("Why it cannot be used"), 220, 4),
        )
        self._faults = FactsTree(theme, headings, "faults_list")
        self._faults.setAccessibleName(self.tr("Unusable lines"))
        self._faults.itemActivated.connect(self._on_fault_chosen)
        self._faults.itemClicked.connect(self._on_fault_chosen)
        self._lay_out()
        self._timer = QTimer(self, singleShot=True, interval=_READ_MS)
        self._timer.timeout.connect(self._start_reading)
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.files_given.connect(self.add_files)
        self._show(TargetList(), TargetList())

    @property
    def origin(self) -> str:
        """Return where the list came from, for the batch's record."""
        return ", ".join(path.name for path in self._files) or "typed"

    def set_text(self, text: str) -> None:
        """Put a text in the place of the whole list."""
        self._files.clear()
        self._show_files()
        self.editor.setPlainText(text)
        self._timer.start(0)

    def add_text(self, text: str) -> None:
        """Put a text behind what is there."""
        before = self.editor.toPlainText()
        self.editor.setPlainText(f"{before.rstrip()}\n{text}" if before.strip() else text)

    def add_files(self, paths: Iterable[Path]) -> None:
        """Take the domains of these files into the list; the files are read beside the window."""
        self._tasks.spawn(self._add_files(list(paths)), name="read files")

    async def read(self) -> TargetList:
        """Read the list as it stands now and return what it gives."""
        self._timer.stop()
        version = self._version
        given = tuple(self._files.values())
        typed, whole = await asyncio.to_thread(_read, self.editor.toPlainText(), given)
        if version == self._version:
            self._show(typed, whole)
        return whole

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._counts, 1)
        foot.addWidget(self._import)
        self._file_rows = QVBoxLayout()
        self._file_rows.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._file_rows)
        layout.addWidget(self.editor, 1)
        layout.addLayout(foot)
        layout.addWidget(self._faults)

    async def _add_files(self, paths: Sequence[Path]) -> None:
        for path in paths:
            try:
                self._files[path] = await asyncio.to_thread(lists.read_file, path)
            except InputError as error:
                self.failed.emit(str(error))
        self._version += 1
        self._show_files()
        await self.read()

    def _on_text_changed(self) -> None:
        self._version += 1
        self._timer.start(_READ_MS)

    def _start_reading(self) -> None:
        self._tasks.spawn(self.read(), name="read list")

    def _show(self, typed: TargetList, whole: TargetList) -> None:
        self.targets = whole
        self._counts.setText(self._in_words(whole))
        self.editor.mark_lines(rejected.line for rejected in typed.rejected)
        faults = [_fault(str(each.line), each) for each in typed.rejected]
        for path, found in self._files.items():
            faults += [_fault(f"{each.line} · {path.name}", each) for each in found.rejected]
        self._faults.show_facts(faults[:_SHOWN_FAULTS])
        self._faults.setFixedHeight(_HEADER_HEIGHT + _ROW_HEIGHT * min(len(faults), _FAULTS_IN_VIEW))
        self._faults.setVisible(bool(faults))
        self.changed.emit()

    def _in_words(self, whole: TargetList) -> str:
        words = [formats.domains(len(whole.targets))]
        if whole.duplicates == 1:
            words.append(self.tr("1 duplicate"))
        elif whole.duplicates:
            words.append(self.tr("{count} duplicates").format(count=formats.number(whole.duplicates)))
        faults = len(whole.rejected)
        if faults == 1:
            words.append(self.tr("1 unusable line"))
        elif faults:
            words.append(self.tr("{count} unusable lines").format(count=formats.number(faults)))
        return " · ".join(words)

    def _show_files(self) -> None:
        while (item := self._file_rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for path, found in self._files.items():
            self._file_rows.addWidget(self._file_row(path, found))

    def _file_row(self, path: Path, found: TargetList) -> QWidget:
        row = QWidget(self)
        symbol = QLabel(row)
        symbol.setPixmap(self._theme.icon("file").pixmap(16))
        name = QLabel(f"{path.name} · {formats.domains(len(found.targets))}", row)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setToolTip(str(path))
        remove = named(QToolButton(row), "remove_file", self.tr("Remove {file}").format(file=path.name), "flat")
        remove.setToolTip(self.tr("Remove this file from the list"))
        remove.setIcon(self._theme.icon("close"))
        remove.clicked.connect(lambda: self._remove(path))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.addWidget(symbol)
        layout.addWidget(name, 1)
        layout.addWidget(remove)
        return row

    def _remove(self, path: Path) -> None:
        self._files.pop(path, None)
        self._version += 1
        self._show_files()
        self._start_reading()

    def _on_fault_chosen(self, item: QTreeWidgetItem) -> None:
        if item.text(0).isdigit():
            self.editor.go_to_line(int(item.text(0)))


def _read(text: str, files: Sequence[TargetList]) -> tuple[TargetList, TargetList]:
    typed = lists.read_text(text)
    return typed, lists.combine((typed, *files)) if files else typed


def _fault(line: str, rejected: RejectedLine) -> Fact:
    return Fact((line, rejected.text, rejected.reason))
