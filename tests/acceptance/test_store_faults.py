"""Faults of the disk while a command scans, with real files and processes."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.acceptance import command
from tests.servers.many_sites import many_sites

DOMAINS = 60
PATIENCE_S = 60.0

resource = pytest.importorskip("resource")  # Windows has none

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="makes file systems, and locks files as Linux does")


@pytest.fixture(scope="module")
def rule() -> Iterator[str]:
    with many_sites() as rule:
        yield rule


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a file system of one megabyte and a half."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "none", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small file system")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


class Scan:
    """A scan by the command line; `said` is what it has told so far."""

    def __init__(self, folder: Path, database: Path, rule: str) -> None:
        self.database = database
        self._said = folder / "said.txt"
        targets = folder / "list.txt"
        targets.write_text("\n".join(f"site{number}.many-sites.net" for number in range(DOMAINS)))
        options = ["--max-pages", "2", "--delay-ms", "20", "--concurrency", "5", "--retries", "0", "--connect-to", rule]
        with self._said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "desktop_scanner", "scan", "--input", targets, "--database", database, *options],
                stdout=subprocess.DEVNULL,
                stderr=said,
                env={**os.environ, "XDG_STATE_HOME": str(folder), "HOME": str(folder)},
            )

    def until(self, is_so: Callable[[], object]) -> None:
        """Look again and again: another process tells nobody when something is on disk."""
        deadline = time.monotonic() + PATIENCE_S
        while not is_so():
            assert time.monotonic() < deadline, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.05)

    def until_said(self, text: str) -> None:
        """Wait until the command has told something."""
        self.until(lambda: text in self.said)

    def ends_whole(self) -> None:
        """Wait for the end, after which each domain must have its result."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE_S)
        assert self.process.poll() == 0, self.said
        assert "The database takes results again; the scan goes on." in self.said
        with closing(sqlite3.connect(self.database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            counted = connection.execute("SELECT state, total, completed FROM batch").fetchall()
            assert counted == [("completed", DOMAINS, DOMAINS)]
            assert connection.execute("SELECT count(*) FROM detail").fetchone() == (DOMAINS,)

    @property
    def said(self) -> str:
        """Return what the command has told on standard error."""
        return self._said.read_text()

    @property
    def completed(self) -> int:
        """Return how many results are stored."""
        with (
            suppress(sqlite3.OperationalError),
            closing(sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)) as db,
        ):
            return int(db.execute("SELECT count(*) FROM target WHERE status = 'completed'").fetchone()[0])
        return 0


@pytest.fixture
def started() -> Iterator[list[Scan]]:
    scans: list[Scan] = []
    yield scans
    for scan in scans:
        scan.process.kill()
        scan.process.wait()


def test_a_scan_waits_while_the_disk_is_full_and_goes_on_when_there_is_space(
    tmp_path: Path, small_disk: Path, rule: str, started: list[Scan]
) -> None:
    scan = Scan(tmp_path, small_disk / "scanner.db", rule)
    started.append(scan)
    scan.until(lambda: scan.completed >= 1)
    ballast = small_disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    scan.until_said("is full. Free some space")
    stored = scan.completed
    listed = command.batches(scan.database)
    assert [batch["state"] for batch in listed] == ["running"]
    subprocess.run(["mount", "-o", "remount,size=60m", small_disk], check=True)
    scan.ends_whole()
    assert stored >= 1


def test_a_scan_waits_for_a_program_that_locks_the_database(tmp_path: Path, rule: str, started: list[Scan]) -> None:
    scan = Scan(tmp_path, tmp_path / "scanner.db", rule)
    started.append(scan)
    scan.until(lambda: scan.completed >= 1)
    with closing(sqlite3.connect(scan.database, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        scan.until_said("Another program holds the database")
        other.execute("ROLLBACK")
    scan.ends_whole()


def test_a_scan_waits_while_writes_fail(tmp_path: Path, rule: str, started: list[Scan]) -> None:
    scan = Scan(tmp_path, tmp_path / "scanner.db", rule)
    started.append(scan)
    scan.until(lambda: scan.completed >= 1)
    before = resource.prlimit(scan.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(scan.process.pid, resource.RLIMIT_FSIZE, (10_000, before[1]))
    scan.until_said("The disk reported a fault")
    resource.prlimit(scan.process.pid, resource.RLIMIT_FSIZE, before)
    scan.ends_whole()


@pytest.mark.parametrize(("how", "state"), [("cancel", "cancelled"), ("SIGINT", "interrupted")])
def test_a_scan_that_waits_can_be_ended(tmp_path: Path, rule: str, started: list[Scan], how: str, state: str) -> None:
    scan = Scan(tmp_path, tmp_path / "scanner.db", rule)
    started.append(scan)
    scan.until(lambda: scan.completed >= 1)
    with closing(sqlite3.connect(scan.database, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        scan.until_said("Another program holds the database")
        if how == "cancel":
            other.execute("UPDATE batch SET requested = 'cancel'")
            other.execute("COMMIT")
        else:
            scan.process.send_signal(signal.SIGINT)
        assert scan.process.wait(PATIENCE_S) in (1, 130), scan.said
    (batch,) = command.batches(scan.database)
    assert batch["state"] == state
    assert "running" not in batch["counts"]
