import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import environment
import pytest
from faults import SetupError

PROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "desktop-scanner"
version = "1"
"""
BACKEND = """\
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "desktop_scanner-1-py3-none-any.whl"
    about = "desktop_scanner-1.dist-info/"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        wheel.writestr(about + "METADATA", "Metadata-Version: 2.1\\nName: desktop-scanner\\nVersion: 1\\n")
        wheel.writestr(about + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(about + "entry_points.txt", "[console_scripts]\\ndesktop-scanner = platform:platform\\n")
        wheel.writestr(about + "RECORD", "")
    return name
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout whose environment was made by bootstrap, of a project that needs no library."""
    checkout = tmp_path_factory.mktemp("a checkout")
    (checkout / "packaging").mkdir()
    for lock in environment.LOCKS.values():
        (checkout / "packaging" / lock).touch()
    (checkout / "pyproject.toml").write_text(PROJECT)
    (checkout / "backend.py").write_text(BACKEND)
    environment.prepare(checkout, checkout / ".venv", "run", lambda _text: None)
    return checkout


@pytest.fixture
def is_current(made: Path) -> Callable[[], bool]:
    venv = made / ".venv"
    return lambda: environment.is_current(venv, environment.digest(made, venv, "run"))


def bare(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return folder


def test_the_program_starts_from_the_environment(made: Path) -> None:
    program = environment.program(made / ".venv", "desktop-scanner")
    assert subprocess.run([str(program)], check=False, capture_output=True).returncode in (0, 1)
    assert environment.is_usable(made / ".venv")


def test_the_second_time_nothing_is_said_or_done(made: Path) -> None:
    said: list[str] = []
    stamp = (made / ".venv" / "bootstrap.json").stat().st_mtime_ns
    environment.prepare(made, made / ".venv", "run", said.append)
    assert said == []
    assert (made / ".venv" / "bootstrap.json").stat().st_mtime_ns == stamp


@pytest.mark.parametrize("file", ["pyproject.toml", "packaging/requirements.lock"])
def test_a_changed_lock_or_project_is_noticed(made: Path, is_current: Callable[[], bool], file: str) -> None:
    before = (made / file).read_text()
    assert is_current()
    (made / file).write_text(before + "# changed\n")
    assert not is_current()
    (made / file).write_text(before)


def test_a_removed_library_is_noticed(made: Path, is_current: Callable[[], bool]) -> None:
    about = environment.site_packages(made / ".venv") / "desktop_scanner-1.dist-info"
    about.rename(about.with_suffix(".away"))
    assert not is_current()
    about.with_suffix(".away").rename(about)
    assert is_current()


def test_a_library_that_somebody_added_does_no_harm(made: Path, is_current: Callable[[], bool]) -> None:
    added = environment.site_packages(made / ".venv") / "favourite_tool-1.dist-info"
    added.mkdir()
    assert is_current()
    added.rmdir()


def test_a_program_that_is_gone_is_noticed(made: Path, is_current: Callable[[], bool]) -> None:
    program = environment.program(made / ".venv", "desktop-scanner")
    program.rename(program.with_name("away"))
    assert not is_current()
    program.with_name("away").rename(program)


def test_an_environment_that_was_moved_is_not_usable(made: Path) -> None:
    venv = made / ".venv"
    moved = venv.rename(made / "moved")
    assert not environment.is_usable(moved)
    moved.rename(venv)
    assert environment.is_usable(venv)


def test_a_damaged_stamp_is_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "bootstrap.json").write_text('{"digests": ')
    assert not environment.is_current(tmp_path, "anything")


def test_an_environment_without_pip_or_with_a_dead_python_is_not_usable(tmp_path: Path) -> None:
    venv = bare(tmp_path / "venv")
    assert not environment.is_usable(venv)
    environment.program(venv, "python").unlink()
    assert not environment.is_usable(venv)
    assert not environment.is_usable(tmp_path / "nothing")


def test_a_half_made_environment_is_made_again(made: Path, tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(made, checkout, ignore=shutil.ignore_patterns(".venv"))
    venv = bare(checkout / ".venv")
    (venv / "bootstrap.unfinished").touch()
    (venv / "left over").mkdir()
    environment.prepare(checkout, venv, "run", lambda _text: None)
    assert not (venv / "left over").exists()
    assert not (venv / "bootstrap.unfinished").exists()
    assert list(json.loads((venv / "bootstrap.json").read_text())["digests"]) == ["run"]


def test_a_file_in_the_environments_place_is_named(tmp_path: Path) -> None:
    (tmp_path / ".venv").touch()
    with pytest.raises(SetupError, match="is not a folder"):
        environment.prepare(tmp_path, tmp_path / ".venv", "run", lambda _text: None)


def test_variables_that_mislead_the_environments_python_are_left_out() -> None:
    assert environment.clean({"PYTHONPATH": "x", "PYTHONHOME": "y", "PATH": "z"}) == {"PATH": "z"}
