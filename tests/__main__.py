"""Run everything that guards the code: `python -m tests [--fast] [ARGUMENTS OF PYTEST]`.

One line for each step as it ends, then the output of what failed, and pytest's own closing line last.
`--fast` leaves out the acceptance tests.
"""

import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PYTHON = (sys.executable, "-m")

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", (*PYTHON, "ruff", "format", "--check", ".")),
    ("lint", (*PYTHON, "ruff", "check", ".")),
    ("types", (*PYTHON, "mypy")),
    ("imports", (str(Path(sysconfig.get_path("scripts"), "lint-imports")),)),
    ("mirror", (*PYTHON, "tests.mirror")),
)


class Outcome(NamedTuple):
    name: str
    is_ok: bool
    output: str


def main(arguments: Sequence[str]) -> int:
    outcomes = [run(name, command) for name, command in CHECKS]
    outcomes.append(run("tests", (*PYTHON, "pytest", *pytest_arguments(arguments))))
    for outcome in outcomes:
        if not outcome.is_ok:
            print(f"\n---- {outcome.name} ----\n{outcome.output.strip()}", flush=True)
    print(f"\n{closing_line(outcomes[-1].output)}", flush=True)
    return 0 if all(outcome.is_ok for outcome in outcomes) else 1


def run(name: str, command: Sequence[str]) -> Outcome:
    started = time.monotonic()
    result = subprocess.run(
        command,
        cwd=ROOT,
        env=variables(os.environ.copy()),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    is_ok = result.returncode == 0
    print(f"{name:<8} {'ok' if is_ok else 'failed':<6} {time.monotonic() - started:6.1f} s", flush=True)
    return Outcome(name, is_ok, result.stdout)


def variables(given: dict[str, str]) -> dict[str, str]:
    if sys.platform.startswith("linux") and not (given.get("DISPLAY") or given.get("WAYLAND_DISPLAY")):
        given.setdefault("QT_QPA_PLATFORM", "offscreen")
    return given | {"PYTHONUTF8": "1"}


def pytest_arguments(arguments: Sequence[str]) -> list[str]:
    given = [argument for argument in arguments if argument != "--fast"]
    left_out = ["tests/acceptance"] if "--fast" in arguments else []
    return [*given, *(f"--ignore={folder}" for folder in left_out)]


def closing_line(output: str) -> str:
    lines = [line for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "pytest said nothing"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
