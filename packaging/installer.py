"""pip, run with the user's own configuration, its progress shown in one line."""

import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pip_faults

_KEPT_LINES = 200
_FLAGS = ("--no-input", "--disable-pip-version-check", "--no-warn-script-location", "--progress-bar", "off")


def install(
    python: str,
    arguments: Sequence[str],
    variables: Mapping[str, str],
    say: Callable[[str], None],
    expected: int = 0,
) -> None:
    """Run `pip install` for that Python; raise SetupError with the cause and the end of pip's output if it fails."""
    command = [python, "-I", "-m", "pip", "install", *_FLAGS, *arguments]
    if expected:
        say(f"Installing the {expected} libraries of the lock file; the first time they are downloaded")
    # A `user = true` in pip's configuration is meant for the system's Python; an environment refuses it.
    lines: deque[str] = deque(maxlen=_KEPT_LINES)
    with subprocess.Popen(
        command,
        env={**variables, "PIP_USER": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as pip:
        progress = _Progress(expected, say)
        for line in pip.stdout or ():
            lines.append(line.rstrip())
            progress.read(line)
        progress.end()
    if pip.returncode:
        raise pip_faults.explain("\n".join(lines), "The libraries could not be installed.")


def count(lock: Path) -> int:
    """Return the number of libraries that a lock file names, a library with two versions counted once."""
    names = re.findall(r"^([A-Za-z0-9][\w.-]*)==", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return len(set(names))


class _Progress:
    """What is shown of pip's output: a counting line on a terminal, and a word when the network stalls."""

    def __init__(self, expected: int, say: Callable[[str], None]) -> None:
        self._expected = expected
        self._say = say
        self._is_terminal = sys.stderr.isatty() and expected > 0
        self._count = 0
        self._has_stalled = False

    def read(self, line: str) -> None:
        if line.startswith("Collecting "):
            self._count += 1
            self._show(f"  {self._count} of {self._expected}: {line.split()[1].partition('==')[0]}")
        elif line.startswith("Installing collected packages"):
            self._show("  unpacking")
        elif "WARNING: Retrying" in line and not self._has_stalled:
            self._has_stalled = True
            self._say("The package index does not answer; pip tries a few times more")

    def end(self) -> None:
        if self._is_terminal:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def _show(self, text: str) -> None:
        if self._is_terminal:
            sys.stderr.write(f"\r\033[K{text[:78]}")
            sys.stderr.flush()
