"""Lines of a text for people: headings, labels, and values from sites made harmless."""

from collections.abc import Iterable

from rich.text import Text

from desktop_scanner.cli.messages import plain

_LABEL_WIDTH = 12


def text_of(lines: Iterable[Text]) -> Text:
    """Return the lines as one text, without what would control a terminal."""
    return Text("\n").join(Text(plain(line.plain), line.style, spans=line.spans) for line in lines)


def heading(text: str) -> Text:
    """Return a heading, with a blank line before it."""
    return Text(f"\n{text}", "bold")


def labelled(label: str, value: object) -> Text:
    """Return a line with its label."""
    return Text.assemble((f"{label:<{_LABEL_WIDTH - 1}} ", "dim"), str(value))


def item(text: str, detail: str = "") -> Text:
    """Return a line of a list, with what explains it."""
    return Text.assemble(f"  {text}", (f"  {detail}" if detail else "", "dim"))
