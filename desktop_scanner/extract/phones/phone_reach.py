"""Where in a text numbers may stand that a word announces: near the words, which one look finds.

It only spares the search for numbers the rest of the text, and may find more than the words that count.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from desktop_scanner.extract.phones import phone_words
from desktop_scanner.extract.text.literals import PIECE_BYTES

_AHEAD = 64  # characters from the end of a word to the beginning of its last number
_BACK = 48  # characters that a number begins before its word in brackets


def _spellings(word: str) -> set[str]:
    """Return the word as it stands in texts of which only the ASCII letters were made small."""
    cased = (word, word.upper(), word.title())
    return {unicodedata.normalize(form, each) for each in cased for form in ("NFC", "NFD")}


def _all_spellings(words: Iterable[str]) -> set[bytes]:
    return {spelling.encode().lower() for word in words for spelling in _spellings(word)}


# Japanese pages write Latin words in wide letters; those that are parts stand within longer words.
_PARTS = _all_spellings((*phone_words.PARTS, "ｔｅｌ", "ｆａｘ"))
_BEGINNINGS = _all_spellings(phone_words.BEGINNINGS)
_WORDS = sorted(_all_spellings(phone_words.WORDS) | _BEGINNINGS | _PARTS)
# Whether a word may stand behind other letters, and before others.
_JOINS = [(word in _PARTS, word in _PARTS or word in _BEGINNINGS) for word in _WORDS]
_OVERLAP = max(map(len, _WORDS))
_FINDER = ahocorasick_rs.BytesAhoCorasick(_WORDS, implementation=ahocorasick_rs.Implementation.DFA)


def reaches(text: str) -> list[tuple[int, int]]:
    """Return the first and last places where a number may begin that a word announces, those that meet as one."""
    encoded = text.encode("utf-8", "replace").lower()
    found: list[tuple[int, int]] = []
    place = characters = 0
    for start, end in _words(encoded):
        if end <= place:
            continue
        characters += len(encoded[place:end].decode("utf-8", "ignore"))
        place = end
        is_bracketed = encoded[max(0, start - 2) : start].lstrip().startswith((b"(", b"["))
        first = max(0, characters - _BACK - (end - start)) if is_bracketed else characters
        if found and first <= found[-1][1]:
            found[-1] = (min(first, found[-1][0]), characters + _AHEAD)
        else:
            found.append((first, characters + _AHEAD))
    return found


def _words(encoded: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the words begin and end that are not the ends of other words."""
    for offset in range(0, len(encoded), PIECE_BYTES):
        piece = encoded[offset : offset + PIECE_BYTES + _OVERLAP]
        for index, start, end in _FINDER.find_matches_as_indexes(piece, overlapping=True):
            may_follow, may_lead = _JOINS[index]
            if (may_follow or not piece[max(0, start - 1) : start].isalpha()) and (
                may_lead or not piece[end : end + 1].isalpha()
            ):
                yield offset + start, offset + end
