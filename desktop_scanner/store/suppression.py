"""The suppression list, and results without what stands on it."""

import re
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import sqlite

from desktop_scanner.core.clock import now
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.suppression import SuppressedKind, Suppression
from desktop_scanner.store import facts, instants
from desktop_scanner.store.schema import suppression

REMOVED = "[removed]"
DOMAIN: SuppressedKind = "domain"
_OWN_DIGITS = 7


class Suppressed:
    """The list as it is applied: domains, and values that may stand nowhere in a result."""

    def __init__(self, entries: Iterable[tuple[SuppressedKind, str]]) -> None:
        known = tuple(entries)
        self.domains = frozenset(value for kind, value in known if kind == DOMAIN)
        self._values = frozenset((kind, value) for kind, value in known if kind != DOMAIN)
        self._text = scrubber(self._values)

    def applied(self, result: DomainResult) -> DomainResult:
        """Return the result without the values of the list, in its texts too."""
        if self._text is None:
            return result
        kept, _ = facts.without(result, lambda kind, normalised: (kind, normalised) in self._values)
        told = msgspec.json.encode(kept).decode()
        if self._text.search(told):
            kept = msgspec.json.decode(self._text.sub(REMOVED, told), type=DomainResult)
        return kept


def scrubber(values: Iterable[tuple[SuppressedKind, str]]) -> re.Pattern[str] | None:
    """Return the pattern of these values as they stand in any text, JSON included; None for no values."""
    forms = {form for kind, value in values for form in _forms(kind, value)}
    return re.compile("|".join(sorted(forms, key=len, reverse=True)), re.IGNORECASE) if forms else None


def _forms(kind: SuppressedKind, value: str) -> Iterator[str]:
    yield re.escape(value)
    yield re.escape(msgspec.json.encode(value).decode()[1:-1])
    if kind == "phone":
        # However it is written: the digits that every spelling has, with what stands between and before them.
        own = re.sub(r"\D", "", value)[-_OWN_DIGITS:]
        yield r"\+?(?:\d[\s().\-/]{0,3}){0,7}" + r"[\s().\-/]{0,3}".join(own)


def load(connection: Connection) -> Suppressed:
    """Return the list as it is now."""
    rows = connection.execute(select(suppression.c.kind, suppression.c.normalised))
    return Suppressed((row.kind, row.normalised) for row in rows)


def all_of(connection: Connection) -> list[Suppression]:
    """Return the list, newest first."""
    rows = connection.execute(select(suppression).order_by(suppression.c.created_at.desc(), suppression.c.id.desc()))
    return [
        Suppression(kind=row.kind, value=row.normalised, note=row.note, created_at=instants.required(row.created_at))
        for row in rows
    ]


def add(connection: Connection, kind: SuppressedKind, normalised: str, note: str) -> None:
    """Put a value on the list; one that is there already stays."""
    values = {"kind": kind, "normalised": normalised, "note": note, "created_at": instants.stored(now())}
    connection.execute(sqlite.insert(suppression).on_conflict_do_nothing(), values)


def remove(connection: Connection, kind: SuppressedKind, normalised: str) -> bool:
    """Take a value off the list; return whether it stood there."""
    its = (suppression.c.kind == kind, suppression.c.normalised == normalised)
    return bool(connection.execute(delete(suppression).where(*its)).rowcount)
