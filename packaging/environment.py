"""The virtual environment in the checkout: made once, checked at each start, rebuilt where it is not sound."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import debian
import installer
import pip_faults
from faults import SetupError
from setup_lock import setup_lock

Say = Callable[[str], None]

LOCKS = {"run": "requirements.lock", "test": "requirements-test.lock"}
_PROBE = """\
import sys
from importlib.util import find_spec
print(*sys.version_info[:2], sys.prefix != sys.base_prefix, find_spec("pip") is not None)
"""
_STAMP = "bootstrap.json"
_UNFINISHED = "bootstrap.unfinished"
_LOCK = "bootstrap.lock"
_NEEDED_BYTES = 700 * 1024**2  # the environment takes 400 MB, with the tests' tools 500


def prepare(checkout: Path, venv: Path, kind: str, say: Say, packages: Callable[[], list[str]] = list) -> None:
    """Make the environment hold what `kind` ("run" or "test") needs; costs next to nothing when it does.

    `packages` gives what else the system lacks, so that one line can name it all where nothing may be installed.
    """
    if venv.exists() and not venv.is_dir():
        raise SetupError(f"{venv} is not a folder. Move it away and run this again.")
    venv.mkdir(exist_ok=True)
    with setup_lock(venv / _LOCK, lambda: say("Another bootstrap is at work in this checkout; waiting for it.")):
        wanted = digest(checkout, venv, kind)
        if not (venv / _UNFINISHED).exists() and is_usable(venv):
            if is_current(venv, wanted):
                return
        else:
            _make(venv, say, packages)
        _fill(checkout, venv, kind, say)
        _write_stamp(venv, {name: digest(checkout, venv, name) for name in _covered(venv, kind, checkout)})
        (venv / _UNFINISHED).unlink(missing_ok=True)


def digest(checkout: Path, venv: Path, kind: str) -> str:
    """Return what stands for everything the environment is made from, its own place included."""
    state = hashlib.sha256(f"{python_tag()} {venv}".encode())
    for file in (checkout / "packaging" / LOCKS[kind], checkout / "pyproject.toml"):
        state.update(file.read_bytes())
    return state.hexdigest()


def is_usable(venv: Path) -> bool:
    """Return whether the environment's Python starts, is the running version, has pip, and lies where it was made."""
    if _read_stamp(venv).get("folder", str(venv)) != str(venv):
        return False  # its programs begin with the path of the Python that was there
    try:
        result = subprocess.run(
            [str(program(venv, "python")), "-I", "-c", _PROBE],
            capture_output=True,
            text=True,
            check=False,
            env=clean(os.environ),
        )
    except OSError:
        return False
    return result.stdout.split() == [str(sys.version_info[0]), str(sys.version_info[1]), "True", "True"]


def is_current(venv: Path, wanted: str) -> bool:
    """Return whether the stamp says `wanted`, and all that was installed with it is still there."""
    stamp = _read_stamp(venv)
    return (
        wanted in stamp.get("digests", {}).values()
        and set(stamp.get("installed", ())) <= set(_installed(venv))
        and program(venv, "desktop-scanner").exists()
    )


def program(venv: Path, name: str) -> Path:
    """Return the path of a program of the environment."""
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def site_packages(venv: Path) -> Path:
    """Return the folder of the environment's libraries."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(venv), "platbase": str(venv)}))


def clean(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables without those that would make the environment's Python look elsewhere for libraries."""
    return {name: value for name, value in variables.items() if name not in ("PYTHONHOME", "PYTHONPATH")}


def python_tag() -> str:
    """Return the name of the running Python's kind and version, as in cpython-311."""
    return str(sys.implementation.cache_tag)


def _make(venv: Path, say: Say, packages: Callable[[], list[str]]) -> None:
    """Make an empty environment, in place of whatever is left of an old one."""
    if importlib.util.find_spec("ensurepip") is None:
        _get_ensurepip(say, packages)
    _empty(venv)
    _require_space(venv)
    say(f"Making the environment {venv}")
    (venv / _UNFINISHED).touch()
    result = subprocess.run(
        [sys.executable, "-m", "venv", str(venv)],
        capture_output=True,
        text=True,
        check=False,
        env=clean(os.environ),
    )
    if result.returncode or not is_usable(venv):
        output = (result.stdout + result.stderr).strip()
        raise pip_faults.explain(output, "The environment could not be made.")


def _get_ensurepip(say: Say, others: Callable[[], list[str]]) -> None:
    """Install the part of Python that Debian and Ubuntu keep in a package of its own."""
    if not debian.is_own_python():
        raise SetupError(
            f"{sys.executable} comes without ensurepip, which an environment is made with. Install a complete Python "
            "from python.org or your system's packages, and run this with it.",
            status=2,
        )
    packages = [debian.venv_package()]
    debian.install(packages, "This Python cannot make environments yet", say)
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        advice = debian.advice([*packages, *others()])
        raise SetupError(f"This Python cannot make environments yet.\n{advice}", status=2)


def _empty(venv: Path) -> None:
    """Remove everything but the lock, which other bootstraps wait on."""
    for entry in venv.iterdir():
        if entry.name == _LOCK:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _require_space(venv: Path) -> None:
    free = shutil.disk_usage(venv).free
    if free < _NEEDED_BYTES:
        raise SetupError(
            f"{venv.parent} has {free // 1024**2} MB of free space, and the environment needs "
            f"{_NEEDED_BYTES // 1024**2}. Free some space and run this again."
        )


def _fill(checkout: Path, venv: Path, kind: str, say: Say) -> None:
    """Install the locked libraries and, editable, the project."""
    (venv / _UNFINISHED).touch()
    python = str(program(venv, "python"))
    lock = checkout / "packaging" / LOCKS[kind]
    installer.install(
        python, ["--require-hashes", "--requirement", str(lock)], clean(os.environ), say, installer.count(lock)
    )
    project = ["--no-deps", "--no-build-isolation", "--editable", str(checkout)]
    installer.install(python, project, clean(os.environ), say)


def _covered(venv: Path, kind: str, checkout: Path) -> list[str]:
    """Return the kinds that an environment just filled for `kind` serves: the test lock holds the other whole."""
    if kind == "test":
        return ["run", "test"]
    test = digest(checkout, venv, "test")
    return ["run", "test"] if is_current(venv, test) else ["run"]


def _write_stamp(venv: Path, digests: dict[str, str]) -> None:
    stamp = {"folder": str(venv), "digests": digests, "installed": _installed(venv)}
    (venv / _STAMP).write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def _read_stamp(venv: Path) -> dict[str, Any]:
    try:
        stamp = json.loads((venv / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _installed(venv: Path) -> list[str]:
    """Return the names and versions that the environment's libraries declare."""
    return sorted(path.name for path in site_packages(venv).glob("*.dist-info"))
