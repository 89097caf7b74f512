"""What one check came to, before it is given points."""

from msgspec import Struct

from desktop_scanner.core.security import CheckResult

EVIDENCE_CHARACTERS = 160


class Finding(Struct, frozen=True):
    """A check's outcome, in a sentence, with what it stands on."""

    id: str
    result: CheckResult
    message: str
    evidence: tuple[str, ...] = ()


def header_line(name: str, value: str) -> str:
    """Return a header as evidence."""
    return f"{name}: {' '.join(value.split())}"[:EVIDENCE_CHARACTERS]


def unknown(id: str, message: str) -> Finding:  # noqa: A002 -- the field's own name
    """Return that a check could not be made, and why."""
    return Finding(id, "unknown", message)
