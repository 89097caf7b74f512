"""Numbers, instants and options in the words of people."""

import shlex
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import DomainStatus

_FEW = 3
_ORDER = [status.value for status in DomainStatus]


def duration(seconds: float) -> str:
    """Return a length of time: 17 s, 4 min 5 s, 2 h 10 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours:,} h {minutes} min"


def instant(at: datetime | None) -> str:
    """Return an instant in the time of this computer: 3 Nov 2026, 14:05."""
    if at is None:
        return ""
    local = at.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"


def domains(count: int) -> str:
    """Return so many domains: 1 domain, 1,312 domains."""
    return f"{count:,} {'domain' if count == 1 else 'domains'}"


def counts(by_status: Mapping[str, int]) -> str:
    """Return the counts by status: 280 completed, 20 failed."""
    known = sorted(by_status.items(), key=lambda item: _ORDER.index(item[0]))
    return ", ".join(f"{count:,} {status}" for status, count in known if count)


def kinds(by_kind: Mapping[str, int]) -> str:
    """Return the counts by kind of failure, the commonest first: 12 dns_not_found, 8 tls_expired."""
    ordered = sorted(by_kind.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count:,} {kind}" for kind, count in ordered)


def changed_options(options: Mapping[str, Any]) -> str:
    """Return the options of a batch that differ from the defaults: max_pages 3, robots no."""
    defaults = msgspec.to_builtins(ScanOptions())
    changed = {name: value for name, value in options.items() if value not in (defaults.get(name), [], ())}
    return ", ".join(f"{name} {_value(value)}" for name, value in changed.items())


def command(*words: str, database: Path | None = None) -> str:
    """Return a command to type next, on the same database."""
    more = ("--database", str(database)) if database else ()
    return shlex.join(("desktop-scanner", *words, *more))


def scanned(batch: BatchInfo) -> int:
    """Return how many of a batch's domains were scanned to their end, cancelled ones not counted."""
    return sum(batch.counts.get(status, 0) for status in (DomainStatus.COMPLETED, DomainStatus.FAILED))


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple) and len(value) > _FEW:
        return f"({len(value)} of them)"
    if isinstance(value, list | tuple):
        return " ".join(": ".join(each) if isinstance(each, list | tuple) else str(each) for each in value)
    return str(value)
