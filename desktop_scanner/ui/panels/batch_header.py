"""The head of a batch: its name and state, what can be done with it, and how far it is."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.options import declaration
from desktop_scanner.core.remote_links import RemoteLink
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.progress import BatchProgress
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.elided_label import ElidedLabel
from desktop_scanner.ui.widgets.naming import named

_RESTING = (BatchState.PENDING, BatchState.PAUSED, BatchState.CANCELLED, BatchState.INTERRUPTED)


class BatchHeader(QWidget):
    """Title, buttons and the total progress.

    Signals:
        resume_wanted, pause_wanted, cancel_wanted, retry_wanted, compare_wanted
        concurrency_wanted(domains)     at once, as the person chose
    """

    resume_wanted = Signal()
    pause_wanted = Signal()
    cancel_wanted = Signal()
    retry_wanted = Signal()
    compare_wanted = Signal()
    concurrency_wanted = Signal(int)

    def __init__(self, theme: Theme, export_menu: QMenu, views: QTabBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._batch: BatchInfo | None = None
        self._link: RemoteLink | None = None
        self._title = named(ElidedLabel(Qt.TextElideMode.ElideRight, self), "batch_title")
        self._title.setFont(title_font(self.font(), 2))
        self._title.setMinimumWidth(80)
        self._symbol = QLabel(self)
        self._state = named(QLabel(self), "batch_state")
        self._resume = self._button("resume_button", self.tr("Resume"), "play", self.resume_wanted)
        self._pause = self._button("pause_button", self.tr("Pause"), "pause", self.pause_wanted)
        self._cancel = self._button("cancel_button", self.tr("Cancel"), "stop", self.cancel_wanted)
        self._retry = self._button("retry_button", self.tr("Try again"), "refresh", self.retry_wanted)
        self._retry.setToolTip(self.tr("Scan the failed domains again (F5)"))
        self._compare = self._button("compare_button", self.tr("Compare"), "compare", self.compare_wanted)
        self._compare.setToolTip(self.tr("Compare with the batch before"))
        keys = QKeySequence("Ctrl+.").toString(QKeySequence.SequenceFormat.NativeText)
        self._cancel.setToolTip(self.tr("Cancel the batch; what is scanned stays ({keys})").format(keys=keys))
        self._pause.setToolTip(self.tr("End what is in flight and wait (Space)"))
        # Resume must not come to stand where Cancel was a moment ago.
        policy = self._cancel.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._cancel.setSizePolicy(policy)
        self._export = named(QPushButton(self.tr("Export"), self), "export_button", self.tr("Export the batch"), "menu")
        self._export.setMenu(export_menu)
        theme.assign(self._export, "export", "text")
        self._bar = named(QProgressBar(self, textVisible=False), "progress_bar", self.tr("Progress of the batch"))
        self._figures = named(QLabel(self), "progress_text", look="secondary")
        self._concurrency = self._concurrency_field()
        self._lay_out(views)
        theme.changed.connect(self._show_state)

    def show_batch(self, batch: BatchInfo, progress: BatchProgress | None) -> None:
        """Show where the batch stands; `progress` while it runs here."""
        is_same = self._batch is not None and self._batch.id == batch.id
        is_pausing = is_same and not self._pause.isEnabled() and batch.state is BatchState.RUNNING
        self._batch = batch
        self._pause.setEnabled(not is_pausing)
        if batch.name != self._title.whole:
            self._title.show_text(batch.name)
        self._show_state()
        if is_pausing:
            self.show_pausing()
        state = batch.state
        self._resume.setText(self.tr("Start") if state is BatchState.PENDING else self.tr("Resume"))
        self._pause.setVisible(state is BatchState.RUNNING)
        self._cancel.setVisible(state in (BatchState.RUNNING, BatchState.PAUSED, BatchState.INTERRUPTED))
        self._retry.setVisible(state is not BatchState.RUNNING and batch.counts.get(DomainStatus.FAILED, 0) > 0)
        self._export.setEnabled(batch.total > 0)
        self._bar.setRange(0, max(1, batch.total))
        self._bar.setValue(batch.done)
        self._bar.setVisible(not (batch.total and batch.done == batch.total and state is not BatchState.RUNNING))
        self._show_place(batch)
        self._show_concurrency(batch.concurrency)
        self._set_bar_look("resting" if state in _RESTING else "running")
        self._figures.setText(self._in_words(batch, progress))

    def show_place(self, link: RemoteLink | None) -> None:
        """Offer what can be done where the batch runs: on a server, or here (None)."""
        self._link = link
        if self._batch is not None:
            self._show_place(self._batch)

    def show_comparable(self, *, is_comparable: bool) -> None:
        """Offer to compare the batch, where there is one before it."""
        self._compare.setVisible(is_comparable)

    def show_pausing(self) -> None:
        """Say that the pause is on its way: what is in flight takes a few seconds to end."""
        self._pause.setEnabled(False)
        self._state.setText(self.tr("Pausing: what is in flight ends first"))

    def _show_place(self, batch: BatchInfo) -> None:
        is_here = self._link is None or not self._link.is_run_there
        is_open = is_here or (self._link is not None and self._link.verdict is None)  # else its bar asks what to do
        is_running = batch.state is BatchState.RUNNING
        self._resume.setVisible(batch.state.is_resumable and is_open)
        self._concurrency.setVisible((is_running or batch.state.is_resumable) and is_here)

    def _button(self, name: str, text: str, icon: str, signal: SignalInstance) -> QPushButton:
        button = named(QPushButton(text, self), name)
        button.clicked.connect(signal)
        self._theme.assign(button, icon, "text")
        return button

    def _concurrency_field(self) -> QSpinBox:
        meta = declaration("concurrency")
        field = named(QSpinBox(self), "concurrency_field", self.tr("Domains at once"))
        field.setRange(int(meta.ge or 1), int(meta.le or 1))
        field.setGroupSeparatorShown(True)
        field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        field.setSuffix(self.tr(" at once"))
        field.setToolTip(self.tr("Domains scanned at the same time; takes effect at once, and the batch keeps it"))
        field.lineEdit().setTextMargins(6, 0, 0, 0)
        field.setKeyboardTracking(False)  # a number that is being typed is none yet
        field.valueChanged.connect(self.concurrency_wanted)
        return field

    def _show_concurrency(self, domains: int) -> None:
        if self._concurrency.value() != domains:  # else a number that is being typed would be taken away
            self._concurrency.blockSignals(True)
            self._concurrency.setValue(domains)
            self._concurrency.blockSignals(False)

    def _lay_out(self, views: QTabBar) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addSpacing(4)
        top.addWidget(self._symbol)
        top.addWidget(self._state)
        top.addStretch(1)
        for button in (self._resume, self._pause, self._cancel, self._retry, self._compare, self._export):
            top.addWidget(button)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(views)
        below.addWidget(self._bar, 1)
        below.addWidget(self._figures)
        below.addWidget(self._concurrency)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(below)

    def _show_state(self) -> None:
        if self._batch is not None:
            icon, colour = labels.state_symbol(self._batch.state)
            self._symbol.setPixmap(self._theme.icon(icon, colour).pixmap(16))
            self._state.setText(labels.state(self._batch.state))

    def _set_bar_look(self, look: str) -> None:
        if self._bar.property("state") != look:
            self._bar.setProperty("state", look)
            self._bar.style().unpolish(self._bar)
            self._bar.style().polish(self._bar)

    def _in_words(self, batch: BatchInfo, progress: BatchProgress | None) -> str:
        failed = batch.counts.get(DomainStatus.FAILED, 0)
        words = [formats.domains(batch.total)]
        if batch.done < batch.total:
            done, total = formats.number(batch.done), formats.number(batch.total)
            words = [self.tr("{done} of {total}").format(done=done, total=total)]
        if progress is not None and progress.rate() > 0:
            words.append(formats.rate(progress.rate()))
            left = progress.seconds_left()
            if left is not None:
                words.append(self.tr("{time} left").format(time=formats.span(left)))
        elif batch.finished_at and batch.started_at and batch.state is not BatchState.RUNNING:
            words.append(formats.span((batch.finished_at - batch.started_at).total_seconds()))
        if failed:
            words.append(self.tr("{count} failed").format(count=formats.number(failed)))
        return " · ".join(words)
