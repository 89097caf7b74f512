"""The tabs of the detail: each shows one kind of facts of the same result."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_scanner.core.results import DomainResult
from desktop_scanner.services.comparison import TimelineEntry
from desktop_scanner.ui import formats
from desktop_scanner.ui.panels import absences, fact_rows, sheets
from desktop_scanner.ui.panels.domain_history import DomainHistory
from desktop_scanner.ui.panels.summary_view import SummaryView
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.fact_list import FactList
from desktop_scanner.ui.widgets.fact_sheet import FactSheet
from desktop_scanner.ui.widgets.facts_tree import Fact, Heading
from desktop_scanner.ui.widgets.json_view import JsonView

_TIME_LINE = 5  # a column of the pages


class DetailTabs(QTabWidget):
    """Shows one result.

    Signals:
        url_wanted(url)
        mark_wanted(keys, everywhere), unmark_wanted(keys)
        history_wanted                      the history is in front, and not read yet
        batch_wanted(batch_id, target_id)
    """

    url_wanted = Signal(QUrl)
    mark_wanted = Signal(object, bool)
    unmark_wanted = Signal(object)
    history_wanted = Signal()
    batch_wanted = Signal(str, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setObjectName("detail_tabs")
        self.setAccessibleName(self.tr("Kinds of facts"))
        self.tabBar().setDrawBase(False)
        self._theme = theme
        self._result: DomainResult | None = None
        self._has_history = False
        self._has_json = False
        self.names = (
            *(self.tr("Summary"), self.tr("Contacts"), self.tr("Technologies"), self.tr("Pages")),
            *(self.tr("Network"), self.tr("Security"), self.tr("History"), "JSON"),
        )
        self._summary = SummaryView(theme, self.names[0])
        self._contacts = self._fact_list(1, self._contact_headings(), "contacts")
        self._technologies = self._fact_list(2, self._technology_headings(), "technologies")
        self._pages = self._fact_list(3, self._page_headings(), "pages", has_evidence=False)
        self._network = FactSheet("network_sheet")
        self._security = FactSheet("security_sheet")
        self._history = DomainHistory(theme, self.names[6])
        self._history.batch_wanted.connect(self.batch_wanted)
        self._json = JsonView(theme)
        facts = (self._contacts, self._technologies, self._pages)
        views = (self._summary, *facts, self._network, self._security, self._history, self._json)
        for name, view in zip(self.names, views, strict=True):
            view.setAccessibleName(name)
            self.addTab(view, name)
        self._summary.url_wanted.connect(self.url_wanted)
        for sheet in (self._network, self._security):
            sheet.link_chosen.connect(self.url_wanted)
        self.currentChanged.connect(lambda _: self._fill_what_is_in_front())

    def show_result(self, result: DomainResult) -> None:
        """Show it in each tab."""
        colours = self._theme.colours
        self._summary.show_result(result)
        if self._result is None or result.domain != self._result.domain:
            self._summary.scroll_up()
        self._result = result
        self._show_facts(1, self._contacts, list(fact_rows.contacts(result)), absences.contacts(result))
        self._show_facts(2, self._technologies, list(fact_rows.technologies(result)), absences.technologies(result))
        until = self.tr("Time line, 0 to {time}").format(time=formats.duration(fact_rows.whole(result)))
        self._pages.tree.headerItem().setText(_TIME_LINE, until)
        self._show_facts(3, self._pages, list(fact_rows.pages(result)), absences.pages(result))
        self._network.setHtml(sheets.network(result, colours))
        self._security.setHtml(sheets.protection(result, colours))
        self._has_history = self._has_json = False
        self._history.show_waiting()
        self._fill_what_is_in_front()

    def show_history(self, entries: Sequence[TimelineEntry]) -> None:
        """Show the domain as each batch saw it, given the earliest first."""
        self._has_history = True
        self._history.show_entries(entries)

    def _fill_what_is_in_front(self) -> None:
        """Fill the tabs that take more time than a choice of a row may, once they are looked at."""
        front = self.currentWidget()
        if front is self._history and not self._has_history:
            self.history_wanted.emit()
        elif front is self._json and not self._has_json and self._result is not None:
            self._json.show_json(msgspec.json.format(msgspec.json.encode(self._result), indent=2).decode())
            self._has_json = True

    def _show_facts(self, place: int, view: FactList, facts: Sequence[Fact], nothing: str) -> None:
        view.show_facts(facts, nothing)
        count = formats.number(len(facts))
        self.setTabText(place, f"{self.names[place]}  {count}" if facts else self.names[place])

    def _fact_list(self, place: int, headings: Sequence[Heading], name: str, *, has_evidence: bool = True) -> FactList:
        made = FactList(self._theme, headings, name, self.names[place], has_evidence=has_evidence)
        made.url_wanted.connect(self.url_wanted)
        made.mark_wanted.connect(self.mark_wanted)
        made.unmark_wanted.connect(self.unmark_wanted)
        return made

    def _contact_headings(self) -> Sequence[Heading]:
        return (
            *(Heading(self.tr("Contact"), 160, 3), Heading(self.tr("Kind"), 100, 1)),
            *(Heading(self.tr("Confidence"), 84, is_numeric=True), Heading(self.tr("Found on"), 60, 1)),
        )

    def _technology_headings(self) -> Sequence[Heading]:
        return (
            *(Heading(self.tr("Technology"), 124, 2), Heading(self.tr("Version"), 66)),
            *(Heading(self.tr("Category"), 76, 1), Heading(self.tr("Confidence"), 84, is_numeric=True)),
            Heading(self.tr("Found on"), 56, 1),
        )

    def _page_headings(self) -> Sequence[Heading]:
        return (
            *(Heading(self.tr("Page"), 150, 2), Heading(self.tr("Kind"), 72)),
            *(Heading(text, 64, is_numeric=True) for text in (self.tr("Status"), self.tr("Size"), self.tr("Time"))),
            *(Heading(self.tr("Time line"), 130, 3, has_span=True), Heading(self.tr("Title or failure"), 120, 3)),
        )
