"""What is wrong with a part of a filter, and how it is said."""

from enum import StrEnum

from msgspec import Struct

from desktop_scanner.core.term_words import WORDS, choices
from desktop_scanner.core.terms import TermField


class Problem(StrEnum):
    """Why a part of a filter cannot be used."""

    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_VALUE = "unknown_value"
    NO_NUMBER = "no_number"
    NO_TIME = "no_time"
    NOT_YES_OR_NO = "not_yes_or_no"
    NO_VALUE = "no_value"


class Fault(Struct, frozen=True, kw_only=True):
    """What cannot be used, from `start` to `end`; `nearest` is what is perhaps meant there, "" for nothing.

    `value` is the one that was given, also where it is the word that is unknown.
    """

    problem: Problem
    word: str
    value: str = ""
    nearest: str = ""
    start: int
    end: int


_SENTENCES = {
    Problem.UNKNOWN_WORD: 'Rows are not filtered by "{word}:".',
    Problem.UNKNOWN_VALUE: 'There is no {word} "{value}".',
    Problem.NO_NUMBER: '"{value}" is no number; write {word}:3, {word}:>3 or {word}:2..5.',
    Problem.NO_TIME: '"{value}" is no time; write {word}:>5s, {word}:<800ms or {word}:1s..5s.',
    Problem.NOT_YES_OR_NO: '"{word}:" is yes or no, not "{value}".',
    Problem.NO_VALUE: 'Write a value behind "{word}:".',
}


def sentence(fault: Fault) -> str:
    """Return what is wrong and what is possible, in English."""
    said = _SENTENCES[fault.problem].format(word=fault.word, value=fault.value)
    if fault.nearest:
        return f"{said} Do you mean {fault.nearest}?"
    if fault.problem is Problem.UNKNOWN_WORD:
        return f"{said} There are {', '.join(TermField)}."
    if fault.problem is Problem.UNKNOWN_VALUE:
        return f"{said} There are {', '.join(choices(WORDS[fault.word]))}."
    return said
