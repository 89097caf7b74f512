import uuid
from datetime import UTC, datetime
from functools import partial, partialmethod
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QTableView
from pytestqt.modeltest import ModelTester

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.outbox import Operation, OperationKind, OperationState
from desktop_scanner.core.remote_batches import RemoteBatch, RemoteState
from desktop_scanner.services.sync import SyncService
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store import remote_results
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.batches import BatchListModel
from desktop_scanner.ui.panels import outbox_table, server_table
from desktop_scanner.ui.panels.server_table import ServerRow
from desktop_scanner.ui.panels.sync import CONFLICTS, OUTBOX, SERVER, SyncPanel
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.servers.v3.ours_results import found
from tests.servers.v3.ours_state import Made
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import find, press, scan, trigger
from tests.ui.remote import add_server, opened_sync, titles, word
from tests.ui.waiting import appearing, until
from tests.unit.services.sync_samples import share
from tests.unit.store import remote_samples
from tests.unit.store.samples import BATCH

pytestmark = pytest.mark.usefixtures("memory_keyring")

SITE = "hollowmere-dental.co.uk"


def page(window: MainWindow) -> SyncPanel:
    return find(window, SyncPanel, "sync_panel")


def cell(window: MainWindow, table: str, column: int, row: int = 0) -> str:
    return str(find(window, QTableView, table).model().index(row, column).data())


def rows(window: MainWindow, table: str) -> int:
    return find(window, QTableView, table).model().rowCount()


async def said(window: MainWindow, part: str) -> None:
    """Wait until the message bar in front says that."""
    await appearing(lambda: (part in window.pages.messages.text) or None)


def on_server(ours: OursServer, count: int) -> list[str]:
    """Have batches on the server that were scanned elsewhere."""
    ids = [str(uuid.uuid4()) for _ in range(count)]
    for number, batch_id in enumerate(ids):
        ours.state.make(Made(id=batch_id, tenant="tenant-a", digest=None, name=f"Batch {number}", total=1))
        ours.state.put(batch_id, [found(f"site-{number}.com")])
    return ids


