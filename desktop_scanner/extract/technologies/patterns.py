r"""Patterns of the Wappalyzer schema: a regular expression with tags, such as `jquery-(\d[\d.]*)\;version:\1`.

The project's own patterns take time in proportion to the text. Those of others may not: they are compiled by `regex`,
which can be stopped, and run within what a page's `TimeGuard` has left.
"""

import functools
import logging
import re
import time
from typing import Any

import regex

from desktop_scanner.extract.technologies.javascript_patterns import translated
from desktop_scanner.extract.technologies.pattern_literals import literals

log = logging.getLogger(__name__)

MAX_SEARCHED = 1_000_000  # characters of a text that a pattern sees
MAX_BEYOND = 600  # characters of a match after its literal began
MAX_PLACES = 12
MAX_VERSION = 24
PAGE_S = 0.05
PATTERN_S = 0.02
MAX_STRIKES = 3

_BACK_REFERENCE = re.compile(r"\\(\d)")
_TERNARY = re.compile(r"\\(\d)\?([^:]*):(.*)")
_VERSION = re.compile(r"[\w.+-]+")


class PatternError(ValueError):
    """A pattern cannot be used; `str(error)` says why."""


class TimeGuard:
    """The time that a page has left for patterns that are not the project's own."""

    def __init__(self, seconds: float = PAGE_S) -> None:
        self.left_s = seconds


class FoldedText:
    """A text, and where words stand in it whatever their case."""

    def __init__(self, text: str) -> None:
        self.text = text

    def places(self, words: tuple[str, ...]) -> list[int] | None:
        """Return where words, in lower case, stand, in order; None where they stand in too many places."""
        found: list[int] = []
        for word in words:
            place = self._lower.find(word)
            while place >= 0:
                found.append(place)
                if len(found) > MAX_PLACES:
                    return None
                place = self._lower.find(word, place + 1)
        return sorted(found)

    @functools.cached_property
    def _lower(self) -> str:
        # ASCII alone is folded: some other letters are two when they are small, which would move all that follows.
        return self.text[:MAX_SEARCHED].encode("utf-8", "replace").lower().decode("utf-8")


class Pattern:
    """A pattern, compiled when first tried.

    `literals` are lower-case, one of them stands in every match; none: always worth trying. One of others that ran out
    of time thrice is not tried again.
    """

    __slots__ = ("_compiled", "_strikes", "confidence", "is_foreign", "literals", "reach", "source", "version")

    def __init__(self, source: str, version: str = "", confidence: int = 100, *, is_foreign: bool = False) -> None:
        self.source = translated(source)
        self.version = version
        self.confidence = confidence
        self.is_foreign = is_foreign
        try:
            self.literals, self.reach = literals(self.source)
        except (re.error, OverflowError, RecursionError) as error:
            raise PatternError(f"{source[:200]!r} is no regular expression: {error}") from error
        self._compiled: Any = None
        self._strikes = 0

    def search(
        self, text: str, guard: TimeGuard | None = None, start: int = 0, end: int = MAX_SEARCHED
    ) -> re.Match[str] | None:
        """Return the first match in a part of a text; None also where the time was not enough."""
        if self.is_foreign:
            return self._search_guarded(text, guard or TimeGuard(), start, end)
        if self._compiled is None:
            self._compiled = re.compile(self.source, re.IGNORECASE)
        found: re.Match[str] | None = self._compiled.search(text, start, end)
        return found

    def search_near(self, text: FoldedText, guard: TimeGuard) -> re.Match[str] | None:
        """Return a match in a text, looked for only near the literals where that can be said."""
        places = text.places(self.literals) if self.reach is not None else None
        if places is None or self.reach is None:
            return self.search(text.text, guard)
        for place in places:
            match = self.search(text.text, guard, max(0, place - self.reach), place + MAX_BEYOND)
            if match is not None:
                return match
        return None

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

    def _search_guarded(self, text: str, guard: TimeGuard, start: int, end: int) -> re.Match[str] | None:
        if self._strikes >= MAX_STRIKES or guard.left_s <= 0:
            return None
        started = time.perf_counter()
        try:
            if self._compiled is None:
                self._compiled = regex.compile(self.source, regex.IGNORECASE)
            found: re.Match[str] | None = self._compiled.search(text, start, end, timeout=min(PATTERN_S, guard.left_s))
        except TimeoutError:
            self._take_strike("it takes too long")
        except (regex.error, OverflowError, RecursionError) as error:
            self._strikes = MAX_STRIKES - 1
            self._take_strike(str(error))
        else:
            return found
        finally:
            guard.left_s -= time.perf_counter() - started
        return None

    def _take_strike(self, reason: str) -> None:
        self._strikes += 1
        if self._strikes == MAX_STRIKES:
            log.warning("The fingerprint pattern %.200r is not tried any more: %s", self.source, reason)


def parse(text: str, *, is_foreign: bool = False) -> Pattern:
    """Return the pattern that a rule writes; raise PatternError where it cannot be used."""
    source, *tags = str(text).split("\\;")
    version, confidence = "", 100
    for tag in tags:
        name, _, value = tag.partition(":")
        if name == "version":
            version = value
        elif name == "confidence":
            confidence = _confidence(value)
    return Pattern(source, version, confidence, is_foreign=is_foreign)


def _confidence(value: str) -> int:
    if not value.isdigit():
        raise PatternError(f"the confidence {value!r} is no number")
    return min(100, int(value))


def _group(match: re.Match[str], number: str) -> str:
    try:
        return match[int(number)] or ""
    except IndexError:
        return ""
