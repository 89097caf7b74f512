"""A sheet of text: headings, rows and small tables as the HTML that a `FactSheet` shows.

Everything on it comes from strangers' pages: it is escaped, and only http and https addresses become links.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from desktop_scanner.ui.palette import Colours

_LINKED = ("https://", "http://")
_LABEL_WIDTH = 120


@dataclass(frozen=True)
class Mark:
    """One judged line: symbol and word in a colour, short cells, a sentence, and what it stands on in muted lines."""

    symbol: str
    word: str
    colour: str
    cells: Sequence[str]
    text: str
    detail: str = ""


class Sheet:
    """Gathers headings and rows of label and value, and gives them as HTML."""

    def __init__(self, colours: Colours) -> None:
        self._colours = colours
        self._parts: list[str] = []
        self._rows: list[str] = []

    def heading(self, text: str) -> None:
        """Begin a section."""
        self._end_rows()
        self._parts.append(f'<p style="margin:14px 0 4px 0; font-weight:600">{escape(text)}</p>')

    def paragraph(self, text: str, colour: str = "text", weight: int = 400) -> None:
        """Add a sentence."""
        self._end_rows()
        style = f"margin:2px 0; color:{getattr(self._colours, colour)}; font-weight:{weight}"
        self._parts.append(f'<p style="{style}">{escape(text)}</p>')

    def title(self, text: str) -> None:
        """Add what the sheet is about."""
        self._end_rows()
        self._parts.append(f'<p style="margin:0 0 2px 0; font-size:large; font-weight:600">{escape(text)}</p>')

    def note(self, text: str) -> None:
        """Say in a muted sentence why a section holds nothing."""
        self.paragraph(text, "muted")

    def gap(self) -> None:
        """Leave a little room."""
        self._parts.append('<p style="margin:0; font-size:6px">&nbsp;</p>')

    def row(self, label: str, *values: str | None) -> None:
        """Add a label with its values, one a line; without a value there is no row."""
        shown = [_linked(value, self._colours) for value in values if value]
        if shown:
            cell = f'<td width="{_LABEL_WIDTH}" style="padding:2px 12px 2px 0; color:{self._colours.muted}">'
            self._rows.append(f'<tr>{cell}{escape(label)}</td><td style="padding:2px 0">{"<br>".join(shown)}</td></tr>')

    def table(self, headings: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
        """Add a small table."""
        self._end_rows()
        muted = self._colours.muted
        head = "".join(f'<td style="padding:2px 20px 2px 0; color:{muted}">{escape(text)}</td>' for text in headings)
        body = "".join(
            "<tr>"
            + "".join(f'<td style="padding:2px 20px 2px 0">{_linked(cell, self._colours)}</td>' for cell in line)
            + "</tr>"
            for line in lines
        )
        self._parts.append(f"<table cellspacing=0><tr>{head}</tr>{body}</table>")

    def marks(self, marks: Iterable[Mark]) -> None:
        """Add judged lines, one below the other."""
        self._end_rows()
        self._parts.append(f"<table cellspacing=0 width='100%'>{''.join(map(self._mark, marks))}</table>")

    def html(self) -> str:
        """Return everything gathered."""
        self._end_rows()
        return "".join(self._parts)

    def _mark(self, mark: Mark) -> str:
        colour = getattr(self._colours, mark.colour)
        cells = "".join(
            f'<td style="padding:2px 16px 2px 0; white-space:nowrap">{escape(cell)}</td>' for cell in mark.cells
        )
        lines = "".join(
            f'<br><span style="color:{self._colours.muted}">{escape(line)}</span>' for line in mark.detail.splitlines()
        )
        state = f'<td style="padding:2px 16px 2px 0; white-space:nowrap; color:{colour}">'
        return (
            f"<tr>{state}{escape(mark.symbol)}&nbsp; {escape(mark.word)}</td>{cells}"
            f'<td width="100%" style="padding:2px 0">{escape(mark.text)}{lines}</td></tr>'
        )

    def _end_rows(self) -> None:
        if self._rows:
            self._parts.append(f"<table cellspacing=0 width='100%'>{''.join(self._rows)}</table>")
            self._rows = []


def _linked(value: str, colours: Colours) -> str:
    text = escape(value)
    if value.startswith(_LINKED) and " " not in value:
        return f'<a href="{text}" style="color:{colours.accent}; text-decoration:none">{text}</a>'
    return text
