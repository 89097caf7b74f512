from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QTableView, QTreeView

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.schedules import Every
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.panels.batch_properties import BatchPropertiesDialog
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import ended, find, press, scan, state, trigger
from tests.ui.waiting import after, appearing, until

LIST = "hollowmere-dental.co.uk\narchiv-ostrand.de\n"


async def scan_again(window: MainWindow) -> None:
    """Scan the batch in view again, as a new one."""
    first = window.pages.shown_id
    await after(window.pages.shown, lambda: trigger(window, "rescan_action"))
    assert window.pages.shown_id != first
    await ended(window)


def test_failed_domains_are_tried_again(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            assert find(window, QPushButton, "retry_button").isVisible()
            await after(window.control.batch_ended, lambda: press(window, "retry_button"))
            assert state(window) is BatchState.PARTIAL
            window.pages.batch.table.selectAll()
            await after(window.control.batch_ended, lambda: trigger(window, "retry_selected_action"))
            assert state(window) is BatchState.PARTIAL

    run(look())


def test_a_list_is_scanned_again_and_compared(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            compare = find(window, QPushButton, "compare_button")
            assert not compare.isVisible()
            await scan_again(window)
            assert compare.isVisible()
            press(window, "compare_button")
            placeholder = find(window, QLabel, "comparison_placeholder")
            await appearing(lambda: "Nothing is different" in placeholder.text() or None)
            press(window, "comparison_back_button")
            assert len(window.control.batches.all()) == 2
            assert window.pages.shown_id == window.control.batches.all()[0].id

    run(look())


def test_differences_are_shown_and_lead_to_the_domain(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose(LIST, name="Shops", options=options)
            press(window, "start_button")
            await ended(window)
            window.propose(LIST + "szklo-pod-debami.pl", name="Shops", options=options)
            press(window, "start_button")
            await until(window.control.batch_ended, lambda: len(window.control.batches.all()) == 2)
            await ended(window)
            trigger(window, "compare_action")
            tree = find(window, QTreeView, "differences_tree")
            await appearing(lambda: tree.model().rowCount() or None)
            assert find(window, QPushButton, "change_chip_new").text() == "New  1"
            tree.setCurrentIndex(tree.model().index(0, 0))
            await after(window.pages.shown, lambda: QTest.keyClick(tree, Qt.Key.Key_Return))
            detail = window.pages.batch.detail
            await appearing(lambda: detail.result)
            assert detail.result is not None
            assert detail.result.domain == "szklo-pod-debami.pl"

    run(look())


def test_a_batch_is_named_tagged_and_repeated(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            trigger(window, "properties_action")
            dialog = await appearing(lambda: window.findChild(BatchPropertiesDialog))
            find(window, QLineEdit, "properties_name").setText("Dentists")
            find(window, QLineEdit, "properties_tags").setText("health,  uk ,")
            every = find(window, QComboBox, "properties_every")
            every.setCurrentIndex(every.findData(Every.WEEK))
            save = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)  # type: ignore[union-attr]
            QTest.mouseClick(save, Qt.MouseButton.LeftButton)
            title = find(window, QLabel, "batch_title")
            await until(window.control.batch_changed, lambda: title.text() == "Dentists")
            batch = window.pages.shown_batch
            assert batch is not None
            assert batch.tags == ("health", "uk")

    run(look())


def test_a_deleted_batch_comes_back_with_undo(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            batch_id = window.pages.shown_id
            await after(window.pages.shown, lambda: trigger(window, "delete_batch_action"))
            assert window.control.batches.all() == ()
            await appearing(lambda: "is deleted" in window.pages.messages.text or None)
            undo = window.pages.messages.findChild(QPushButton, "message_undo_button")
            assert undo is not None
            await after(window.pages.shown, lambda: QTest.mouseClick(undo, Qt.MouseButton.LeftButton))
            assert [batch.id for batch in window.control.batches.all()] == [batch_id]

    run(look())


def test_a_search_over_all_batches_leads_to_a_domain(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            trigger(window, "search_action")
            edit, table = find(window, QLineEdit, "search_edit"), find(window, QTableView, "hits_table")
            QTest.keyClicks(edit, "domain:hollowmere-dental.co.uk")
            await after(table.model().modelReset, lambda: QTest.keyClick(edit, Qt.Key.Key_Return))
            assert table.model().rowCount() == 1
            await after(window.pages.shown, lambda: QTest.keyClick(table, Qt.Key.Key_Return))
            detail = window.pages.batch.detail
            await appearing(lambda: detail.result)
            assert detail.result is not None
            assert detail.result.domain == "hollowmere-dental.co.uk"

    run(look())


def test_a_search_for_nothing_says_what_can_be_looked_for(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            trigger(window, "search_action")
            window.pages.search.search()
            placeholder = find(window, QLabel, "search_placeholder")
            await appearing(lambda: "domain:" in placeholder.text() or None)
            assert window.pages.shown_id == ""

    run(look())
