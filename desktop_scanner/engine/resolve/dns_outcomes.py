"""What a look-up comes to: addresses, or why there are none, and for how long that may be believed."""

from dataclasses import dataclass

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import JourneyError

# Where nothing is said of how long a missing name stays missing.
KEEP_MISSING_S = 30.0
# However long a name's owner would have it believed, for addresses and for their absence.
MAX_KEEP_S = 3600.0
MAX_KEEP_MISSING_S = 300.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a look-up; `kind` is None where there are addresses."""

    addresses: tuple[str, ...] = ()
    keep_s: float = 0.0
    kind: FailureKind | None = None
    message: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether it is certain that there is no address."""
        return self.kind is FailureKind.DNS_NOT_FOUND

    def unwrap(self) -> tuple[str, ...]:
        """Return the addresses; raise JourneyError of stage dns where there are none."""
        if self.kind is not None:
            # A new one each time: a kept exception would collect the tracebacks of all who met it.
            raise JourneyError(self.kind, self.message)
        return self.addresses


def found(addresses: tuple[str, ...], keep_s: float) -> Outcome:
    """Return the outcome of a name that has addresses."""
    return Outcome(addresses, min(keep_s, MAX_KEEP_S))


def missing(message: str, keep_s: float = KEEP_MISSING_S) -> Outcome:
    """Return the outcome of a name that does not exist or has no address, by a full sentence."""
    return Outcome((), min(keep_s, MAX_KEEP_MISSING_S), FailureKind.DNS_NOT_FOUND, message)


def failed(kind: FailureKind, message: str) -> Outcome:
    """Return the outcome of a look-up that gave no answer; it is never kept."""
    return Outcome((), 0.0, kind, message)


def no_name(name: str) -> Outcome:
    """Return the outcome of what is no name at all."""
    return missing(f'"{name}" is not a name that DNS can hold.')
