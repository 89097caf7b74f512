from desktop_scanner.core.remote_batches import RemoteBatch, RemoteState
from desktop_scanner.services import remote_sentences


def batch(**fields: object) -> RemoteBatch:
    return RemoteBatch(batch_id="b", state=RemoteState.COMPLETED, word="completed", **fields)  # type: ignore[arg-type]


def test_counts_are_those_that_the_server_tells() -> None:
    assert remote_sentences.counts(batch(completed=1_200, total=3_000, failed=7)) == (
        "1,200 of 3,000 done, 7 of them failed"
    )
    assert remote_sentences.counts(batch(completed=2)) == "2 of them done"
    assert remote_sentences.counts(batch()) == "it tells no counts"


def test_what_is_missing_is_said() -> None:
    sentence = remote_sentences.ended(batch(completed=5, total=5, error="Out of disk."), unread=2, left=1)
    assert sentence == (
        "The server says completed: 5 of 5 done. It adds: Out of disk. What was found for 2 of them is not to be had; "
        "only how they ended is known. What became of 1 others it does not tell."
    )


def test_a_stall_says_whether_the_server_answered() -> None:
    assert remote_sentences.stalled(61).startswith("Nothing has moved on the server for 61 s;")
    assert remote_sentences.stalled(600, "No connection.") == (
        "No connection. Nothing has been heard of the batch for 10 min."
    )


def test_a_classic_server_never_sounds_as_if_it_had_found_something() -> None:
    assert "scan the list here" in remote_sentences.ended_classic(batch(completed=5, total=5), left=5)
    assert "`rescan`" in remote_sentences.ended_classic(batch(completed=5, total=5, error="Slow."), left=0)
