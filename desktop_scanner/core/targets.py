"""What a batch is asked to scan: targets, the lines that could not be used, and claims on targets."""

from msgspec import Struct, field


class Target(Struct, frozen=True, kw_only=True):
    """One domain to scan.

    `domain` is the host in lower-case A-labels without one leading `www.`; `host` the same with the spelling
    given (`www.` kept), which decides the door that is tried first; `input` the text as the user wrote it.
    """

    domain: str
    domain_display: str
    host: str
    input: str
    columns: dict[str, str] = field(default_factory=dict)


class RejectedLine(Struct, frozen=True):
    """A piece of the input that names no domain; `line` counts from 1, `reason` is a clause for the user."""

    line: int
    text: str
    reason: str

    def __str__(self) -> str:
        return f'line {self.line}: "{self.text}": {self.reason}'


class TargetList(Struct, frozen=True, kw_only=True):
    """What a list gave: targets in the order of first mention, unusable lines, and the number of duplicates.

    `notes` are sentences on the list as a whole, such as on what of it was not read.
    """

    targets: tuple[Target, ...] = ()
    rejected: tuple[RejectedLine, ...] = ()
    duplicates: int = 0
    notes: tuple[str, ...] = ()


class ClaimedTarget(Struct, frozen=True):
    """A target handed to the engine for one attempt (counted from 1)."""

    id: int
    attempt: int
    domain: str
    host: str
