import json
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QTextBrowser, QTreeWidget

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.columns import SHOWN_AT_FIRST, Column
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import column, ended, file_dialog, find, press, scan, state, trigger
from tests.ui.waiting import after, until

LIST = "hollowmere-dental.co.uk\nszklo-pod-debami.pl\narchiv-ostrand.de\ntidewell-brasswork.com\n"


async def choose(window: MainWindow, domain: str) -> None:
    """Choose a row by its domain and wait for its facts."""
    panel = window.pages.batch
    row = column(window, Column.DOMAIN).index(domain)
    panel.table.selectRow(row)
    sheet = find(window, QTextBrowser, "summary_sheet")
    await until(sheet.textChanged, lambda: panel.detail.result and panel.detail.result.domain == domain)


def test_every_domain_has_its_row(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            assert state(window) is BatchState.PARTIAL
            statuses = dict(zip(column(window, Column.DOMAIN), column(window, Column.STATUS), strict=True))
            assert statuses["hollowmere-dental.co.uk"] == "Done"
            assert statuses["archiv-ostrand.de"] == "Failed: robots.txt says no"
            assert statuses["tidewell-brasswork.com"] == "Failed: connection refused"
            assert "2 failed" in find(window, QLabel, "progress_text").text()

    run(look())


def test_rows_change_while_the_batch_runs(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            seen = set[str]()
            window.pages.batch.model.dataChanged.connect(lambda: seen.update(column(window, Column.STATUS)))
            await scan(window, LIST, options)
            assert "Done" in seen
            assert any(text.startswith(("Running", "Reading", "Connecting", "Looking", "Waiting:")) for text in seen)

    run(look())


def test_filters_by_status_and_text(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            model = window.pages.batch.model
            await after(model.loaded, lambda: press(window, "status_chip_failed"))
            assert sorted(column(window, Column.DOMAIN)) == ["archiv-ostrand.de", "tidewell-brasswork.com"]
            edit = find(window, QLineEdit, "filter_edit")
            await after(model.loaded, lambda: QTest.keyClicks(edit, "brass"))
            assert column(window, Column.DOMAIN) == ["tidewell-brasswork.com"]
            await after(model.loaded, lambda: press(window, "clear_filter_button"))
            assert len(column(window, Column.DOMAIN)) == 4

    run(look())


def test_a_filter_that_nothing_passes_says_so(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            edit = find(window, QLineEdit, "filter_edit")
            await after(window.pages.batch.model.loaded, lambda: QTest.keyClicks(edit, "nothing"))
            placeholder = find(window, QLabel, "table_placeholder")
            assert placeholder.isVisible()
            await after(window.pages.batch.model.loaded, lambda: QTest.keyClick(edit, Qt.Key.Key_Escape))
            assert not placeholder.isVisible()

    run(look())


def test_a_click_on_a_heading_sorts_and_keeps_the_chosen_row(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            table, model = window.pages.batch.table, window.pages.batch.model
            await choose(window, "szklo-pod-debami.pl")
            header = table.horizontalHeader()
            await after(model.loaded, lambda: header.setSortIndicator(Column.DOMAIN, Qt.SortOrder.DescendingOrder))
            assert column(window, Column.DOMAIN) == sorted(column(window, Column.DOMAIN), reverse=True)
            chosen = model.row_at(table.currentIndex().row())
            assert chosen is not None
            assert chosen.domain == "szklo-pod-debami.pl"

    run(look())


def test_the_detail_shows_what_was_found_and_where(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            await choose(window, "hollowmere-dental.co.uk")
            result = window.pages.batch.detail.result
            assert result is not None
            assert str(result.title) in find(window, QTextBrowser, "summary_sheet").toPlainText()
            contacts = find(window, QTreeWidget, "contacts_list")
            assert contacts.topLevelItemCount() == len(result.emails) + len(result.phones) + len(result.social) + len(
                result.addresses
            )
            assert find(window, QTreeWidget, "pages_list").topLevelItemCount() == len(result.pages)
            window.pages.batch.detail.show_tab(7)
            assert json.loads(find(window, QPlainTextEdit, "json_view").toPlainText())["schema"] == 1
            assert "Doors" in find(window, QTextBrowser, "network_sheet").toPlainText()

    run(look())


def test_a_failed_domain_has_a_report_to_copy(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            await choose(window, "tidewell-brasswork.com")
            assert "refused the connection" in find(window, QLabel, "failure_message").text()
            assert "Doors tried" in find(window, QTextBrowser, "summary_sheet").toPlainText()
            press(window, "copy_report_button")
            report = QGuiApplication.clipboard().text()
            assert "connect_refused" in report
            assert "tidewell-brasswork.com" in report

    run(look())


def test_the_site_opens_in_the_browser(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            panel, opened = window.pages.batch, list[QUrl]()
            panel.url_wanted.disconnect()
            panel.url_wanted.connect(opened.append)
            await choose(window, "hollowmere-dental.co.uk")
            press(window, "open_button")
            assert panel.detail.result is not None
            assert [url.toString() for url in opened] == [panel.detail.result.final_url]

    run(look())


def test_ctrl_c_copies_the_chosen_rows_as_a_table(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            table, clipboard = window.pages.batch.table, QGuiApplication.clipboard()
            table.setFocus()
            table.selectAll()
            keys = Qt.KeyboardModifier.ControlModifier
            await after(clipboard.dataChanged, lambda: QTest.keyClick(table, Qt.Key.Key_C, keys))
            lines = [line.split("\t") for line in clipboard.text().splitlines()]
            assert [line[0] for line in lines] == LIST.split()
            assert {len(line) for line in lines} == {len(SHOWN_AT_FIRST)}

    run(look())


@pytest.mark.parametrize(("name", "suffix"), [("csv", "csv"), ("json", "json"), ("jsonl", "jsonl"), ("xlsx", "xlsx")])
def test_a_batch_is_exported_to_a_file(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path, name: str, suffix: str
) -> None:
    file = tmp_path / f"out.{suffix}"

    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            await export(window, name, file)
            assert file.stat().st_size > 0
            assert window.statusBar().currentMessage().startswith("4 domains exported")

    run(look())


def test_only_what_the_filter_shows_is_exported(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    file = tmp_path / "failed.jsonl"

    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            await after(window.pages.batch.model.loaded, lambda: press(window, "status_chip_failed"))
            trigger(window, "export_shown_action")
            await export(window, "jsonl", file)
            lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
            assert {line["status"] for line in lines} == {DomainStatus.FAILED}

    run(look())


def test_an_unwritable_export_is_told_in_the_view(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "archiv-ostrand.de", options)
            panel = window.pages.batch
            error = await failing_export(window, tmp_path)
            assert panel.messages.text == str(error)
            button = panel.messages.findChild(QPushButton, "message_copy_button")
            assert isinstance(button, QPushButton)
            button.click()
            assert QGuiApplication.clipboard().text() == panel.messages.text

    run(look())


def test_a_cancelled_batch_is_resumed_to_its_end(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose(LIST, options=options)
            press(window, "start_button")
            await until(window.control.batch_changed, lambda: state(window) is BatchState.RUNNING)
            press(window, "cancel_button")
            await ended(window)
            assert state(window) is BatchState.CANCELLED
            press(window, "resume_button")
            await until(window.control.batch_changed, lambda: state(window) is BatchState.RUNNING)
            await ended(window)
            assert state(window) is BatchState.PARTIAL
            assert "Cancelled" not in column(window, Column.STATUS)

    run(look())


def test_domains_at_once_are_changed_while_the_batch_runs(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose(LIST, options=msgspec.structs.replace(options, concurrency=1))
            press(window, "start_button")
            await until(window.control.batch_changed, lambda: state(window) is BatchState.RUNNING)
            field = find(window, QSpinBox, "concurrency_field")
            assert (field.isVisible(), field.value()) == (True, 1)
            field.selectAll()
            QTest.keyClicks(field, "25")
            assert stored(window) == 1  # half of a number is none
            QTest.keyClick(field, Qt.Key.Key_Return)
            await until(window.control.batch_changed, lambda: state(window) is not BatchState.RUNNING)
            assert (field.value(), stored(window), field.isVisible()) == (25, 25, False)

    run(look())


def test_a_change_by_another_process_is_shown_and_sent_nowhere(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    async def look() -> None:
        async with open_window() as window:
            batch = await window.control.create(lists.read_text(LIST), options, name="", origin="")
            window.show_batch(batch.id)
            field, sent = find(window, QSpinBox, "concurrency_field"), list[int]()
            window.pages.batch.header.concurrency_wanted.connect(sent.append)
            async with await Workspace.open(tmp_path / "scanner.db") as other:
                await other.batches.set_concurrency(batch.id, 7)
            await window.control.load()
            assert (field.value(), sent) == (7, [])

    run(look())


def test_space_pauses_and_resumes(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            window.propose(LIST, options=options)
            press(window, "start_button")
            table = window.pages.batch.table
            await until(window.control.batch_changed, lambda: state(window) is BatchState.RUNNING)
            QTest.keyClick(table, Qt.Key.Key_Space)
            await ended(window)
            assert state(window) is BatchState.PAUSED
            QTest.keyClick(table, Qt.Key.Key_Space)
            await until(window.control.batch_changed, lambda: state(window) is BatchState.RUNNING)
            await ended(window)
            assert state(window) is BatchState.PARTIAL

    run(look())


def stored(window: MainWindow) -> int | None:
    batch = window.pages.shown_batch
    return batch.concurrency if batch else None


async def export(window: MainWindow, name: str, file: Path) -> None:
    trigger(window, f"export_{name}_action")
    told = window.statusBar().messageChanged
    dialog = await file_dialog(window)
    dialog.selectFile(str(file))
    dialog.accept()
    await until(told, lambda: "exported to" in window.statusBar().currentMessage())


async def failing_export(window: MainWindow, folder: Path) -> Exception:
    batch = window.pages.shown_batch
    assert batch is not None
    where = window.pages.batch.where
    coroutine = window.control.export(batch.id, folder / "no" / "such" / "out.csv", format="csv", where=where)
    task = window.tasks.spawn(coroutine, name="export")
    with pytest.raises(Exception, match=r"out\.csv") as caught:
        await task
    return caught.value
