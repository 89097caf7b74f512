"""One rule of how a technology is recognised, read from the Wappalyzer schema and checked.

Fields: `url`, `html`, `text`, `css` (the page's own style sheets), `scriptSrc`, `scripts` (the code on the page),
`meta`, `headers`, `cookies` (a name may end in `*`), `dom` (a selector, a list of them, or for each what is wanted:
`exists`, `text`, `attributes`), `dns` (`MX` and `TXT`), `certIssuer`, `robots`, `implies`, `requires`,
`requiresCategory`, `excludes`, `cats`. `js`, `xhr` and a selector's `properties` need a browser that runs the page:
they are left out, and no rule is broken by them. All others are ignored.

Beyond the schema, for what asset addresses tell better than a pattern (see `assets`): `plugin` and `theme` (folders of
WordPress), `package` (names on npm and the public CDNs), `file` (names of script and style files, without `.min`
and version; without suffix for both kinds, with it for one).
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from desktop_scanner.extract.technologies import patterns
from desktop_scanner.extract.technologies.patterns import Pattern, PatternError

LISTS = ("url", "html", "text", "scriptSrc", "scripts", "css", "certIssuer", "robots")
NAMED = ("meta", "headers", "cookies", "dns")
ASSETS = ("plugin", "theme", "package", "file")
# What every page names.
_COMMON = frozenset("stylesheet data-src content generator href class style title type name value text".split())
# What a selector names: values in quotes, ids and classes, attributes, and elements of one's own (`lite-youtube`).
_SELECTOR_LITERAL = re.compile(
    r"[\"']([^\"'&]{3,})[\"']|[#.]([A-Za-z_][\w-]{2,})|\[([a-z][\w-]{3,})|(?:^|[\s>+~])([a-z]\w*-[\w-]+)"
)
_ALTERNATIVE = re.compile(r"(?:[^,\"'()\[\]]|\"[^\"]*\"|'[^']*'|\([^()]*\)|\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*\])+")
_NEGATION = re.compile(r":not\([^()]*\)")


class Selector(Struct, frozen=True):
    """A CSS selector of a `dom` rule, with the patterns for an attribute or the text of what it selects.

    One of the `literals`, which are lower-case, stands in every page that it matches; none: always worth trying.
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
    """How one technology is recognised; `assets` holds lower-case names by field."""

    name: str
    categories: tuple[str, ...] = ()
    lists: dict[str, tuple[Pattern, ...]] = {}
    named: dict[str, tuple[tuple[str, Pattern], ...]] = {}
    assets: dict[str, tuple[str, ...]] = {}
    dom: tuple[Selector, ...] = ()
    implies: tuple[Related, ...] = ()
    requires: tuple[str, ...] = ()
    requires_categories: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


def rule_of(name: str, fields: dict[str, Any], categories: dict[str, Any], *, is_foreign: bool = False) -> Rule:
    """Return one rule, checked; raise PatternError (or a TypeError and the like) where it cannot be used."""
    reader = _Reader(is_foreign=is_foreign)
    return Rule(
        name=name,
        categories=tuple(_category(number, categories) for number in _listed(fields.get("cats"))),
        lists={key: tuple(map(reader.pattern, _listed(fields[key]))) for key in LISTS if key in fields},
        named={key: tuple(reader.entries(fields[key])) for key in NAMED if key in fields},
        assets={key: tuple(str(each).lower() for each in _listed(fields[key])) for key in ASSETS if key in fields},
        dom=tuple(reader.selectors(fields.get("dom"))),
        implies=tuple(_related(text) for text in _listed(fields.get("implies"))),
        requires=tuple(_related(text).name for text in _listed(fields.get("requires"))),
        requires_categories=tuple(_category(number, categories) for number in _listed(fields.get("requiresCategory"))),
        excludes=tuple(_related(text).name for text in _listed(fields.get("excludes"))),
    )


class _Reader:
    """Reads the parts of a rule that hold patterns."""

    def __init__(self, *, is_foreign: bool) -> None:
        self._is_foreign = is_foreign

    def pattern(self, text: str) -> Pattern:
        return patterns.parse(text, is_foreign=self._is_foreign)

    def entries(self, named: dict[str, Any]) -> Iterator[tuple[str, Pattern]]:
        for key, value in named.items():
            for text in _listed(value):
                yield key, self.pattern(text)

    def selectors(self, value: Any) -> Iterator[Selector]:
        for part in _listed(value):
            if isinstance(part, str):
                yield Selector(_checked(part), literals=_selector_literals(part))
                continue
            for css, wanted in part.items():
                _checked(css)
                for each in _listed(wanted):
                    yield from self._wanted(css, each)

    def _wanted(self, css: str, wanted: dict[str, Any]) -> Iterator[Selector]:
        attributes = tuple((key, self.pattern(source)) for key, source in wanted.get("attributes", {}).items())
        text = self.pattern(wanted["text"]) if "text" in wanted else None
        # A selector with nothing but `properties` would else be met by every element that it selects.
        if text is not None or attributes or "exists" in wanted or not wanted:
            yield Selector(css, text, attributes, _selector_literals(css))


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _category(number: Any, categories: dict[str, Any]) -> str:
    entry = categories.get(str(number))
    return str(entry["name"]) if entry else f"Category {number}"


def _related(text: str) -> Related:
    name, *tags = text.split("\\;")
    values = dict(tag.split(":", 1) for tag in tags if ":" in tag)
    confidence = values.get("confidence", "100")
    return Related(name, int(confidence) if confidence.isdigit() else 100, values.get("version", ""))


def _checked(css: str) -> str:
    try:
        LexborHTMLParser("").css(css)
    except (SelectolaxError, ValueError) as error:
        raise PatternError(f"{css!r} is no CSS selector that can be used") from error
    return css


def _selector_literals(css: str) -> tuple[str, ...]:
    """Return one literal for each alternative of a selector list, or none where one of them has none."""
    plain = css.replace("\\", "")
    if ":is(" in plain or ":where(" in plain:
        return ()
    found = [_telling(part) for part in _ALTERNATIVE.findall(_NEGATION.sub("", plain))]
    return tuple(dict.fromkeys(found)) if all(found) else ()


def _telling(css: str) -> str:
    """Return the longest text that must stand in a page for the selector to match, or none."""
    literals = ["".join(groups).lower() for groups in _SELECTOR_LITERAL.findall(css)]
    return max(literals, key=lambda literal: (literal not in _COMMON, len(literal)), default="")
