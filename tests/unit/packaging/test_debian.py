import sys
from pathlib import Path

import debian
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="apt-get is for Debian")

FAKE_APT = """\
#!/bin/sh
echo "$@" >> {log}
case "$*" in *update*) touch {lists}; exit 0;; esac
[ -e {lists} ] || exit 100
exit {status}
"""


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the log of an apt-get that knows no package before its lists are updated."""
    return _fake_apt(tmp_path, monkeypatch, status=0)


def _fake_apt(folder: Path, monkeypatch: pytest.MonkeyPatch, status: int) -> Path:
    script, log = folder / "apt-get", folder / "log"
    script.write_text(FAKE_APT.format(log=log, lists=folder / "lists", status=status))
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    monkeypatch.setattr(debian, "_is_root", lambda: True)
    return log


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libstdc++.so.6", "libstdc++6"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_the_package_follows_from_the_librarys_name(library: str, package: str) -> None:
    assert debian.package_of(library) == package


def test_two_libraries_of_one_package_name_it_once() -> None:
    assert debian.packages_of(["libgthread-2.0.so.0", "libglib-2.0.so.0"]) == ["libglib2.0-0"]


def test_the_line_to_run_asks_for_sudo_only_where_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_is_root", lambda: False)
    line = "sudo apt-get update && sudo apt-get install --no-install-recommends libegl1"
    assert debian.line(["libegl1"]) == line
    monkeypatch.setattr(debian, "_is_root", lambda: True)
    assert debian.line(["libegl1"]) == line.replace("sudo ", "")


def test_the_venv_package_is_that_of_the_running_python() -> None:
    assert debian.venv_package() == f"python3.{sys.version_info.minor}-venv"


def test_package_lists_are_fetched_only_after_a_first_failure(apt: Path) -> None:
    assert debian.install(["libegl1"], "Needed", lambda _text: None)
    install, update, again = apt.read_text().splitlines()
    assert "update" in update
    assert install == again
    assert install.endswith("--no-install-recommends libegl1")


def test_an_apt_that_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    _fake_apt(tmp_path, monkeypatch, status=100)
    assert not debian.install(["libegl1"], "Needed", said.append)
    assert "could not install" in said[-1]


def test_without_root_or_sudo_nothing_is_installed(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_is_root", lambda: False)
    monkeypatch.setenv("PATH", str(apt.parent))
    assert not debian.install(["libegl1"], "Needed", lambda _text: None)
    assert not apt.exists()
