import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.cli.conftest import LocalSites, Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no signals to send to another program")


def _start(tmp_path: Path, database: Path, *words: str) -> "subprocess.Popen[str]":
    folders = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME")}
    return subprocess.Popen(
        [sys.executable, "-m", "desktop_scanner", *words, "--database", str(database)],
        env={**os.environ, **folders},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def _wait_for(run: Run, **counts: int) -> None:
    """Wait until the only batch has these counts; a database that is not there yet is not opened."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        ran = run("batches", "--json")
        if ran.status == 0 and ran.json and counts.items() <= ran.json[0]["counts"].items():
            return
        time.sleep(0.05)
    raise AssertionError(f"The batch never had {counts}.")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_interrupts_the_batch_and_writes_what_is_finished(
    run: Run, sites: LocalSites, tmp_path: Path, database: Path, number: signal.Signals
) -> None:
    output = tmp_path / "out.jsonl"
    words = ("scan", "bee.be", "stuck.com", "--output", str(output), *sites.flags)
    with _start(tmp_path, database, *words) as program:
        _wait_for(run, completed=1)
        program.send_signal(number)
        _, said = program.communicate(timeout=20)
    assert program.returncode == 130
    [batch] = run("batches", "--json").json
    assert (batch["state"], batch["counts"]) == ("interrupted", {"completed": 1, "pending": 1})
    assert f"desktop-scanner resume {batch['id']}" in said
    assert [json.loads(line)["domain"] for line in output.read_text(encoding="utf-8").splitlines()] == ["bee.be"]


def test_a_batch_can_be_cancelled_from_another_process(
    run: Run, sites: LocalSites, tmp_path: Path, database: Path
) -> None:
    with _start(tmp_path, database, "scan", "bee.be", "stuck.com", *sites.flags) as program:
        _wait_for(run, completed=1)
        busy = run("resume", "latest")
        assert run("cancel", "latest").status == 0
        program.communicate(timeout=20)
    assert (busy.status, program.returncode) == (2, 130)
    assert "Another window or command runs this batch" in busy.err
    assert run("batches", "--json").json[0]["counts"] == {"completed": 1, "cancelled": 1}


def test_a_reader_that_has_seen_enough_is_no_error(run: Run, sites: LocalSites, tmp_path: Path, database: Path) -> None:
    with _start(tmp_path, database, "scan", "bee.be", "--output", "-", *sites.flags) as program:
        assert program.stdout is not None
        program.stdout.close()
        assert program.stderr is not None
        said = program.stderr.read()
    assert program.returncode == 0
    assert "Traceback" not in said
    assert "Error" not in said
    assert run("batches", "--json").json[0]["state"] == "completed"
