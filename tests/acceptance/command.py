"""The command line as a person's shell runs it: a process of its own on a real database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_PROGRAM = (sys.executable, "-m", "desktop_scanner")
_LIMIT_S = 90


def run(*arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [*_PROGRAM, *map(str, arguments)]
    return subprocess.run(
        command, input=text, capture_output=True, text=True, encoding="utf-8", timeout=_LIMIT_S, check=False, env=_env()
    )


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a command and return at once; it is the leader of a process group of its own."""
    return subprocess.Popen(
        [*_PROGRAM, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        env=_env(),
    )


def batches(database: Path) -> list[dict[str, Any]]:
    """Return what `batches --json` prints."""
    done = run("batches", "--json", "--database", database)
    assert done.returncode == 0, done.stderr
    listed: list[dict[str, Any]] = json.loads(done.stdout)
    return listed


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}
