"""The rules by which technologies are recognised: data in the Wappalyzer schema, loaded and checked once.

A folder holds any number of JSON files, each an object of technologies by name (or one with the keys `technologies`
and `categories`), and `categories.json`. A broken rule is reported and left out; the others hold.
"""

import functools
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from desktop_scanner.core import resources
from desktop_scanner.extract import patterns
from desktop_scanner.extract.literals import Literals
from desktop_scanner.extract.patterns import Pattern, PatternError

_LISTS = ("url", "html", "text", "scriptSrc", "scripts")
_NAMED = ("meta", "headers", "cookies")
_SELECTOR_LITERAL = re.compile(r"[\"']([^\"']{3,})[\"']|[#.]([A-Za-z][\w-]{2,})|\[([\w-]{4,})")


class Selector(Struct, frozen=True):
    """A CSS selector of a `dom` rule, with the patterns for an attribute or the text of what it selects.

    `literals` are all needed in the page for the selector to match.
    """

    css: str
    text: Pattern | None = None
    attributes: tuple[tuple[str, Pattern], ...] = ()
    literals: tuple[str, ...] = ()


class Related(Struct, frozen=True):
    """A technology that another one implies."""

    name: str
    confidence: int = 100
    version: str = ""


class Rule(Struct, frozen=True, kw_only=True):
    """How one technology is recognised."""

    name: str
    categories: tuple[str, ...] = ()
    lists: dict[str, tuple[Pattern, ...]] = {}
    named: dict[str, tuple[tuple[str, Pattern], ...]] = {}
    dom: tuple[Selector, ...] = ()
    implies: tuple[Related, ...] = ()
    requires: tuple[str, ...] = ()
    requires_categories: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


class RuleSet:
    """All rules, and the index that picks those worth trying on a page."""

    def __init__(self, rules: Iterable[Rule], problems: Iterable[str] = ()) -> None:
        self.rules = {rule.name: rule for rule in rules}
        self.problems = tuple(problems)
        # name of a header, meta or cookie (in lower case) -> rule and pattern
        self.named: dict[str, dict[str, list[tuple[str, Pattern]]]] = {field: {} for field in _NAMED}
        self.always: list[tuple[str, str, Pattern | Selector]] = []
        self._by_literal: list[list[tuple[str, str, Pattern | Selector]]] = []
        places: dict[str, int] = {}
        for rule in self.rules.values():
            for field, entries in rule.named.items():
                for key, pattern in entries:
                    self.named[field].setdefault(key.lower(), []).append((rule.name, pattern))
            for field, trial, literals in _trials(rule):
                if not literals:
                    self.always.append((rule.name, field, trial))
                for literal in literals:
                    place = places.setdefault(literal, len(places))
                    if place == len(self._by_literal):
                        self._by_literal.append([])
                    self._by_literal[place].append((rule.name, field, trial))
        self._literals = Literals(list(places))

    def worth_trying(self, haystack: bytes) -> list[tuple[str, str, Pattern | Selector]]:
        """Return (technology, field, pattern or selector) for all that could match a lower-case text."""
        seen = self._literals.found_in(haystack)
        chosen = {id(trial): (name, field, trial) for at in seen for name, field, trial in self._by_literal[at]}
        return [*self.always, *chosen.values()]


@functools.cache
def default() -> RuleSet:
    """Return the rules that come with the program, loaded once."""
    return load(resources.path("technologies"))


def load(path: Path) -> RuleSet:
    """Return the rules of a folder or file; what cannot be used is in `problems`, one sentence each."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    technologies: dict[str, Any] = {}
    categories: dict[str, Any] = {}
    problems: list[str] = []
    for file in files:
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            problems.append(f"{file.name} cannot be read: {error}.")
            continue
        if not isinstance(content, dict):
            problems.append(f"{file.name} holds no object of technologies.")
        elif file.name == "categories.json":
            categories |= content
        else:
            categories |= content.get("categories", {}) if "technologies" in content else {}
            technologies |= content.get("technologies", content)
    rules = []
    for name, fields in technologies.items():
        try:
            rules.append(rule_of(name, fields, categories))
        except (PatternError, TypeError, AttributeError, KeyError) as error:
            problems.append(f"The rule for {name} is left out: {error}.")
    return RuleSet(rules, problems)


def rule_of(name: str, fields: dict[str, Any], categories: dict[str, Any]) -> Rule:
    """Return one rule, checked; raise PatternError (or a TypeError and the like) where it cannot be used."""
    return Rule(
        name=name,
        categories=tuple(_category(number, categories) for number in _listed(fields.get("cats"))),
        lists={key: tuple(map(patterns.parse, _listed(fields[key]))) for key in _LISTS if key in fields},
        named={key: tuple(_entries(fields[key])) for key in _NAMED if key in fields},
        dom=tuple(_selectors(fields.get("dom"))),
        implies=tuple(_related(text) for text in _listed(fields.get("implies"))),
        requires=tuple(_related(text).name for text in _listed(fields.get("requires"))),
        requires_categories=tuple(_category(number, categories) for number in _listed(fields.get("requiresCategory"))),
        excludes=tuple(_related(text).name for text in _listed(fields.get("excludes"))),
    )


def _trials(rule: Rule) -> Iterator[tuple[str, Pattern | Selector, tuple[str, ...]]]:
    for field, entries in rule.lists.items():
        for pattern in entries:
            yield field, pattern, () if field == "url" else pattern.literals
    for selector in rule.dom:
        # One of the literals is enough for an index; the longest is the most telling.
        yield "dom", selector, tuple(sorted(selector.literals, key=len)[-1:])


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _category(number: Any, categories: dict[str, Any]) -> str:
    entry = categories.get(str(number))
    return str(entry["name"]) if entry else f"Category {number}"


def _entries(named: dict[str, Any]) -> Iterator[tuple[str, Pattern]]:
    for key, value in named.items():
        for text in _listed(value):
            yield key, patterns.parse(text)


def _related(text: str) -> Related:
    name, *tags = text.split("\\;")
    values = dict(tag.split(":", 1) for tag in tags if ":" in tag)
    confidence = values.get("confidence", "100")
    return Related(name, int(confidence) if confidence.isdigit() else 100, values.get("version", ""))


def _selectors(value: Any) -> Iterator[Selector]:
    for part in _listed(value):
        if isinstance(part, str):
            yield Selector(_checked(part), literals=_selector_literals(part))
            continue
        for css, wanted in part.items():
            _checked(css)
            text = patterns.parse(wanted["text"]) if wanted.get("text") else None
            attributes = tuple((key, patterns.parse(source)) for key, source in wanted.get("attributes", {}).items())
            yield Selector(css, text, attributes, _selector_literals(css))


def _checked(css: str) -> str:
    try:
        LexborHTMLParser("").css(css)
    except SelectolaxError as error:
        raise PatternError(f"{css!r} is no CSS selector that can be used") from error
    return css


def _selector_literals(css: str) -> tuple[str, ...]:
    if "," in css or ":not" in css:
        return ()
    return tuple("".join(found).lower() for found in _SELECTOR_LITERAL.findall(css))
