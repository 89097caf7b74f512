"""A batch as pictures: outcomes, contacts, technologies, languages, countries, speed; each bar filters the table."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_scanner.core import filter_terms
from desktop_scanner.core.overview import Facet, Overview
from desktop_scanner.ui import overview_bars
from desktop_scanner.ui.theme import Theme, title_font
from desktop_scanner.ui.widgets.bar_section import BarSection
from desktop_scanner.ui.widgets.card_columns import CardColumns
from desktop_scanner.ui.widgets.naming import named
from desktop_scanner.ui.widgets.speed_chart import SpeedChart
from desktop_scanner.ui.widgets.stacked_bar import StatusSection

_COLUMN = 330  # pixels that a card needs at least
_MOST_COLUMNS = 3
_GAP = 12


class OverviewPanel(QScrollArea):
    """Shows an overview; the cards stand in as many columns as there is room for.

    Signals:
        filter_wanted(text)     the table is to show the domains that this filter means
    """

    filter_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "overview_panel", self.tr("Overview of the batch"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections = self._sections(theme)
        self._speed_card = self._card_of_speed(theme)
        self._nothing = named(QLabel(self, wordWrap=True), "overview_placeholder", look="secondary")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setText(self.tr("Nothing is scanned yet. Pictures appear here as domains are finished."))
        self._columns = CardColumns(_MOST_COLUMNS, _GAP)
        self._is_entered = False
        self._lay_out()

    def show_overview(self, overview: Overview) -> None:
        """Show these figures."""
        for facet, section in self.sections.items():
            section.show_bars(overview_bars.bars(facet, overview), overview_bars.note(facet, overview))
        self.speed.show_speed(overview.speed)
        self._speed_card.setVisible(overview.speed.steps > 0)
        self._nothing.setVisible(overview.scanned == 0)
        self._deal()
        if self._is_entered:
            self.enter()

    def show_nothing(self) -> None:
        """Show no figures until those of another batch are there."""
        self.show_overview(Overview())
        self._nothing.hide()

    def enter(self) -> None:
        """Give the focus to the first bar, once there is one."""
        shown = self._shown()
        self._is_entered = not shown
        if shown:
            shown[0].enter(1)

    def _sections(self, theme: Theme) -> dict[Facet, BarSection]:
        titles = {
            Facet.CONTACT: self.tr("Contacts found"),
            Facet.TECHNOLOGY: self.tr("Technologies"),
            Facet.VERDICT: self.tr("What stands there"),
            Facet.FAILURE: self.tr("Why domains failed"),
            Facet.LANGUAGE: self.tr("Languages"),
            Facet.COUNTRY: self.tr("Countries of postal addresses"),
            Facet.DOMAIN: self.tr("Slowest domains"),
        }
        sections: dict[Facet, BarSection] = {Facet.STATUS: StatusSection(self.tr("Status"), theme, self)}
        sections |= {facet: BarSection(facet.value, title, theme, self) for facet, title in titles.items()}
        for facet, section in sections.items():
            section.chosen.connect(partial(self._on_chosen, facet))
            section.left.connect(partial(self._on_left, section))
        return sections

    def _card_of_speed(self, theme: Theme) -> QFrame:
        card = named(QFrame(self), "overview_speed", self.tr("Speed"), "card")
        title = QLabel(self.tr("Domains a minute"), card)
        title.setFont(title_font(self.font(), 0))
        self.speed = SpeedChart(theme, card)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addWidget(self.speed)
        card.hide()
        return card

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setObjectName("page")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(_GAP)
        layout.addWidget(self.sections[Facet.STATUS])
        layout.addLayout(self._columns)
        layout.addWidget(self._nothing, 1)
        layout.addStretch(1)
        self.setWidget(inside)

    def _deal(self) -> None:
        """Put the cards into columns, the most telling first."""
        sections = [section for facet, section in self.sections.items() if facet is not Facet.STATUS]
        cards: list[QWidget] = [*sections[:4], self._speed_card, *sections[4:]]
        shown = [card for card in cards if not card.isHidden()]
        self._columns.deal(shown, self.viewport().width() // _COLUMN)

    def _shown(self) -> list[BarSection]:
        """Return the cards of bars as they are seen."""
        cards = [self.sections[Facet.STATUS], *self._columns.cards()]
        return [card for card in cards if isinstance(card, BarSection) and not card.isHidden()]

    def _on_chosen(self, facet: Facet, value: str) -> None:
        self.filter_wanted.emit(filter_terms.of_bar(facet, value))

    def _on_left(self, section: BarSection, step: int) -> None:
        shown = self._shown()
        place = shown.index(section) + step
        if 0 <= place < len(shown):
            shown[place].enter(step)
            self.ensureWidgetVisible(shown[place].focusWidget() or shown[place])

    # Overrides of QScrollArea

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Deal the cards again where there is room for more or fewer columns."""
        super().resizeEvent(event)
        self._deal()
