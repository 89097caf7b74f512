"""The literals of a pattern: texts of which any match must contain one.

With them, a single scan of a page for all literals tells which few of many patterns are worth trying.
"""

import re
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from desktop_scanner.extract import wordlists

MIN_LITERAL = 3
MAX_ALTERNATIVES = 12

# Texts that nearly every page holds: a pattern that is found by them alone is tried on nearly every page.
_COMMON = wordlists.words("""
    class= href= src= name= type= content= data- style link script <link <script <div <a <img http https :// https://
    http:// www. .com .js .min.js .css .min.css action= div id= html meta text/javascript ?ver= .com/ .js?ver= .js?
    iframe <iframe input <input form <form static cdn. assets /assets/ /js/ /css/ widget var window. function
""")


def literals(expression: str) -> tuple[str, ...]:
    """Return lower-case texts of which every match contains one, or none where that cannot be said.

    Raises re.error and the like for what is no regular expression.
    """
    return _best(_parser.parse(expression, re.IGNORECASE)) or ()


def _best(sequence: Any) -> tuple[str, ...] | None:
    """Return the most telling set of literals of a parsed sequence: the one whose shortest member is longest."""
    candidates: list[tuple[str, ...]] = []
    run = ""
    for operation, argument in _flat(sequence):
        if operation is _parser.LITERAL and 32 < argument < 127 and chr(argument) not in "&<>\"'":
            run += chr(argument).lower()
            continue
        candidates.append((run,))
        run = ""
        nested = _nested(operation, argument)
        if nested:
            candidates.append(nested)
    candidates.append((run,))
    useful = [found for found in candidates if min(map(len, found)) >= MIN_LITERAL]
    return max(useful, key=_weight, default=None)


def _weight(found: tuple[str, ...]) -> tuple[int, int]:
    """Return how telling a set of literals is: what stands in every page tells nothing, many tell less than one."""
    return min(-1 if literal in _COMMON else len(literal) for literal in found), -len(found)


def _flat(sequence: Any) -> Any:
    """Yield the operations of a sequence, plain groups opened, so that literals on both sides of a bracket join."""
    for operation, argument in sequence:
        if operation is _parser.SUBPATTERN:
            yield from _flat(argument[-1])
        else:
            yield operation, argument


def _nested(operation: Any, argument: Any) -> tuple[str, ...] | None:
    if operation in (_parser.MAX_REPEAT, _parser.MIN_REPEAT) and argument[0] >= 1:
        return _best(argument[2])
    if operation is _parser.BRANCH:
        return _any_of([_best(branch) for branch in argument[1]])
    return None


def _any_of(branches: list[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    found: list[str] = []
    for branch in branches:
        if branch is None:
            return None
        found += branch
    return tuple(dict.fromkeys(found)) if len(found) <= MAX_ALTERNATIVES else None
