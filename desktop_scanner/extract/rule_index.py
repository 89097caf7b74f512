"""All rules, and the indexes that pick those worth trying on a page, an address or a name."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from desktop_scanner.extract.literals import Literals
from desktop_scanner.extract.patterns import Pattern, TimeGuard
from desktop_scanner.extract.rules import ASSETS, NAMED, Rule, Selector

MAX_REMEMBERED = 5_000
MAX_ADDRESS = 2_000

_ON_PAGE = ("html", "text", "css", "scripts")


class Trial(Struct, frozen=True, eq=False):
    """One pattern or selector of a rule."""

    name: str
    field: str
    test: Pattern | Selector


class SourceHit(Struct, frozen=True):
    """What an address tells: the technology, its version, and how sure that is."""

    name: str
    version: str | None
    confidence: int


class Index:
    """Trials by the literals without which they cannot match; `always` are those without literals."""

    def __init__(self, trials: Iterable[Trial]) -> None:
        self.always: list[Trial] = []
        self._by_literal: list[list[Trial]] = []
        places: dict[str, int] = {}
        for trial in trials:
            literals = _literals(trial.test)
            if not literals:
                self.always.append(trial)
            for literal in literals:
                place = places.setdefault(literal, len(places))
                if place == len(self._by_literal):
                    self._by_literal.append([])
                self._by_literal[place].append(trial)
        self._literals = Literals(list(places))

    def worth_trying(self, haystack: bytes) -> list[Trial]:
        """Return the trials that could succeed on a lower-case text, those found by a literal first."""
        seen = self._literals.found_in(haystack)
        chosen = {id(trial): trial for at in sorted(seen) for trial in self._by_literal[at]}
        return [*chosen.values(), *self.always]


class RuleSet:
    """All rules; `problems` says, one sentence each, what of the files could not be used."""

    def __init__(self, rules: Iterable[Rule], problems: Iterable[str] = ()) -> None:
        self.rules = {rule.name: rule for rule in rules}
        self.problems = tuple(problems)
        # name of a header, meta, cookie or record (in lower case) -> rule and pattern
        self.named: dict[str, dict[str, list[tuple[str, Pattern]]]] = {field: {} for field in NAMED}
        self.cookie_beginnings: dict[str, list[tuple[str, Pattern]]] = {}
        self.assets: dict[str, dict[str, list[str]]] = {field: {} for field in ASSETS}
        self.page = Index(trial for rule in self.rules.values() for trial in _page_trials(rule))
        self.urls = Index(self.trials("url"))
        self._sources = Index(self.trials("scriptSrc"))
        self._judged: dict[str, tuple[SourceHit, ...]] = {}
        for rule in self.rules.values():
            self._take_named(rule)

    def trials(self, field: str) -> Iterator[Trial]:
        """Yield the patterns of one field."""
        for rule in self.rules.values():
            for pattern in rule.lists.get(field, ()):
                yield Trial(rule.name, field, pattern)

    def of_source(self, source: str, guard: TimeGuard) -> tuple[SourceHit, ...]:
        """Return what the address of a script tells, remembered: a site's pages share most of theirs."""
        source = source[:MAX_ADDRESS]
        held = self._judged.get(source)
        if held is None:
            if len(self._judged) >= MAX_REMEMBERED:
                self._judged.clear()
            held = self._judged[source] = tuple(_source_hits(self._sources, source, guard))
        return held

    def _take_named(self, rule: Rule) -> None:
        for field, entries in rule.named.items():
            for key, pattern in entries:
                begins = field == "cookies" and key.endswith("*")
                index = self.cookie_beginnings if begins else self.named[field]
                index.setdefault(key.rstrip("*").lower() if begins else key.lower(), []).append((rule.name, pattern))
        for field, names in rule.assets.items():
            for name in names:
                self.assets[field].setdefault(name, []).append(rule.name)


def _page_trials(rule: Rule) -> Iterator[Trial]:
    for field in _ON_PAGE:
        for pattern in rule.lists.get(field, ()):
            yield Trial(rule.name, field, pattern)
    for selector in rule.dom:
        yield Trial(rule.name, "dom", selector)


def _literals(test: Pattern | Selector) -> tuple[str, ...]:
    if isinstance(test, Pattern):
        return test.literals
    # One of a selector's literals is enough for an index; the longest is the most telling.
    return tuple(sorted(test.literals, key=len)[-1:])


def _source_hits(index: Index, source: str, guard: TimeGuard) -> Iterator[SourceHit]:
    for trial in index.worth_trying(source.lower().encode("utf-8", "replace")):
        if isinstance(trial.test, Pattern) and (match := trial.test.search(source, guard)) is not None:
            yield SourceHit(trial.name, trial.test.version_of(match), trial.test.confidence)
