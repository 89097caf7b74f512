"""The values of a table's cells, and their text where a spreadsheet will open it."""

from collections.abc import Iterable
from datetime import datetime

Cell = str | int | float | datetime | None

_SEPARATOR = "; "
# At a cell's start a spreadsheet takes these for a formula; the last four are their full-width forms.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def joined(values: Iterable[str]) -> str | None:
    """Return several values as one cell, each once."""
    return _SEPARATOR.join(dict.fromkeys(value for value in values if value)) or None


def instant(at: datetime) -> str:
    """Return an instant as in the JSON: ISO 8601 in UTC with a Z."""
    return at.isoformat().replace("+00:00", "Z")


def clean(text: str) -> str:
    """Return the text with what no UTF-8 file can hold (half surrogates) replaced."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def harmless(text: str) -> str:
    """Return the text with an apostrophe before what a spreadsheet would take for a formula.

    A phone number (+32 9 123 45 67) is such a text too: behind the apostrophe it stays as it is written, where a
    spreadsheet would make the number 3.29E+10 of it.
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
