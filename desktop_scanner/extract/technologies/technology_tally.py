"""What is known of each technology so far: hits added up, then what they imply, require and rule out."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from desktop_scanner.core.results import Evidence, Technology
from desktop_scanner.extract.technologies.rule_index import RuleSet
from desktop_scanner.extract.text import snippets

MAX_IMPLIED = 300
MAX_TECHNOLOGIES = 300
MIN_CONFIDENCE = 50


class Hit(Struct, frozen=True):
    """One trace that was found; `categories` only for what no rule names."""

    name: str
    version: str | None
    confidence: int
    evidence: Evidence
    categories: tuple[str, ...] = ()


class _State(Struct):
    confidence: int = 0
    version: str | None = None
    evidence: tuple[Evidence, ...] = ()
    categories: tuple[str, ...] = ()


class Tally:
    """Takes hits, and says which technologies they amount to."""

    def __init__(self, known: RuleSet, url: str) -> None:
        self._known = known
        self._url = url
        self._found: dict[str, _State] = {}

    def add(self, hits: Iterable[Hit]) -> None:
        """Count hits; what is below 100 each may be enough together."""
        for hit in hits:
            state = self._found.get(hit.name)
            if state is None:
                if len(self._found) >= MAX_TECHNOLOGIES:
                    continue
                state = self._found[hit.name] = _State(categories=hit.categories)
            state.confidence += hit.confidence
            state.version = better_version(state.version, hit.version)
            state.evidence = snippets.combine(state.evidence, (hit.evidence,))

    def technologies(self) -> tuple[Technology, ...]:
        """Return the technologies, the surest first."""
        self._add_implied()
        self._take_out()
        sure = {name: state for name, state in self._found.items() if state.confidence >= MIN_CONFIDENCE}
        return ordered(self._technology(name, state) for name, state in sure.items())

    def _technology(self, name: str, state: _State) -> Technology:
        rule = self._known.rules.get(name)
        return Technology(
            name=name,
            version=state.version,
            categories=rule.categories if rule else state.categories,
            confidence=min(100, state.confidence),
            evidence=state.evidence,
        )

    def _add_implied(self) -> None:
        found = self._found
        waiting = [name for name, state in found.items() if state.confidence >= MIN_CONFIDENCE]
        for _ in range(MAX_IMPLIED):
            if not waiting:
                return
            name = waiting.pop()
            rule = self._known.rules.get(name)
            for related in rule.implies if rule else ():
                confidence = min(100, related.confidence, found[name].confidence)
                state = found.get(related.name)
                if state is not None and state.confidence >= confidence:
                    continue
                waiting.append(related.name)
                state = found.setdefault(related.name, _State())
                state.confidence = confidence
                state.version = better_version(state.version, related.version or None)
                piece = snippets.evidence(self._url, "implied", f"{related.name} is part of {name}")
                state.evidence = snippets.combine(state.evidence, (piece,))

    def _take_out(self) -> None:
        """Take out what needs something that is not there, and what something found rules out."""
        rules, found = self._known.rules, self._found
        categories = {category for name in found if name in rules for category in rules[name].categories}
        for name in list(found):
            rule = rules.get(name)
            if rule is None:
                continue
            lacks = rule.requires and not any(other in found for other in rule.requires)
            lacks_category = rule.requires_categories and not categories.intersection(rule.requires_categories)
            if lacks or lacks_category:
                del found[name]
        for name in list(found):
            rule = rules.get(name)
            if rule is not None and name in found and found[name].confidence >= MIN_CONFIDENCE:
                for other in rule.excludes:
                    found.pop(other, None)


def joined(found: Iterable[Technology]) -> tuple[Technology, ...]:
    """Return the technologies of several pages as a domain's, each once."""
    by_name: dict[str, Technology] = {}
    for technology in found:
        held = by_name.get(technology.name)
        if held is None:
            by_name[technology.name] = technology
            continue
        by_name[technology.name] = msgspec.structs.replace(
            held,
            version=better_version(held.version, technology.version),
            confidence=max(held.confidence, technology.confidence),
            evidence=snippets.combine(held.evidence, technology.evidence),
        )
    return ordered(by_name.values())


def ordered(found: Iterable[Technology]) -> tuple[Technology, ...]:
    """Return the technologies with the surest first, then by name."""
    return tuple(sorted(found, key=lambda technology: (-technology.confidence, technology.name.casefold())))


def better_version(first: str | None, second: str | None) -> str | None:
    """Return the more precise of two versions of one technology; the first where they are as precise."""
    if first and second:
        return second if second.count(".") > first.count(".") else first
    return first or second
