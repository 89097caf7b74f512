"""All rules, and the indexes that pick those worth trying on a page, an address or a name."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from desktop_scanner.extract.technologies.patterns import Pattern, TimeGuard
from desktop_scanner.extract.technologies.rules import ASSETS, NAMED, Rule, Selector
from desktop_scanner.extract.text.literals import Literals

MAX_REMEMBERED = 5_000
MAX_ADDRESS = 2_000

_ON_PAGE = ("html", "text", "css", "scripts")


class Trial(Struct, frozen=True, eq=False):
    """One pattern or selector of a rule."""

    name: str
    field: str
    test: Pattern | Selector


class Judgement(Struct, frozen=True):
    """What an address or a named value tells: the technology, its version, and how sure that is."""

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
            literals = trial.test.literals
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
        self.names = {name.casefold(): name for name in self.rules}
        self.problems = tuple(problems)
        # name of a header, meta, cookie or record (in lower case) -> rule and pattern
        self.named: dict[str, dict[str, list[tuple[str, Pattern]]]] = {field: {} for field in NAMED}
        self.cookie_beginnings: dict[str, list[tuple[str, Pattern]]] = {}
        self.assets: dict[str, dict[str, list[str]]] = {field: {} for field in ASSETS}
        self.page = Index(trial for rule in self.rules.values() for trial in _page_trials(rule))
        self.urls = Index(self.trials("url"))
        self._sources = Index(self.trials("scriptSrc"))
        self._judged: dict[tuple[str, str, str], tuple[Judgement, ...]] = {}
        for rule in self.rules.values():
            self._take_named(rule)

    def trials(self, field: str) -> Iterator[Trial]:
        """Yield the patterns of one field."""
        for rule in self.rules.values():
            for pattern in rule.lists.get(field, ()):
                yield Trial(rule.name, field, pattern)

    def of_source(self, source: str, guard: TimeGuard) -> tuple[Judgement, ...]:
        """Return what the address of a script tells, remembered: a site's pages share most of theirs."""
        source = source[:MAX_ADDRESS]
        held = self._judged.get(("scriptSrc", source, ""))
        return (
            held
            if held is not None
            else self._judge(("scriptSrc", source, ""), _source_hits(self._sources, source, guard))
        )

    def of_value(self, field: str, key: str, value: str, guard: TimeGuard) -> tuple[Judgement, ...]:
        """Return what the value of a header, cookie or meta tells (its name in lower case), remembered likewise."""
        patterns = self.named[field].get(key, ())
        if field == "cookies":
            begun = (found for beginning, found in self.cookie_beginnings.items() if key.startswith(beginning))
            patterns = [*patterns, *(each for found in begun for each in found)]
        if not patterns:
            return ()
        held = self._judged.get((field, key, value))
        return held if held is not None else self._judge((field, key, value), _value_hits(patterns, value, guard))

    def _judge(self, key: tuple[str, str, str], found: Iterator[Judgement]) -> tuple[Judgement, ...]:
        if len(self._judged) >= MAX_REMEMBERED:
            self._judged.clear()
        self._judged[key] = judged = tuple(found)
        return judged

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


def _value_hits(patterns: Iterable[tuple[str, Pattern]], value: str, guard: TimeGuard) -> Iterator[Judgement]:
    for name, pattern in patterns:
        if (match := pattern.search(value, guard)) is not None:
            yield Judgement(name, pattern.version_of(match), pattern.confidence)


def _source_hits(index: Index, source: str, guard: TimeGuard) -> Iterator[Judgement]:
    for trial in index.worth_trying(source.lower().encode("utf-8", "replace")):
        if isinstance(trial.test, Pattern) and (match := trial.test.search(source, guard)) is not None:
            yield Judgement(trial.name, trial.test.version_of(match), trial.test.confidence)
