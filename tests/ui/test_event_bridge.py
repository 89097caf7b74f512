from pytestqt.qtbot import QtBot

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.clock import now
from desktop_scanner.core.events import BatchFinished, BatchStarted, DomainFinished, DomainProgress, DomainStarted
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.ui.event_bridge import EventBridge

STARTED = BatchStarted(at=now(), total=5, done=0)
DONE = DomainRow(target_id=1, domain="a.example", domain_display="a.example", status=DomainStatus.COMPLETED)


def bridge() -> tuple[EventBridge, list[tuple[str, object]]]:
    made, heard = EventBridge(lambda _: {}), list[tuple[str, object]]()
    made.rows_changed.connect(lambda batch_id, events: heard.append((batch_id, events)))
    made.batch_finished.connect(lambda batch_id, event: heard.append((batch_id, event)))
    return made, heard


def test_events_of_one_domain_are_merged_to_the_latest(qtbot: QtBot) -> None:
    made, heard = bridge()
    made.post("b", STARTED)
    with qtbot.waitSignal(made.rows_changed):
        for event in (DomainStarted(1), DomainProgress(target_id=1, activity="Connecting"), DomainFinished(DONE)):
            made.post("b", event)
    assert heard == [("b", [DomainFinished(DONE)])]


def test_thousands_of_events_become_few_signals(qtbot: QtBot) -> None:
    made, heard = bridge()
    with qtbot.waitSignal(made.rows_changed):
        for number in range(10_000):
            made.post("b", DomainProgress(target_id=number % 50, activity=str(number)))
    assert [len(events) for _, events in heard if isinstance(events, list)] == [50]


def test_the_end_of_a_batch_comes_after_its_last_rows(qapp: object) -> None:
    made, heard = bridge()
    end = BatchFinished(state=BatchState.COMPLETED)
    made.post("b", STARTED)
    made.post("b", DomainFinished(DONE))
    made.post("b", end)
    assert heard == [("b", [DomainFinished(DONE)]), ("b", end)]
    assert made.progress("b") is None


def test_progress_is_told_while_a_batch_runs(qtbot: QtBot) -> None:
    made, _ = bridge()
    made.post("b", STARTED)
    with qtbot.waitSignal(made.progress_changed) as told:
        made.post("b", DomainStarted(1))
    assert told.args == ["b"]
    progress = made.progress("b")
    assert progress is not None
    assert progress.counts == {"pending": 4, "running": 1}
