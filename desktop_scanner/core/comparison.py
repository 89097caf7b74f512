"""What is different between two scans of a domain, and of two batches."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import DomainStatus, Verdict


class DomainChange(StrEnum):
    """What became of a domain from one batch to the other."""

    NEW = "new"  # only in the later batch
    GONE = "gone"  # only in the earlier batch
    BACK = "back"  # failed before, answers now
    LOST = "lost"  # answered before, fails now
    CHANGED = "changed"  # in both, with other facts
    SAME = "same"


class FactChange(StrEnum):
    """What became of one fact."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"


class FactDifference(Struct, frozen=True, kw_only=True):
    """One fact that is different: `before` and `after` are its values, None where there is none.

    `kind` is one of the kinds of fact (`email`, `technology`, ...), or a property of the domain: `title`, `verdict`,
    `failure`, `http_status`, `final_url`, `certificate`, `organization`.
    """

    kind: str
    change: FactChange
    value: str
    before: str | None = None
    after: str | None = None


class DomainDifference(Struct, frozen=True, kw_only=True):
    """One domain that is different, with its facts that are."""

    domain: str
    domain_display: str
    change: DomainChange
    before: DomainStatus | None = None
    after: DomainStatus | None = None
    facts: tuple[FactDifference, ...] = ()


class Snapshot(Struct, frozen=True, kw_only=True):
    """A domain as one batch saw it: what comparisons look at.

    `facts` maps (kind, normalised value) to the value as people read it and what else can change about it (a
    technology's version); `properties` maps a property's name to its value.
    """

    target_id: int
    batch_id: str
    domain: str
    domain_display: str
    status: DomainStatus
    verdict: Verdict | None = None
    failure_kind: FailureKind | None = None
    finished_at: datetime | None = None
    facts: dict[tuple[str, str], tuple[str, str]] = {}
    properties: dict[str, str] = {}


class ComparisonSummary(Struct, kw_only=True):
    """How many domains are different in which way, and how many facts of each kind: kind -> change -> number."""

    domains: dict[str, int] = field(default_factory=dict)
    facts: dict[str, dict[str, int]] = field(default_factory=dict)

    def take(self, difference: DomainDifference) -> None:
        """Count one domain."""
        self.domains[difference.change] = self.domains.get(difference.change, 0) + 1
        for fact in difference.facts:
            of_kind = self.facts.setdefault(fact.kind, {})
            of_kind[fact.change] = of_kind.get(fact.change, 0) + 1


def difference(before: Snapshot | None, after: Snapshot | None) -> DomainDifference:
    """Return what is different between two looks at one domain, of which one may be missing."""
    some = after or before
    assert some is not None  # noqa: S101 -- a domain that neither has is asked for by nobody
    change = _change(before, after)
    facts = () if before is None or after is None else tuple(_facts(before, after))
    return DomainDifference(
        domain=some.domain,
        domain_display=some.domain_display,
        change=DomainChange.CHANGED if change is DomainChange.SAME and facts else change,
        before=before.status if before else None,
        after=after.status if after else None,
        facts=facts,
    )


def _change(before: Snapshot | None, after: Snapshot | None) -> DomainChange:
    if before is None:
        return DomainChange.NEW
    if after is None:
        return DomainChange.GONE
    was, is_now = (each.status is DomainStatus.COMPLETED for each in (before, after))
    if was == is_now or not (before.status.is_final and after.status.is_final):
        return DomainChange.SAME
    return DomainChange.BACK if is_now else DomainChange.LOST


def _facts(before: Snapshot, after: Snapshot) -> list[FactDifference]:
    found = []
    # Of a domain that failed now nothing is known; that is told once, not as the loss of each fact.
    if before.status is DomainStatus.COMPLETED and after.status is DomainStatus.COMPLETED:
        for key in dict.fromkeys([*before.facts, *after.facts]):
            found += _fact(key[0], before.facts.get(key), after.facts.get(key))
    for name in dict.fromkeys([*before.properties, *after.properties]):
        was, is_now = before.properties.get(name), after.properties.get(name)
        if was != is_now:
            found.append(_property(name, was, is_now))
    return found


def _fact(kind: str, was: tuple[str, str] | None, is_now: tuple[str, str] | None) -> list[FactDifference]:
    if was is None and is_now is not None:
        return [FactDifference(kind=kind, change=FactChange.GAINED, value=is_now[0], after=_whole(is_now))]
    if was is not None and is_now is None:
        return [FactDifference(kind=kind, change=FactChange.LOST, value=was[0], before=_whole(was))]
    if was is not None and is_now is not None and was[1] != is_now[1]:
        return [
            FactDifference(
                kind=kind, change=FactChange.CHANGED, value=is_now[0], before=_whole(was), after=_whole(is_now)
            )
        ]
    return []


def _property(name: str, was: str | None, is_now: str | None) -> FactDifference:
    change = FactChange.GAINED if was is None else FactChange.LOST if is_now is None else FactChange.CHANGED
    return FactDifference(kind=name, change=change, value=is_now or was or "", before=was, after=is_now)


def _whole(fact: tuple[str, str]) -> str:
    return " ".join(filter(None, fact))
