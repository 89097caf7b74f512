"""How a CSV file is written: its delimiter, found by which one cuts its first lines into equal rows."""

import csv
from collections import Counter
from collections.abc import Sequence

from desktop_scanner.intake import text_list

_DELIMITERS = (",", ";", "\t", "|")
_DECLARABLE = ",;\t|:^~"
_SAMPLE_CHARACTERS = 65_536


def delimiter(text: str, *, preferred: str = ",") -> str:
    """Return the delimiter of a table; `preferred` where it has a single column."""
    head = list(text_list.lines(text[:_SAMPLE_CHARACTERS]))
    if len(text) > _SAMPLE_CHARACTERS and len(head) > 1:
        head.pop()  # cut off in the middle
    sample = [line for line in head if line.strip()]
    order = (preferred, *(each for each in _DELIMITERS if each != preferred))
    best = max(order, key=lambda each: _evenness(sample, each))  # max keeps the first of equals
    return best if _evenness(sample, best) > 0 else preferred


def declared(first_line: str) -> str | None:
    """Return the delimiter that a first line of the form `sep=;` names (spreadsheets write and read it)."""
    stripped = first_line.rstrip("\r\n").strip('"')
    is_declaration = len(stripped) == 5 and stripped.lower().startswith("sep=")
    return stripped[4] if is_declaration and stripped[4] in _DECLARABLE else None


def _evenness(sample: Sequence[str], each: str) -> float:
    """Return the share of rows that have the commonest width, a little more for wide rows; 0 for a single column."""
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=each))
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return 0 if width == 1 else count / widths.total() + min(width, 50) / 1000
