import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTabBar, QToolTip, QWidget

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.overview import Facet, Overview, Tally
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.panels.overview import OverviewPanel
from desktop_scanner.ui.widgets.bar_button import BarButton
from desktop_scanner.ui.widgets.bar_section import BarSection
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import column, ended, find, press, scan, state, trigger
from tests.ui.waiting import after, appearing

LIST = "hollowmere-dental.co.uk\nszklo-pod-debami.pl\narchiv-ostrand.de\ntidewell-brasswork.com\n"


def panel(window: MainWindow) -> OverviewPanel:
    return find(window, OverviewPanel, "overview_panel")


async def show(window: MainWindow) -> OverviewPanel:
    """Show the overview and wait for its figures."""
    trigger(window, "view_2_action")
    shown = panel(window)
    await appearing(lambda: shown.sections[Facet.STATUS].bars or None)
    return shown


def words(section: BarSection) -> dict[str, str]:
    return {bar.word: bar.count for bar in section.bars}


def focused(window: MainWindow) -> str:
    widget = window.focusWidget()
    return widget.bar.word if isinstance(widget, BarButton) else widget.objectName() if widget else ""


def test_a_scanned_batch_is_shown_as_pictures(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            sections = (await show(window)).sections
            assert words(sections[Facet.STATUS]) == {"Done": "2", "Failed": "2"}
            assert words(sections[Facet.FAILURE]) == {"Connection refused": "1", "Robots.txt says no": "1"}
            assert words(sections[Facet.VERDICT]) == {"A working site": "2"}
            assert set(words(sections[Facet.LANGUAGE])) == {"English (en)", "Polish (pl)"}
            assert words(sections[Facet.CONTACT])["E-mail"] == "2"
            assert sections[Facet.TECHNOLOGY].bars
            assert len(sections[Facet.DOMAIN].bars) == 4
            assert "domains a minute" in panel(window).speed.summary()

    run(look())


@pytest.mark.parametrize(
    ("facet", "word", "term", "domains"),
    [
        (Facet.STATUS, "Failed", "status:failed", ["archiv-ostrand.de", "tidewell-brasswork.com"]),
        (Facet.FAILURE, "Connection refused", "kind:connect_refused", ["tidewell-brasswork.com"]),
        (Facet.DOMAIN, "archiv-ostrand.de", "domain:=archiv-ostrand.de", ["archiv-ostrand.de"]),
    ],
)
def test_a_bar_filters_the_table_and_the_filter_is_there_to_be_changed(  # noqa: PLR0917 -- pytest gives them by name
    run: Run, open_window: OpenWindow, options: ScanOptions, facet: Facet, word: str, term: str, domains: list[str]
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            [bar] = [each for each in (await show(window)).sections[facet].buttons if each.bar.word == word]
            loaded = window.pages.batch.model.loaded
            await after(loaded, lambda: QTest.mouseClick(bar, Qt.MouseButton.LeftButton))
            assert sorted(column(window, Column.DOMAIN)) == domains
            assert find(window, QLineEdit, "filter_edit").text() == term
            assert window.pages.batch.table.hasFocus()
            await after(loaded, lambda: press(window, "clear_filter_button"))
            assert len(column(window, Column.DOMAIN)) == 4

    run(look())


def test_every_bar_is_reached_and_pressed_by_keyboard(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            shown = await show(window)
            seen = [focused(window)]
            for _ in range(sum(len(section.bars) for section in shown.sections.values()) - 1):
                QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
                seen.append(focused(window))
            assert sorted(seen) == sorted(bar.word for section in shown.sections.values() for bar in section.bars)
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
            assert focused(window) == seen[-1]
            shown.sections[Facet.STATUS].enter(1)
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
            await after(
                window.pages.batch.model.loaded, lambda: QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
            )
            assert find(window, QLineEdit, "filter_edit").text() == "status:failed"

    run(look())


def test_the_tab_key_goes_from_card_to_card_and_comes_back_to_the_same_bar(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            shown = await show(window)
            shown.sections[Facet.STATUS].enter(1)
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
            QTest.keyClick(window, Qt.Key.Key_Tab)
            assert focused(window) == shown.sections[Facet.CONTACT].bars[0].word
            QTest.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
            assert focused(window) == "Failed"

    run(look())


def test_a_bar_says_what_it_is_to_screen_readers_and_in_its_tooltip(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            failed = (await show(window)).sections[Facet.STATUS].buttons[1]
            spoken = QAccessible.queryAccessibleInterface(failed)
            assert spoken.text(QAccessible.Text.Name) == "Failed: 2 domains, 50 %"
            assert spoken.role() is QAccessible.Role.Button
            assert failed.toolTip() == "Failed: 2 of 4 domains (50.00 %)"
            assert (failed.bar.symbol, failed.bar.share) == ("failed", "50 %")

    run(look())


def test_the_pieces_of_the_status_bar_can_be_clicked_and_told_apart(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            await show(window)
            pieces = find(window, QWidget, "status_bar_pieces")
            right = QPoint(pieces.width() - 10, 5)
            QApplication.sendEvent(pieces, QHelpEvent(QHelpEvent.Type.ToolTip, right, pieces.mapToGlobal(right)))
            assert QToolTip.text() == "Failed: 2 of 4 domains (50.00 %)"
            click = lambda: QTest.mouseClick(pieces, Qt.MouseButton.LeftButton, pos=right)  # noqa: E731 -- read below
            await after(window.pages.batch.model.loaded, click)
            assert find(window, QLineEdit, "filter_edit").text() == "status:failed"

    run(look())


def test_an_overview_grows_while_the_batch_runs(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose(LIST, options=options)
            press(window, "start_button")
            await appearing(lambda: window.pages.shown_batch)
            trigger(window, "view_2_action")
            shown = panel(window)
            await ended(window)
            await appearing(lambda: words(shown.sections[Facet.STATUS]) == {"Done": "2", "Failed": "2"} or None)

    run(look())


def test_a_batch_without_results_says_so(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            shown = await show(window)
            label = find(window, QLabel, "overview_placeholder")
            assert label.isHidden()
            shown.show_overview(Overview(total=9, statuses=(Tally("pending", 9),), contacts=(Tally("email", 0),)))
            assert "Nothing is scanned yet" in label.text()
            assert not label.isHidden()
            assert [facet for facet, section in shown.sections.items() if not section.isHidden()] == [Facet.STATUS]

    run(look())


def test_another_batch_keeps_the_view_and_shows_its_own_figures(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "hollowmere-dental.co.uk", options)
            first = window.pages.shown_id
            window.propose(LIST, options=options)
            await after(window.pages.shown, lambda: press(window, "start_button"))
            await ended(window)
            shown = await show(window)
            window.show_batch(first)
            assert not shown.sections[Facet.STATUS].bars
            await appearing(lambda: words(shown.sections[Facet.STATUS]) == {"Done": "1"} or None)
            assert find(window, QTabBar, "batch_view_tabs").currentIndex() == 1

    run(look())


def test_the_filter_key_brings_the_table_back(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            await show(window)
            trigger(window, "filter_action")
            assert find(window, QTabBar, "batch_view_tabs").currentIndex() == 0
            assert find(window, QLineEdit, "filter_edit").hasFocus()
            assert state(window) is BatchState.PARTIAL

    run(look())


def of(**counts: int) -> Overview:
    return Overview(total=9, scanned=9, technologies=tuple(Tally(*each) for each in counts.items()))


def test_bars_stay_in_their_places_while_someone_is_at_them(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "hollowmere-dental.co.uk", options)
            shown = await show(window)
            section = shown.sections[Facet.TECHNOLOGY]
            shown.show_overview(of(nginx=3, php=2))
            section.enter(1)
            shown.show_overview(of(php=5, java=4, nginx=3))
            assert (list(words(section)), focused(window)) == (["nginx", "php", "java"], "nginx")
            window.pages.batch.views.tabs.setFocus()
            shown.show_overview(of(php=5, java=4, nginx=3))
            assert list(words(section)) == ["php", "java", "nginx"]

    run(look())
