"""JSON-LD as people write it: comments, CDATA marks, commas too many or missing, line breaks within texts, cut ends."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

MAX_BLOCK = 2_000_000
MAX_VALUES = 50
MAX_MARKS = 20

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+")
_CLOSINGS = ("-->", "]]>", "*/", "//", "/*", ";")
# Possessive wherever white space may run on: these look at what strangers wrote, and must stay linear.
_TRAILING_COMMA = re.compile(r",(\s*+[}\]])")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|^[ \t]*+//[^\n]*|<!--.*?(?:-->|\Z)", re.DOTALL | re.MULTILINE)
_MISSING_COMMA = re.compile(r"([}\]\"])([^\S\n]*+\n\s*+)(?=\")")
_REPEATED_COMMA = re.compile(r",(?:\s*+,)+")
_TYPOGRAPHIC = str.maketrans("“”„‟", '""""')
_WRONG_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")


def parse(text: str) -> Iterator[Any]:
    """Yield the JSON values of a block, tolerating what people paste into it."""
    if len(text) > MAX_BLOCK:
        return
    text = _unwrapped(text)
    if not text:
        return
    for candidate in _readings(text):
        try:
            yield json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        return
    yield from _prefix_values(_TRAILING_COMMA.sub(r"\1", text))


def _unwrapped(text: str) -> str:
    """Return the block without the comment or CDATA marks that hide it from very old browsers."""
    match = _WRAPPING.match(text)
    text = (text[match.end() :] if match else text).strip().lstrip("\ufeff")
    for _ in range(MAX_MARKS):
        bare = text
        for mark in _CLOSINGS:
            bare = bare.removesuffix(mark).rstrip()
        if bare == text:
            break
        text = bare
    return text


def _readings(text: str) -> Iterator[str]:
    """Yield the block as it stands and in ever bolder corrections."""
    yield text
    if "&quot;" in text:
        yield html.unescape(text)
    loose = _TRAILING_COMMA.sub(r"\1", text)
    yield loose
    yield _COMMENT.sub("", loose)
    bold = _WRONG_ESCAPE.sub(r"\\\\", _COMMENT.sub("", text))
    bold = _REPEATED_COMMA.sub(",", _MISSING_COMMA.sub(r"\1,\2", bold))
    yield _TRAILING_COMMA.sub(r"\1", bold)
    if "“" in text or "„" in text:
        yield _TRAILING_COMMA.sub(r"\1", bold.translate(_TYPOGRAPHIC))


def _prefix_values(text: str) -> Iterator[Any]:
    """Yield the values that stand one after another, as far as they can be read (several objects, a cut end)."""
    decoder = json.JSONDecoder(strict=False)
    position = 0
    for _ in range(MAX_VALUES):
        start = min((at for at in (text.find("{", position), text.find("[", position)) if at >= 0), default=-1)
        if start < 0:
            return
        try:
            value, position = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            position = start + 1
            continue
        yield value
