from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTreeWidget, QWidget

from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.panels.domain_list import DomainList
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets import text_filling
from desktop_scanner.ui.widgets.domain_editor import DomainEditor
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import find, press, trigger, type_domains
from tests.ui.waiting import after, appearing, until

FAULTY = "a.example\nno dot\nb.example\nA.example/x\nftp://c.example\n"
LONG = "\n".join(f"shop{number}.example.com" for number in range(5_000))


@pytest.fixture
def editor(qapp: QApplication) -> Iterator[DomainEditor]:
    made = DomainEditor(Theme(qapp))
    made.resize(400, 200)
    made.show()
    yield made
    made.hide()


async def listed(window: MainWindow, text: str) -> DomainList:
    """Have a list proposed and read."""
    domains = window.pages.new_batch.domains
    await after(domains.changed, lambda: window.propose(text))
    return domains


def line(editor: DomainEditor) -> int:
    return editor.textCursor().blockNumber() + 1


def test_f8_goes_from_fault_to_fault_and_around(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            editor = (await listed(window, FAULTY)).editor
            seen = []
            for keys in ("none", "none", "none", "shift"):
                modifier = Qt.KeyboardModifier.ShiftModifier if keys == "shift" else Qt.KeyboardModifier.NoModifier
                QTest.keyClick(window, Qt.Key.Key_F8, modifier)
                seen.append(line(editor))
            assert seen == [2, 5, 2, 5]
            assert editor.textCursor().selectedText() == "ftp://c.example"

    run(look())


def test_unusable_lines_are_removed_and_come_back(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            domains = await listed(window, FAULTY)
            await after(domains.editor.edited, lambda: press(window, "remove_faults_button"))
            assert domains.editor.text == "a.example\nb.example\nA.example/x\n"
            domains.editor.setFocus()
            QTest.keyClick(domains.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert domains.editor.text == FAULTY

    run(look())


def test_duplicates_are_removed_by_the_menu(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            domains = await listed(window, FAULTY)
            await after(domains.editor.edited, lambda: trigger(window, "remove_duplicates_action"))
            await until(domains.changed, lambda: not domains.targets.duplicates)
            assert domains.editor.text == "a.example\nno dot\nb.example\nftp://c.example\n"

    run(look())


def test_many_faults_are_counted_and_the_first_of_them_listed(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await listed(window, "no dot\n" * 300)
            tree = find(window, QTreeWidget, "faults_list")
            last = tree.topLevelItem(tree.topLevelItemCount() - 1)
            assert last is not None
            assert (tree.topLevelItemCount(), last.text(2)) == (201, "and 100 more")
            assert find(window, QLabel, "list_counts").text() == "0 domains · 300 unusable lines"

    run(look())


def test_a_long_paste_is_one_step_that_can_be_undone(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            domains = await listed(window, "")
            type_domains(window, "first.example")
            QTest.keyClick(domains.editor, Qt.Key.Key_Return)
            QApplication.clipboard().setText(LONG)
            QTest.keyClick(domains.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            assert domains.editor.blockCount() < 5_000
            assert domains.editor.text == f"first.example\n{LONG}"
            assert len((await domains.read()).targets) == 5_001
            await appearing(lambda: domains.editor.blockCount() == 5_001 or None)
            await appearing(lambda: not domains.editor.isReadOnly() or None)
            QTest.keyClick(domains.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert domains.editor.text == "first.example\n"
            await appearing(lambda: not domains.editor.isReadOnly() or None)
            assert domains.editor.toPlainText() == "first.example\n"

    run(look())


def test_a_list_in_the_midst_of_a_long_paste_is_read_whole(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            domains = await listed(window, "begin.example\n\nend.example")
            domains.editor.go_to_line(2)
            QApplication.clipboard().setText(LONG)
            domains.editor.paste()
            assert domains.editor.text == f"begin.example\n{LONG}\nend.example"
            await after(domains.changed, lambda: window.propose("other.example"))
            assert domains.editor.text == "other.example"

    run(look())


def test_the_lines_in_view_are_marked_wherever_one_scrolls(editor: DomainEditor) -> None:
    editor.set_text("ok.example\n" * 900)
    editor.mark_faults({2: "why", 700: "why not", 701: "why not"})
    assert [mark.cursor.blockNumber() for mark in editor.extraSelections()] == [1]
    editor.verticalScrollBar().setValue(695)
    QApplication.processEvents()
    assert [mark.cursor.blockNumber() for mark in editor.extraSelections()] == [699, 700]


@pytest.mark.parametrize("text", ["a\r\nb\rc\nd", "a\0b", "ä\N{SNOWMAN}\U0001f600\n" * 5])
def test_any_text_is_the_same_in_slices_and_at_once(
    editor: DomainEditor, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    editor.set_text(text)
    whole = editor.text
    monkeypatch.setattr(text_filling, "_SLICE", 3)
    editor.set_text(text)
    while editor.isReadOnly():
        assert editor.text == whole
        QApplication.processEvents()
    assert editor.toPlainText() == whole


def test_long_steps_and_keys_are_taken_back_and_done_again_in_their_order(
    editor: DomainEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_filling, "_SLICE", 5)
    seen = [""]
    QTest.keyClicks(editor, "typed ")
    seen.append(settled(editor))
    editor.add_text("a.example\nb.example")
    seen.append(settled(editor))
    editor.replace_text("quite another list of domains")
    seen.append(settled(editor))
    QTest.keyClicks(editor, "!")
    seen.append(settled(editor))
    back, again = list(reversed(seen[:-1])), seen[1:]
    assert [step(editor, editor.undo) for _ in back] == back
    assert [step(editor, editor.redo) for _ in again] == again
    assert step(editor, editor.redo) == seen[-1]


def test_a_key_after_undo_cuts_off_what_was_taken_back(editor: DomainEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_filling, "_SLICE", 5)
    editor.replace_text("a long list of many slices")
    settled(editor)
    step(editor, editor.undo)
    QTest.keyClicks(editor, "x")
    assert step(editor, editor.redo) == "x"
    assert step(editor, editor.undo) == ""


def settled(editor: DomainEditor) -> str:
    while editor.isReadOnly():
        QApplication.processEvents()
    assert editor.toPlainText() == editor.text
    return editor.text


def step(editor: DomainEditor, go: Callable[[], None]) -> str:
    go()
    return settled(editor)


@pytest.mark.parametrize("place", ["list_welcome", "domain_input"])
def test_several_files_are_dropped_on_the_editor(run: Run, open_window: OpenWindow, tmp_path: Path, place: str) -> None:
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for number, file in enumerate(files):
        file.write_text(f"shop{number}.example\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            domains = await listed(window, "" if place == "list_welcome" else "typed.example")
            assert find(window, QWidget, "list_welcome").isVisible() == (place == "list_welcome")
            await after(domains.taken, lambda: drop(domains.editor.viewport(), files))
            await until(domains.changed, lambda: len(domains.targets.targets) >= 2)
            assert {target.domain for target in domains.targets.targets} >= {"shop0.example", "shop1.example"}

    run(look())


def drop(widget: QWidget, files: list[Path]) -> None:
    """Drag files over a widget and let them fall."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, button, no_keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, button, no_keys)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(50, 50), copy, data, button, no_keys))
