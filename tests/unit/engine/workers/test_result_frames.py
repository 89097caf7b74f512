import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.results import DomainResult, Email, Evidence
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.workers import messages, result_frames

TARGET = ClaimedTarget(7, 2, "a.test", "a.test")


def result(emails: int, title: str = "A") -> DomainResult:
    evidence = tuple(Evidence(f"https://a.test/{number}", "text", "x" * 160) for number in range(5))
    found = tuple(
        Email(value=f"name{number}@a.test", kind="personal", confidence=0.9, evidence=evidence)
        for number in range(emails)
    )
    return DomainResult(
        domain="a.test", domain_display="a.test", status=DomainStatus.COMPLETED, title=title, emails=found
    )


def sent(frame: bytes) -> DomainResult:
    message = messages.Decoders.up.decode(frame)
    assert isinstance(message, messages.Result)
    assert (message.target_id, message.attempt) == (7, 2)
    return message.result


def test_an_ordinary_result_is_sent_whole() -> None:
    assert sent(result_frames.of(TARGET, result(3))) == result(3)


@pytest.mark.parametrize(("limit", "evidence"), [(60_000, 1), (10_000, 0)])
def test_a_large_result_keeps_its_values_and_loses_evidence(
    limit: int, evidence: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "MAX_FRAME_BYTES", limit)
    shortened = sent(result_frames.of(TARGET, result(100)))
    assert len(shortened.emails) == 100
    assert {len(email.evidence) for email in shortened.emails} == {evidence}


def test_what_is_too_large_all_the_same_is_a_failure_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MAX_FRAME_BYTES", 3_000)
    failed = sent(result_frames.of(TARGET, result(1, title="x" * 5_000)))
    assert failed.failure is not None
    assert failed.failure.kind is FailureKind.INTERNAL
    assert "more was found" in failed.failure.message.lower()


def test_a_result_that_cannot_be_written_is_a_failure_and_no_silence(caplog: pytest.LogCaptureFixture) -> None:
    failed = sent(result_frames.of(TARGET, result(1, title="half a pair: \ud800")))
    assert failed.failure is not None
    assert failed.failure.kind is FailureKind.INTERNAL
    assert "cannot be written" in caplog.text
