"""The list of domains for a new batch: text and files, read as they change, every unusable line named."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import tidying
from desktop_scanner.intake.table_rows import TableChoices
from desktop_scanner.ui import formats, list_reading, sentences
from desktop_scanner.ui.list_reading import ListFile, Reading
from desktop_scanner.ui.panels.import_preview import ImportPreview
from desktop_scanner.ui.panels.list_files import ListFiles
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.domain_editor import DomainEditor
from desktop_scanner.ui.widgets.facts_tree import Fact, FactsTree, Heading
from desktop_scanner.ui.widgets.list_welcome import ListWelcome
from desktop_scanner.ui.widgets.naming import named

_READ_MS = 150
_FAULTS_IN_VIEW = 5
_HEADER_HEIGHT = 34
_ROW_HEIGHT = 26


class DomainList(QWidget):
    """Editor, files, counts and faults; `targets` is what the list gave when it was read last.

    Signals:
        changed             `targets` is new
        failed(sentence)    a file cannot be used
        taken(paths)        these files gave a list
        missing(path)       this file is not there
        import_wanted
    """

    changed = Signal()
    failed = Signal(str)
    taken = Signal(object)
    missing = Signal(object)
    import_wanted = Signal()

    def __init__(self, theme: Theme, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.targets = TargetList()
        self._tasks = tasks
        self._files: dict[Path, ListFile] = {}
        self._columns: dict[str, dict[str, str]] = {}
        self.came_from = ""  # the saved list that was opened
        self._version = 0
        self._has_typed = (False, False)  # faults, duplicates
        self._reading: tuple[int, asyncio.Task[TargetList]] | None = None
        self.editor = DomainEditor(theme, self)
        self.welcome = ListWelcome(theme, self.editor)
        self.preview = ImportPreview(theme, self)
        self._rows = ListFiles(theme, self)
        self._counts = named(QLabel(self, wordWrap=True), "list_counts")
        self._import = self._button("import_button", self.tr("Import…"), self.tr("Import a text, CSV or Excel file"))
        self._import.setToolTip(self.tr("Import a text, CSV or Excel file (Ctrl+O)"))
        theme.assign(self._import, "import", "text")
        faults, duplicates = self.tr("Remove unusable lines"), self.tr("Remove duplicates")
        self._drop_faults = self._button("remove_faults_button", faults, faults, "link")
        self._drop_duplicates = self._button("remove_duplicates_button", duplicates, duplicates, "link")
        headings = (
            *(Heading(self.tr("Line"), 56, 1), Heading(self.tr("Text"), 120, 2)),
            Heading(self.tr("Why it cannot be used"), 220, 4),
        )
        self._faults = FactsTree(theme, headings, "faults_list")
        self._faults.setAccessibleName(self.tr("Unusable lines"))
        self._lay_out()
        self._timer = QTimer(self, singleShot=True, interval=_READ_MS)
        self._connect()
        self._show(Reading())

    @property
    def origin(self) -> str:
        """Return where the list came from, for the batch's record."""
        return ", ".join([*filter(None, [self.came_from]), *(path.name for path in self._files)]) or "typed"

    @property
    def title(self) -> str:
        """Return the name of the only file, "" where the list has none or several."""
        return next(iter(self._files)).stem if len(self._files) == 1 else ""

    @property
    def is_empty(self) -> bool:
        """Return whether there is neither text nor a file."""
        return self.editor.is_empty and not self._files

    def set_text(self, text: str) -> None:
        """Put a text in the place of the whole list."""
        self._begin_anew()
        self.editor.set_text(text)
        self._read_soon(0)

    def set_targets(self, targets: TargetList, came_from: str) -> None:
        """Put a list that was read before in the place of this one; its own columns stay with its domains."""
        self._begin_anew()
        self.came_from = came_from
        self._columns = {each.domain: each.columns for each in targets.targets if each.columns}
        self.editor.set_text("".join(f"{each.input}\n" for each in targets.targets))
        self._read_soon(0)

    def add_text(self, text: str) -> None:
        """Put a text behind what is there."""
        self.editor.add_text(text)

    def add_files(self, paths: Iterable[Path]) -> None:
        """Take the domains of these files into the list; the files are read beside the window."""
        self._tasks.spawn(self._add_files(list(paths)), name="read files")

    def show_editor(self) -> None:
        """Bring the typed list to the front, in the place of a file's preview."""
        self._stack.setCurrentWidget(self.editor)

    def remove_faults(self) -> None:
        """Remove what cannot be used from the typed list; it can be undone."""
        self._tidy(tidying.without_faults)

    def remove_duplicates(self) -> None:
        """Remove what names a domain for the second time from the typed list; it can be undone."""
        self._tidy(tidying.without_duplicates)

    def put_away(self) -> Callable[[], None]:
        """Return what brings the list back as it is now, whatever takes its place."""
        text, files, columns, came_from = self.editor.text, dict(self._files), self._columns, self.came_from

        def bring_back() -> None:
            self._begin_anew()
            self._files, self._columns, self.came_from = files, columns, came_from
            self._show_files()
            self.editor.set_text(text)
            self._read_soon(0)

        return bring_back

    async def read(self) -> TargetList:
        """Read the list as it stands now and return what it gives."""
        self._timer.stop()
        if self._reading is None or self._reading[0] != self._version:
            self._reading = (self._version, self._tasks.spawn(self._read(), name="read list"))
        return await asyncio.shield(self._reading[1])

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(4)
        foot.addWidget(self._counts, 1)
        foot.addWidget(self._import)
        kept = self._counts.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._counts.setSizePolicy(kept)
        tidy = QHBoxLayout()
        tidy.setSpacing(16)
        tidy.addWidget(self._drop_duplicates)
        tidy.addWidget(self._drop_faults)
        tidy.addStretch(1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.preview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._rows)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        layout.addLayout(tidy)
        layout.addWidget(self._faults)

    def _button(self, name: str, text: str, accessible: str, look: str = "") -> QPushButton:
        return named(QPushButton(text, self), name, accessible, look)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._start_reading)
        self._stack.currentChanged.connect(self._show_what_fits)
        self.editor.edited.connect(self._on_edited)
        self.editor.files_given.connect(self.add_files)
        self._import.clicked.connect(self.import_wanted)
        self._drop_faults.clicked.connect(self.remove_faults)
        self._drop_duplicates.clicked.connect(self.remove_duplicates)
        self._faults.itemActivated.connect(self._on_fault_chosen)
        self._faults.itemClicked.connect(self._on_fault_chosen)
        self._rows.preview_wanted.connect(self._show_preview)
        self._rows.remove_wanted.connect(self._remove)
        self.preview.choices_made.connect(self._on_choices)
        self.preview.closed.connect(self._close_preview)
        self.welcome.paste_wanted.connect(self._paste)

    def _begin_anew(self) -> None:
        self._files.clear()
        self._columns = {}
        self.came_from = ""
        self._show_files()

    async def _add_files(self, paths: Sequence[Path]) -> None:
        read = [file for path in paths if (file := await self._read_file(path, TableChoices())) is not None]
        self._files |= {file.path: file for file in read}
        self.taken.emit([file.path for file in read])
        self._files_changed()
        asking = [file for file in read if file.preview and len(file.preview.columns) > 1]
        if asking:
            self._show_preview(asking[0].path)
        await self.read()

    async def _read_file(self, path: Path, choices: TableChoices) -> ListFile | None:
        try:
            return await asyncio.to_thread(list_reading.read_file, path, choices)
        except InputError as error:
            self.failed.emit(sentences.shown(str(error)))
            if not await asyncio.to_thread(path.exists):
                self.missing.emit(path)
            return None

    async def _read_again(self, path: Path, choices: TableChoices) -> None:
        file = await self._read_file(path, choices)
        known = self._files.get(path)
        if file is not None and known is not None and known.choices is choices:  # else a later choice is being read
            self._files[path] = file
            self._files_changed()
            self._show_preview(path)
            await self.read()

    async def _read(self) -> TargetList:
        version, files = self._version, tuple(self._files.values())
        reading = await asyncio.to_thread(list_reading.read, self.editor.text, files, self._columns)
        if version == self._version:
            self._show(reading)
        return reading.whole

    def _tidy(self, change: Callable[[str], str]) -> None:
        self._tasks.spawn(self._tidied(change), name="tidy list")

    async def _tidied(self, change: Callable[[str], str]) -> None:
        version, before = self._version, self.editor.text
        after = await asyncio.to_thread(change, before)
        if version == self._version and after != before:
            self.editor.replace_text(after)

    def _on_edited(self) -> None:
        self._read_soon(_READ_MS)

    def _read_soon(self, wait_ms: int) -> None:
        self._version += 1
        self._timer.start(wait_ms)
        self._show_emptiness()

    def _start_reading(self) -> None:
        self._tasks.spawn(self.read(), name="await list")

    def _show(self, reading: Reading) -> None:
        self.targets = reading.whole
        self._counts.setText(self._in_words(reading.whole))
        self.editor.mark_faults(reading.reasons)
        faults = [_fault(name, each.line, (each.text, sentences.shown(each.reason))) for name, each in reading.faults]
        if (more := len(reading.whole.rejected) - len(faults)) > 0:
            faults.append(
                Fact(("", "", self.tr("and {count} more").format(count=formats.number(more))), colour="muted")
            )
        self._faults.show_facts(faults)
        self._faults.setFixedHeight(_HEADER_HEIGHT + _ROW_HEIGHT * min(len(faults), _FAULTS_IN_VIEW))
        self._has_typed = (bool(reading.reasons), reading.typed_duplicates > 0)
        self._show_emptiness()
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        """Leave the room to a file's preview, which marks unusable lines itself."""
        is_editing = self._stack.currentWidget() is self.editor
        self._faults.setVisible(is_editing and self._faults.topLevelItemCount() > 0)
        for button, is_wanted in zip((self._drop_faults, self._drop_duplicates), self._has_typed, strict=True):
            button.setVisible(is_editing and is_wanted)

    def _show_emptiness(self) -> None:
        is_empty = self.is_empty
        self.welcome.setVisible(is_empty)
        self._counts.setVisible(not is_empty)

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

    def _show_preview(self, path: Path) -> None:
        self.preview.show_file(self._files[path])
        self._stack.setCurrentWidget(self.preview)

    def _close_preview(self) -> None:
        self.show_editor()
        self.editor.setFocus()

    def _on_choices(self, path: Path, choices: TableChoices) -> None:
        if path in self._files:
            self._files[path].choices = choices  # a further choice, made while the file is read, is made on top of it
            self._tasks.spawn(self._read_again(path, choices), name="read file again")

    def _files_changed(self) -> None:
        self._version += 1
        self._show_files()

    def _show_files(self) -> None:
        self._rows.show_files(self._files.values())
        if self.preview.file is None or self.preview.file.path not in self._files:
            self.show_editor()
        self._show_emptiness()

    def _remove(self, path: Path) -> None:
        self._files.pop(path, None)
        self._files_changed()
        self._start_reading()

    def _paste(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.paste()

    def _on_fault_chosen(self, item: QTreeWidgetItem) -> None:
        if item.text(0).isdigit():
            self.show_editor()
            self.editor.go_to_line(int(item.text(0)))


def _fault(file: str, line: int, cells: tuple[str, str]) -> Fact:
    return Fact((f"{line} · {file}" if file else str(line), *cells))
