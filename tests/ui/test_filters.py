"""The filter of a batch as a person uses it: typing, completing, mending, chips, and filters under a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QMenu, QPushButton, QWidget

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.widgets.term_edit import TermEdit
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import column, find, press, scan, trigger
from tests.ui.waiting import after, appearing, until

LIST = "hollowmere-dental.co.uk\nszklo-pod-debami.pl\narchiv-ostrand.de\ntidewell-brasswork.com\n"
FAILED = ["archiv-ostrand.de", "tidewell-brasswork.com"]


def edit_of(window: MainWindow) -> TermEdit:
    edit = find(window, TermEdit, "filter_edit")
    edit.setFocus()
    return edit


def completions(window: MainWindow) -> QListView:
    return edit_of(window)._list


def proposed(window: MainWindow) -> list[str]:
    model = completions(window).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


async def write(window: MainWindow, text: str) -> None:
    edit = edit_of(window)
    edit.clear()
    await after(window.pages.batch.filters.changed, lambda: QTest.keyClicks(edit, text))


async def shown(window: MainWindow, domains: list[str]) -> None:
    await until(window.pages.batch.model.loaded, lambda: sorted(column(window, Column.DOMAIN)) == domains)


def test_terms_and_text_filter_the_rows(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            await write(window, "status:failed ")
            await shown(window, FAILED)
            await write(window, "-kind:connect_refused status:failed ost")
            await shown(window, FAILED[:1])
            await write(window, "pages:>0 -tld:pl")
            await shown(window, ["hollowmere-dental.co.uk"])

    run(look())


def test_words_are_completed_with_the_keys(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            edit, popup = edit_of(window), completions(window)
            QTest.keyClicks(edit, "sta")
            assert proposed(window) == ["status:"]
            QTest.keyClick(popup, Qt.Key.Key_Tab)
            await appearing(lambda: "failed" in proposed(window) or None)
            QTest.keyClicks(popup, "fa")
            QTest.keyClick(popup, Qt.Key.Key_Down)
            QTest.keyClick(popup, Qt.Key.Key_Return)
            assert edit.text() == "status:failed "
            await shown(window, FAILED)

    run(look())


def test_values_of_the_batch_are_proposed_with_their_counts(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            QTest.keyClicks(edit_of(window), "status:")
            details = await appearing(lambda: _details(window) if "Failed · 2" in _details(window) else None)
            assert "Done · 2" in details
            QTest.keyClick(completions(window), Qt.Key.Key_Escape)
            assert not completions(window).isVisible()
            assert edit_of(window).text() == "status:"
            QTest.keyClick(edit_of(window), Qt.Key.Key_Escape)
            assert edit_of(window).text() == ""

    run(look())


def _details(window: MainWindow) -> list[str]:
    popup = completions(window)
    rows = (popup.model().index(row, 0) for row in range(popup.model().rowCount()))
    return [each.detail for row in rows if (each := edit_of(window)._list.suggestion(row)) is not None]


def test_down_in_an_empty_box_shows_every_word(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            QTest.keyClick(edit_of(window), Qt.Key.Key_Down)
            assert {"status:", "tech:", "lang:", "pages:"} <= set(proposed(window))
            QTest.mouseClick(
                completions(window).viewport(),
                Qt.MouseButton.LeftButton,
                pos=completions(window).visualRect(completions(window).model().index(1, 0)).center(),
            )
            assert edit_of(window).text() == "kind:"

    run(look())


def test_a_fault_is_told_beside_the_box_and_mended_at_a_press(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            await write(window, "status:faild ")
            line = find(window, QWidget, "filter_fault")
            assert line.isVisible()
            assert find(window, QLabel, "filter_fault_text").text() == 'There is no status "faild".'
            assert edit_of(window).accessibleDescription() == 'There is no status "faild".'
            await after(window.pages.batch.model.loaded, lambda: press(window, "filter_fault_button"))
            assert edit_of(window).text() == "status:failed "
            assert not line.isVisible()
            await shown(window, FAILED)

    run(look())


@pytest.mark.parametrize("text", ["pages:", "pages:>", "status:fai"])
def test_what_is_still_being_written_is_no_fault(
    run: Run, open_window: OpenWindow, options: ScanOptions, text: str
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            window.activateWindow()
            await write(window, text)
            assert not find(window, QWidget, "filter_fault").isVisible()

    run(look())


def test_chips_add_to_the_box(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            window.resize(1800, 900)
            chip = find(window, QPushButton, "quick_chip_email_yes")
            await until(window.pages.batch.filters.counted, lambda: chip.text().endswith("2"))
            await after(window.pages.batch.model.loaded, chip.click)
            await shown(window, ["hollowmere-dental.co.uk", "szklo-pod-debami.pl"])
            await write(window, "tld:pl")
            await shown(window, ["szklo-pod-debami.pl"])
            await after(window.pages.batch.model.loaded, lambda: press(window, "clear_filter_button"))
            assert not chip.isChecked()

    run(look())


def test_chips_that_find_no_room_stand_in_a_menu(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            window.resize(800, 520)
            chip = find(window, QPushButton, "quick_chip_email_yes")
            await until(window.pages.batch.filters.counted, lambda: chip.text().endswith("2"))
            menu = find(window, QMenu, "quick_filters_menu")
            menu.aboutToShow.emit()
            assert not chip.isVisible()
            action = next(action for action in menu.actions() if action.text() == chip.text())
            await after(window.pages.batch.model.loaded, action.trigger)
            assert len(column(window, Column.DOMAIN)) == 2
            assert chip.isVisible()  # what is chosen comes first

    run(look())


def saved_names(window: MainWindow) -> list[str]:
    return [action.text() for action in saved_menu(window).actions() if action.isCheckable()]


def saved_menu(window: MainWindow) -> QMenu:
    menu = find(window, QMenu, "saved_filters_menu")
    menu.aboutToShow.emit()
    return menu


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def name_it(window: MainWindow, name: str) -> None:
    edit = find(window, QLineEdit, "filter_name_edit")
    assert edit.isVisible()
    edit.selectAll()
    QTest.keyClicks(edit, name)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert not edit.isVisible()


def test_a_filter_is_saved_and_applied_on_another_day(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def save() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            await after(window.pages.batch.model.loaded, lambda: press(window, "status_chip_failed"))
            await write(window, "ost")
            trigger(window, "save_filter_action")
            name_it(window, "Lost & gone")
            assert saved_names(window) == ["Lost && gone"]

    async def apply() -> None:
        async with open_window() as window:
            [batch] = window.control.batches.all()
            window.show_batch(batch.id)
            choose(saved_menu(window), "Lost && gone")
            await shown(window, FAILED[:1])
            assert edit_of(window).text() == "status:failed ost"

    run(save())
    run(apply())


def test_saved_filters_are_renamed_and_deleted_which_can_be_undone(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            for text in ("tld:pl", "tld:de"):
                await write(window, text)
                trigger(window, "save_filter_action")
                name_it(window, text)
            saved_menu(window)
            choose(find(window, QMenu, "rename_filter_menu"), "tld:pl")
            name_it(window, "Poland")
            assert saved_names(window) == ["Poland", "tld:de"]
            choose(find(window, QMenu, "delete_filter_menu"), "tld:de")
            assert saved_names(window) == ["Poland"]
            undo = window.pages.batch.messages.findChild(QPushButton, "message_undo_button")
            assert isinstance(undo, QPushButton)
            undo.click()
            assert saved_names(window) == ["Poland", "tld:de"]

    run(look())


def test_without_a_filter_there_is_nothing_to_save(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            trigger(window, "save_filter_action")
            assert "no filter" in window.pages.batch.messages.text
            assert not find(window, QWidget, "filter_name").isVisible()

    run(look())


def test_leaving_with_escape_saves_nothing(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            await write(window, "tld:pl")
            trigger(window, "save_filter_action")
            QTest.keyClick(find(window, QLineEdit, "filter_name_edit"), Qt.Key.Key_Escape)
            assert not find(window, QWidget, "filter_name").isVisible()
            assert saved_names(window) == []

    run(look())


def test_the_words_are_explained_and_put_into_the_box(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            trigger(window, "filter_words_action")
            sheet = window.pages.batch.filters.help
            assert sheet.isVisible()
            words = find(window, QLabel, "filter_help_words")
            words.linkActivated.emit("lang:")
            assert not sheet.isVisible()
            assert edit_of(window).text() == "lang:"

    run(look())


def test_the_filters_keys_are_in_the_menus(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            names = ("save_filter_action", "saved_filters_action", "filter_words_action")
            actions = [window.findChild(QAction, name) for name in names]
            keys = [action.shortcut().toString() for action in actions if isinstance(action, QAction)]
            assert keys == ["Ctrl+Alt+S", "Ctrl+L", "Shift+F1"]

    run(look())
