from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPushButton, QTableView, QToolButton
from pytestqt.modeltest import ModelTester

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.intake import tables
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.table_preview import TablePreviewModel
from desktop_scanner.ui.panels.domain_list import DomainList
from desktop_scanner.ui.panels.import_preview import ImportPreview
from desktop_scanner.ui.theme import Theme
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import ended, find, press
from tests.ui.waiting import after, appearing, until
from tests.unit.intake import workbooks

TABLE = "id;Website;Old\n" + "".join(f"{n};shop{n}.example;old{n}.example\n" for n in range(9)) + "9;none yet;\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "shops.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


async def imported(window: MainWindow, path: Path) -> DomainList:
    """Have a file imported and its preview shown."""
    domains = window.pages.new_batch.domains
    await after(domains.taken, lambda: window.import_files([path]))
    await until(domains.changed, lambda: find(window, ImportPreview, "import_preview").isVisible())
    return domains


async def choose(window: MainWindow, name: str, text: str, is_so: Callable[[DomainList], object]) -> None:
    """Choose an entry of a box, and wait until the list is read again."""
    box = find(window, QComboBox, name)
    place = box.findText(text)
    assert place >= 0, [box.itemText(at) for at in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)
    domains = window.pages.new_batch.domains
    await until(domains.changed, lambda: is_so(domains))


def names(domains: DomainList) -> list[str]:
    return [target.domain for target in domains.targets.targets]


def test_a_table_is_shown_with_the_column_that_is_proposed_and_why(
    run: Run, open_window: OpenWindow, table: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await imported(window, table)
            assert find(window, QLabel, "import_reason").text() == (
                "The domains are in “Website”: 9 of 10 values are domains."
            )
            assert find(window, QLabel, "import_usable").text() == (
                "The whole file: 9 domains · duplicates: 0 · unusable lines: 1"
            )
            model = find(window, QTableView, "import_table").model()
            assert model.headerData(1, Qt.Orientation.Horizontal) == "Website"
            assert model.index(0, 1).data(Qt.ItemDataRole.BackgroundRole) is not None
            assert model.index(0, 0).data(Qt.ItemDataRole.BackgroundRole) is None

    run(look())


def test_another_column_is_chosen_by_its_name_or_its_header(run: Run, open_window: OpenWindow, table: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            domains = await imported(window, table)
            await choose(window, "import_column", "Old", lambda found: "old1.example" in names(found))
            header = find(window, QTableView, "import_table").horizontalHeader()
            header.sectionClicked.emit(1)
            await until(domains.changed, lambda: "shop1.example" in names(domains))

    run(look())


def test_columns_that_are_not_kept_are_not_stored(
    run: Run, open_window: OpenWindow, table: Path, options: ScanOptions
) -> None:
    table.write_text("id;Website;Note\n1;szklo-pod-debami.pl;secret\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            window.propose("", options=options)
            domains = await imported(window, table)
            [_, note] = find(window, QMenu, "import_keep_menu").actions()
            note.trigger()
            button = find(window, QPushButton, "import_keep_button")
            await until(domains.changed, lambda: button.text() == "Keeps 1 of 2 other columns")
            assert (await domains.read()).targets[0].columns == {"id": "1"}
            press(window, "start_button")
            await ended(window)

    run(look())


def test_a_table_without_domains_asks_which_column_is_meant(run: Run, open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,City\nAnna,Ghent\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            await imported(window, path)
            assert find(window, QLabel, "import_reason").text().startswith("No column holds domains.")
            await choose(window, "import_header", "Line 1", lambda _: True)
            await appearing(lambda: find(window, QComboBox, "import_column").findText("City") >= 0 or None)

    run(look())


def test_a_table_that_holds_domains_in_several_columns_says_which_are_left(
    run: Run, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "both.csv"
    path.write_text("a.example,b.example\nc.example,d.example\n", encoding="utf-8")

    async def look() -> None:
        async with open_window() as window:
            await imported(window, path)
            reason = find(window, QLabel, "import_reason").text()
            assert "Not scanned, though they hold domains too: column 2." in reason

    run(look())


def test_a_sheet_a_delimiter_and_an_encoding_are_chosen(run: Run, open_window: OpenWindow, tmp_path: Path) -> None:
    book, text = tmp_path / "book.xlsx", tmp_path / "kunden.csv"
    sheets: dict[str, list[list[object]]] = {
        "Shops": [["Id", "Site"], [1, "a.example"]],
        "Old": [["Id", "Site"], [2, "b.example"]],
    }
    book.write_bytes(workbooks.made(sheets))
    text.write_bytes("Köln|k.example\nUlm|u.example\n".encode("cp1252"))

    async def look() -> None:
        async with open_window() as window:
            await imported(window, book)
            await choose(window, "import_sheet", "Old", lambda found: names(found) == ["b.example"])
            window.propose("")
            await imported(window, text)
            await choose(window, "import_encoding", "CP1250", lambda found: len(names(found)) == 2)
            await choose(window, "import_delimiter", "Comma", lambda found: not names(found))

    run(look())


def test_a_file_is_left_and_looked_at_again_and_taken_out(run: Run, open_window: OpenWindow, table: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            domains = await imported(window, table)
            press(window, "import_done_button")
            assert domains.editor.isVisible()
            press(window, "preview_file")
            assert domains.preview.isVisible()
            await after(domains.changed, find(window, QToolButton, "remove_file").click)
            assert names(domains) == []
            assert domains.editor.isVisible()

    run(look())


def test_the_preview_is_a_sound_model(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    model = TablePreviewModel(Theme(qapp))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show_preview(tables.preview(TABLE.encode(), "shops.csv"), frozenset({0}))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.headerData(0, Qt.Orientation.Vertical) == "2"
