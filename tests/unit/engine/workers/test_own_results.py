from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.workers import own_results

TARGET = ClaimedTarget(1, 1, "xn--bcher-kva.de", "www.xn--bcher-kva.de")


def test_a_crashed_target_is_a_failure_after_two_attempts() -> None:
    result = own_results.crashed(TARGET)
    assert result.failure is not None
    assert (result.status, result.failure.kind, result.failure.attempts) == (
        DomainStatus.FAILED,
        FailureKind.WORKER_CRASHED,
        2,
    )
    assert result.domain_display == "bücher.de"


def test_a_cancelled_target_says_so() -> None:
    result = own_results.cancelled(TARGET)
    assert result.failure is not None
    assert (result.status, result.failure.kind) == (DomainStatus.CANCELLED, FailureKind.CANCELLED)
