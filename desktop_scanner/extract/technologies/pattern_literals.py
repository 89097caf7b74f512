"""The literals of a pattern: texts of which any match must contain one.

With them, a single scan of a page for all literals tells which few of many patterns are worth trying, and where: Python
takes 100 ns a character to look for a pattern that ignores case, 8 ms for a large page.
"""

import re
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from desktop_scanner.extract.text import wordlists

MIN_LITERAL = 3
MAX_ALTERNATIVES = 12
MAX_REACH = 1_000

# Texts that nearly every page holds: a pattern that is found by them alone is tried on nearly every page.
_COMMON = wordlists.words("""
    class= href= src= name= type= content= data- style link script <link <script <div <a <img http https :// https://
    http:// www. .com .js .min.js .css .min.css action= div id= html meta text/javascript ?ver= .com/ .js?ver= .js?
    iframe <iframe input <input form <form static cdn. assets /assets/ /js/ /css/ widget var window. function
    content host default current dataLayer push( datalayer.push( datalayer.push({ powered by config create init
""")


class Literals(NamedTuple):
    """Lower-case texts of which every match contains one; none where that cannot be said.

    A match begins at most `reach` characters before one of them; None where it may begin anywhere.
    """

    words: tuple[str, ...] = ()
    reach: int | None = None


def literals(expression: str) -> Literals:
    """Return the literals of an expression; raise re.error and the like for what is none."""
    return _best(_parser.parse(expression, re.IGNORECASE)) or Literals()


def _best(sequence: Any) -> Literals | None:
    """Return the most telling literals of a parsed sequence: those of which the shortest is longest."""
    candidates: list[Literals] = []
    run, before = "", 0
    for operation, argument in _flat(sequence):
        if operation is _parser.LITERAL and 32 < argument < 127 and chr(argument) not in "&<>\"'":
            run += chr(argument).lower()
            continue
        candidates.append(Literals((run,), before))
        before += len(run) + _parser.SubPattern(sequence.state, [(operation, argument)]).getwidth()[1]
        run = ""
        nested = _nested(operation, argument)
        if nested:
            candidates.append(Literals(nested, before))
    candidates.append(Literals((run,), before))
    useful = [found for found in candidates if min(map(len, found.words)) >= MIN_LITERAL]
    best = max(useful, key=lambda found: _weight(found.words), default=None)
    return best if best is None or (best.reach or 0) <= MAX_REACH else Literals(best.words)


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
        return _words(argument[2])
    if operation is _parser.BRANCH:
        return _any_of([_words(branch) for branch in argument[1]])
    return None


def _words(sequence: Any) -> tuple[str, ...] | None:
    best = _best(sequence)
    return best.words if best else None


def _any_of(branches: list[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    found: list[str] = []
    for branch in branches:
        if branch is None:
            return None
        found += branch
    return tuple(dict.fromkeys(found)) if len(found) <= MAX_ALTERNATIVES else None
