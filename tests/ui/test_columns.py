from collections.abc import Sequence

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QMenu

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.targets import Target, TargetList
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models import columns
from desktop_scanner.ui.models.columns import SHOWN_AT_FIRST, Column
from desktop_scanner.ui.widgets.column_layout import ColumnLayout
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import column, find, press, trigger
from tests.ui.waiting import after

AT_FIRST = [columns.key_of(one) for one in SHOWN_AT_FIRST]
ALT = Qt.KeyboardModifier.AltModifier


async def listed(window: MainWindow, rows: Sequence[dict[str, str]] = ({"size": "9"}, {"size": "100"})) -> None:
    """Show a batch of a list with columns of its own."""
    names = [f"{chr(97 + number)}.example" for number in range(len(rows))]
    found = [
        Target(domain=name, domain_display=name, host=name, input=name, columns=own)
        for name, own in zip(names, rows, strict=True)
    ]
    batch = await window.control.create(TargetList(targets=tuple(found)), ScanOptions(), name="", origin="")
    await after(window.pages.batch.model.loaded, lambda: window.show_batch(batch.id))


def layout(window: MainWindow) -> ColumnLayout:
    return window.pages.batch.table.layout_of_columns


def names_of(popup: QListWidget) -> list[str]:
    return [popup.item(row).text() for row in range(popup.count()) if not popup.item(row).isHidden()]


def test_every_column_of_the_contract_can_be_chosen(run: Run, open_window: OpenWindow) -> None:
    wanted = (
        "domain, input, status, verdict, failure_kind, failure_message, http_status, final_url, title, description, "
        "language, emails, phones, facebook, instagram, linkedin, x, youtube, tiktok, pinterest, github, other_social, "
        "technologies, cms, addresses, favicon_url, logo_url, pages, elapsed_ms, started_at, finished_at, "
        "email_addresses, phone_numbers, tags, own:size"
    )

    async def look() -> None:
        async with open_window() as window:
            await listed(window)
            assert layout(window).shown() == AT_FIRST
            assert set(wanted.split(", ")) <= set(layout(window).ordered())

    run(look())


def test_a_column_is_found_by_typing_and_shown_with_enter(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window)
            press(window, "columns_button")
            search, popup = find(window, QLineEdit, "columns_search_edit"), find(window, QListWidget, "columns_list")
            QTest.keyClicks(search, "as in")
            assert names_of(popup) == ["As in the list"]
            await after(layout(window).changed, lambda: QTest.keyClick(search, Qt.Key.Key_Return))
            assert layout(window).shown() == [*AT_FIRST, "input"]
            assert column(window, Column.INPUT) == ["a.example", "b.example"]

    run(look())


def test_a_column_is_hidden_and_moved_by_the_keyboard_alone(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window)
            trigger(window, "columns_action")
            search, popup = find(window, QLineEdit, "columns_search_edit"), find(window, QListWidget, "columns_list")
            QTest.keyClick(search, Qt.Key.Key_Down)
            popup.setCurrentRow(2)
            QTest.keyClick(popup, Qt.Key.Key_Up, ALT)
            assert layout(window).shown()[:3] == ["domain", "pages", "status"]
            assert names_of(popup)[:3] == ["Domain", "Pages", "Status"]
            QTest.keyClick(popup, Qt.Key.Key_Space)
            assert layout(window).shown()[:3] == ["domain", "status", "title"]

    run(look())


def test_the_domain_is_never_hidden(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window)
            layout(window).set_shown("domain", is_shown=False)
            assert "domain" in layout(window).shown()

    run(look())


def test_columns_and_their_order_are_remembered_and_reset(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window)
            header = window.pages.batch.table.horizontalHeader()
            header.moveSection(header.visualIndex(Column.TIME), 1)
            layout(window).set_shown("own:size", is_shown=True)
            layout(window).set_shown("title", is_shown=False)
            header.resizeSection(Column.DOMAIN, 333)
            await after(window.pages.batch.model.loaded, lambda: header.setSortIndicator(Column.DOMAIN, DESCENDING))
            before = layout(window).shown()
            window.close()
        async with open_window() as window:
            window.show_batch(window.control.batches.all()[0].id)
            await after(window.pages.batch.model.loaded, lambda: None)
            table = window.pages.batch.table
            assert layout(window).shown() == before == ["domain", "elapsed_ms", *before[2:]]
            assert table.columnWidth(Column.DOMAIN) == 333
            assert column(window, Column.DOMAIN) == ["b.example", "a.example"]
            trigger(window, "reset_columns_action")
            assert layout(window).shown() == AT_FIRST

    run(look())


DESCENDING = Qt.SortOrder.DescendingOrder


@pytest.mark.parametrize("kept", ["", "no json", "[]", '{"order": 7}', '{"shown": ["title"], "from": "tomorrow"}'])
def test_what_another_version_remembered_breaks_nothing(run: Run, open_window: OpenWindow, kept: str) -> None:
    async def look() -> None:
        async with open_window() as window:
            layout(window).restore(kept)
            shown = layout(window).shown()
            assert shown in (AT_FIRST, ["domain", "title"])
            assert msgspec.json.decode(layout(window).save())["order"]

    run(look())


def test_a_users_own_column_sorts_by_its_values(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, [{"size": "9"}, {"size": ""}, {"size": "100"}, {"size": "-1"}])
            layout(window).set_shown("own:size", is_shown=True)
            header = window.pages.batch.table.horizontalHeader()
            place = QPoint(header.sectionViewportPosition(len(Column)) + 8, 10)
            click = Qt.MouseButton.LeftButton
            await after(window.pages.batch.model.loaded, lambda: QTest.mouseClick(header.viewport(), click, pos=place))
            assert column(window, Column.DOMAIN) == ["d.example", "a.example", "c.example", "b.example"]

    run(look())


def test_rows_are_sorted_from_the_menu_and_turned_round(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window)
            model, menu = window.pages.batch.model, find(window, QMenu, "sort_menu")
            for name, expected in (("sort_by_domain", "a"), ("reverse_order", "b"), ("list_order", "a")):
                menu.aboutToShow.emit()
                [action] = [action for action in menu.actions() if action.objectName() == f"{name}_action"]
                await after(model.loaded, action.trigger)
                assert column(window, Column.DOMAIN)[0] == f"{expected}.example"

    run(look())


def test_the_heading_has_a_menu_of_its_own(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window)
            header = window.pages.batch.table.horizontalHeader()
            header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(Column.TITLE) + 5, 5))
            menu = find(window, QMenu, "header_menu")
            actions = {action.objectName(): action for action in menu.actions()}
            actions["move_left_action"].trigger()
            assert layout(window).shown()[:3] == ["domain", "status", "title"]
            actions["hide_column_action"].trigger()
            assert "title" not in layout(window).shown()

    run(look())
