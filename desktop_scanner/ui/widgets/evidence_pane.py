"""Where the chosen fact was found: each page, the way it was found, and the words around it."""

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop_scanner.core.results import Evidence
from desktop_scanner.ui.palette import Colours
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.fact_sheet import FactSheet
from desktop_scanner.ui.widgets.facts_tree import Fact
from desktop_scanner.ui.widgets.naming import named

_BESIDE_WORDS = 44  # of a button: its icon and margins


class EvidencePane(QWidget):
    """Shows the evidence of one fact, with what can be done about it.

    Signals:
        url_wanted(url)
        mark_wanted, unmark_wanted      the fact is wrong; it is not wrong any more
    """

    url_wanted = Signal(QUrl)
    mark_wanted = Signal()
    unmark_wanted = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_pane")
        self._theme = theme
        self._fact: Fact | None = None
        self._sheet = FactSheet(f"{name}_sheet", self)
        self._sheet.setAccessibleName(self.tr("Where it was found"))
        self._sheet.link_chosen.connect(self.url_wanted)
        self._copy = self._button(f"{name}_copy_button", self.tr("Copy value"), "copy")
        self._copy.clicked.connect(self.copy_value)
        self._open = self._button(f"{name}_open_button", self.tr("Open page"), "external")
        self._open.setToolTip(self.tr("Open the page it was found on in the browser"))
        self._open.clicked.connect(self._on_open)
        self._mark = self._button(f"{name}_mark_button", self.tr("Mark as wrong"), "cancelled")
        self._mark.clicked.connect(self._on_mark)
        bar = QWidget(self)
        # The buttons shrink to their icons where there is no room for words; they must not hold the pane open.
        bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        buttons = QHBoxLayout(bar)
        buttons.setContentsMargins(6, 2, 6, 4)
        buttons.setSpacing(2)
        for button in (self._copy, self._open, self._mark):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sheet, 1)
        layout.addWidget(bar)
        theme.changed.connect(lambda: self.show_fact(self._fact))
        self.show_fact(None)

    def show_fact(self, fact: Fact | None) -> None:
        """Show where it was found."""
        self._fact = fact
        if fact is None:
            words = self.tr("Choose a row to see where it was found.")
            self._sheet.setHtml(f'<span style="color:{self._theme.colours.muted}">{escape(words)}</span>')
        else:
            self._sheet.setHtml(self._html(fact, self._theme.colours))
        self._copy.setEnabled(fact is not None)
        self._open.setEnabled(fact is not None and bool(fact.evidence))
        self._mark.setVisible(fact is not None and fact.key is not None)
        is_marked = fact is not None and fact.key is not None and fact.key.is_marked
        self._mark.setText(self.tr("No longer wrong") if is_marked else self.tr("Mark as wrong"))
        self._fit_buttons()
        self._mark.setToolTip(
            "" if is_marked else self.tr("Leave it out on this domain; the row's menu does everywhere")
        )

    def copy_value(self) -> None:
        """Put the value on the clipboard, without anything around it."""
        if self._fact is not None:
            QGuiApplication.clipboard().setText(_value(self._fact))

    def _fit_buttons(self) -> None:
        buttons = (self._copy, self._open, self._mark)
        words = sum(button.fontMetrics().horizontalAdvance(button.text()) + _BESIDE_WORDS for button in buttons)
        style = Qt.ToolButtonStyle
        for button in buttons:
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if self.width() >= words else style.ToolButtonIconOnly
            )

    def _button(self, name: str, text: str, icon: str) -> QToolButton:
        button = named(QToolButton(self), name, look="flat")
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme.assign(button, icon, "text")
        return button

    def _html(self, fact: Fact, colours: Colours) -> str:
        value = f'<p style="margin:0 0 2px 0; font-weight:600">{escape(_value(fact))}</p>'
        if not fact.evidence:
            words = self.tr("No page is kept with it.")
            return f'{value}<p style="margin:2px 0; color:{colours.muted}">{escape(words)}</p>'
        return value + "".join(_place(each, fact, colours) for each in fact.evidence)

    def _on_open(self) -> None:
        if self._fact is not None and self._fact.evidence:
            self.url_wanted.emit(QUrl(self._fact.evidence[0].url))

    def _on_mark(self) -> None:
        if self._fact is not None and self._fact.key is not None:
            (self.unmark_wanted if self._fact.key.is_marked else self.mark_wanted).emit()

    # Overrides of QWidget

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Leave the buttons' words out where there is no room for them."""
        super().resizeEvent(event)
        self._fit_buttons()


def _value(fact: Fact) -> str:
    return fact.key.value.partition(":")[2] if fact.key and fact.key.kind == "tracker" else _first(fact)


def _first(fact: Fact) -> str:
    return fact.key.value if fact.key else fact.cells[0]


def _place(evidence: Evidence, fact: Fact, colours: Colours) -> str:
    url = escape(evidence.url)
    page = f'<a href="{url}" style="color:{colours.accent}; text-decoration:none">{url}</a>'
    way = f'<span style="color:{colours.muted}">{escape(evidence.method)}</span>'
    words = f"<br>{_emphasised(evidence.snippet, _spellings(fact))}" if evidence.snippet else ""
    return f'<p style="margin:6px 0 0 0">{page}&nbsp;&nbsp; {way}{words}</p>'


def _spellings(fact: Fact) -> tuple[str, ...]:
    """Return how the value may be written on the page: as it is kept, and as its row shows it (a phone's two forms)."""
    return _value(fact), fact.cells[0].partition("  (")[0]


def _emphasised(snippet: str, values: tuple[str, ...]) -> str:
    """Return the snippet as HTML, with the value in it in bold where it stands there as it is."""
    for value in values:
        before, found, after = snippet.partition(value)
        if found:
            return f"{escape(before)}<b>{escape(found)}</b>{escape(after)}"
    return escape(snippet)
