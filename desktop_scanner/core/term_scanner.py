"""A filter's text taken apart into its parts, each with its place, so that faults and completions stand at it."""

import re
from collections.abc import Sequence

from msgspec import Struct

_ITEM = r'(?P<sign>[<>]=?|=)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s,"]*))'
_PART = re.compile(r'(?P<minus>-(?=[\w"]))?(?:(?P<word>[^\W\d_]+):(?!//))?')
_PLAIN = re.compile(r'"(?P<quoted>[^"]*)"?|(?P<bare>\S+)')
_VALUE = re.compile(_ITEM)
_SPACE = re.compile(r"\s*")
# What is a name or word of its own elsewhere: a title may be "None".
_NEEDS_QUOTES = re.compile(r'[\s,"]|^[<>=-]|^\w+:|^(?:yes|no|any|none)$', re.IGNORECASE)


class Item(Struct, frozen=True):
    """One of a part's values; `sign` is a comparison before it, and `start` is where that begins."""

    sign: str
    text: str
    is_quoted: bool
    start: int
    end: int


class Part(Struct, frozen=True):
    """One part of a filter, from its minus or word to its last value; `word` is empty for plain text."""

    word: str
    is_negated: bool
    items: tuple[Item, ...]
    start: int
    end: int

    def item_at(self, place: int) -> Item | None:
        """Return the value in which, or at the end of which, this place is."""
        return next((item for item in self.items if item.start <= place <= item.end), None)


def scan(text: str) -> list[Part]:
    """Return the parts of a filter, in their order."""
    parts: list[Part] = []
    place = _after_space(text, 0)
    while place < len(text):
        parts.append(_part(text, place))
        place = _after_space(text, parts[-1].end)
    return parts


def part_at(parts: Sequence[Part], place: int) -> Part | None:
    """Return the part in which, or at the end of which, this place is."""
    return next((part for part in parts if part.start <= place <= part.end), None)


def written(value: str) -> str:
    """Return a value as it is written in a filter, in quotes where it needs them."""
    return '"{}"'.format(value.replace('"', " ")) if _NEEDS_QUOTES.search(value) else value


def _part(text: str, start: int) -> Part:
    head = _PART.match(text, start)
    assert head is not None  # noqa: S101 -- every group may be missing
    word = (head["word"] or "").casefold()
    items = _values(text, head.end()) if word else (_plain(text, head.end()),)
    return Part(word, head["minus"] is not None, items, start, items[-1].end)


def _plain(text: str, start: int) -> Item:
    found = _PLAIN.match(text, start)
    assert found is not None  # noqa: S101 -- a part begins with no space
    is_quoted = found["quoted"] is not None
    return Item("", found["quoted"] if is_quoted else found["bare"], is_quoted, start, found.end())


def _values(text: str, start: int) -> tuple[Item, ...]:
    items: list[Item] = []
    while True:
        found = _VALUE.match(text, start)
        assert found is not None  # noqa: S101 -- an empty value is one
        is_quoted = found["quoted"] is not None
        value = found["quoted"] if is_quoted else found["bare"]
        items.append(Item(found["sign"] or "", value, is_quoted, start, found.end()))
        if not text.startswith(",", found.end()):
            return tuple(items)
        start = found.end() + 1


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place
