from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from desktop_scanner.core.statuses import BatchState
from desktop_scanner.ui.main_window import MainWindow
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import ended, find, press, state, type_domains
from tests.ui.waiting import after, appearing, until


def recent(window: MainWindow) -> list[str]:
    return [button.text() for button in window.findChildren(QPushButton, "recent_button") if not button.isHidden()]


def looks(window: MainWindow) -> tuple[str, str]:
    return tuple(str(find(window, QPushButton, name).property("look")) for name in ("paste_button", "start_button"))  # type: ignore[return-value]


def test_an_empty_program_offers_to_paste_first_and_to_start_when_there_is_a_list(
    run: Run, open_window: OpenWindow
) -> None:
    async def look() -> None:
        async with open_window() as window:
            domains, welcome = window.pages.new_batch.domains, find(window, QWidget, "list_welcome")
            assert welcome.isVisible()
            assert looks(window) == ("primary", "")
            QApplication.clipboard().setText("a.example\nb.example")
            await after(domains.changed, lambda: press(window, "paste_button"))
            assert not welcome.isVisible()
            assert looks(window)[1] == "primary"

    run(look())


def test_the_emptiness_can_be_typed_into(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            welcome = find(window, QWidget, "list_welcome")
            window.pages.new_batch.domains.editor.clearFocus()
            QTest.mouseClick(welcome, Qt.MouseButton.LeftButton)
            assert window.pages.new_batch.domains.editor.hasFocus()
            type_domains(window, "a.example")
            assert not welcome.isVisible()

    run(look())


def test_the_sample_sites_are_served_and_scanned(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            domains = window.pages.new_batch.domains
            press(window, "samples_button")
            await until(domains.changed, lambda: len(domains.targets.targets) >= 12)
            await after(domains.changed, lambda: domains.set_text("szklo-pod-debami.pl"))
            press(window, "start_button")
            await ended(window)
            assert state(window) is BatchState.COMPLETED

    run(look())


def test_the_last_ten_files_are_offered_again_also_next_time(run: Run, open_window: OpenWindow, tmp_path: Path) -> None:
    files = [tmp_path / f"list{number}.txt" for number in range(11)]
    for file in files:
        file.write_text("a.example\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            await after(window.pages.new_batch.domains.changed, lambda: window.import_files(files))
        async with open_window() as window:
            await appearing(lambda: recent(window) or None)
            assert recent(window) == [f"list{number}.txt" for number in (10, 9, 8, 7)]
            assert len(menu(window).actions()) == 10 + 2

    run(look())


@pytest.mark.parametrize("is_there", [True, False])
def test_a_recent_file_is_taken_again_or_said_to_be_gone(
    run: Run, open_window: OpenWindow, tmp_path: Path, is_there: bool
) -> None:
    file = tmp_path / "list.txt"
    file.write_text("a.example\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            domains = window.pages.new_batch.domains
            await after(domains.changed, lambda: window.import_files([file]))
            if not is_there:
                file.unlink()
            window.propose("")
            await after(domains.changed if is_there else domains.missing, menu(window).actions()[0].trigger)
            assert is_there or "There is no file" in window.pages.messages.text
            await appearing(lambda: bool(recent(window)) == is_there or None)

    run(look())


def test_a_file_that_is_gone_is_marked_where_it_is_offered(run: Run, open_window: OpenWindow, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("a.example\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            await after(window.pages.new_batch.domains.changed, lambda: window.import_files([file]))
        file.unlink()
        async with open_window() as window:
            await appearing(lambda: recent(window) == ["list.txt (not found)"] or None)

    run(look())


def menu(window: MainWindow) -> QMenu:
    """Open the menu of recent lists."""
    found = window.findChild(QMenu, "recent_menu")
    assert isinstance(found, QMenu)
    found.aboutToShow.emit()
    return found
