import itertools
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QTabBar

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.intake import lists
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.models.rows import RowsTableModel
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import column, ended, file_dialog, find, press, scan, state, trigger
from tests.ui.waiting import after, appearing, until

SCANNED = "hollowmere-dental.co.uk\nszklo-pod-debami.pl\ntidewell-brasswork.com\n"


async def listed(window: MainWindow, count: int) -> None:
    """Show a batch of so many domains that nobody scans."""
    targets = lists.read_text("\n".join(f"site-{number:06}.com" for number in range(count)))
    batch = await window.control.create(targets, ScanOptions(), name="", origin="")
    await after(window.pages.batch.model.loaded, lambda: window.show_batch(batch.id))
    window.pages.batch.table.setFocus()


def selected(window: MainWindow) -> list[int]:
    """Return the places of the selected rows."""
    table = window.pages.batch.table
    first = window.pages.batch.model.ids[0]
    return [target_id - first for target_id in table.selected_ids()]


def opened_urls(window: MainWindow) -> list[str]:
    urls = list[str]()
    panel = window.pages.batch
    panel.url_wanted.disconnect()
    panel.url_wanted.connect(lambda url: urls.append(QUrl(url).toString()))
    return urls


def test_a_selection_is_inverted_and_emptied(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, 6)
            table = window.pages.batch.table
            table.select_ids(window.pages.batch.model.ids[1:3])
            trigger(window, "invert_selection_action")
            assert selected(window) == [0, 3, 4, 5]
            trigger(window, "invert_selection_action")
            assert selected(window) == [1, 2]
            trigger(window, "select_none_action")
            assert selected(window) == []
            trigger(window, "invert_selection_action")
            assert selected(window) == [0, 1, 2, 3, 4, 5]

    run(look())


def test_the_selection_stays_when_the_order_changes(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, 6)
            panel = window.pages.batch
            chosen = [panel.model.ids[place] for place in (1, 2, 5)]
            panel.table.select_ids(chosen)
            order = Qt.SortOrder.DescendingOrder
            await after(panel.model.loaded, lambda: panel.model.sort(Column.DOMAIN, order))
            assert panel.table.selected_ids() == chosen[::-1]

    run(look())


def test_a_hundred_thousand_rows_are_selected_and_copied(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, 100_000)
            table, clipboard = window.pages.batch.table, QGuiApplication.clipboard()
            table.selectAll()
            await after(clipboard.dataChanged, lambda: trigger(window, "copy_headings_action"))
            lines = clipboard.text().splitlines()
            assert (len(lines), lines[0].split("\t")[0], lines[-1].split("\t")[0]) == (
                100_001,
                "Domain",
                "site-099999.com",
            )

    run(look())


