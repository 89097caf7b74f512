"""The filter that people write: plain text and terms such as `status:failed tech:wordpress pages:>3`.

A term is a word, a colon and a value. Several values with commas between them are alternatives, several terms must
all be met, and a minus before a term or a text means the others. Quotes hold a text with spaces together.

status kind verdict     one of the result's words; a kind may also be a stage (`kind:dns`)
http pages time         a number, `>3`, `>=3`, `<3`, `2..5`; `http:4xx`; `time:>5s`
email phone             `yes`, `no`, how many (`>1`), or a part of one
tech cms tracker ...    `any`, `none`, or how the name begins; with `=` the whole of it
title domain org ...    a part of it; with `=` the whole
"""

import difflib
import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.term_faults import Fault, Problem
from desktop_scanner.core.term_scanner import Item, Part, scan
from desktop_scanner.core.term_words import CHOSEN, COUNTED, NUMBERS, WORDS, choices, chosen, presence
from desktop_scanner.core.terms import Range, Term, TermField, TermValue, Whole

_CLASS = re.compile(r"([1-9])xx", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,12}")
_TIME = re.compile(r"(\d{1,9}(?:[.,]\d{1,3})?)(ms|s|min)?")
_UNITS_MS = {"ms": 1, "s": 1_000, "min": 60_000}


class Parsed(Struct, frozen=True):
    """What a filter means, without the parts that are faults."""

    where: RowFilter
    faults: tuple[Fault, ...]


def parse(text: str) -> Parsed:
    """Return what the text means; every part that cannot be used is told, and the others hold."""
    read = [_term(part) for part in scan(text)]
    terms = dict.fromkeys(each for each in read if isinstance(each, Term))
    return Parsed(RowFilter(terms=tuple(terms)), tuple(each for each in read if isinstance(each, Fault)))


def _term(part: Part) -> Term | Fault:
    field = WORDS.get(part.word) if part.word else TermField.TEXT
    if field is None:
        close = difflib.get_close_matches(part.word, WORDS, 1)
        return _fault(Problem.UNKNOWN_WORD, part, part.items[0], f"{close[0]}:" if close else "")
    given = [item for item in part.items if item.text]
    if not given:
        return _fault(Problem.NO_VALUE, part, part.items[0])
    values: list[TermValue] = []
    for item in given:
        read = _read(field, item)
        if isinstance(read, Problem):
            return _fault(read, part, item, _nearest(field, item) if read is Problem.UNKNOWN_VALUE else "")
        values += read
    return Term(field, tuple(dict.fromkeys(values)), part.is_negated)


def _read(field: TermField, item: Item) -> Sequence[TermValue] | Problem:
    """Return the values that an item stands for, or why it stands for none."""
    said = presence(field).get(item.text.casefold())
    if said is not None and not item.is_quoted and not item.sign:
        return (said,)
    if field is TermField.MARKED:
        return Problem.NOT_YES_OR_NO
    if field in CHOSEN:
        return chosen(field, item.text) or Problem.UNKNOWN_VALUE
    if field in NUMBERS or (field in COUNTED and _is_range(item)):
        return _numbers(field, item)
    return (Whole(item.text) if item.sign == "=" else f"{item.sign}{item.text}",)


def _numbers(field: TermField, item: Item) -> Sequence[Range] | Problem:
    if field is TermField.TIME:
        return _range(item, _milliseconds) or Problem.NO_TIME
    if field is TermField.HTTP and not item.sign and (found := _CLASS.fullmatch(item.text)):
        return (Range(int(found[1]) * 100, int(found[1]) * 100 + 99),)
    return _range(item, _whole_number) or Problem.NO_NUMBER


def _is_range(item: Item) -> bool:
    is_compared = item.sign.startswith(("<", ">")) or (item.sign == "=" and item.text.isdecimal())
    return not item.is_quoted and (is_compared or ".." in item.text)


def _range(item: Item, read: Callable[[str], int | None]) -> Sequence[Range]:
    """Return the range that a number with its sign, or two of them, mean; empty for none."""
    low, dots, high = item.text.partition("..")
    if dots:
        ends = [read(end) if end else None for end in (low, high)]
        is_right = all(number is not None for number, end in zip(ends, (low, high), strict=True) if end)
        return (Range(*ends),) if is_right and (low or high) and not item.sign else ()
    number = read(item.text)
    if number is None:
        return ()
    ranges = {">": (number + 1, None), ">=": (number, None), "<": (None, number - 1), "<=": (None, number)}
    return (Range(*ranges.get(item.sign, (number, number))),)


def _whole_number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


def _milliseconds(text: str) -> int | None:
    found = _TIME.fullmatch(text)
    return round(float(found[1].replace(",", ".")) * _UNITS_MS[found[2] or "s"]) if found else None


def _nearest(field: TermField, item: Item) -> str:
    close = difflib.get_close_matches(item.text.casefold(), choices(field), 1)
    return close[0] if close else ""


def _fault(problem: Problem, part: Part, item: Item, nearest: str = "") -> Fault:
    value = f"{item.sign}{item.text}"
    start, end = item.start, item.end
    if problem is Problem.UNKNOWN_WORD:
        start, end = part.items[0].start - len(part.word) - 1, part.items[0].start
    return Fault(problem=problem, word=part.word, value=value, nearest=nearest, start=start, end=end)
