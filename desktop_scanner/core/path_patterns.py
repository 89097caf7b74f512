"""Patterns for the paths of pages (`/blog/*`, `*?print=*`): which pages of a site a scan may read.

A pattern describes the whole of a page's path and query. `*` stands for any characters, slashes included, and `?` for
any single one; all others stand for themselves, capitals for small letters too. Matching takes time in proportion to
the path's length, whatever the pattern.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from desktop_scanner.core.errors import SettingsError

MAX_CHARACTERS = 300
MAX_PATTERNS = 500


class PathPatterns:
    """Says which paths are wanted: all, or those of the `include` patterns, without those of the `exclude` ones."""

    def __init__(self, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> None:
        self._include = tuple(_compiled(pattern) for pattern in include)
        self._exclude = tuple(_compiled(pattern) for pattern in exclude)

    def allow(self, path: str) -> bool:
        """Return whether a page of this path (and query) may be read."""
        if not self._include and not self._exclude:
            return True
        text = _folded(path)
        if self._include and not any(pattern.fullmatch(text) for pattern in self._include):
            return False
        return not any(pattern.fullmatch(text) for pattern in self._exclude)


def matches(pattern: str, path: str) -> bool:
    """Return whether the pattern describes the whole path."""
    return _compiled(pattern).fullmatch(_folded(path)) is not None


def check(patterns: Iterable[str]) -> None:
    """Raise SettingsError for the first pattern that can match no page, or for too many of them."""
    for number, pattern in enumerate(patterns, start=1):
        fault = _fault(pattern)
        if fault is not None:
            raise SettingsError(f'The path pattern "{pattern[:80]}" cannot be used: {fault}.')
        if number > MAX_PATTERNS:
            raise SettingsError(f"There are more than {MAX_PATTERNS} path patterns; join some of them with a *.")


def _fault(pattern: str) -> str | None:
    if len(pattern) > MAX_CHARACTERS:
        return f"it is longer than {MAX_CHARACTERS} characters"
    if re.search(r"[\s\x00-\x1f\x7f]", pattern):
        return "a path holds no spaces"
    if "://" in pattern:
        return "write the path only, such as /blog/*, without scheme and host"
    if "#" in pattern:
        return "what follows a # is not part of a page's address"
    if not pattern.startswith(("/", "*", "?")):
        return f"it must begin with / or *, such as /{pattern or 'blog/*'} or *{pattern or 'blog'}*"
    return None


def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern as an expression that never tries a place twice (atomic groups)."""
    first, *others = [_piece(piece) for piece in re.sub(r"\*{2,}", "*", pattern).split("*")]
    if not others:
        return re.compile(first, re.DOTALL)
    # The first place where a piece fits is as good as any later one, except for the last piece, which ends the path.
    middle = "".join(f"(?>.*?{piece})" for piece in others[:-1])
    return re.compile(f"{first}{middle}.*{others[-1]}", re.DOTALL)


def _piece(piece: str) -> str:
    return ".".join(re.escape(_folded(part)) for part in piece.split("?"))


def _folded(text: str) -> str:
    return unquote(text).lower() if "%" in text else text.lower()
