r"""Patterns of the Wappalyzer schema: a regular expression with tags, such as `jquery-(\d[\d.]*)\;version:\1`.

For each pattern the literals are found of which any match must contain one, so that a single scan for all literals
tells which few of many patterns are worth trying on a page.
"""

import re
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from msgspec import Struct

from desktop_scanner.extract import wordlists

MIN_LITERAL = 3
MAX_ALTERNATIVES = 12
MAX_VERSION = 24

_JS_GROUP = re.compile(r"\(\?<([A-Za-z_]\w*)>")
_BACK_REFERENCE = re.compile(r"\\(\d)")
_TERNARY = re.compile(r"\\(\d)\?([^:]*):(.*)")
_VERSION = re.compile(r"[\w.+-]+")


# Texts that nearly every page holds: a pattern that is found by them alone is tried on nearly every page.
_COMMON = wordlists.words("""
    class= href= src= name= type= content= data- style link script <link <script <div <a <img http https :// https://
    http:// www. .com .js .min.js .css .min.css action= div id= html meta text/javascript ?ver= .com/ .js?ver=
""")


class PatternError(ValueError):
    """A pattern cannot be used; `str(error)` says why."""


class Pattern(Struct, frozen=True):
    """A compiled pattern; `literals` are lower-case, one of them stands in every match; none: always worth trying."""

    expression: re.Pattern[str]
    version: str = ""
    confidence: int = 100
    literals: tuple[str, ...] = ()

    def version_of(self, match: re.Match[str]) -> str | None:
        """Return the version that the template makes of a match."""
        if not self.version:
            return None
        text = self.version
        ternary = _TERNARY.fullmatch(text)
        if ternary:
            text = ternary[2] if _group(match, ternary[1]) else ternary[3]
        version = _BACK_REFERENCE.sub(lambda found: _group(match, found[1]), text).strip(" .-")
        return version if _VERSION.fullmatch(version) and len(version) <= MAX_VERSION else None


def parse(text: str) -> Pattern:
    """Return the pattern that a rule writes; raise PatternError where it cannot be used."""
    source, *tags = text.split("\\;")
    version, confidence = "", 100
    for tag in tags:
        name, _, value = tag.partition(":")
        if name == "version":
            version = value
        elif name == "confidence":
            confidence = _confidence(value)
    try:
        expression = re.compile(_JS_GROUP.sub(r"(?P<\1>", source), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(f"{source!r} is no regular expression: {error}") from error
    return Pattern(expression, version, confidence, literals(expression.pattern))


def literals(expression: str) -> tuple[str, ...]:
    """Return lower-case texts of which every match contains one, or none where that cannot be said."""
    return _best(_parser.parse(expression, re.IGNORECASE)) or ()


def _confidence(value: str) -> int:
    if not value.isdigit():
        raise PatternError(f"the confidence {value!r} is no number")
    return min(100, int(value))


def _group(match: re.Match[str], number: str) -> str:
    try:
        return match[int(number)] or ""
    except IndexError:
        return ""


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
