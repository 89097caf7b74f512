from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMenu, QPushButton
from pytestqt.modeltest import ModelTester

from desktop_scanner.core.clock import now
from desktop_scanner.core.lists import SavedList
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.saved_lists import ListRole, SavedListsModel
from desktop_scanner.ui.panels.saved_lists import SavedListsPanel
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import ended, find, scan, state, trigger
from tests.ui.waiting import after, appearing, until


def view(window: MainWindow) -> QListView:
    return find(window, QListView, "saved_lists")


def names(window: MainWindow) -> list[str]:
    model = view(window).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


async def saved(window: MainWindow, text: str, name: str) -> None:
    """Have a list proposed, saved with Ctrl+S, and its name typed."""
    window.propose(text)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    field = await appearing(lambda: view(window).findChild(QLineEdit))
    QTest.keyClicks(field, name)
    await after(view(window).model().modelReset, lambda: QTest.keyClick(field, Qt.Key.Key_Return))


def menu(window: MainWindow, text: str) -> None:
    """Choose an entry of the list's menu."""
    made: QMenu = find(window, SavedListsPanel, "saved_lists_panel").menu()
    next(action for action in made.actions() if action.text() == text).trigger()


def test_a_list_is_saved_under_the_name_that_is_typed_and_is_there_next_time(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await saved(window, "a.example\nb.example", "Customers")
            assert names(window) == ["Customers"]
        async with open_window() as window:
            await until(view(window).model().modelReset, lambda: names(window))
            assert names(window) == ["Customers"]

    run(look())


def test_a_list_opens_with_its_own_columns_and_what_stood_there_comes_back(
    run: Run, open_window: OpenWindow, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("id,site\n7,a.example\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            domains = window.pages.new_batch.domains
            await after(domains.taken, lambda: window.import_files([file]))
            trigger(window, "save_list_action")
            QTest.keyClick(await appearing(lambda: view(window).findChild(QLineEdit)), Qt.Key.Key_Return)
            await appearing(lambda: view(window).findChild(QLineEdit) is None or None)
            await after(domains.changed, lambda: window.propose("typed.example"))
            click_first(window)
            await until(domains.changed, lambda: domains.targets.targets and domains.targets.targets[0].columns)
            assert (domains.editor.text, domains.targets.targets[0].columns) == ("a.example\n", {"id": "7"})
            undo(window)
            await until(domains.changed, lambda: domains.editor.text == "typed.example")

    run(look())


def test_a_list_is_renamed_and_deleted_and_brought_back(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await saved(window, "a.example", "Shops")
            lists, reset = view(window), view(window).model().modelReset
            lists.setCurrentIndex(lists.model().index(0, 0))
            QTest.keyClick(lists, Qt.Key.Key_F2)
            field = await appearing(lambda: lists.findChild(QLineEdit))
            QTest.keyClicks(field, "Offices")
            await after(reset, lambda: QTest.keyClick(field, Qt.Key.Key_Return))
            assert names(window) == ["Offices"]
            lists.setCurrentIndex(lists.model().index(0, 0))
            await after(reset, lambda: QTest.keyClick(lists, Qt.Key.Key_Delete))
            await appearing(lambda: window.pages.messages.text or None)
            await after(reset, lambda: undo(window))
            assert names(window) == ["Offices"]

    run(look())


def test_an_opened_list_is_saved_again_in_its_place_and_that_can_be_undone(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await saved(window, "a.example", "Shops")
            domains, reset = window.pages.new_batch.domains, view(window).model().modelReset
            click_first(window)
            await until(domains.changed, lambda: domains.came_from)
            domains.add_text("b.example")
            await after(reset, lambda: trigger(window, "save_list_action"))
            text = await appearing(lambda: window.pages.messages.text or None)
            assert text == "The list “Shops” is saved with 2 domains, in the place of 1 domain."
            await after(reset, lambda: undo(window))
            assert view(window).model().index(0, 0).data(ListRole.ITEM).total == 1

    run(look())


def test_a_batch_is_started_from_a_list(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await saved(window, "szklo-pod-debami.pl", "Glass")
            window.propose("", options=options)
            view(window).setCurrentIndex(view(window).model().index(0, 0))
            menu(window, "&Scan Now")
            await ended(window)
            batch = window.pages.shown_batch
            assert batch is not None
            assert (batch.name, batch.origin, state(window)) == ("Glass", "Glass", BatchState.COMPLETED)

    run(look())


def test_the_domains_of_a_batch_are_saved_under_its_name(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "szklo-pod-debami.pl", options)
            for _ in range(2):
                await after(view(window).model().modelReset, lambda: trigger(window, "save_list_action"))
            batch = window.pages.shown_batch
            assert batch is not None
            assert names(window) == [batch.name, f"{batch.name} 2"]

    run(look())


def test_an_empty_list_is_not_saved(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            trigger(window, "save_list_action")
            text = await appearing(lambda: window.pages.messages.text or None)
            assert text == "There is no domain in the list that could be saved."

    run(look())


def test_the_saved_lists_are_a_sound_model(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    model = SavedListsModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_lists([SavedList(id=7, name="Shops", total=2, changed_at=now())])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.index_of(7).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Shops\n2 domains · ")


def click_first(window: MainWindow) -> None:
    """Click the first list."""
    lists = view(window)
    place = lists.visualRect(lists.model().index(0, 0)).center()
    QTest.mouseClick(lists.viewport(), Qt.MouseButton.LeftButton, pos=place)


def undo(window: MainWindow) -> None:
    """Press Undo in the message of the view in front."""
    button = window.pages.messages.findChild(QPushButton, "message_undo_button")
    assert isinstance(button, QPushButton)
    button.click()
