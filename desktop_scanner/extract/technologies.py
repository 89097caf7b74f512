"""The technologies of a page, with versions and evidence, by the rules in `resources/technologies`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from desktop_scanner.core.results import Evidence, Technology
from desktop_scanner.extract import rules, snippets
from desktop_scanner.extract.document import Document
from desktop_scanner.extract.patterns import Pattern
from desktop_scanner.extract.rules import RuleSet, Selector

MAX_SELECTED = 50
MAX_SOURCES = 300
MAX_TRIED = 1_000_000  # characters; a page may be made to have every pattern tried on all of it
MAX_IMPLIED = 200
MIN_CONFIDENCE = 50

Headers = Sequence[tuple[str, str]]

_METHODS = {"url": "url", "html": "html", "text": "text", "scriptSrc": "script", "scripts": "script", "dom": "html"}


class Hit(Struct, frozen=True):
    """One pattern that matched."""

    name: str
    version: str | None
    confidence: int
    evidence: Evidence


class _Found(Struct):
    """What is known of a technology so far."""

    confidence: int = 0
    version: str | None = None
    evidence: tuple[Evidence, ...] = ()


def technologies(page: Document, headers: Headers = (), rule_set: RuleSet | None = None) -> tuple[Technology, ...]:
    """Return the technologies that a page and its response headers show, the surest first."""
    known = rule_set or rules.default()
    found: dict[str, _Found] = {}
    for hit in _hits(page, headers, known):
        _add(found, hit)
    _add_implied(page.url, found, known)
    _take_out(found, known)
    sure = {name: state for name, state in found.items() if state.confidence >= MIN_CONFIDENCE}
    return ordered(_technology(name, state, known) for name, state in sure.items())


def ordered(found: Iterable[Technology]) -> tuple[Technology, ...]:
    """Return the technologies with the surest first, then by name."""
    return tuple(sorted(found, key=lambda technology: (-technology.confidence, technology.name.casefold())))


def better_version(first: str | None, second: str | None) -> str | None:
    """Return the more precise of two versions of one technology."""
    if first and second:
        return max(first, second, key=lambda version: (version.count("."), len(version)))
    return first or second


def _technology(name: str, state: _Found, known: RuleSet) -> Technology:
    rule = known.rules.get(name)
    return Technology(
        name=name,
        version=state.version,
        categories=rule.categories if rule else (),
        confidence=min(100, state.confidence),
        evidence=state.evidence,
    )


def _add(found: dict[str, _Found], hit: Hit) -> None:
    state = found.setdefault(hit.name, _Found())
    state.confidence += hit.confidence
    state.version = better_version(state.version, hit.version)
    state.evidence = snippets.combine(state.evidence, (hit.evidence,))


def _hits(page: Document, headers: Headers, known: RuleSet) -> Iterator[Hit]:
    yield from _named_hits(page, headers, known)
    sources = [script.src for script in page.scripts if script.src][:MAX_SOURCES]
    # The selectors first: reading the texts takes elements out of the tree.
    trials = sorted(known.worth_trying(page.utf8.lower()), key=lambda trial: trial[1] != "dom")
    for name, kind, trial in trials:
        if isinstance(trial, Selector):
            yield from _selected(page, name, trial)
        else:
            for text in _texts(page, kind, sources):
                hit = _hit(page.url, name, trial, text, _METHODS[kind])
                if hit:
                    yield hit
                    break


def _texts(page: Document, kind: str, sources: list[str]) -> Iterable[str]:
    if kind == "scriptSrc":
        return sources
    if kind == "scripts":
        return islice((script.code[:MAX_TRIED] for script in page.scripts if not script.src), MAX_SOURCES)
    if kind == "text":
        return (page.text[:MAX_TRIED],)
    return (page.url,) if kind == "url" else (page.source[:MAX_TRIED],)


def _hit(url: str, name: str, pattern: Pattern, text: str, method: str, label: str = "") -> Hit | None:
    match = pattern.expression.search(text)
    if match is None:
        return None
    shown = f"{label}{text}" if label else snippets.around(text, match.start(), match.end())
    if method == "cookie":  # its value may be the key to somebody's session, the user's own among them
        shown = label.removesuffix(": ")
    return Hit(name, pattern.version_of(match), pattern.confidence, snippets.evidence(url, method, shown))


def _named_hits(page: Document, headers: Headers, known: RuleSet) -> Iterator[Hit]:
    for key, value in headers:
        yield from _looked_up(page.url, known.named["headers"], key.lower(), value, "header")
    for key, value in cookies(headers):
        yield from _looked_up(page.url, known.named["cookies"], key.lower(), value, "cookie")
        for name, patterns_of in known.named["cookies"].items():
            if name.endswith("*") and key.lower().startswith(name[:-1]):
                yield from _looked_up(page.url, {key.lower(): patterns_of}, key.lower(), value, "cookie")
    for key, contents in page.metas.items():
        for content in contents:
            yield from _looked_up(page.url, known.named["meta"], key, content, "meta")


def _looked_up(
    url: str, index: dict[str, list[tuple[str, Pattern]]], key: str, value: str, method: str
) -> Iterator[Hit]:
    for name, pattern in index.get(key, ()):
        hit = _hit(url, name, pattern, value[:5_000], method, f"{key}: ")
        if hit:
            yield hit


def cookies(headers: Headers) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the cookies that a response sets."""
    for key, value in headers:
        if key.lower() == "set-cookie":
            name, _, rest = value.partition("=")
            yield name.strip(), rest.partition(";")[0].strip()


def _selected(page: Document, name: str, selector: Selector) -> Iterator[Hit]:
    for node in page.tree.css(selector.css)[:MAX_SELECTED]:
        if selector.text is None and not selector.attributes:
            opening = (node.html or "")[:300]
            yield Hit(name, None, 100, snippets.evidence(page.url, "html", opening))
            return
        values = [(pattern, node.attrs.get(key)) for key, pattern in selector.attributes]
        if selector.text is not None:
            values.append((selector.text, node.text()))
        for pattern, value in values:
            hit = _hit(page.url, name, pattern, value, "html") if value is not None else None
            if hit:
                yield hit
                return


def _add_implied(url: str, found: dict[str, _Found], known: RuleSet) -> None:
    waiting = list(found)
    for _ in range(MAX_IMPLIED):
        if not waiting:
            return
        name = waiting.pop()
        rule = known.rules.get(name)
        for related in rule.implies if rule else ():
            confidence = min(related.confidence, found[name].confidence)
            if related.name not in found:
                waiting.append(related.name)
            elif found[related.name].confidence >= confidence:
                continue
            piece = snippets.evidence(url, "implied", f"{related.name} is part of {name}")
            state = found.setdefault(related.name, _Found())
            state.confidence = max(state.confidence, confidence)
            state.version = better_version(state.version, related.version or None)
            state.evidence = snippets.combine(state.evidence, (piece,))


def _take_out(found: dict[str, _Found], known: RuleSet) -> None:
    """Take out what needs something that is not there, and what something found rules out."""
    categories = {category for name in found if name in known.rules for category in known.rules[name].categories}
    for name in list(found):
        rule = known.rules.get(name)
        if rule is None:
            continue
        lacks = rule.requires and not any(other in found for other in rule.requires)
        lacks_category = rule.requires_categories and not categories.intersection(rule.requires_categories)
        if lacks or lacks_category:
            del found[name]
    for name in list(found):
        rule = known.rules.get(name)
        for other in rule.excludes if rule and name in found else ():
            found.pop(other, None)
