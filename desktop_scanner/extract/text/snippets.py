"""Evidence: the page a value stands on, how it was found, and the text around it."""

from collections.abc import Iterable

from desktop_scanner.core.results import SNIPPET_CHARACTERS, Evidence

MAX_EVIDENCE = 5
_BEFORE = 60


def quote(text: str) -> str:
    """Return the text as a snippet: one line, at most 160 characters."""
    line = " ".join(text[: 4 * SNIPPET_CHARACTERS].split())
    return line if len(line) <= SNIPPET_CHARACTERS else line[: SNIPPET_CHARACTERS - 1] + "…"


def around(text: str, start: int, end: int) -> str:
    """Return the snippet around a place in a text, from whole words where possible."""
    left = max(0, start - _BEFORE)
    right = min(len(text), max(end, left + SNIPPET_CHARACTERS))
    if left:
        left = _word_begin(text, left, start)
    return quote(text[left:right])


def evidence(url: str, method: str, snippet: str) -> Evidence:
    """Return the evidence for a value; any text serves as snippet."""
    return Evidence(url, method, quote(snippet))


def combine(first: Iterable[Evidence], further: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return up to five pieces of evidence, none twice, a page and method once before any comes again."""
    unique = list(dict.fromkeys((*first, *further)))
    if len(unique) <= MAX_EVIDENCE:
        return tuple(unique)
    seen: set[tuple[str, str]] = set()
    fresh: list[Evidence] = []
    again: list[Evidence] = []
    for piece in unique:
        key = (piece.url, piece.method)
        (again if key in seen else fresh).append(piece)
        seen.add(key)
    return tuple((fresh + again)[:MAX_EVIDENCE])


def _word_begin(text: str, left: int, start: int) -> int:
    for position in range(left, start):
        if text[position].isspace():
            return position + 1
    return left
