"""Values that the user's own rules take from a page, each rule within bounds of time and number.

Regular expressions are those of the `regex` package, which, unlike Python's own, can be given a time limit: a pattern
that backtracks without end costs a page a second and is named as that page's problem.
"""

import functools
import time
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

import regex
from lxml import etree
from msgspec import Struct

from desktop_scanner.core import path_patterns
from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.extract.parsing.document import Document

MAX_VALUES = 100  # of one rule on one page
MAX_VALUE = 1_000  # characters
MAX_SELECTED = 1_000
REGEX_S = 1.0
PAGE_S = 3.0

_TOO_SLOW = "The pattern took longer than a second on {url}; make it simpler."
_SPENT = "There was no time left for it on {url}, since other rules took {limit:g} seconds there."


class CustomFacts(Struct, frozen=True):
    """The values of each rule that was looked for, and a sentence for each rule that could not be."""

    values: dict[str, tuple[str, ...]] = {}
    problems: dict[str, str] = {}


def custom(page: Document, rules: Sequence[CustomRule]) -> CustomFacts:
    """Return what the rules take from a page; it must be asked before the page's texts, which change its tree."""
    values: dict[str, tuple[str, ...]] = {}
    problems: dict[str, str] = {}
    reader = _Reader(page)
    end = time.monotonic() + PAGE_S
    for rule in rules:
        if not _is_for(rule, page.url):
            continue
        if time.monotonic() > end:
            problems[rule.name] = _SPENT.format(url=page.url, limit=PAGE_S)
            continue
        try:
            values[rule.name] = tuple(_distinct(reader.values(rule), MAX_VALUES if rule.many else 1))
        except TimeoutError:
            problems[rule.name] = _TOO_SLOW.format(url=page.url)
    return CustomFacts(values, problems)


def merged(pages: Iterable[CustomFacts], rules: Sequence[CustomRule]) -> CustomFacts:
    """Return the values of a domain's pages, each rule's in their order; every rule has its entry."""
    values: dict[str, dict[str, None]] = {rule.name: {} for rule in rules}
    problems: dict[str, str] = {}
    for facts in pages:
        problems = facts.problems | problems
        for name, found in facts.values.items():
            values[name].update(dict.fromkeys(found))
    limits = {rule.name: MAX_VALUES if rule.many else 1 for rule in rules}
    return CustomFacts({name: tuple(found)[: limits[name]] for name, found in values.items()}, problems)


@functools.cache
def compiled(expression: str) -> regex.Pattern[str]:
    """Return a regular expression, compiled once; raises regex.error for what is none."""
    return regex.compile(expression)


@functools.cache
def path(expression: str) -> etree.XPath:
    """Return an XPath expression, compiled once; raises XPathError for what is none."""
    return etree.XPath(expression, regexp=False, smart_strings=False)


class _Reader:
    """One page, as the rules read it: parsed for XPath at most once."""

    def __init__(self, page: Document) -> None:
        self._page = page

    def values(self, rule: CustomRule) -> Iterator[str]:
        texts: Iterable[str]
        if rule.css is not None:
            texts = self._by_css(rule.css, rule.attribute)
        elif rule.xpath is not None:
            texts = self._by_xpath(rule.xpath, rule.attribute)
        else:
            texts = (self._page.source if rule.source == "html" else self._text,)
        for text in texts:
            yield from _matches(rule.regex, text) if rule.regex is not None else (text,)

    @functools.cached_property
    def _text(self) -> str:
        """What people see. Read from a tree of its own: `Document.text` takes elements out of the one others need."""
        return Document(self._page.url, self._page.utf8, "text/html; charset=utf-8").text

    @functools.cached_property
    def _root(self) -> etree._Element | None:
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self._page.utf8, parser)
        except etree.XMLSyntaxError:  # an empty page
            return None

    def _by_css(self, selector: str, attribute: str | None) -> Iterator[str]:
        for node in self._page.tree.css(selector)[:MAX_SELECTED]:
            yield node.text(separator=" ") if attribute is None else node.attrs.get(attribute) or ""

    def _by_xpath(self, expression: str, attribute: str | None) -> Iterator[str]:
        if self._root is None:
            return
        found = path(expression)(self._root)
        for one in found[:MAX_SELECTED] if isinstance(found, list) else [found]:
            yield _of_xpath(one, attribute)


def _of_xpath(found: object, attribute: str | None) -> str:
    if isinstance(found, etree._Element):
        if attribute is not None:
            return found.get(attribute) or ""
        return " ".join(map(str, found.itertext())) if isinstance(found.tag, str) else ""
    if isinstance(found, bool):
        return "true" if found else ""
    return f"{found:g}" if isinstance(found, float) else str(found)


def _matches(expression: str, text: str) -> Iterator[str]:
    for match in compiled(expression).finditer(text, timeout=REGEX_S):
        yield (match[1] if match.lastindex else match[0]) or ""


def _distinct(texts: Iterable[str], limit: int) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        value = " ".join(text[: 4 * MAX_VALUE].split())[:MAX_VALUE].strip()
        if value and value not in seen:
            seen.add(value)
            yield value
            if len(seen) >= limit:
                return


def _is_for(rule: CustomRule, url: str) -> bool:
    if rule.pages is None:
        return True
    parts = urlsplit(url)
    return path_patterns.matches(rule.pages, f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")
