import msgspec
import pytest

from desktop_scanner.core.errors import RemoteBusyError, RemoteUnreachableError
from desktop_scanner.core.remote_batches import RemoteBatch, RemoteState
from desktop_scanner.remote.pacing import SLOWEST_S, PollPace, retry_delay_s

BATCH = RemoteBatch(batch_id="b", state=RemoteState.RUNNING, word="processing", completed=0)


def test_a_batch_that_does_not_move_is_asked_about_ever_less_often() -> None:
    pace = PollPace(2.0)
    pauses = [pace.after(msgspec.structs.replace(BATCH, processing_s=float(second))) for second in range(12)]
    assert pauses[0] == 2.0
    assert pauses == sorted(pauses)
    assert pauses[-1] == SLOWEST_S


def test_one_that_moves_is_asked_about_as_often_as_the_user_wants() -> None:
    pace = PollPace(2.0)
    for _ in range(5):
        pace.after(BATCH)
    assert pace.after(msgspec.structs.replace(BATCH, completed=1)) == 2.0


def test_who_wants_to_ask_seldom_is_never_made_to_ask_more_often() -> None:
    pace = PollPace(60.0)
    assert [pace.after(BATCH), pace.after(BATCH)] == [60.0, 60.0]


def test_faults_are_waited_out_longer_and_longer_and_as_long_as_the_server_asks() -> None:
    pace = PollPace(0.5)
    away = RemoteUnreachableError("Away.")
    assert 0.5 <= pace.after_fault(away) <= 1.0
    assert 1.0 <= pace.after_fault(away) <= 2.0
    assert pace.after_fault(RemoteBusyError("Busy.", 429, retry_after_s=120)) == 120
    pace.after(BATCH)
    assert pace.after_fault(away) <= 1.0


@pytest.mark.parametrize("attempt", [1, 5, 20, 10_000])
def test_a_delay_is_scattered_and_bounded(attempt: int) -> None:
    delays = {retry_delay_s(attempt) for _ in range(20)}
    assert len(delays) > 1
    assert max(delays) <= min(2.0 ** (attempt - 1), 300.0) if attempt < 20 else max(delays) <= 300.0
