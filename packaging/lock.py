"""Write the lock files from pyproject.toml with uv; arguments go to `uv pip compile` (for example --upgrade).

requirements.lock holds what the program and its editable installation need, requirements-test.lock that and the
tests' tools in the same versions. Both are for Python 3.11 and newer on every system, with the hashes of all files.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
CHECKOUT = PACKAGING.parent
RUN_LOCK = PACKAGING / "requirements.lock"
TEST_LOCK = PACKAGING / "requirements-test.lock"
_OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--python-version=3.11",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--no-annotate",
    "--quiet",
)


def main(arguments: list[str]) -> int:
    """Write both lock files and return the exit status."""
    uv = _uv()
    if uv is None:
        print("uv was not found. Install it (`pip install uv`), then run this again.", file=sys.stderr)
        return 2
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    build = project["build-system"]["requires"]
    try:
        _compile(uv, RUN_LOCK, build, arguments)
        _compile(uv, TEST_LOCK, build, [f"--constraint={RUN_LOCK}", "--extra=test", *arguments])
    except subprocess.CalledProcessError as error:
        return error.returncode
    return 0


def _uv() -> str | None:
    beside = CHECKOUT / ".venv" / ("Scripts" if sys.platform == "win32" else "bin")
    return shutil.which("uv", path=str(beside)) or shutil.which("uv")


def _compile(uv: str, output: Path, build: list[str], options: list[str]) -> None:
    """Resolve pyproject.toml's dependencies and the build's own, which come in on standard input."""
    command = [uv, "pip", "compile", "pyproject.toml", "-", *_OPTIONS, f"--output-file={output}", *options]
    subprocess.run(command, input="\n".join(build), text=True, cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
