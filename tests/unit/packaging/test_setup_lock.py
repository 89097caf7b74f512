import threading
from pathlib import Path

from setup_lock import setup_lock


def test_a_second_bootstrap_says_that_it_waits_and_gets_its_turn(tmp_path: Path) -> None:
    waits, has_turn = threading.Event(), threading.Event()

    def second() -> None:
        with setup_lock(tmp_path / "lock", waits.set):
            has_turn.set()

    thread = threading.Thread(target=second)
    with setup_lock(tmp_path / "lock", lambda: None):
        thread.start()
        assert waits.wait(10)
        assert not has_turn.is_set()
    thread.join(10)
    assert has_turn.is_set()


def test_a_lock_that_nobody_holds_is_had_at_once(tmp_path: Path) -> None:
    waited: list[str] = []
    for _ in range(2):
        with setup_lock(tmp_path / "lock", lambda: waited.append("waited")):
            pass
    assert waited == []
