import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.demo.thread import start_in_thread


def window(folder: Path, what: str, options: ScanOptions | None = None) -> subprocess.CompletedProcess[str]:
    """Run a window on a database and a home of its own."""
    homes = {name: str(folder) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "XDG_STATE_HOME")}
    given = [msgspec.json.encode(options).decode()] if options else []
    return subprocess.run(
        [sys.executable, "-m", "tests.acceptance.window_child", what, str(folder / "scanner.db"), *given],
        env={**os.environ, **homes, "XDG_CONFIG_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a fault there may open the system's own dialog")
def test_a_window_that_crashes_loses_no_batch_and_says_so_once_at_the_next_start(tmp_path: Path) -> None:
    with start_in_thread() as demo:
        options = ScanOptions(connect_to=demo.connect_to, ca_file=str(demo.ca_file), delay_ms=300, workers=1)
        crashed = window(tmp_path, "crash", options)
    assert crashed.returncode < 0, crashed.stderr
    told = window(tmp_path, "look").stdout
    assert told.startswith("Desktop Scanner ended unexpectedly (")
    assert told.endswith("What was scanned is kept, and “Shops” can be resumed.\ninterrupted\n")
    assert [path.stat().st_size for path in tmp_path.rglob("crash.log")] == [0]
    (last,) = tmp_path.rglob("last-crash.log")
    assert "Segmentation fault" in last.read_text(encoding="utf-8")
