import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.acceptance import command
from tests.servers.many_sites import many_sites

DOMAINS = 120
KILLED_AFTER = 20
PATIENCE_S = 60.0

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")


@pytest.fixture(scope="module")
def rule() -> Iterator[str]:
    with many_sites() as rule:
        yield rule


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "scanner.db"


@pytest.fixture
def options(tmp_path: Path, database: Path, rule: str) -> list[str | Path]:
    targets = tmp_path / "list.txt"
    targets.write_text("\n".join(f"site{number}.many-sites.net" for number in range(DOMAINS)))
    polite = ["--max-pages", "3", "--delay-ms", "50", "--concurrency", "10"]
    return ["--input", targets, "--connect-to", rule, "--database", database, *polite]


def test_a_killed_scan_is_interrupted_at_once_and_resumed_without_repeating(
    options: list[str | Path], database: Path
) -> None:
    scan = command.start("scan", *options)
    _wait_until(lambda: _count(database, "completed") >= KILLED_AFTER, scan)
    workers = _children(scan.pid)
    os.kill(scan.pid, signal.SIGKILL)
    scan.communicate()

    done = _completed(database)
    (batch,) = command.batches(database)
    assert batch["state"] == "interrupted"
    assert batch["counts"]["completed"] == len(done) >= KILLED_AFTER
    assert "running" not in batch["counts"]
    _wait_until(lambda: not any(_is_alive(worker) for worker in workers))

    resumed = command.run("resume", "latest", "--database", database)
    assert resumed.returncode == 0, resumed.stderr
    (batch,) = command.batches(database)
    assert (batch["state"], batch["counts"]) == ("completed", {"completed": DOMAINS})
    assert done.items() <= _completed(database).items()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_scan_is_interrupted_and_says_how_to_go_on(
    stop: signal.Signals, options: list[str | Path], database: Path
) -> None:
    scan = command.start("scan", *options)
    _wait_until(lambda: _count(database, "completed") >= KILLED_AFTER, scan)
    os.killpg(scan.pid, stop)
    _, said = scan.communicate(timeout=PATIENCE_S)
    assert scan.returncode == 130, said
    assert "resume" in said
    (batch,) = command.batches(database)
    assert batch["state"] == "interrupted"
    assert set(batch["counts"]) == {"completed", "pending"}


def test_a_second_process_cannot_run_the_same_batch(options: list[str | Path], database: Path) -> None:
    scan = command.start("scan", *options)
    _wait_until(lambda: _count(database, "completed") >= 1, scan)
    second = command.run("resume", "latest", "--database", database)
    os.kill(scan.pid, signal.SIGTERM)
    scan.communicate(timeout=PATIENCE_S)
    assert second.returncode != 0
    assert "Another window or command" in second.stderr


def _wait_until(is_so: Callable[[], bool], process: "subprocess.Popen[str] | None" = None) -> None:
    """Look again and again: another process tells nobody when its commits are on disk."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "It did not happen in time."
        assert process is None or process.poll() is None, process.communicate()[1]
        time.sleep(0.05)


def _query(database: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    if not database.exists():
        return []
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)
    try:
        return connection.execute(sql, values).fetchall()
    except sqlite3.OperationalError:  # its tables are not made yet
        return []
    finally:
        connection.close()


def _count(database: Path, status: str) -> int:
    return len(_query(database, "SELECT 1 FROM target WHERE status = ?", status))


def _completed(database: Path) -> dict[object, object]:
    return dict(
        _query(database, "SELECT domain, finished_at || attempt FROM target WHERE status = ?", "completed")  # type: ignore[arg-type]
    )


def _children(pid: int) -> list[int]:
    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _parent(stat) == pid]


def _parent(stat: Path) -> int | None:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])  # proc(5): after the name come state and parent
    except OSError:  # ended while we look
        return None


def _is_alive(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
