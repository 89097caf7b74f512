"""The catalogue itself: every case can be told apart, and nothing that can go wrong on the way is left out."""

from desktop_scanner.core.failures import FailureKind, Stage
from tests.hostile.catalogue import CASES

# Not a site's doing: unusable input, the proxy, the machine's own network, the program and its user.
_NOT_A_SITES_DOING = {
    FailureKind.INVALID_INPUT,
    FailureKind.PROXY_ERROR,
    FailureKind.NETWORK_UNREACHABLE,
    FailureKind.WORKER_CRASHED,
    FailureKind.CANCELLED,
    FailureKind.INTERNAL,
}


def test_each_case_has_a_name_and_a_domain_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len({case.domain for case in CASES}) == len(CASES)


def test_every_kind_of_failure_has_a_case() -> None:
    met = {case.kind for case in CASES if case.kind is not None}
    assert met == set(FailureKind) - _NOT_A_SITES_DOING


def test_every_stage_has_a_case_and_agrees_with_the_contract() -> None:
    stages = {case.stage for case in CASES if case.stage is not None}
    assert stages == set(Stage) - {Stage.INPUT, Stage.PROXY}
    assert all((case.kind is None) == (case.stage is None) for case in CASES)
