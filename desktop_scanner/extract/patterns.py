r"""Patterns of the Wappalyzer schema: a regular expression with tags, such as `jquery-(\d[\d.]*)\;version:\1`.

For each pattern the literals are found of which any match must contain one, so that a single scan for all literals
tells which few of many patterns are worth trying on a page.
"""

import re
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from msgspec import Struct

MIN_LITERAL = 3
MAX_ALTERNATIVES = 12
MAX_VERSION = 24

_JS_GROUP = re.compile(r"\(\?<([A-Za-z_]\w*)>")
_BACK_REFERENCE = re.compile(r"\\(\d)")
_TERNARY = re.compile(r"\\(\d)\?([^:]*):(.*)")
_VERSION = re.compile(r"[\w.+-]+")


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
        ternary = _TERNARY.fullmatch(self.version)
        if ternary:
            text = ternary[2] if _group(match, ternary[1]) else ternary[3]
        else:
            text = self.version
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
    return max(useful, key=lambda found: min(map(len, found)), default=None)


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
