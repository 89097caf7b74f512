import re
import tomllib

import installer
import lock
import pytest

ENTRY = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)


def entries(text: str) -> set[tuple[str, str]]:
    return set(ENTRY.findall(text))


RUN = lock.RUN_LOCK.read_text(encoding="utf-8")
TEST = lock.TEST_LOCK.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [RUN, TEST])
def test_the_lock_names_no_address_path_or_option(text: str) -> None:
    assert "/" not in text
    assert re.findall(r"^--.*", text, re.MULTILINE) == []
    assert "#" not in text


@pytest.mark.parametrize("text", [RUN, TEST])
def test_every_entry_has_hashes(text: str) -> None:
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]


def test_the_tests_lock_holds_the_programs_in_the_same_versions() -> None:
    assert entries(RUN) <= entries(TEST)
    assert installer.count(lock.RUN_LOCK) < installer.count(lock.TEST_LOCK)


def test_everything_that_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((lock.CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for names, text in ((wanted, RUN), (project["project"]["optional-dependencies"]["test"], TEST)):
        locked = {name for name, _ in entries(text)}
        assert {re.split(r"[\[<>=!;~ ]", name)[0].lower() for name in names} <= locked


def test_python_3_11_keeps_the_qt_binding_that_is_sound_there() -> None:
    assert "pyside6-essentials==6.11.3 ; python_full_version < '3.12'" in RUN
