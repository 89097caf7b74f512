"""Everything known of the chosen domain: summary, contacts, technologies, pages, network, JSON."""

import msgspec
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.events import DomainProgress
from desktop_scanner.core.results import DomainResult
from desktop_scanner.ui import labels
from desktop_scanner.ui.models import row_cells
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.panels import fact_rows, sheets
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.fact_sheet import FactSheet
from desktop_scanner.ui.widgets.facts_tree import FactKey, FactsTree, Heading
from desktop_scanner.ui.widgets.json_view import JsonView
from desktop_scanner.ui.widgets.naming import named


class DetailPanel(QWidget):
    """Shows one row; its facts come with `show_result`.

    Signals:
        url_wanted(url)                         an address is to be opened in the browser
        mark_wanted(domain, keys, everywhere)   facts are wrong
        unmark_wanted(domain, keys)             facts are not wrong any more
    """

    url_wanted = Signal(QUrl)
    mark_wanted = Signal(str, object, bool)
    unmark_wanted = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_panel")
        self.setAccessibleName(self.tr("Detail of the chosen domain"))
        self._theme = theme
        self._row: DomainRow | None = None
        self._result: DomainResult | None = None
        self._title = named(QLabel(self), "detail_title")
        self._title.setFont(title_font(self.font()))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._symbol = QLabel(self)
        self._status = named(QLabel(self), "detail_status")
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setMinimumWidth(40)
        self._open = self._button("open_button", self.tr("Open"), "external")
        self._open.setToolTip(self.tr("Open the site in the browser"))
        self._open.clicked.connect(self.open_site)
        self._report = self._button("copy_report_button", self.tr("Copy report"), "copy")
        self._report.setToolTip(self.tr("Copy what failed, why, and what was tried"))
        self._report.clicked.connect(self.copy_report)
        self._tabs = self._make_tabs()
        self._placeholder = named(QLabel(self, wordWrap=True), "detail_placeholder", look="secondary")
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self.show_nothing()

    @property
    def result(self) -> DomainResult | None:
        """Return the result that is shown."""
        return self._result

    def show_nothing(self) -> None:
        """Say what the panel is for."""
        self._row = self._result = None
        self._placeholder.setText(self.tr("Choose a domain to see everything that was found on it."))
        self._stack.setCurrentWidget(self._placeholder)
        self._head.hide()

    def show_row(self, row: DomainRow, progress: DomainProgress | None) -> None:
        """Show where the row stands; the facts of the same domain stay until newer ones come."""
        if self._row is None or self._row.target_id != row.target_id:
            self._result = None
        self._row = row
        icon, colour = row_cells.symbol(row, progress)
        self._symbol.setPixmap(self._theme.icon(icon, colour).pixmap(16))
        self._title.setText(row.domain_display)
        self._status.setText(row_cells.text(row, progress, Column.STATUS))
        self._head.show()
        self._report.setVisible(row.failure_kind is not None)
        if not row.status.is_final:
            self._result = None
            self._placeholder.setText(self._what_is_awaited(row, progress))
            self._stack.setCurrentWidget(self._placeholder)

    def show_result(self, result: DomainResult) -> None:
        """Show the facts of the row."""
        if self._row is None or result.domain != self._row.domain or not self._row.status.is_final:
            return
        self._result = result
        colours = self._theme.colours
        self._summary.setHtml(sheets.summary(result, colours))
        self._network.setHtml(sheets.network(result, colours))
        for place, tree, facts in (
            (1, self._contacts, list(fact_rows.contacts(result))),
            (2, self._technologies, list(fact_rows.technologies(result))),
            (3, self._pages, list(fact_rows.pages(result))),
        ):
            tree.show_facts(facts)
            self._tabs.setTabText(place, f"{self._names[place]}  {len(facts)}" if facts else self._names[place])
        self._json.setPlainText(msgspec.json.format(msgspec.json.encode(result), indent=2).decode())
        self._stack.setCurrentWidget(self._tabs)

    def show_tab(self, place: int) -> None:
        """Bring a tab to the front."""
        self._tabs.setCurrentIndex(place)

    def tab_names(self) -> tuple[str, ...]:
        """Return the names of the tabs, in their order."""
        return self._names

    def open_site(self) -> None:
        """Ask for the site to be opened in the browser."""
        if self._row is not None:
            address = self._result.final_url if self._result else None
            self.url_wanted.emit(QUrl(address or f"https://{self._row.domain}/"))

    def copy_report(self) -> None:
        """Put what failed on the clipboard, as plain text."""
        if self._result is not None:
            QGuiApplication.clipboard().setText(sheets.report(self._result))

    def _make_tabs(self) -> QTabWidget:
        tabs = named(QTabWidget(self, documentMode=True), "detail_tabs", self.tr("Kinds of facts"))
        tabs.tabBar().setDrawBase(False)
        self._summary = FactSheet("summary_sheet")
        self._network = FactSheet("network_sheet")
        where = (
            *(Heading(self.tr("Page"), 100, 1), Heading(self.tr("Found in"), 88)),
            Heading(self.tr("Text around it"), 120, 4),
        )
        contact_headings = (
            *(Heading(self.tr("Contact"), 226, 2), Heading(self.tr("Kind"), 158)),
            *(Heading(self.tr("Confidence"), 84, is_numeric=True), *where),
        )
        technology_headings = (
            *(Heading(self.tr("Technology"), 140, 1), Heading(self.tr("Version"), 64)),
            *(Heading(self.tr("Category"), 140, 1), Heading(self.tr("Confidence"), 84, is_numeric=True), *where),
        )
        page_headings = (
            *(Heading(self.tr("Page"), 200, 2), Heading(self.tr("Kind"), 72)),
            *(Heading(text, 60, is_numeric=True) for text in (self.tr("Status"), self.tr("Time"), self.tr("Size"))),
            Heading(self.tr("Title or failure"), 200, 4),
        )
        self._contacts = FactsTree(self._theme, contact_headings, "contacts_list")
        self._technologies = FactsTree(self._theme, technology_headings, "technologies_list")
        self._pages = FactsTree(self._theme, page_headings, "pages_list")
        self._json = JsonView(self._theme)
        self._names = (
            *(self.tr("Summary"), self.tr("Contacts"), self.tr("Technologies"), self.tr("Pages")),
            *(self.tr("Network"), "JSON"),
        )
        views = (self._summary, self._contacts, self._technologies, self._pages, self._network, self._json)
        for name, view in zip(self._names, views, strict=True):
            view.setAccessibleName(name)
            tabs.addTab(view, name)
        for sheet in (self._summary, self._network):
            sheet.link_chosen.connect(self.url_wanted)
        for tree in (self._contacts, self._technologies):
            tree.mark_wanted.connect(self._on_mark_wanted)
            tree.unmark_wanted.connect(self._on_unmark_wanted)
        return tabs

    def _lay_out(self) -> None:
        self._head = QWidget(self)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(12, 8, 8, 4)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._symbol)
        head.addWidget(self._status, 1)
        head.addWidget(self._report)
        head.addWidget(self._open)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._placeholder)
        self._stack.addWidget(self._tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)

    def _button(self, name: str, text: str, icon: str) -> QPushButton:
        button = named(QPushButton(text, self), name, look="flat")
        self._theme.assign(button, icon, "text")
        return button

    def _what_is_awaited(self, row: DomainRow, progress: DomainProgress | None) -> str:
        if progress is not None:
            return self.tr("This domain is being scanned. What is found appears here when it is done.")
        return self.tr("{status}: this domain has not been scanned yet.").format(status=labels.status(row.status))

    def _on_mark_wanted(self, keys: list[FactKey], everywhere: bool) -> None:
        if self._result is not None:
            self.mark_wanted.emit(self._result.domain, keys, everywhere)

    def _on_unmark_wanted(self, keys: list[FactKey]) -> None:
        if self._result is not None:
            self.unmark_wanted.emit(self._result.domain, keys)

    def _on_theme_changed(self) -> None:
        if self._row is not None and self._result is not None:
            self.show_row(self._row, None)
            self.show_result(self._result)