def test_a_batch_is_sent_to_a_server_from_its_menu(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    async def look() -> None:
        async with OursServer(tmp_path / "state.db") as ours, open_window() as window:
            await add_server(window, ours.url)
            await scan(window, SITE, options)
            batch_id = window.pages.shown_id
            trigger(window, "send_to_server_action")
            assert "to which server?" in window.pages.messages.text
            press(window, "send_to_office")
            await said(window, "sent: 1")
            await until(window.remote.watch.changed, lambda: ours.state.find(batch_id))
            assert find(window, QLabel, "remote_where").text() == "Also kept on office"

    run(look())


def test_batches_of_the_server_are_listed_page_by_page_and_those_chosen_are_fetched(
    run: Run, open_window: OpenWindow, tmp_path: Path
) -> None:
    async def look() -> None:
        async with OursServer(tmp_path / "state.db") as ours, open_window() as window:
            on_server(ours, 103)
            await add_server(window, ours.url)
            await opened_sync(window)
            page(window).tabs.setCurrentIndex(SERVER)
            press(window, "list_batches_button")
            await appearing(lambda: (rows(window, "server_table") == 100) or None)
            press(window, "more_batches_button")
            await appearing(lambda: (rows(window, "server_table") == 103) or None)
            find(window, QTableView, "server_table").selectRow(102)
            press(window, "fetch_batches_button")
            await said(window, "fetched: 1")
            await until(window.remote.watch.changed, window.control.batches.all)
            assert [batch.name for batch in window.control.batches.all()] == ["Batch 0"]
            await appearing(lambda: (cell(window, "server_table", 6, 102) == "yes") or None)

    run(look())


def test_a_batch_is_synced_and_fetched_again_by_its_menu(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    async def look() -> None:
        async with OursServer(tmp_path / "state.db") as ours, open_window() as window:
            await add_server(window, ours.url)
            await scan(window, SITE, options)
            batch_id = window.pages.shown_id
            assert not action(window, "get_results_action").isEnabled()
            trigger(window, "sync_batch_action")
            await said(window, "sent: 1")
            await until(window.remote.watch.changed, action(window, "sync_batch_action").isEnabled)
            ours.state.put(batch_id, [found(SITE)])
            trigger(window, "get_results_action")
            await said(window, "fetched: 1")
            await until(window.pages.batch.model.loaded, lambda: titles(window) == [f"Title of {SITE}"])

    run(look())


def action(window: MainWindow, name: str) -> QAction:
    found_action = window.findChild(QAction, name)
    assert isinstance(found_action, QAction)
    return found_action


def test_the_status_bar_counts_what_is_synced(run: Run, open_window: OpenWindow, tmp_path: Path) -> None:
    words: set[str] = set()

    async def look() -> None:
        async with OursServer(tmp_path / "state.db") as ours, open_window() as window:
            on_server(ours, 80)
            await add_server(window, ours.url)
            window.remote.watch.changed.connect(lambda: words.add(word(window)))
            trigger(window, "sync_batch_action")
            await said(window, "fetched: 80")
            assert words >= {"Syncing…", "office reachable"}
            assert any(each.endswith(" of 81") for each in words)
            assert len(window.control.batches.all()) == 80

    run(look())


def test_what_cannot_be_sent_waits_and_goes_when_the_server_is_back(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SyncService, "sync", partialmethod(SyncService.sync, patience_s=0.1))

    async def look() -> None:
        async with OursServer(tmp_path / "state.db") as ours, open_window() as window:
            await add_server(window, ours.url)
            await scan(window, SITE, options)
            batch_id = window.pages.shown_id
            await ours.stop()
            await opened_sync(window)
            press(window, "sync_now_button")
            await said(window, "Not all could be done")
            assert page(window).tabs.tabText(OUTBOX) == "Waiting (2)"
            assert word(window).startswith("Sync waits (retry at ")
            last = rows(window, "outbox_table") - 1
            assert cell(window, "outbox_table", 0, last) == "Send results"
            assert cell(window, "outbox_table", 3, 0) == "Waits"
            assert cell(window, "outbox_table", 5, 0) != ""
            await ours.start()
            find(window, QTableView, "outbox_table").selectAll()
            press(window, "retry_operation_button")
            await until(window.remote.watch.changed, lambda: rows(window, "outbox_table") == 0)
            assert word(window) == "office reachable"
            assert ours.state.find(batch_id)

    run(look())


def test_what_waits_goes_by_itself_or_is_dropped(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SyncService, "sync", partialmethod(SyncService.sync, patience_s=0.1))

    async def look() -> None:
        async with OursServer(tmp_path / "state.db") as ours, open_window() as window:
            await add_server(window, ours.url)
            await scan(window, SITE, options)
            await ours.stop()
            await opened_sync(window)
            press(window, "sync_now_button")
            await said(window, "Not all could be done")
            find(window, QTableView, "outbox_table").selectRow(0)
            press(window, "drop_operation_button")
            await until(window.remote.watch.changed, lambda: rows(window, "outbox_table") == 1)
            await ours.start()
            await until(window.remote.watch.changed, lambda: rows(window, "outbox_table") == 0)

    run(look())


def test_the_newest_of_two_results_counts_until_the_user_chooses(
    run: Run, open_window: OpenWindow, tmp_path: Path
) -> None:
    async def look() -> None:
        async with OursServer(tmp_path / "state.db") as ours:
            await in_conflict(tmp_path, ours.url)
            async with open_window() as window:
                window.show_batch(BATCH)
                await until(window.pages.batch.model.loaded, lambda: "At 9" in titles(window))
                await opened_sync(window)
                assert page(window).tabs.tabText(CONFLICTS) == "Conflicts (1)"
                page(window).tabs.setCurrentIndex(CONFLICTS)
                assert cell(window, "conflicts_table", 5) == "The server’s: it is newer"
                find(window, QTableView, "conflicts_table").selectRow(0)
                press(window, "mine_wins_button")
                chosen = "The one from here: you chose it"
                await until(window.remote.watch.changed, lambda: cell(window, "conflicts_table", 5) == chosen)
                window.show_batch(BATCH)
                await until(window.pages.batch.model.loaded, lambda: "At 5" in titles(window))
                await opened_sync(window)
                press(window, "newest_wins_button")
                newest = "The server’s: you chose it"
                await until(window.remote.watch.changed, lambda: cell(window, "conflicts_table", 5) == newest)

    run(look())


async def in_conflict(folder: Path, url: str) -> None:
    """Have a domain that another computer scanned later than this one, and both on the server."""
    async with await Workspace.open(folder / "scanner.db") as here, await Workspace.open(folder / "other.db") as other:
        await share(url, other, here, count=2)
        for each, minutes in ((other, 9), (here, 5)):
            result = remote_samples.result(0, minutes, title=f"At {minutes}")
            await each.store.remote._write(partial(remote_results.put_in_place, batch_id=BATCH, result=result))
        await other.sync.sync()
        await here.sync.sync()
        assert await here.sync.conflicts()


def test_a_classic_server_takes_and_gives_no_results_and_that_is_said(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with ClassicServer() as classic, open_window() as window:
            await add_server(window, classic.url, token="any")
            await opened_sync(window)
            assert not find(window, QPushButton, "list_batches_button").isEnabled()
            assert "no list of its batches" in find(window, QLabel, "server_table_placeholder").text()
            press(window, "sync_now_button")
            await said(window, "classic server")
            await scan(window, SITE, options)
            trigger(window, "send_to_server_action")
            assert "take no results" in window.pages.messages.text

    run(look())


OPERATION = Operation(
    id=1, kind=OperationKind.UPLOAD, remote="office", batch_id="b", created_at=datetime(2024, 3, 1, tzinfo=UTC)
)


def test_the_tables_models_are_sound(run: Run, open_window: OpenWindow, qtmodeltester: ModelTester) -> None:
    async def look() -> None:
        async with open_window() as window:
            outbox = outbox_table.make(BatchListModel(window), window.theme, window)
            server = server_table.make(window.theme, window)
            outbox.model.show_records([OPERATION])
            there = RemoteBatch(batch_id="b", state=RemoteState.UNCLEAR, word="resting")
            server.model.show_records([ServerRow(there), ServerRow(there, "here")])
            for table in (outbox, server):
                qtmodeltester.check(table.model)  # type: ignore[no-untyped-call]
            texts = [server.model.index(0, column).data() for column in range(7)]
            assert texts == ["b", "resting", "?", "?", "?", "", "no"]

    run(look())


def test_a_selection_stays_while_an_operation_moves_and_goes_with_it(run: Run, open_window: OpenWindow) -> None:
    async def look() -> None:
        async with open_window() as window:
            table = outbox_table.make(BatchListModel(window), window.theme, window)
            table.model.show_records([OPERATION])
            table.table.selectRow(0)
            failed = _changed(state=OperationState.FAILED)
            table.model.show_records([failed])
            assert table.selected == [failed]
            table.model.show_records([_changed(id=2)])
            assert table.selected == []

    run(look())


def _changed(**fields: object) -> Operation:
    values = {name: getattr(OPERATION, name) for name in OPERATION.__struct_fields__}
    return Operation(**{**values, **fields})
