from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QTreeWidgetItem,
    QWidget,
)

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult, Page, Technology
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.panels import fact_rows
from desktop_scanner.ui.theme import Scheme, Theme
from desktop_scanner.ui.widgets.elided_label import ElidedLabel
from desktop_scanner.ui.widgets.evidence_pane import EvidencePane
from desktop_scanner.ui.widgets.facts_tree import FactsTree
from desktop_scanner.ui.widgets.json_view import JsonView
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import ended, find, scan, trigger
from tests.ui.test_batch_view import choose
from tests.ui.waiting import after, appearing, until

SITE = "zimmerei-brandthuber.de"
FAILED = "tidewell-brasswork.com"


async def show(window: MainWindow, options: ScanOptions, tab: int, domain: str = SITE) -> None:
    """Scan a site and bring one tab of its detail to the front."""
    await scan(window, domain, options)
    window.pages.batch.table.selectRow(0)
    await choose(window, domain)
    trigger(window, f"tab_{tab}_action")


def row(tree: FactsTree, place: int) -> QTreeWidgetItem:
    item = tree.topLevelItem(place)
    assert item is not None
    return item


def chosen(tree: FactsTree) -> str:
    item = tree.currentItem()
    return item.text(0) if item else ""


def test_the_keyboard_walks_through_contacts_and_their_evidence(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, 2)
            contacts, sheet = find(window, FactsTree, "contacts_list"), find(window, QTextBrowser, "contacts_sheet")
            assert sheet.toPlainText().startswith(chosen(contacts))
            QTest.keyClick(contacts, Qt.Key.Key_Down)
            fact = contacts.fact_of(contacts.currentItem())
            assert fact is not None
            for evidence in fact.evidence:
                assert evidence.url in sheet.toPlainText()
            assert f">{fact.cells[0]}</span>" in sheet.toHtml()

    run(look())


def test_a_contact_is_copied_its_page_opened_and_it_is_marked(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, 2)
            contacts, opened = find(window, FactsTree, "contacts_list"), list[QUrl]()
            panel = window.pages.batch
            panel.url_wanted.disconnect()
            panel.url_wanted.connect(opened.append)
            value = chosen(contacts)
            click(window, "contacts_copy_button")
            assert QGuiApplication.clipboard().text() == value
            click(window, "contacts_open_button")
            assert opened[0].host() == f"www.{SITE}"
            click(window, "contacts_mark_button")
            await until(contacts.fact_chosen, lambda: panel.detail.result and panel.detail.result.marked)
            assert value != row(contacts, 0).text(0)

    run(look())


