"""The start view: a list of domains, the page budget, and Start."""

import asyncio
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.targets import TargetList
from desktop_scanner.ui import formats, sentences
from desktop_scanner.ui.panels import scan_options
from desktop_scanner.ui.panels.domain_list import DomainList
from desktop_scanner.ui.panels.run_place import RunPlaceField
from desktop_scanner.ui.panels.scan_options import FIRST, FURTHER, OptionFields
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.form_scroll import FormScroll
from desktop_scanner.ui.widgets.message_bar import MessageBar
from desktop_scanner.ui.widgets.naming import named

_MAX_WIDTH = 1120
_SIDE = 300


class NewBatchPanel(QWidget):
    """Gathers what a new batch needs.

    Signals:
        start_wanted(targets, options, name)    a TargetList with at least one domain, ScanOptions, a text or ""
        import_wanted
    """

    start_wanted = Signal(object, object, str)
    import_wanted = Signal()

    def __init__(self, theme: Theme, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("new_batch_panel")
        self._theme = theme
        self._tasks = tasks
        self._defaults = self._given = ScanOptions()
        self._read_rules: Callable[[], tuple[CustomRule, ...]] = tuple
        self.messages = MessageBar(theme, self)
        self.domains = DomainList(theme, tasks, self)
        self._first = OptionFields(FIRST, self)
        self._further = OptionFields(FURTHER, self)
        self.place = RunPlaceField(self)
        self._name = named(QLineEdit(self), "batch_name", self.tr("Name of the batch"))
        self._name.setPlaceholderText(self.tr("Named after its first domain"))
        self._note = named(QLabel(self, wordWrap=True), "new_batch_note", look="secondary")
        self._note.hide()
        self._more = named(QPushButton(self.tr("More options"), self), "more_options_button", look="link")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._on_more)
        self._start = named(QPushButton(self), "start_button", look="primary")
        shortcut = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self._start.setToolTip(self.tr("Start scanning ({shortcut})").format(shortcut=shortcut))
        self._start.setMinimumHeight(32)
        self._start.clicked.connect(self.start)
        theme.assign(self._start, "play", "on_accent")
        self._lay_out()
        self.domains.changed.connect(self._on_list_changed)
        self.domains.failed.connect(self.messages.tell)
        self.domains.import_wanted.connect(self.import_wanted)
        self._on_list_changed()
        self._on_more(is_open=False)

    @property
    def list_name(self) -> str:
        """Return what the batch is to be called, else where its list comes from, "" where it was typed."""
        return self._name.text().strip() or self.domains.title

    def set_defaults(self, defaults: ScanOptions, read_rules: Callable[[], tuple[CustomRule, ...]]) -> None:
        """Start new batches with these options, and the rules as they are then; what was changed or proposed stays."""
        if self._given is self._defaults:
            self._given = defaults
        self._defaults = defaults
        self._read_rules = read_rules
        for fields in (self._first, self._further):
            fields.set_defaults(defaults)

    def propose(self, text: str, *, name: str = "", options: ScanOptions | None = None, note: str = "") -> None:
        """Fill the view in for the user, who only has to press Start; `note` says where the list comes from."""
        self._given = options or self._defaults
        self.domains.set_text(text)
        self._show_proposal(name, note)
        self._first.show_options(self._given)
        self._further.show_options(self._given)

    def propose_list(self, targets: TargetList, name: str) -> None:
        """Fill the view in with a list that was saved under a name; options stay, and what was typed can come back."""
        bring_back = None if self.domains.is_empty else self.domains.put_away()
        self.domains.set_targets(targets, name)
        self._show_proposal(name, "")
        if bring_back:
            text = self.tr("“{name}” took the place of the list that stood here.")
            self.messages.tell(text.format(name=name), tone="info", undo=bring_back)

    def clear(self) -> None:
        """Make room for the next batch; the options stay as they are."""
        self.domains.set_text("")
        self._name.clear()
        self._note.hide()
        self.messages.hide()

    def start(self) -> None:
        """Ask for the batch to be started, or say what is missing; a second press in the meantime does nothing."""
        if self._start.isEnabled():
            self.set_busy(is_busy=True)
            self._tasks.spawn(self._check_and_start(), name="start batch")

    def set_busy(self, *, is_busy: bool) -> None:
        """Take no further start, or take one again: whoever obeys `start_wanted` says when the batch is made."""
        self._start.setEnabled(not is_busy)

    async def _check_and_start(self) -> None:
        self.messages.hide()
        targets = await self.domains.read()
        if not targets.targets:
            self.messages.tell(self._what_is_missing(targets), tone="attention")
            self.set_busy(is_busy=False)
            self.domains.editor.setFocus()
            return
        try:
            options = scan_options.changed(self._given, {**self._first.values(), **self._further.values()})
            if self._given is self._defaults:
                options = msgspec.structs.replace(options, rules=await asyncio.to_thread(self._read_rules))
        except SettingsError as error:
            self.messages.tell(sentences.shown(str(error)))
            self.set_busy(is_busy=False)
            return
        self.start_wanted.emit(targets, options, self._name.text().strip())

    def _what_is_missing(self, targets: TargetList) -> str:
        if targets.rejected:
            return self.tr("No line of the list names a domain; the reasons stand below it. Correct them, then start.")
        return self.tr("There is no domain yet. Type one, paste a list, or import a text, CSV or Excel file.")

    def _show_proposal(self, name: str, note: str) -> None:
        self.messages.hide()
        self._name.setText(name)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.domains, 1)
        columns.addWidget(self._side(), 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget(self)
        inside.setMaximumWidth(_MAX_WIDTH)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        centre = QVBoxLayout(inside)
        centre.setContentsMargins(24, 20, 24, 20)
        centre.setSpacing(4)
        centre.addWidget(self._title())
        centre.addWidget(self._purpose())
        centre.addSpacing(12)
        centre.addLayout(columns, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(inside, 1000)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addLayout(middle, 1)

    def _title(self) -> QLabel:
        title = QLabel(self.tr("New batch"), self)
        title.setFont(title_font(self.font(), 3))
        return title

    def _purpose(self) -> QLabel:
        purpose = QLabel(self.tr("Each domain is visited, read and described: contacts, technologies, state."), self)
        purpose.setProperty("look", "secondary")
        return purpose

    def _side(self) -> QFrame:
        card = named(QFrame(self), "options_card", look="card")
        card.setMinimumWidth(_SIDE)
        card.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        inner = QWidget()
        form = QVBoxLayout(inner)
        form.setContentsMargins(16, 12, 16, 12)
        form.setSpacing(8)
        label = QLabel(self.tr("Name"), inner)
        label.setBuddy(self._name)
        form.addWidget(label)
        form.addWidget(self._name)
        form.addWidget(self.place)
        form.addWidget(self._first)
        form.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self._further)
        form.addWidget(self._note)
        scroll = FormScroll(inner, card)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.addWidget(self._start)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll)
        layout.addLayout(foot)
        return card

    def _on_more(self, is_open: bool) -> None:
        self._further.setVisible(is_open)
        self._theme.assign(self._more, "chevron-down" if is_open else "chevron-right", "accent")

    def _on_list_changed(self) -> None:
        count = len(self.domains.targets.targets)
        if count:
            self.messages.settle()
        text = self.tr("Scan {domains}").format(domains=formats.domains(count)) if count else self.tr("Start")
        look = "primary" if count else ""
        if self._start.property("look") != look:  # one primary action at a time: of an empty list it is Paste
            self._start.setProperty("look", look)
            self._start.style().polish(self._start)
            self._theme.assign(self._start, "play", "on_accent" if count else "text")
        self._start.setText(text)
        self._start.setAccessibleName(text)

    # Overrides of QWidget

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return a size that fits a small window beside the side bar."""
        return QSize(600, 360)
