"""The results that the program writes itself, for targets whose scan could not."""

from desktop_scanner.core import domains
from desktop_scanner.core.clock import now
from desktop_scanner.core.failures import FailureKind, failure
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.targets import ClaimedTarget


def crashed(target: ClaimedTarget) -> DomainResult:
    """Return the result of a target that ended two worker processes."""
    return _result(
        target,
        DomainStatus.FAILED,
        FailureKind.WORKER_CRASHED,
        f"The process that scanned {target.domain} died twice, the second time with nothing else to do.",
        attempts=2,
    )


def cancelled(target: ClaimedTarget) -> DomainResult:
    """Return the result of a target that was in flight when the user cancelled."""
    return _result(
        target, DomainStatus.CANCELLED, FailureKind.CANCELLED, f"The scan of {target.domain} was cancelled.", attempts=1
    )


def internal(target: ClaimedTarget, message: str) -> DomainResult:
    """Return the result of a target whose scan ended by a fault of the program; `message` says which."""
    return _result(target, DomainStatus.FAILED, FailureKind.INTERNAL, message, attempts=1)


def _result(
    target: ClaimedTarget, status: DomainStatus, kind: FailureKind, message: str, *, attempts: int
) -> DomainResult:
    return DomainResult(
        domain=target.domain,
        domain_display=domains.display(target.domain),
        status=status,
        failure=failure(kind, message, attempts=attempts),
        finished_at=now(),
    )
