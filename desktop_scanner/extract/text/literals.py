"""Which of many words stand in a text: one look for all of them, in pieces.

Each find is an object of a hundred bytes, and a page of five megabytes can be nothing but finds.
"""

from collections.abc import Sequence

import ahocorasick_rs

PIECE_BYTES = 256 * 1024
_FEW_BYTES = 8_192  # of words: so few make a table of half a megabyte, in which the look takes a third of the time


class Literals:
    """A list of words to be looked for together."""

    def __init__(self, words: Sequence[str]) -> None:
        encoded = [word.encode() for word in words]
        self._overlap = max((len(word) for word in encoded), default=1) - 1
        self._automaton = _automaton(encoded) if encoded else None

    def found_in(self, text: bytes) -> set[int]:
        """Return the places in the list of the words that stand in the text."""
        if self._automaton is None:
            return set()
        return {
            index
            for start in range(0, len(text), PIECE_BYTES)
            for index, _, _ in self._automaton.find_matches_as_indexes(
                text[start : start + PIECE_BYTES + self._overlap], overlapping=True
            )
        }


def _automaton(words: list[bytes]) -> ahocorasick_rs.BytesAhoCorasick:
    if sum(map(len, words)) > _FEW_BYTES:
        return ahocorasick_rs.BytesAhoCorasick(words)
    return ahocorasick_rs.BytesAhoCorasick(words, implementation=ahocorasick_rs.Implementation.DFA)
