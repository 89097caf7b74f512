import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_scanner.services.crash_log import CrashLog

START = "import sys, faulthandler; from pathlib import Path; from desktop_scanner.services.crash_log import CrashLog\n"
START += "log = CrashLog(Path(sys.argv[1])); crash = log.start()\n"


def run(path: Path, then: str) -> subprocess.CompletedProcess[str]:
    """Run a process that keeps its traces in the file; this one keeps its own fault handler."""
    command = [sys.executable, "-c", START + then, str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_crash_is_told_once_by_the_next_start_with_its_trace(tmp_path: Path) -> None:
    path = tmp_path / "log" / "crash.log"
    assert run(path, "faulthandler._sigsegv()").returncode != 0
    told = run(path, "print(crash.at.isoformat()); print(crash.trace); log.stop()").stdout
    at, _, trace = told.partition("\n")
    assert timedelta(0) <= datetime.now(UTC) - datetime.fromisoformat(at) < timedelta(minutes=5)
    assert "Segmentation fault" in trace
    assert "most recent call first" in trace
    assert run(path, "print(crash); log.stop()").stdout == "None\n"
    assert path.with_name("last-crash.log").read_text(encoding="utf-8").strip() == trace.strip()


def test_a_normal_end_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "crash.log"
    assert run(path, "faulthandler.dump_traceback(log._file); log.stop(); log.stop()").returncode == 0
    assert path.read_text(encoding="utf-8") == ""


def test_without_a_place_for_the_file_the_program_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    log = CrashLog(tmp_path / "file" / "crash.log")
    assert log.start() is None
    log.stop()
    assert "no file for traces" in caplog.text
