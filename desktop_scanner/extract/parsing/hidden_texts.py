"""Texts in the source that divide or falsify the addresses that people see, taken out before it is parsed."""

import re

_MOST_SIGNS = 1_000  # @ on a page, beyond which none is looked at by itself

# Texts in which nobody reads: hidden leaves that are set between the letters of an address to mislead programs.
_LEAF = rb"(span|b|i|em|strong|small|font|u)\b"
_HIDDEN = re.compile(
    rb"<" + _LEAF + rb"[^<>]{0,400}display\s*+:\s*+none[^<>]{0,400}>[^<>]{0,64}</\1\s*>", re.IGNORECASE
)
_HIDDEN_END = re.compile(rb"none[^<>]*+(>[^<>]{0,64}</)?")
# The same by the names that style sheets have for it, between two parts of an address.
_HIDDEN_BY_CLASS = re.compile(
    rb"<(?<=[\w.@-]<)" + _LEAF + rb"[^<>]{0,200}(?:\shidden\b|[\"'\s-](?:hidden|sr-only|screen-only"
    rb"|screen-reader-text|d-none|no-?display|hide|invisible)[\"'\s])[^<>]{0,200}>[^<>]{0,64}</\1\s*>(?=[\w.@-])",
    re.IGNORECASE,
)
# A comment between two letters divides a text that people read as one (React writes them by the dozen).
_DIVIDING_COMMENT = re.compile(rb"<!--(?<=[^\s>]<!--)[^<>]{0,64}-->(?=[^\s<])")
_COMMENT = re.compile(rb"!(?<=<!)--")


def removed(source: bytes, topics: frozenset[str]) -> bytes:
    """Return the source without what divides or falsifies the texts that people see.

    Looks for one byte cost nothing, those for a few as much as a tenth of the parsing.
    """
    if _COMMENT.search(source):
        source = _DIVIDING_COMMENT.sub(b"", source)
    if (b"@" in source or "escaped signs" in topics) and _may_hide(source):
        source = _HIDDEN.sub(b"", source)
    if _may_be_divided(source):
        source = _HIDDEN_BY_CLASS.sub(b"", source)
    return source


def _may_be_divided(source: bytes) -> bool:
    """Whether an element ends before, or begins after, one of the signs."""
    place = source.find(b"@")
    for _ in range(_MOST_SIGNS):
        if place < 0:
            return False
        before, after = source[max(0, place - 12) : place], source[place + 1 : place + 3]
        if (before[-1:] == b">" and b"</" in before) or (after[:1] == b"<" and after != b"</"):
            return True
        place = source.find(b"@", place + 1)
    return True


def _may_hide(source: bytes) -> bool:
    """Whether an element may be hidden that holds nothing but text."""
    return any(found[1] for found in _HIDDEN_END.finditer(source))
