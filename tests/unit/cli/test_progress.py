import pytest

from desktop_scanner.cli.progress import BatchProgress
from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.clock import now
from desktop_scanner.core.events import (
    BatchStalled,
    BatchStarted,
    BatchWentOn,
    DomainFinished,
    DomainsCancelled,
    DomainStarted,
    Event,
)
from desktop_scanner.core.statuses import DomainStatus


def _finished(status: DomainStatus) -> Event:
    return DomainFinished(DomainRow(target_id=1, domain="a.com", domain_display="a.com", status=status))


def _after(monkeypatch: pytest.MonkeyPatch, seconds: float, *events: Event) -> BatchProgress:
    monkeypatch.setattr("time.monotonic", lambda: 0.0)
    progress = BatchProgress(is_quiet=False)
    with progress:
        for event in events:
            progress.on_event("1", event)
    monkeypatch.setattr("time.monotonic", lambda: seconds)
    return progress


def test_counts_rate_and_time_left_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    started = BatchStarted(at=now(), total=2000, done=1000)
    finished = [_finished(DomainStatus.COMPLETED)] * 90 + [_finished(DomainStatus.FAILED)] * 10
    progress = _after(monkeypatch, 5, started, DomainStarted(1), *finished)
    assert progress.text() == "1,100 of 2,000 · 20/s · 45 s left · 10 failed"


def test_a_slow_batch_has_a_rate_too(monkeypatch: pytest.MonkeyPatch) -> None:
    started = BatchStarted(at=now(), total=4, done=0)
    progress = _after(monkeypatch, 2, started, _finished(DomainStatus.COMPLETED), DomainsCancelled(2))
    assert progress.text() == "3 of 4 · 1.5/s · 1 s left"


def test_at_the_beginning_there_is_no_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _after(monkeypatch, 0, BatchStarted(at=now(), total=4, done=0)).text() == "0 of 4"


def test_nothing_is_drawn_where_no_person_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _after(monkeypatch, 1, BatchStarted(at=now(), total=4, done=0), _finished(DomainStatus.COMPLETED))
    assert capsys.readouterr() == ("", "")


def test_what_holds_a_batch_up_is_said_also_where_quiet_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with BatchProgress(is_quiet=True) as progress:
        progress.on_event("1", BatchStalled("The disk is full."))
        progress.on_event("1", BatchWentOn())
    said = capsys.readouterr().err
    assert "The disk is full. The scan waits, and goes on by itself" in said
    assert "takes results again" in said
