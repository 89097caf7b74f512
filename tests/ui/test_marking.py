from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTextBrowser, QTreeWidget

from desktop_scanner.core.marks import MarkedValue
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.panels.marks_dialog import MarksDialog
from desktop_scanner.ui.widgets.facts_tree import FactsTree
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import find, scan, trigger
from tests.ui.test_batch_view import choose
from tests.ui.waiting import appearing, until

SITE = "hollowmere-dental.co.uk"


async def chosen_email(window: MainWindow, options: ScanOptions) -> str:
    """Scan the site and choose its first e-mail address in the detail."""
    await scan(window, SITE, options)
    window.pages.batch.table.selectRow(0)
    await choose(window, SITE)
    contacts = find(window, FactsTree, "contacts_list")
    item = contacts.topLevelItem(0)
    assert item is not None
    contacts.setCurrentItem(item)
    return item.text(0)


def marked(window: MainWindow) -> tuple[MarkedValue, ...]:
    result = window.pages.batch.detail.result
    return result.marked if result else ()


async def shown(window: MainWindow, count: int) -> None:
    """Wait until the detail names this many marked values."""
    sheet = find(window, QTextBrowser, "summary_sheet")
    await until(sheet.textChanged, lambda: len(marked(window)) == count)


def test_delete_marks_a_contact_and_undo_brings_it_back(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def mark() -> None:
        async with open_window() as window:
            email = await chosen_email(window, options)
            QTest.keyClick(find(window, QTreeWidget, "contacts_list"), Qt.Key.Key_Delete)
            await shown(window, 1)
            assert marked(window) == (MarkedValue(kind="email", value=email, everywhere=False),)
            assert f"Marked as wrong on {SITE}, in later batches too: {email}." in window.pages.messages.text
            undo = window.pages.messages.findChild(QPushButton, "message_undo_button")
            assert undo is not None
            QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
            await shown(window, 0)
            assert find(window, FactsTree, "contacts_list").topLevelItem(0).text(0) == email  # type: ignore[union-attr]

    run(mark())


def test_the_menu_marks_everywhere_and_takes_back(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def mark() -> None:
        async with open_window() as window:
            await chosen_email(window, options)
            contacts = find(window, FactsTree, "contacts_list")
            texts = [action.text() for action in contacts.menu().actions() if action.text()]
            assert texts == ["Copy", "Mark as Wrong on This Domain", "Mark as Wrong Everywhere"]
            contacts.menu().actions()[3].trigger()
            await shown(window, 1)
            assert marked(window)[0].everywhere
            last = contacts.topLevelItem(contacts.topLevelItemCount() - 1)
            assert last is not None
            assert last.text(1) == "Marked as wrong, everywhere"
            contacts.setCurrentItem(last)
            contacts.menu().actions()[-1].trigger()
            await shown(window, 0)

    run(mark())


def test_marks_are_taken_back_in_their_list(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def take_back() -> None:
        async with open_window() as window:
            await chosen_email(window, options)
            QTest.keyClick(find(window, QTreeWidget, "contacts_list"), Qt.Key.Key_Delete)
            await shown(window, 1)
            trigger(window, "marks_action")
            dialog = await appearing(lambda: window.findChild(MarksDialog))
            entries, button = find(window, FactsTree, "marks_list"), find(window, QPushButton, "unmark_button")
            assert not button.isEnabled()
            QTest.keyClick(entries, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            await shown(window, 0)
            assert entries.topLevelItemCount() == 0
            dialog.close()

    run(take_back())
