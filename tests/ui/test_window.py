import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QListView, QPushButton, QWidget

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.theme import Scheme
from desktop_scanner.ui.window_state import WindowState
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import column, ended, find, press, scan, state, trigger
from tests.ui.waiting import until

CONTRACT = (
    "domain_input",
    "import_button",
    "start_button",
    "pause_button",
    "concurrency_field",
    "cancel_button",
    "progress_bar",
    "progress_table",
    "filter_edit",
    "detail_panel",
    "history_list",
    "export_button",
)


def test_the_names_that_others_rely_on_are_there(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            assert window.objectName() == "main_window"
            for name in CONTRACT:
                assert len(window.findChildren(QWidget, name)) == 1, name

    run(look())


def test_every_button_can_be_told_by_a_screen_reader(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            nameless = [
                button.objectName()
                for button in window.findChildren(QAbstractButton)
                if not (button.accessibleName() or button.text()) and not button.objectName().startswith("qt_")
            ]
            named = {button for button in nameless if button}
            assert named == set()

    run(look())


def test_no_two_actions_share_a_key(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            keys = [action.shortcut().toString() for action in window.findChildren(QAction)]
            used = [key for key in keys if key]
            assert sorted(used) == sorted(set(used))
            assert {"Ctrl+N", "Ctrl+O", "Ctrl+Return", "Ctrl+.", "Ctrl+F", "Ctrl+E", "Ctrl+I", "Space", "F1"} <= set(
                used
            )

    run(look())


def test_closing_asks_and_closes_nothing_itself(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.close()
            assert window.isVisible()
            assert window.close_requested.is_set()

    run(look())


def test_a_batch_closed_on_is_interrupted_and_resumed_next_time(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose("hollowmere-dental.co.uk\nszklo-pod-debami.pl", options=options)
            press(window, "start_button")
            await until(window.control.batch_changed, lambda: state(window) is BatchState.RUNNING)
            window.closing.end_at_once()
            assert "can be resumed" in window.pages.messages.text
        async with open_window() as window:
            await choose_first(window)
            assert state(window) is BatchState.INTERRUPTED
            press(window, "resume_button")
            await until(window.control.batch_changed, lambda: state(window) is BatchState.RUNNING)
            await ended(window)
            assert state(window) is BatchState.COMPLETED

    run(look())


def test_the_history_is_there_after_a_restart(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "szklo-pod-debami.pl", options)
        async with open_window() as window:
            await choose_first(window)
            assert column(window, Column.STATUS) == ["Done"]
            assert not find(window, QPushButton, "pause_button").isVisible()

    run(look())


def test_what_another_program_does_is_seen(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "szklo-pod-debami.pl", options)
            with sqlite3.connect(tmp_path / "scanner.db", timeout=5) as other:
                other.execute("UPDATE batch SET name = 'Named elsewhere'")
            other.close()
            await until(
                window.control.elsewhere_changed,
                lambda: [batch.name for batch in window.control.batches.all()] == ["Named elsewhere"],
            )

    run(look())


def test_place_and_choices_are_remembered(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.resize(QSize(800, 560))
            window.theme.choose(Scheme.DARK)
            window.pages.batch.splitter.setOrientation(Qt.Orientation.Horizontal)
            window.pages.batch.table.setColumnWidth(Column.TITLE, 333)
            window.close()
        async with open_window() as window:
            assert window.size() == QSize(800, 560)
            assert window.pages.batch.splitter.orientation() is Qt.Orientation.Horizontal
            assert window.pages.batch.table.columnWidth(Column.TITLE) == 333

    run(look())


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_palette_changes_while_the_window_is_open(run: Run, open_window: OpenWindow, scheme: Scheme) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.theme.choose(scheme)
            assert window.theme.colours.is_dark is (scheme is Scheme.DARK)
            assert window.palette().window().color().name() == window.theme.colours.window

    run(look())


def test_a_fault_of_the_program_is_told_with_its_report(
    run: Run, open_window: OpenWindow, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise ZeroDivisionError("division by zero")

    async def look() -> None:
        async with open_window() as window:
            with pytest.raises(ZeroDivisionError):
                await window.tasks.spawn(fail(), name="fail")
            assert "division by zero" in window.pages.messages.text
            assert "failed" in caplog.text

    run(look())


def test_side_bar_and_detail_can_be_put_away(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            history = find(window, QListView, "history_list")
            assert history.isVisible()
            trigger(window, "side_bar_action")
            assert not history.isVisible()
            trigger(window, "detail_action")
            assert window.pages.batch.detail.isHidden()

    run(look())


def test_help_lists_the_keys_and_names_the_database(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            for action, dialog in (("shortcuts_action", "shortcuts_dialog"), ("about_action", "about_dialog")):
                trigger(window, action)
                opened = find(window, QWidget, dialog)
                assert opened.isVisible()
                opened.close()

    run(look())


async def choose_first(window: object) -> None:
    """Choose the newest batch in the side bar and wait for its rows."""
    history = find(window, QListView, "history_list")  # type: ignore[arg-type]
    model = window.pages.batch.model  # type: ignore[attr-defined]
    history.setCurrentIndex(history.model().index(0, 0))
    await until(model.loaded, lambda: model.rowCount() > 0)


def test_files_are_looked_for_among_the_user_s_own_at_first(settings: QSettings) -> None:
    folder = Path(WindowState(settings).folder("export"))
    assert Path.home() in (folder, *folder.parents)
    WindowState(settings).keep_folder("export", "/elsewhere")
    assert WindowState(settings).folder("export") == "/elsewhere"
