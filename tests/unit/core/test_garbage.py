import gc

from desktop_scanner.core import garbage


def test_what_is_loaded_is_passed_over_and_what_comes_later_is_not() -> None:
    try:
        garbage.spare_what_is_loaded()
        spared = gc.get_freeze_count()
        later: list[object] = [{}]
        assert spared > 10_000
        assert any(one is later for one in gc.get_objects())
        assert len(gc.get_objects()) < spared
    finally:
        gc.unfreeze()


def test_collecting_is_put_off_while_a_window_is_loaded() -> None:
    try:
        garbage.pause()
        assert not gc.isenabled()
        garbage.spare_what_is_loaded()
        assert gc.isenabled()
    finally:
        gc.unfreeze()
