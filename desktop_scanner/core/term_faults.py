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


def in_short(fault: Fault) -> str:
    """Return what is wrong."""
    word, value = fault.word, fault.value
    match fault.problem:
        case Problem.UNKNOWN_WORD:
            return f'Rows are not filtered by "{word}:".'
        case Problem.UNKNOWN_VALUE:
            return f'There is no {word} "{value}".'
        case Problem.NO_NUMBER:
            return f'Write a number as {word}:3, {word}:>3 or {word}:2..5, not "{value}".'
        case Problem.NO_TIME:
            return f'Write a time as {word}:>5s, {word}:<800ms or {word}:1s..5s, not "{value}".'
        case Problem.NOT_YES_OR_NO:
            return f'Write {word}:yes or {word}:no, not "{value}".'
        case Problem.NO_VALUE:
            return f'Write a value behind "{word}:".'


def sentence(fault: Fault) -> str:
    """Return what is wrong and what is possible."""
    said = in_short(fault)
    if fault.nearest:
        return f"{said} Do you mean {fault.nearest}?"
    if fault.problem is Problem.UNKNOWN_WORD:
        return f"{said} There are {', '.join(TermField)}."
    if fault.problem is Problem.UNKNOWN_VALUE:
        return f"{said} There are {', '.join(choices(WORDS[fault.word]))}."
    return said
