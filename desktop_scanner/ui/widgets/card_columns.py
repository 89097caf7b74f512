"""Cards of different heights in columns, each put where there is most room."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


class CardColumns(QHBoxLayout):
    """A layout of columns; cards are dealt again only where their choice or the number of columns has changed."""

    def __init__(self, most: int, gap: int) -> None:
        super().__init__()
        self._dealt: tuple[int, Sequence[QWidget]] = (0, ())
        self._columns = [QVBoxLayout() for _ in range(most)]
        self.setSpacing(gap)
        for column in self._columns:
            column.setSpacing(gap)
            self.addLayout(column)

    def deal(self, cards: Sequence[QWidget], number: int) -> None:
        """Put each of the cards, in their order, into the shortest of so many columns."""
        number = max(1, min(number, len(self._columns)))
        if self._dealt == (number, cards):
            return
        self._dealt = (number, cards)
        for place, column in enumerate(self._columns):
            while column.count():
                column.takeAt(0)
            self.setStretch(place, 1 if place < number else 0)
        heights = [0] * number
        for card in cards:
            shortest = heights.index(min(heights))
            heights[shortest] += card.sizeHint().height() + self.spacing()
            self._columns[shortest].addWidget(card)
        for column in self._columns:
            column.addStretch(1)

    def cards(self) -> list[QWidget]:
        """Return the cards as they are seen, column by column."""
        items = [column.itemAt(place) for column in self._columns for place in range(column.count())]
        return [card for item in items if item and (card := item.widget())]
