"""The History tab: the domain as each batch saw it, the latest first, and what had changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop_scanner.services.comparison import TimelineEntry
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.fact_list import FactList
from desktop_scanner.ui.widgets.facts_tree import Fact, Heading


class DomainHistory(FactList):
    """Shows the batches of one domain.

    Signals:
        batch_wanted(batch_id, target_id)   the domain is to be shown as that batch saw it
    """

    batch_wanted = Signal(str, int)

    def __init__(self, theme: Theme, title: str) -> None:
        headings = (
            *(Heading(self.tr("Scanned"), 120), Heading(self.tr("Batch"), 160, 2), Heading(self.tr("Outcome"), 150, 1)),
            *(Heading(self.tr("Changed"), 110), Heading(self.tr("Before"), 120, 2), Heading(self.tr("After"), 120, 2)),
        )
        super().__init__(theme, headings, "domain_history", title, has_evidence=False)
        self._entries: tuple[TimelineEntry, ...] = ()
        self.tree.opened.connect(self._on_opened)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that it is being read."""
        self._entries = ()
        self.show_facts((), self.tr("Looking through the batches…"))

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these, given the earliest first."""
        self._entries = tuple(reversed(entries))
        self.show_facts([_fact(entry) for entry in self._entries], self.tr("No batch has this domain any more."))

    def _on_opened(self, fact: Fact) -> None:
        # By identity: two batches may have seen quite the same in the same minute.
        for entry, shown in zip(self._entries, self.tree.facts(), strict=True):
            if shown is fact:
                self.batch_wanted.emit(entry.batch.id, entry.snapshot.target_id)


def _fact(entry: TimelineEntry) -> Fact:
    seen = entry.snapshot
    at = formats.moment(seen.finished_at) if seen.finished_at else labels.status(seen.status)
    changes = entry.difference.facts if entry.difference else ()
    cells = (at, entry.batch.name, _outcome(entry), formats.number(len(changes)) if changes else "", "", "")
    further = [
        (
            "",
            "",
            labels.difference_kind(each.kind),
            labels.fact_change(each.change),
            each.before or "",
            each.after or "",
        )
        for each in changes
    ]
    return Fact(cells, further=tuple(further))


def _outcome(entry: TimelineEntry) -> str:
    seen = entry.snapshot
    reason = labels.kind(seen.failure_kind) if seen.failure_kind else ""
    return f"{labels.status(seen.status)}: {reason}" if reason else labels.status(seen.status)
