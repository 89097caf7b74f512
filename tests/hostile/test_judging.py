"""The judge of the hostile sites' results complains of everything that is not as it should be."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec import structs

from desktop_scanner.core.failures import Attempt, Failure, FailureKind, Stage, failure
from desktop_scanner.core.results import DomainResult, Page
from desktop_scanner.core.statuses import DomainStatus, Verdict
from tests.hostile import judging
from tests.hostile.case import Case, failing
from tests.hostile.scanner import Run

NOW = datetime(2026, 11, 24, tzinfo=UTC)
LATER = datetime(2026, 11, 25, tzinfo=UTC)


def reset(at: datetime = NOW, stage: Stage = Stage.CONNECT) -> Attempt:
    return Attempt(at=at, stage=stage, kind=FailureKind.CONNECT_RESET, elapsed_ms=1)


FAULT = failure(FailureKind.CONNECT_RESET, "site.test broke the connection off.", timeline=(reset(),))
GOOD = DomainResult(
    domain="site.test",
    domain_display="site.test",
    status=DomainStatus.FAILED,
    failure=FAULT,
    started_at=NOW,
    finished_at=NOW,
    elapsed_ms=1,
    pages=(Page(url="http://site.test/", failure=FAULT),),
)
CASE = failing("site", "connect_reset", "connect", says="broke", attempts=1, pages={"/": FAULT.kind}, asked=5)


def run(result: DomainResult = GOOD, **changes: Any) -> Run:
    return Run(**{"result": result, "elapsed_s": 1.0, "cpu_s": 0.1, "growth": 0, "complaints": (), **changes})


def with_fault(**changes: Any) -> DomainResult:
    fault: Failure = structs.replace(FAULT, **changes)
    return structs.replace(GOOD, failure=fault)


def test_a_result_as_expected_is_left_in_peace() -> None:
    assert judging.of_run(CASE, run(), 5) == []


@pytest.mark.parametrize(
    ("result", "complaint"),
    [
        (structs.replace(GOOD, status=DomainStatus.COMPLETED), "is completed"),
        (structs.replace(GOOD, verdict=Verdict.OK), "has the verdict ok"),
        (structs.replace(GOOD, failure=None), "failed with None"),
        (structs.replace(GOOD, pages=()), "has no page /"),
        (structs.replace(GOOD, pages=(Page(url="http://site.test/"),)), "has a page / with None"),
        (structs.replace(GOOD, finished_at=None), "does not say when"),
        (with_fault(stage=Stage.TLS), "failed at tls"),
        (with_fault(message="It broke."), "does not name"),
        (with_fault(message="site.test ended."), 'says "site.test ended."'),
        (with_fault(hint=""), "is no sentence"),
        (with_fault(message=f"site.test broke {'x' * 700}."), "characters long"),
        (with_fault(attempts=2), "tells of 1"),
        (with_fault(attempts=2, timeline=(reset(), reset(LATER))), "was tried 2 times"),
        (with_fault(attempts=2, timeline=(reset(LATER), reset())), "another order"),
        (with_fault(kind=FailureKind.INTERNAL), "a fault of the program"),
    ],
)
def test_what_is_wrong_with_a_result_is_told(result: DomainResult, complaint: str) -> None:
    assert any(complaint in problem for problem in judging.of_run(CASE, run(result), 5))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"elapsed_s": 60.0}, "took 60.0 s"),
        ({"cpu_s": 60.0}, "processor time"),
        ({"growth": 1 << 30}, "bytes of memory"),
        ({"complaints": ("Oops",)}, "log says: Oops"),
    ],
)
def test_what_a_scan_took_too_much_of_is_told(changes: dict[str, Any], complaint: str) -> None:
    assert any(complaint in problem for problem in judging.of_run(CASE, run(**changes), 5))


def test_facts_and_requests_beyond_what_is_expected_are_told() -> None:
    case = Case(name="site", facts={"title": "Workshop"})
    problems = judging.of_result(case, GOOD)
    assert "has title None, not 'Workshop'" in problems
    assert "sent 6 requests, not 5" in judging.of_run(CASE, run(), 6)
