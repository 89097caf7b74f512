"""The marks on wrong values, applied to a result: what is marked is named there, and left out of its list."""

from collections.abc import Mapping

from msgspec import structs
from sqlalchemy import Connection, select

from desktop_scanner.core.marks import FactKind, MarkedValue
from desktop_scanner.core.results import DomainResult
from desktop_scanner.store import facts
from desktop_scanner.store.schema import mark

EVERYWHERE = ""  # in the place of a domain


class Marks:
    """All marks: for each kind and normalised value the domains at which it is wrong."""

    def __init__(self, domains: Mapping[tuple[str, str], frozenset[str]]) -> None:
        self._domains = domains

    def applied(self, result: DomainResult) -> DomainResult:
        """Return the result with its marked values named in `marked` and nowhere else."""
        if not self._domains:
            return result
        kept, taken = facts.without(result, lambda kind, normalised: self.is_wrong(kind, normalised, result.domain))
        if not taken:
            return result
        return structs.replace(kept, marked=tuple(self._marked(kind, value) for kind, value in taken))

    def is_wrong(self, kind: str, normalised: str, domain: str) -> bool:
        """Return whether a fact of a domain is marked, there or everywhere."""
        places = self._domains.get((kind, normalised))
        return places is not None and (EVERYWHERE in places or domain in places)

    def _marked(self, kind: FactKind, value: str) -> MarkedValue:
        everywhere = EVERYWHERE in self._domains[kind, facts.normalised(kind, value)]
        return MarkedValue(kind=kind, value=value, everywhere=everywhere)


def load(connection: Connection) -> Marks:
    """Return the marks as they are now."""
    domains: dict[tuple[str, str], frozenset[str]] = {}
    for kind, normalised, domain in connection.execute(select(mark.c.kind, mark.c.normalised, mark.c.domain)):
        domains[kind, normalised] = domains.get((kind, normalised), frozenset()) | {domain}
    return Marks(domains)
