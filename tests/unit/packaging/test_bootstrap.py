import ast
import subprocess
import sys
from pathlib import Path

import bootstrap
import pytest

SCRIPT = Path(bootstrap.__file__)

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="links and scripts as on POSIX")


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False)


def test_an_old_python_is_told_which_version_is_needed_and_which_it_is() -> None:
    assert "needs Python 3.11 or newer, and this is Python 3.9.2." in bootstrap.too_old((3, 9, 2))


@needs_posix
def test_a_newer_python_on_the_machine_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "python3.12").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "run `python3.12 packaging/bootstrap.py` instead" in bootstrap.too_old((3, 9, 2))


@needs_posix
def test_a_placeholder_of_a_newer_python_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "python3.12").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "python3.12").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "python.org" in bootstrap.too_old((3, 9, 2))


def test_the_script_itself_can_be_read_by_python_3_7() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_without_a_command_the_commands_are_listed() -> None:
    result = start()
    assert result.returncode == 2
    assert "bootstrap.py run" in result.stderr
    assert "bootstrap.py test" in result.stderr


def test_asked_for_help_it_succeeds_and_says_nothing_on_standard_output() -> None:
    result = start("--help")
    assert (result.returncode, result.stdout) == (0, "")


def test_an_unknown_command_is_refused_by_name() -> None:
    result = start("walk")
    assert result.returncode == 2
    assert 'no command "walk"' in result.stderr
