"""Text made comparable: what filters look into and columns are sorted by."""

import unicodedata
from collections.abc import Iterable

SORTED_CHARACTERS = 80


def folded(text: str) -> str:
    """Return the text without differences of case or of composition."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def searchable(parts: Iterable[str | None]) -> str:
    """Return the parts that are there as one text that a filter looks into."""
    return "\n".join(dict.fromkeys(folded(part) for part in parts if part))


def sort_key(text: str | None) -> str | None:
    """Return what the text is sorted by; None, for none, comes last."""
    return folded(text.strip())[:SORTED_CHARACTERS] or None if text else None
