"""Everything known of the chosen domain: where it stands, and the tabs of its facts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.events import DomainProgress
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.services.comparison import TimelineEntry
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.models import row_cells
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.panels import sheets
from desktop_scanner.ui.panels.detail_tabs import DetailTabs
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.elided_label import ElidedLabel
from desktop_scanner.ui.widgets.facts_tree import FactKey
from desktop_scanner.ui.widgets.naming import named

_WORDY = 560


class DetailPanel(QWidget):
    """Shows one row; its facts come with `show_result`.

    Signals:
        url_wanted(url)                         an address is to be opened in the browser
        mark_wanted(domain, keys, everywhere)   facts are wrong
        unmark_wanted(domain, keys)             facts are not wrong any more
        retry_wanted(row)                       the domain is to be scanned again at once
        history_wanted(domain)                  the domain's history is to be read
        batch_wanted(batch_id, target_id)       the domain is to be shown as another batch saw it
    """

    url_wanted = Signal(QUrl)
    mark_wanted = Signal(str, object, bool)
    unmark_wanted = Signal(str, object)
    retry_wanted = Signal(object)
    history_wanted = Signal(str)
    batch_wanted = Signal(str, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_panel")
        self.setAccessibleName(self.tr("Detail of the chosen domain"))
        self._theme = theme
        self._row: DomainRow | None = None
        self._elsewhere = ("", "")
        self._result: DomainResult | None = None
        # The registrable part stands at the end of a name; it is never the part that is cut.
        self._title = named(ElidedLabel(Qt.TextElideMode.ElideLeft, self), "detail_title")
        self._title.setFont(title_font(self.font()))
        self._symbol = QLabel(self)
        self._status = named(ElidedLabel(Qt.TextElideMode.ElideRight, self), "detail_status")
        self._retry = self._button("retry_now_button", self.tr("Try again now"), "refresh")
        self._retry.setToolTip(self.tr("Scan this one domain again at once"))
        self._retry.clicked.connect(self.retry)
        self._report = self._button("copy_report_button", self.tr("Copy report"), "copy")
        self._report.setToolTip(self.tr("Copy what failed, why, and what was tried"))
        self._report.clicked.connect(self.copy_report)
        self._open = self._button("open_button", self.tr("Open site"), "external")
        self._open.setToolTip(self.tr("Open the site in the browser"))
        self._open.clicked.connect(self.open_site)
        self._buttons = {button: button.text() for button in (self._retry, self._report, self._open)}
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

    def set_elsewhere(self, status: str, sentence: str) -> None:
        """Say this of domains that wait, in a few words and in a sentence: a server scans them; "" is for here."""
        self._elsewhere = (status, sentence)

    def show_row(self, row: DomainRow, progress: DomainProgress | None) -> None:
        """Show where the row stands; the facts of the same domain stay until newer ones come."""
        if self._row is None or self._row.target_id != row.target_id:
            self._result = None
        self._row = row
        icon, colour = row_cells.symbol(row, progress)
        self._symbol.setPixmap(self._theme.icon(icon, colour).pixmap(16))
        self._title.show_text(row.domain_display)
        status = row_cells.text(row, progress, Column.STATUS)
        if row.status is DomainStatus.PENDING and progress is None:
            status = self._elsewhere[0] or status
        self._status.show_text(status, row_cells.tooltip(row, progress, Column.STATUS))
        self._head.show()
        self._report.setVisible(row.failure_kind is not None)
        self._retry.setVisible(row.status is DomainStatus.FAILED)
        if not row.status.is_final:
            self._result = None
            self._placeholder.setText(self._what_is_awaited(row, progress))
            self._stack.setCurrentWidget(self._placeholder)

    def show_result(self, result: DomainResult) -> None:
        """Show the facts of the row."""
        if self._row is None or result.domain != self._row.domain or not self._row.status.is_final:
            return
        self._result = result
        self._tabs.show_result(result)
        self._stack.setCurrentWidget(self._tabs)

    def show_history(self, domain: str, entries: Sequence[TimelineEntry]) -> None:
        """Show a domain as each batch saw it, given the earliest first, if it is still the one shown."""
        if self._result is not None and self._result.domain == domain:
            self._tabs.show_history(entries)

    def show_tab(self, place: int) -> None:
        """Bring a tab to the front."""
        self._tabs.setCurrentIndex(place)

    def tab_names(self) -> tuple[str, ...]:
        """Return the names of the tabs, in their order."""
        return self._tabs.names

    def open_site(self) -> None:
        """Ask for the site to be opened in the browser."""
        if self._row is not None:
            address = self._result.final_url if self._result else None
            self.url_wanted.emit(QUrl(address or f"https://{self._row.domain}/"))

    def retry(self) -> None:
        """Ask for the domain to be scanned again, where it failed."""
        if self._row is not None and self._row.status is DomainStatus.FAILED:
            self.retry_wanted.emit(self._row)

    def copy_report(self) -> None:
        """Put what failed on the clipboard, as plain text."""
        if self._result is not None:
            QGuiApplication.clipboard().setText(sheets.report(self._result))

    def _make_tabs(self) -> DetailTabs:
        tabs = DetailTabs(self._theme, self)
        tabs.url_wanted.connect(self.url_wanted)
        tabs.mark_wanted.connect(self._on_mark_wanted)
        tabs.unmark_wanted.connect(self._on_unmark_wanted)
        tabs.history_wanted.connect(self._on_history_wanted)
        tabs.batch_wanted.connect(self.batch_wanted)
        return tabs

    def _lay_out(self) -> None:
        self._head = QWidget(self)
        # Its buttons shrink to their icons where there is no room for words; they must not hold the panel open.
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(12, 8, 8, 4)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._symbol)
        head.addWidget(self._status, 1)
        for button in self._buttons:
            head.addWidget(button)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._placeholder)
        self._stack.addWidget(self._tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)

    def _button(self, name: str, text: str, icon: str) -> QPushButton:
        button = named(QPushButton(text, self), name, text, "flat")
        self._theme.assign(button, icon, "text")
        return button

    def _what_is_awaited(self, row: DomainRow, progress: DomainProgress | None) -> str:
        if progress is not None:
            template = self.tr("{activity}. {done} of {planned} pages are read; what is found appears here at the end.")
            return template.format(
                activity=progress.activity or labels.status(DomainStatus.RUNNING),
                done=formats.number(progress.pages_done),
                planned=formats.number(progress.pages_planned),
            )
        if row.status is DomainStatus.RUNNING:
            return self.tr("This domain is being scanned. What is found appears here when it is done.")
        return self._elsewhere[1] or self.tr("Waiting: this domain has not been scanned yet.")

    def _on_mark_wanted(self, keys: list[FactKey], everywhere: bool) -> None:
        if self._result is not None:
            self.mark_wanted.emit(self._result.domain, keys, everywhere)

    def _on_unmark_wanted(self, keys: list[FactKey]) -> None:
        if self._result is not None:
            self.unmark_wanted.emit(self._result.domain, keys)

    def _on_history_wanted(self) -> None:
        if self._result is not None:
            self.history_wanted.emit(self._result.domain)

    def _on_theme_changed(self) -> None:
        if self._row is not None and self._result is not None:
            self.show_row(self._row, None)
            self.show_result(self._result)

    # Overrides of QWidget

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Leave the buttons' words out where there is no room for them."""
        super().resizeEvent(event)
        for button, text in self._buttons.items():
            button.setText(text if event.size().width() >= _WORDY else "")
