"""Ids of analytics and advertising accounts that a page carries; who shares one, shares an owner."""

import re
from collections.abc import Iterator

from desktop_scanner.core.results import SNIPPET_CHARACTERS, Tracker
from desktop_scanner.extract.parsing import clues
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.parsing.tracker_rules import METAS, RULES, Rule
from desktop_scanner.extract.text import snippets

MAX_TRACKERS = 100
_NEAR = 4 * SNIPPET_CHARACTERS  # bytes around an id, enough for its snippet

_RULES = tuple((clues.tracker_topic(rule.word), rule) for rule in RULES)
_META_VALUE = re.compile(r"[\w.=+/@:-]{6,200}")
# Where Matomo's snippet says which server counts: its site ids begin with 1 on every server.
_MATOMO_SERVER = re.compile(
    r"(?:setTrackerUrl[\"']\s*,\s*|\bu\s*=\s*(?:\(?[^;<>]{0,80}?\)?\s*\+\s*)?)[\"'](?:https?)?:?//([\w.-]{3,100})",
    re.IGNORECASE,
)
# What documentations write in the place of an id, and themes are delivered with.
_STAND_IN = re.compile(r"(?:[A-Z]{1,3}-)?(?:X{4,}|0{5,})(?:-\w{1,2})?")


def trackers(page: Document) -> tuple[Tracker, ...]:
    """Return the ids that the page carries, each once."""
    found: dict[tuple[str, str], Tracker] = {}
    for kind, value, method, snippet in _found(page):
        if (kind, value) not in found and len(found) < MAX_TRACKERS and not _STAND_IN.fullmatch(value):
            piece = snippets.evidence(page.url, method, snippet)
            found[kind, value] = Tracker(kind=kind, id=value, evidence=(piece,))
    return tuple(found.values())


def _found(page: Document) -> Iterator[tuple[str, str, str, str]]:
    for rule, match in _matches(page):
        value = match[match.lastindex or 0].decode("utf-8", "ignore")
        yield rule.kind, _named(page, rule, value), "script", _around(page.utf8, match.start(), match.end())
    for name, kind in METAS.items():
        for content in page.metas.get(name, ())[:10]:
            value = content.strip()
            if _META_VALUE.fullmatch(value):
                yield kind, value, "meta", f"{name} {value}"


def _named(page: Document, rule: Rule, value: str) -> str:
    """Return the id; a Matomo's with its server where the page names it, since the numbers begin with 1 on each."""
    if rule.kind != "matomo":
        return value
    server = _MATOMO_SERVER.search(page.source)
    return f"{server[1].lower()}#{value}" if server else value


def _around(utf8: bytes, start: int, end: int) -> str:
    before, found = (utf8[max(0, start - _NEAR) : start], utf8[start : end + _NEAR])
    texts = [piece.decode("utf-8", "ignore") for piece in (before, found)]
    return snippets.around("".join(texts), len(texts[0]), len(texts[0]) + end - start)


def _matches(page: Document) -> Iterator[tuple[Rule, re.Match[bytes]]]:
    for topic, rule in _RULES:
        if topic in page.topics:
            for match in _near(rule, page.utf8) if rule.reach else rule.pattern.finditer(page.utf8):
                yield rule, match


def _near(rule: Rule, utf8: bytes) -> Iterator[re.Match[bytes]]:
    """Yield what matches just before the rule's word, for a pattern that would look everywhere by itself."""
    word = rule.word.encode()
    place = utf8.find(word)
    while place >= 0:
        end = place + len(word)
        yield from rule.pattern.finditer(utf8, max(0, place - rule.reach), end)
        place = utf8.find(word, end)
