import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop_scanner.core.errors import StoreBusyError, StoreFullError
from desktop_scanner.store import locks
from desktop_scanner.store.locks import OpenLock, RunLock
from tests.unit.store import children

BATCH = "01900000-0000-7000-8000-000000000001"


def _file(database: Path) -> Path:
    return database.with_name("scanner.db.locks") / f"{BATCH}.lock"


def test_a_lock_is_held_once_also_within_one_process(database: Path) -> None:
    lock = RunLock.try_acquire(database, BATCH)
    assert lock
    assert RunLock.is_held(database, BATCH)
    assert RunLock.try_acquire(database, BATCH) is None
    assert RunLock.is_held(database, BATCH)
    other = RunLock.try_acquire(database, "other")
    assert other
    other.release()
    lock.release()


def test_a_released_lock_leaves_no_file_and_can_be_taken_again(database: Path) -> None:
    for _ in range(2):
        with RunLock.try_acquire(database, BATCH) or pytest.fail("held"):
            assert _file(database).exists()
        assert not _file(database).exists()
        assert not RunLock.is_held(database, BATCH)


def test_a_second_release_does_not_take_the_lock_from_another(database: Path) -> None:
    first = RunLock.try_acquire(database, BATCH)
    assert first
    first.release()
    second = RunLock.try_acquire(database, BATCH)
    assert second
    first.release()
    assert RunLock.is_held(database, BATCH)
    second.release()


def test_a_file_that_a_killed_process_left_means_nothing(database: Path) -> None:
    _file(database).parent.mkdir()
    _file(database).write_text("left behind")
    assert not RunLock.is_held(database, BATCH)
    assert RunLock.owner(database, BATCH) is None
    with RunLock.try_acquire(database, BATCH) or pytest.fail("held"):
        assert RunLock.is_held(database, BATCH)


def test_a_lock_names_its_owner(database: Path) -> None:
    with RunLock.try_acquire(database, BATCH) or pytest.fail("held"):
        owner = RunLock.owner(database, BATCH)
        assert owner
        assert owner.pid == os.getpid()
    assert RunLock.owner(database, BATCH) is None


def test_the_lock_of_a_killed_process_is_free_at_once(database: Path) -> None:
    child = children.start("hold", database, BATCH)
    assert child.stdout
    assert child.stdout.readline() == "held\n"
    assert RunLock.is_held(database, BATCH)
    owner = RunLock.owner(database, BATCH)
    assert owner
    assert owner.pid == child.pid
    assert RunLock.try_acquire(database, BATCH) is None
    child.kill()
    child.communicate()
    assert not RunLock.is_held(database, BATCH)
    with RunLock.try_acquire(database, BATCH) or pytest.fail("held"):
        pass


def test_looking_whether_a_lock_is_held_never_keeps_anyone_from_it(database: Path) -> None:
    def look() -> set[bool]:
        return {RunLock.is_held(database, BATCH) for _ in range(3000)}

    with ThreadPoolExecutor(2) as lookers:
        looks = [lookers.submit(look) for _ in range(2)]
        for _ in range(100):
            with RunLock.try_acquire(database, BATCH) or pytest.fail("a look was taken for a holder"):
                assert RunLock.is_held(database, BATCH)
        assert all(look.result() <= {True, False} for look in looks)


def test_only_one_of_many_gets_a_lock(database: Path) -> None:
    with ThreadPoolExecutor(8) as contenders:
        for _ in range(10):
            locks = list(contenders.map(lambda _: RunLock.try_acquire(database, BATCH), range(8)))
            [winner] = [lock for lock in locks if lock]
            winner.release()


def test_a_place_where_no_lock_can_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "scanner.db.locks").touch()
    for use in (RunLock.try_acquire, RunLock.is_held):
        with pytest.raises(StoreFullError, match=r"cannot be written .* Make the folder writable"):
            use(tmp_path / "scanner.db", BATCH)


def test_nobody_is_alone_with_a_database_that_others_have_open(database: Path) -> None:
    first, second = OpenLock(database), OpenLock(database)
    for lock in (first, second):
        with locks.alone(database) as is_alone:
            assert not is_alone
        lock.release()
    with locks.alone(database) as is_alone:
        assert is_alone
        with pytest.raises(StoreBusyError, match="is being repaired"):
            OpenLock(database)
    first.release()


def test_the_last_one_to_close_a_database_leaves_no_lock_file(database: Path) -> None:
    first, second = OpenLock(database), OpenLock(database)
    first.release()
    assert list(_file(database).parent.iterdir())
    second.release()
    assert not list(_file(database).parent.iterdir())


def test_processes_that_open_and_close_together_all_hold_the_same_lock(database: Path) -> None:
    def use(_number: int) -> bool:
        lock = OpenLock(database)
        with locks.alone(database) as is_alone:
            lock.release()
            return is_alone

    with ThreadPoolExecutor(8) as threads:
        assert not any(threads.map(use, range(300)))
