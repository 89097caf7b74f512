from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QTreeWidget

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.panels import scan_options
from desktop_scanner.ui.panels.scan_options import FURTHER, OptionFields
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import ended, file_dialog, find, press, state, trigger, type_domains
from tests.ui.waiting import after, appearing, until


def counts(window: MainWindow) -> str:
    return find(window, QLabel, "list_counts").text()


def faults(window: MainWindow) -> list[str]:
    tree = find(window, QTreeWidget, "faults_list")
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [f"{item.text(0)}|{item.text(1)}" for item in items if item is not None]


def test_typed_domains_are_counted_and_faults_named(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            domains = window.pages.new_batch.domains
            text = "example.com\nplumbers of ghent\nEXAMPLE.com\nexample.org"
            await after(domains.changed, lambda: type_domains(window, text))
            await until(domains.changed, lambda: len(domains.targets.targets) == 2)
            assert counts(window) == "2 domains · 1 duplicate · 1 unusable line"
            assert faults(window) == ["2|plumbers of ghent"]
            assert find(window, QPushButton, "start_button").text() == "Scan 2 domains"

    run(look())


def test_why_a_line_is_unusable_can_be_read_in_a_small_window(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.resize(1024, 640)
            await after(window.pages.new_batch.domains.changed, lambda: window.propose("plumbers of ghent\nno dot\n"))
            tree = find(window, QTreeWidget, "faults_list")
            await until(window.pages.new_batch.domains.changed, lambda: tree.topLevelItemCount() == 2)
            assert tree.columnWidth(2) >= tree.sizeHintForColumn(2)
            assert tree.horizontalScrollBar().maximum() == 0

    run(look())


def test_a_fault_leads_to_its_line(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            await after(window.pages.new_batch.domains.changed, lambda: window.propose("a.example\nno dot\n"))
            tree = find(window, QTreeWidget, "faults_list")
            tree.itemActivated.emit(tree.topLevelItem(0), 0)
            assert find(window, QPlainTextEdit, "domain_input").textCursor().selectedText() == "no dot"

    run(look())


def test_typing_domains_and_pressing_start_scans_them(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose("", options=options)
            find(window, QSpinBox, "option_max_pages").setValue(2)
            find(window, QLineEdit, "batch_name").setText("Two sites")
            type_domains(window, "szklo-pod-debami.pl\nhollowmere-dental.co.uk")
            press(window, "start_button")
            await ended(window)
            batch = window.pages.shown_batch
            assert batch is not None
            assert (batch.name, batch.state, batch.options["max_pages"]) == ("Two sites", BatchState.COMPLETED, 2)

    run(look())


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "There is no domain yet."), ("plumbers of ghent", "No line of the list names a domain")]
)
def test_a_list_without_domains_gets_a_sentence(run: Run, open_window: OpenWindow, text: str, sentence: str) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose(text)
            press(window, "start_button")
            messages = window.pages.new_batch.messages
            assert (await appearing(lambda: messages.text or None)).startswith(sentence)
            assert state(window) is None

    run(look())


def test_a_file_is_imported_by_its_button(run: Run, open_window: OpenWindow, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("name,website\nAnna,anna.example\nBert,not a domain\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            press(window, "import_button")
            domains = window.pages.new_batch.domains
            dialog = await file_dialog(window)
            dialog.selectFile(str(file))
            await after(domains.changed, dialog.accept)
            assert [target.domain for target in domains.targets.targets] == ["anna.example"]
            assert faults(window) == ["3 · customers.csv|not a domain"]

    run(look())


def test_a_dropped_file_is_taken_wherever_it_falls(run: Run, open_window: OpenWindow, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("example.com\nexample.org\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            await after(window.pages.new_batch.domains.changed, lambda: drop(window, files=[file]))
            assert counts(window) == "2 domains"

    run(look())


def test_dropped_text_is_added_to_the_list(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            domains = window.pages.new_batch.domains
            await after(domains.changed, lambda: window.propose("example.com"))
            await after(domains.changed, lambda: drop(window, text="example.org"))
            assert counts(window) == "2 domains"

    run(look())


def test_a_file_that_is_no_list_is_told_in_place(run: Run, open_window: OpenWindow, tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")

    async def look() -> None:
        async with open_window() as window:
            await after(window.pages.new_batch.domains.failed, lambda: window.import_files([file]))
            assert "picture.png" in window.pages.new_batch.messages.text

    run(look())


def test_ctrl_return_starts_and_ctrl_n_comes_back(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose("szklo-pod-debami.pl", options=options)
            QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            await ended(window)
            QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
            assert window.pages.currentWidget() is window.pages.new_batch
            assert counts(window) == "0 domains"

    run(look())


def test_pressing_start_twice_makes_one_batch(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose("archiv-ostrand.de", options=options)
            press(window, "start_button")
            press(window, "start_button")
            QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            await ended(window)
            assert len(window.control.batches.all()) == 1

    run(look())


def test_an_option_out_of_reach_is_told_before_anything_runs(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose("example.com", options=ScanOptions(connect_to=("nonsense",)))
            press(window, "start_button")
            messages = window.pages.new_batch.messages
            assert "nonsense" in await appearing(lambda: messages.text or None)

    run(look())


def test_proxies_and_a_contact_are_options_too(qapp: QApplication) -> None:
    fields = OptionFields(FURTHER)
    given = ScanOptions(proxies=("http://a.test:1", "socks5://b.test:2"))
    fields.show_options(given)
    assert scan_options.changed(given, fields.values()) == given
    for name, text in (("proxies", " http://c.test  http://d.test "), ("contact", "https://me.test/")):
        field = fields.findChild(QLineEdit, f"option_{name}")
        assert isinstance(field, QLineEdit)
        field.setText(text)
    changed = scan_options.changed(given, fields.values())
    assert (changed.proxies, changed.contact) == (("http://c.test", "http://d.test"), "https://me.test/")


def test_a_proxy_that_cannot_be_read_is_told_without_its_password(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose("example.com")
            find(window, QLineEdit, "option_proxies").setText("ftp://anna:hunter2@proxy.test")
            press(window, "start_button")
            messages = window.pages.new_batch.messages
            text = await appearing(lambda: messages.text or None)
            assert text.startswith("The proxy's URL must begin with http://")
            assert state(window) is None

    run(look())


def test_further_options_stay_folded_until_they_are_wanted(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            field = find(window, QSpinBox, "option_concurrency")
            assert not field.isVisible()
            press(window, "more_options_button")
            assert field.isVisible()
            trigger(window, "new_batch_action")

    run(look())


def drop(window: MainWindow, text: str = "", files: list[Path] | None = None) -> None:
    data = QMimeData()
    if files:
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    else:
        data.setText(text)
    no_keys, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, button, no_keys))


def test_a_path_with_spaces_stands_in_quotes(qapp: QApplication) -> None:
    fields = OptionFields(FURTHER)
    given = ScanOptions(fingerprints=("/my rules/a.json", "/b"))
    fields.show_options(given)
    field = fields.findChild(QLineEdit, "option_fingerprints")
    assert isinstance(field, QLineEdit)
    assert field.text() == '"/my rules/a.json" /b'
    assert scan_options.changed(given, fields.values()) == given


def test_a_broken_fingerprint_is_told_when_the_batch_starts(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_text('{"Broken": {"html": "("}}', encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            window.propose("szklo-pod-debami.pl", options=msgspec.structs.replace(options, fingerprints=(str(path),)))
            press(window, "start_button")
            await ended(window)
            assert 'The rule for "Broken" in mine.json is left out' in window.pages.batch.messages.text

    run(look())
