"""The technologies of a page, with versions and evidence, by the rules in `resources/technologies` and the user's.

Four looks at a page: the names of headers, cookies and metas; the addresses of its scripts and style sheets (patterns,
then packages, files, and WordPress's folders); its selectors; its texts. A single scan for all literals says which
patterns and selectors are worth trying; what addresses tell is remembered for the pages to come.
"""

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from desktop_scanner.core.results import Technology
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.technologies import asset_hits, generators, rule_files
from desktop_scanner.extract.technologies.patterns import FoldedText, Pattern, TimeGuard
from desktop_scanner.extract.technologies.rule_index import RuleSet, Trial
from desktop_scanner.extract.technologies.rules import Selector
from desktop_scanner.extract.technologies.technology_tally import Hit, Tally
from desktop_scanner.extract.text import snippets

MAX_SELECTED = 50
MAX_SOURCES = 300
MAX_VALUE = 5_000

Headers = Sequence[tuple[str, str]]

_METHODS = {
    "headers": "header",
    "cookies": "cookie",
    "meta": "meta",
    "url": "url",
    "html": "html",
    "text": "text",
    "scripts": "script",
    "css": "style",
}


def technologies(page: Document, headers: Headers = (), rule_set: RuleSet | None = None) -> tuple[Technology, ...]:
    """Return the technologies that a page and its response headers show, the surest first."""
    known = rule_set or rule_files.default()
    tally = Tally(known, page.url)
    reading = _Reading(page, known)
    tally.add(reading.named(headers))
    tally.add(reading.addressed())
    tally.add(generators.hits(page, known))
    tally.add(asset_hits.hits(page, known))
    tally.add(reading.found())
    return tally.technologies()


def cookies(headers: Headers) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the cookies that a response sets."""
    for key, value in headers:
        if key.lower() == "set-cookie":
            name, _, rest = value.partition("=")
            yield name.strip(), rest.partition(";")[0].strip()


class _Reading:
    """One page, looked at by all rules within the time that it has."""

    def __init__(self, page: Document, known: RuleSet) -> None:
        self._page = page
        self._known = known
        self._guard = TimeGuard()
        self._source = FoldedText(page.source)

    def named(self, headers: Headers) -> Iterator[Hit]:
        """Yield what the names and values of headers, cookies and metas tell."""
        for key, value in headers:
            yield from self._looked_up("headers", key.lower(), value)
        for key, value in cookies(headers):
            yield from self._looked_up("cookies", key.lower(), value)
        for key, contents in self._page.metas.items():
            for content in contents:
                yield from self._looked_up("meta", key, content)

    def addressed(self) -> Iterator[Hit]:
        """Yield what the page's address and those of its scripts tell."""
        url = self._page.url
        for trial in self._known.urls.worth_trying(url.lower().encode("utf-8", "replace")):
            hit = self._hit(trial, FoldedText(url))
            if hit:
                yield hit
        seen: set[str] = set()
        for source in self._page.script_sources[:MAX_SOURCES]:
            for found in self._known.of_source(source, self._guard):
                if found.name not in seen or found.version:
                    seen.add(found.name)
                    evidence = snippets.evidence(url, "script", source)
                    yield Hit(found.name, found.version, found.confidence, evidence)

    def found(self) -> Iterator[Hit]:
        """Yield what the page's elements and texts tell."""
        trials = self._known.page.worth_trying(self._page.utf8.lower())
        # The selectors first: reading the texts takes elements out of the tree. The project's own before others'.
        trials.sort(key=_turn)
        code = FoldedText("\n".join(script.code for script in self._page.scripts if not script.src and script.is_code))
        style = FoldedText("\n".join(node.text() for node in self._page.tree.tags("style")))
        for trial in trials:
            if isinstance(trial.test, Selector):
                hit = self._selected(trial.name, trial.test)
            else:
                hit = self._hit(trial, self._text(trial.field, code, style))
            if hit:
                yield hit

    def _text(self, field: str, code: FoldedText, style: FoldedText) -> FoldedText:
        if field == "scripts":
            return code
        if field == "css":
            return style
        return FoldedText(self._page.text) if field == "text" else self._source

    def _hit(self, trial: Trial, text: FoldedText) -> Hit | None:
        pattern = trial.test
        match = pattern.search_near(text, self._guard) if isinstance(pattern, Pattern) else None
        if match is None or not isinstance(pattern, Pattern):
            return None
        shown = snippets.around(text.text, match.start(), match.end())
        evidence = snippets.evidence(self._page.url, _METHODS[trial.field], shown)
        return Hit(trial.name, pattern.version_of(match), pattern.confidence, evidence)

    def _looked_up(self, field: str, key: str, value: str) -> Iterator[Hit]:
        for found in self._known.of_value(field, key, value[:MAX_VALUE], self._guard):
            # A cookie's value may be the key to somebody's session, the user's own among them.
            shown = key if field == "cookies" else f"{key}: {value}"
            evidence = snippets.evidence(self._page.url, _METHODS[field], shown)
            yield Hit(found.name, found.version, found.confidence, evidence)

    def _selected(self, name: str, selector: Selector) -> Hit | None:
        for node in self._page.tree.css(selector.css)[:MAX_SELECTED]:
            if selector.text is None and not selector.attributes:
                return Hit(name, None, 100, snippets.evidence(self._page.url, "html", _opening(node)))
            hit = self._valued(name, selector, node)
            if hit:
                return hit
        return None

    def _valued(self, name: str, selector: Selector, node: LexborNode) -> Hit | None:
        attributes = node.attrs
        values = [(pattern, attributes.get(key)) for key, pattern in selector.attributes]
        if selector.text is not None:
            values.append((selector.text, node.text()))
        for pattern, value in values:
            match = pattern.search(value, self._guard) if value is not None else None
            if match is not None and value is not None:
                shown = snippets.around(value, match.start(), match.end())
                evidence = snippets.evidence(self._page.url, "html", shown)
                return Hit(name, pattern.version_of(match), pattern.confidence, evidence)
        return None


def _turn(trial: Trial) -> tuple[bool, bool]:
    return trial.field != "dom", isinstance(trial.test, Pattern) and trial.test.is_foreign


def _opening(node: LexborNode) -> str:
    attributes = "".join(f' {key}="{value or ""}"' for key, value in node.attrs.items())
    return f"<{node.tag}{attributes}>"
