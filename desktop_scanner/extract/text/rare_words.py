"""Which of many rare words stand in a text: looks for a few strings at a time, each of which reads many bytes at once.

Such a look takes a tenth of the parsing for sixteen strings whose first three bytes are rare, and ten times as long for
others. So a rare part of each word is looked for, and where it stands the word is compared. Words that are common in
the text cost more than `Literals` would: each find is an object.
"""

from collections.abc import Mapping, Sequence
from math import prod
from typing import NamedTuple

import ahocorasick_rs

from desktop_scanner.extract.text.literals import PIECE_BYTES

_MOST_TOGETHER = 16  # the tables that a processor looks bytes up in have as many places
_LEAST_BYTES, _MOST_BYTES = 4, 8
# The characters of pages, the commonest first; the others are rare.
_COMMON = b'etaisnorlcdpmuhg"=</->f :bvw.,;yk1023_456789x(jqz'
_WEIGHTS = {character: len(_COMMON) - place for place, character in enumerate(_COMMON)}


class _Place(NamedTuple):
    """A word, and how far before its part it begins."""

    topic: str
    word: bytes
    before: int


class RareWords:
    """Words by topic, to be looked for in texts that hold few or none of them."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        places: dict[bytes, list[_Place]] = {}
        for topic, word in ((topic, word.encode()) for topic, topical in words.items() for word in topical):
            part, before = _rare_part(word)
            places.setdefault(part, []).append(_Place(topic, word, before))
        self._groups = [
            (_automaton(group), [places[part] for part in group]) for group in _apart(sorted(places, key=_commonness))
        ]

    def topics_in(self, text: bytes) -> frozenset[str]:
        """Return the topics of the words that stand in the text."""
        found: set[str] = set()
        for offset in range(0, len(text), PIECE_BYTES):
            piece = text[offset : offset + PIECE_BYTES + _MOST_BYTES]
            for automaton, places in self._groups:
                for index, start, _ in automaton.find_matches_as_indexes(piece):
                    for topic, word, before in places[index]:
                        if topic not in found and text.startswith(word, max(0, offset + start - before)):
                            found.add(topic)
        return frozenset(found)


def _rare_part(word: bytes) -> tuple[bytes, int]:
    """Return the part of a word that begins with its rarest bytes, and how far behind its beginning it stands."""
    begins = range(max(1, len(word) - _LEAST_BYTES + 1))
    begin = min(begins, key=lambda begin: _commonness(word[begin:]))
    return word[begin : begin + _MOST_BYTES], begin


def _commonness(part: bytes) -> int:
    return prod(_WEIGHTS.get(character, 1) for character in part[:3])


class _Group:
    """Parts none of which overlaps another: of those that do, only the first would be found in a text."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self._begins: set[bytes] = set()
        self._ends: set[bytes] = set()

    def is_free_for(self, part: bytes) -> bool:
        """Return whether a part may be added."""
        if len(self.parts) == _MOST_TOGETHER or not self._ends.isdisjoint(_begins(part)):
            return False
        return self._begins.isdisjoint(_ends(part)) and not any(part in other or other in part for other in self.parts)

    def add(self, part: bytes) -> None:
        """Add a part."""
        self.parts.append(part)
        self._begins.update(_begins(part))
        self._ends.update(_ends(part))


def _apart(parts: Sequence[bytes]) -> list[list[bytes]]:
    # Of equal size, as a look for two or three strings is another one, which takes longer.
    groups = [_Group() for _ in range(-(-len(parts) // _MOST_TOGETHER))]
    for part in parts:
        free = [group for group in groups if group.is_free_for(part)]
        if not free:
            groups.append(_Group())
        (min(free, key=lambda group: len(group.parts)) if free else groups[-1]).add(part)
    return [group.parts for group in groups if group.parts]


def _begins(part: bytes) -> list[bytes]:
    return [part[:end] for end in range(1, len(part) + 1)]


def _ends(part: bytes) -> list[bytes]:
    return [part[start:] for start in range(len(part))]


def _automaton(parts: list[bytes]) -> ahocorasick_rs.BytesAhoCorasick:
    return ahocorasick_rs.BytesAhoCorasick(parts, matchkind=ahocorasick_rs.MatchKind.LeftmostFirst)
