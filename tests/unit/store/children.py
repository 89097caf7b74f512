"""Starts the processes of `child`."""

import subprocess
import sys
from pathlib import Path

_PROJECT = Path(__file__).parents[3]


def start(action: str, database: Path, batch_id: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a process; its output is lines of text."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.unit.store.child", action, str(database), batch_id, *arguments],
        cwd=_PROJECT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