def test_evidence_stands_below_where_there_is_no_room_beside(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.resize(1440, 900)
            await show(window, options, 2)
            splitter = find(window, QSplitter, "contacts_splitter")
            assert splitter.orientation() is Qt.Orientation.Horizontal
            window.resize(1024, 640)
            window.pages.batch.splitter.setOrientation(Qt.Orientation.Horizontal)
            QApplication.processEvents()
            assert splitter.orientation() is Qt.Orientation.Vertical
            assert find(window, QPushButton, "open_button").text() == ""  # its icon, under the same name
            assert find(window, QPushButton, "open_button").accessibleName() == "Open site"

    run(look())


def test_buttons_leave_their_words_out_where_there_is_no_room(qapp: QApplication) -> None:
    pane = EvidencePane(Theme(qapp), "contacts")
    mark = pane.findChild(QToolButton, "contacts_mark_button")
    assert mark is not None
    pane.show()
    for width, style in ((500, "ToolButtonTextBesideIcon"), (150, "ToolButtonIconOnly")):
        pane.resize(width, 200)
        QApplication.processEvents()
        assert (mark.toolButtonStyle().name, mark.text()) == (style, "Mark as wrong")


def test_technologies_stand_in_groups_the_content_system_first(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, 3)
            tree = find(window, FactsTree, "technologies_list")
            heads = [row(tree, place) for place in range(tree.topLevelItemCount())]
            assert [head.text(0) for head in heads][:2] == ["Content and pages  2", "Plugins and themes  2"]
            assert all(not head.icon(0).isNull() for head in heads)
            assert chosen(tree) == "WordPress"
            tree.setCurrentItem(row(tree, 1))
            assert tree.chosen() == []  # a heading is no fact

    run(look())


def test_pages_stand_on_the_domains_line_of_time(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, 4)
            result = window.pages.batch.detail.result
            assert result is not None
            offsets = [page.offset_ms for page in result.pages]
            assert None not in offsets
            assert 0 < min(filter(None, offsets)) <= max(filter(None, offsets)) <= (result.elapsed_ms or 0)
            pages = find(window, FactsTree, "pages_list")
            assert str(pages.headerItem().text(5)).startswith("Time line, 0 to ")
            assert row(pages, 0).text(5).startswith("after ")

    run(look())


def test_of_a_page_scanned_long_ago_only_the_length_is_shown() -> None:
    page = Page(url="https://shop.be/", status=200, elapsed_ms=80)
    result = DomainResult(domain="shop.be", domain_display="shop.be", status=DomainStatus.COMPLETED, pages=(page,))
    (fact,) = fact_rows.pages(result)
    assert fact.span is not None
    assert (fact.span.offset_ms, fact.cells[5]) == (None, "start unknown")
    assert fact.span.place(0, 100) == (0, 100)


def test_a_page_opens_with_enter_and_its_address_is_copied(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, 4)
            pages, opened = find(window, FactsTree, "pages_list"), list[QUrl]()
            window.pages.batch.url_wanted.disconnect()
            window.pages.batch.url_wanted.connect(opened.append)
            pages.setCurrentItem(row(pages, 1))
            QTest.keyClick(pages, Qt.Key.Key_Return)
            entries = {action.text(): action for action in pages.menu().actions()}
            entries["Copy Address"].trigger()
            assert QGuiApplication.clipboard().text() == opened[0].toString()

    run(look())


def test_what_was_not_found_is_said(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, 2, FAILED)
            for name in ("contacts", "technologies", "pages"):
                words = find(window, QLabel, f"{name}_placeholder").text()
                assert words == "Unknown: no page was read (connection refused)."

    run(look())


def test_the_history_of_a_domain_leads_to_the_batches_that_saw_it(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, 1)
            first = window.pages.shown_id
            await after(window.pages.shown, lambda: trigger(window, "rescan_action"))
            await ended(window)
            await choose(window, SITE)
            trigger(window, "tab_7_action")
            history = find(window, FactsTree, "domain_history_list")
            await appearing(lambda: history.topLevelItemCount() == 2 or None)
            history.setFocus()
            history.setCurrentItem(row(history, 1))
            await after(window.pages.shown, lambda: QTest.keyClick(history, Qt.Key.Key_Return))
            assert window.pages.shown_id == first

    run(look())


def test_the_chosen_fact_stays_chosen_when_the_palette_changes(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, 3)
            tree = find(window, FactsTree, "technologies_list")
            QTest.keyClick(tree, Qt.Key.Key_Down)
            value = chosen(tree)
            window.theme.choose(Scheme.DARK)
            assert value == chosen(tree) != "WordPress"

    run(look())


def test_everything_in_the_detail_that_takes_the_focus_has_a_name(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, 1, FAILED)
            takers = [
                widget
                for widget in window.pages.batch.detail.findChildren(QWidget)
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy()
            ]
            nameless = {
                widget.objectName() or type(widget).__name__
                for widget in takers
                if not (widget.accessibleName() or getattr(widget, "text", str)())
            }
            assert nameless - {"QTabBar", "qt_tabwidget_tabbar"} == set()

    run(look())


def test_the_end_of_a_long_name_is_never_cut(qapp: QApplication) -> None:
    label = ElidedLabel(Qt.TextElideMode.ElideLeft)
    label.show_text("a-very-long-name-of-a-shop-in-ghent.be")
    label.resize(120, 20)
    label.grab()
    assert label.text().startswith("…")
    assert label.text().endswith(".be")
    assert label.toolTip() == label.whole == "a-very-long-name-of-a-shop-in-ghent.be"


def test_a_technology_of_no_known_category_is_not_lost() -> None:
    odd = Technology(name="Odd", version=None, categories=("Unheard of",))
    result = DomainResult(
        domain="shop.be", domain_display="shop.be", status=DomainStatus.COMPLETED, technologies=(odd,)
    )
    (fact,) = fact_rows.technologies(result)
    assert fact.group is not None
    assert (fact.cells[0], fact.group.text) == ("Odd", "Other")


def click(window: MainWindow, name: str) -> None:
    QTest.mouseClick(find(window, QToolButton, name), Qt.MouseButton.LeftButton)


def test_only_what_is_looked_at_of_the_json_is_coloured(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, 1)
            view = find(window, JsonView, "json_view")
            assert view.toPlainText() == ""
            trigger(window, "tab_8_action")
            assert view.extraSelections()[0].cursor.selectedText() == '"schema"'
            first = len(view.extraSelections())
            assert 0 < first < view.document().blockCount()
            view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
            assert view.extraSelections()[-1].cursor.block().blockNumber() >= view.document().blockCount() - 8

    run(look())
