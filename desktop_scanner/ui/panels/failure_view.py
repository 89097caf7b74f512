"""Why a domain failed, for a person: the sentence, what to do, how far the scan came, each try on a line of time."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_scanner.core.failures import Attempt, Failure, Stage
from desktop_scanner.core.results import DomainResult
from desktop_scanner.ui import formats, labels, sentences
from desktop_scanner.ui.panels.failure_stages import Passage, passages
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.facts_tree import Fact, FactsTree, Heading
from desktop_scanner.ui.widgets.naming import named
from desktop_scanner.ui.widgets.spans import Span
from desktop_scanner.ui.widgets.stage_line import StageLine, Step

_WORDS = {
    Stage.INPUT: QT_TRANSLATE_NOOP("failure_view", "List"),
    Stage.DNS: QT_TRANSLATE_NOOP("failure_view", "DNS"),
    Stage.PROXY: QT_TRANSLATE_NOOP("failure_view", "Proxy"),
    Stage.CONNECT: QT_TRANSLATE_NOOP("failure_view", "Connect"),
    Stage.TLS: QT_TRANSLATE_NOOP("failure_view", "TLS"),
    Stage.POLICY: QT_TRANSLATE_NOOP("failure_view", "robots.txt"),
    Stage.HTTP: QT_TRANSLATE_NOOP("failure_view", "HTTP"),
    Stage.BODY: QT_TRANSLATE_NOOP("failure_view", "Page"),
    Stage.ENGINE: QT_TRANSLATE_NOOP("failure_view", "Scan"),
}
_ROW = 26
_MOST_ROWS = 8


class FailureView(QWidget):
    """Shows one failure."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("failure_view")
        self._message = self._label("failure_message", "failed")
        self._message.setFont(title_font(self.font(), 0))
        self._hint = self._label("failure_hint")
        self._stages = StageLine(theme, self)
        self._kind = self._label("failure_kind", "secondary")
        headings = (
            *(Heading(self.tr("Tried at"), 76), Heading(self.tr("Outcome"), 130, 1)),
            *(Heading(self.tr("Took"), 64, is_numeric=True), Heading(self.tr("Time line"), 80, 3, has_span=True)),
            Heading(self.tr("Step"), 60, 1),
        )
        self._attempts = FactsTree(theme, headings, "attempts_list")
        self._attempts.setAccessibleName(self.tr("What was tried"))
        self._attempts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 4)
        layout.setSpacing(4)
        layout.addWidget(self._message)
        layout.addWidget(self._hint)
        layout.addSpacing(8)
        layout.addWidget(self._stages)
        layout.addWidget(self._kind)
        layout.addWidget(self._attempts)

    def show_failure(self, result: DomainResult, failure: Failure) -> None:
        """Show it."""
        self._message.setText(sentences.shown(failure.message))
        self._hint.setText(sentences.shown(failure.hint))
        self._stages.show_steps([self._step(stage, passage) for stage, passage in passages(result, failure)])
        self._kind.setText(self._diagnosis(failure))
        self._attempts.setVisible(bool(failure.timeline))
        self._attempts.show_facts(_tries(failure))
        rows = min(_MOST_ROWS, len(failure.timeline))
        self._attempts.setFixedHeight(self._attempts.header().sizeHint().height() + rows * _ROW + 6)

    def _diagnosis(self, failure: Failure) -> str:
        template = (
            self.tr("Ended at: {stage}. {kind} ({code}), {tries}. It may pass when tried again.")
            if failure.retryable
            else self.tr("Ended at: {stage}. {kind} ({code}), {tries}. Trying again rarely helps.")
        )
        kind = labels.kind(failure.kind)
        tries = self.tr("tried once") if failure.attempts == 1 else self.tr("tried {count} times")
        return template.format(
            stage=labels.stage(failure.stage),
            kind=kind[:1].upper() + kind[1:],
            code=failure.kind.value,
            tries=tries.format(count=formats.number(failure.attempts)),
        )

    def _step(self, stage: Stage, passage: Passage) -> Step:
        template = {
            Passage.PASSED: self.tr("{step}: passed."),
            Passage.BROKEN: self.tr("{step}: ended here."),
            Passage.SKIPPED: self.tr("{step}: not used."),
            Passage.UNREACHED: self.tr("{step}: not reached."),
        }[passage]
        word = QCoreApplication.translate("failure_view", str(_WORDS[stage]))
        return Step(word, passage.value, template.format(step=labels.stage(stage)))

    def _label(self, name: str, look: str = "") -> QLabel:
        label = named(QLabel(self, wordWrap=True), name, look=look)
        label.setTextFormat(Qt.TextFormat.PlainText)
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | keys)
        return label


def _tries(failure: Failure) -> list[Fact]:
    if not failure.timeline:
        return []
    began = failure.timeline[0].at
    offsets = [round((tried.at - began).total_seconds() * 1000) for tried in failure.timeline]
    whole_ms = max(offset + tried.elapsed_ms for offset, tried in zip(offsets, failure.timeline, strict=True))
    return [
        _try(tried, Span(offset, tried.elapsed_ms, whole_ms, "failed" if tried.kind else "done"))
        for offset, tried in zip(offsets, failure.timeline, strict=True)
    ]


def _try(tried: Attempt, span: Span) -> Fact:
    succeeded = QCoreApplication.translate("failure_view", "succeeded")
    after = QCoreApplication.translate("failure_view", "after {time}")
    cells = (
        f"{tried.at.astimezone():%H:%M:%S}",
        labels.kind(tried.kind) if tried.kind else succeeded,
        formats.duration(tried.elapsed_ms),
        after.format(time=formats.duration(span.offset_ms or 0)),
        labels.stage(tried.stage),
    )
    return Fact(cells, span=span)