def test_painting_asks_for_no_row_out_of_view_however_many_are_selected(
    run: Run, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = itertools.count()
    count = RowsTableModel.rowCount
    monkeypatch.setattr(RowsTableModel, "rowCount", lambda *parent: (next(asked), count(*parent))[1])

    async def look() -> None:
        async with open_window() as window:
            await listed(window, 20_000)
            window.pages.batch.table.selectAll()
            before = next(asked)
            window.pages.batch.table.grab()
            assert next(asked) - before < 10_000

    run(look())


@pytest.mark.parametrize(
    ("count", "button", "opened"), [(3, "", 3), (12, "open_few_button", 10), (12, "open_all_button", 12)]
)
def test_many_sites_are_opened_only_when_asked_again(
    run: Run, open_window: OpenWindow, count: int, button: str, opened: int
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, count)
            urls = opened_urls(window)
            window.pages.batch.table.selectAll()
            trigger(window, "open_selected_action")
            if button:
                assert window.pages.messages.is_asking
                press(window, button)
            await appearing(lambda: urls[opened - 1 : opened] or None)
            assert urls == [f"https://site-{number:06}.com/" for number in range(opened)]

    run(look())


def test_domains_are_tagged_and_it_can_be_undone(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, 3)
            panel = window.pages.batch
            panel.table.layout_of_columns.set_shown("tags", is_shown=True)
            panel.table.select_ids(panel.model.ids[:2])
            trigger(window, "tag_action")
            edit = await appearing(lambda: window.findChild(QLineEdit, "tag_edit"))
            QTest.keyClicks(edit, "lead")
            QTest.keyClick(edit, Qt.Key.Key_Return)
            await until(panel.model.loaded, lambda: column(window, Column.TAGS) == ["lead", "lead", ""])
            assert await appearing(lambda: panel.messages.text or None) == "2 domains tagged “lead”."
            undo = panel.messages.findChild(QPushButton, "message_undo_button")
            assert isinstance(undo, QPushButton)
            undo.click()
            await until(panel.model.loaded, lambda: column(window, Column.TAGS) == ["", "", ""])

    run(look())


def test_the_menu_opens_at_the_table_by_mouse_and_by_keyboard(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, 3)
            table, menu = window.pages.batch.table, find(window, QMenu, "domains_menu")
            asked = list[QPoint]()
            table.menu_wanted.connect(asked.append)
            table.selectRow(1)
            QApplication.sendEvent(table, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
            assert menu.isVisible()
            assert asked[0].y() == table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomLeft()).y()
            names = {action.objectName() for action in menu.actions() if action.objectName()}
            assert {"copy_action", "copy_headings_action", "open_selected_action", "retry_selected_action"} <= names
            menu.close()
            assert all(action.isEnabled() for action in window.findChildren(QAction, "tag_action"))

    run(look())


def test_what_is_selected_in_a_view_behind_is_left_alone(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, 3)
            urls = opened_urls(window)
            window.pages.batch.table.selectAll()
            window.show_new_batch()
            QGuiApplication.clipboard().setText("before")
            for name in ("open_selected_action", "copy_headings_action", "tag_action"):
                trigger(window, name)
            await window.control.load()
            assert (urls, QGuiApplication.clipboard().text()) == ([], "before")
            assert window.findChild(QLineEdit, "tag_edit") is None

    run(look())


def test_only_the_selection_is_exported(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    file = tmp_path / "some.jsonl"

    async def look() -> None:
        async with open_window() as window:
            await scan(window, SCANNED, options)
            panel = window.pages.batch
            panel.table.select_ids([panel.model.ids[0], panel.model.ids[2]])
            trigger(window, "export_selection_jsonl_action")
            dialog = await file_dialog(window)
            dialog.selectFile(str(file))
            dialog.accept()
            bar = window.statusBar()
            await until(bar.messageChanged, lambda: "exported to" in bar.currentMessage())
            found = [json.loads(line)["domain"] for line in file.read_text(encoding="utf-8").splitlines()]
            assert found == ["hollowmere-dental.co.uk", "tidewell-brasswork.com"]

    run(look())


def test_a_value_of_the_current_domain_is_marked_from_the_menu(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "hollowmere-dental.co.uk", options)
            panel, menu = window.pages.batch, window.findChild(QMenu, "wrong_menu")
            assert isinstance(menu, QMenu)
            panel.table.selectRow(0)
            result = await appearing(lambda: panel.detail.result)
            menu.aboutToShow.emit()
            await after(panel.model.loaded, menu.actions()[0].trigger)
            assert column(window, Column.EMAILS) == [str(len(result.emails) - 1)]

    run(look())


def test_typing_jumps_to_the_next_domain_that_begins_so(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, 1_200)
            table = window.pages.batch.table
            QTest.keyClicks(table, "site-0007")
            await until(table.current_changed, lambda: table.currentIndex().row() == 700)
            for key, row in ((Qt.Key.Key_End, 1_199), (Qt.Key.Key_Home, 0)):
                QTest.keyClick(table, key)
                assert table.currentIndex().row() == row

    run(look())


def test_enter_goes_to_the_detail_also_where_it_is_hidden(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, 2)
            table, detail = window.pages.batch.table, window.pages.batch.detail
            trigger(window, "detail_action")
            assert not detail.isVisible()
            table.selectRow(1)
            QTest.keyClick(table, Qt.Key.Key_Return)
            assert detail.isVisible()
            assert isinstance(QApplication.focusWidget(), QTabBar)

    run(look())


def test_rows_selection_and_place_stay_while_a_batch_sorted_by_status_runs(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            names = [*(f"nobody-{number:02}.invalid" for number in range(60)), *SCANNED.split()]
            batch = await window.control.create(lists.read_text("\n".join(names)), options, name="", origin="")
            panel = window.pages.batch
            await after(panel.model.loaded, lambda: window.show_batch(batch.id))
            await after(panel.model.loaded, lambda: panel.model.sort(Column.STATUS, Qt.SortOrder.DescendingOrder))
            panel.table.select_ids(panel.model.ids[40:43])
            panel.table.verticalScrollBar().setValue(200)
            before = column(window, Column.DOMAIN), panel.table.selected_ids()
            await window.control.start(batch.id)
            await ended(window)
            assert state(window) is BatchState.PARTIAL
            assert (column(window, Column.DOMAIN), panel.table.selected_ids()) == before
            assert panel.table.verticalScrollBar().value() == 200

    run(look())
