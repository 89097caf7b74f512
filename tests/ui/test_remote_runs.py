from collections.abc import Awaitable, Callable
from functools import partialmethod
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.remote_links import RemoteVerdict
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.remote_runs import RemoteRunService
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.columns import Column
from tests.servers.v3 import tokens
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import column, ended, find, press, state
from tests.ui.remote import OURS_TOKEN, know_server, sentence, start_on, titles, verdict, word
from tests.ui.waiting import appearing, until

pytestmark = pytest.mark.usefixtures("memory_keyring")

NAMES = "a.com\nb.com\nfail.com"
SITE = "hollowmere-dental.co.uk"

With = Callable[[str], Awaitable[None]]


@pytest.fixture
def known(tmp_path: Path) -> With:
    """Give a way to have a server known before the window opens."""

    async def know(url: str, token: str = OURS_TOKEN) -> None:
        async with await Workspace.open(tmp_path / "scanner.db") as services:
            await know_server(services, url, token=token)

    return know


def place(window: MainWindow) -> str:
    return find(window, QLabel, "remote_where").text()


def detail(window: MainWindow) -> str:
    return find(window, QLabel, "detail_placeholder").text()


def last_word(window: MainWindow) -> str:
    return find(window, QLabel, "remote_word").text()


def test_results_of_our_server_come_into_the_same_table(
    run: Run, open_window: OpenWindow, options: ScanOptions, known: With, tmp_path: Path
) -> None:
    async def look() -> None:
        async with OursServer(tmp_path / "state.db", pace_s=0.2) as ours:
            await known(ours.url)
            async with open_window() as window:
                start_on(window, NAMES, options)
                await until(window.control.batch_changed, lambda: state(window) is BatchState.RUNNING)
                await until(window.remote.watch.link_changed, lambda: place(window) == "Runs on office")
                assert not find(window, QSpinBox, "concurrency_field").isVisible()
                await until(window.control.rows_changed, lambda: titles(window)[0] == "Title of a.com")
                assert state(window) is BatchState.RUNNING
                await ended(window)
                assert column(window, Column.STATUS)[2].startswith("Failed")
                assert last_word(window).startswith("The server says partial: 3 of 3 done, 1 of them failed.")

    run(look())


def test_a_domain_that_the_server_has_not_begun_waits_there(
    run: Run, open_window: OpenWindow, options: ScanOptions, known: With, tmp_path: Path
) -> None:
    async def look() -> None:
        async with OursServer(tmp_path / "state.db") as ours:
            ours.gate.clear()
            await known(ours.url)
            async with open_window() as window:
                start_on(window, NAMES, options)
                await verdict(window, None, lambda: "Waiting" in last_word(window))
                assert column(window, Column.STATUS) == ["Waiting: on office"] * 3
                press(window, "cancel_button")
                await ended(window)
                assert state(window) is BatchState.CANCELLED
                assert ours.asked_of("/cancel")

    run(look())


def test_a_classic_server_leaves_unknown_what_it_does_not_tell(
    run: Run, open_window: OpenWindow, options: ScanOptions, known: With
) -> None:
    async def look() -> None:
        async with ClassicServer(takes_s=0.3) as classic:
            await known(classic.url)
            async with open_window() as window:
                start_on(window, NAMES, options)
                await verdict(window, RemoteVerdict.NO_FINDINGS)
                await ended(window)
                assert column(window, Column.STATUS) == ["Unknown: not told"] * 3
                assert "3 of 3 done" in last_word(window)
                window.pages.batch.table.selectRow(0)
                await appearing(lambda: ("tells only how many" in detail(window)) or None)
                assert not find(window, QPushButton, "resume_button").isVisible()
                assert find(window, QPushButton, "choice_take-over").text() == "Scan It Here"

    run(look())


def test_a_repaired_classic_server_tells_states_and_findings_stay_unknown(
    run: Run, open_window: OpenWindow, options: ScanOptions, known: With
) -> None:
    async def look() -> None:
        async with ClassicServer(takes_s=0.2, statuses_in="domain_results") as classic:
            await known(classic.url)
            async with open_window() as window:
                start_on(window, NAMES, options)
                await verdict(window, RemoteVerdict.ENDED)
                await ended(window)
                assert column(window, Column.STATUS) == ["Done"] * 3
                assert column(window, Column.EMAILS) == titles(window) == ["?"] * 3

    run(look())


def test_a_list_is_scanned_here_with_the_servers_counts_beside(
    run: Run, open_window: OpenWindow, options: ScanOptions, known: With
) -> None:
    async def look() -> None:
        async with ClassicServer(takes_s=0.2) as classic:
            await known(classic.url)
            async with open_window() as window:
                start_on(window, SITE, options, is_here_too=True)
                await ended(window)
                assert titles(window)[0] not in ("", "?")
                await verdict(window, RemoteVerdict.ENDED)
                assert place(window) == "Scanned here, and on office beside it"
                assert "1 of 1 done" in last_word(window)
                assert len(classic.batches) == 1

    run(look())


def test_a_batch_goes_on_when_it_gets_the_token_that_the_server_wants(
    run: Run, open_window: OpenWindow, options: ScanOptions, known: With
) -> None:
    async def look() -> None:
        async with ClassicServer() as classic:
            await known(classic.url)
            async with open_window() as window:
                start_on(window, NAMES, options)
                await verdict(window, None, lambda: classic.batches)
                classic.is_production = True
                await verdict(window, RemoteVerdict.NEEDS_TOKEN)
                await until(window.remote.watch.changed, lambda: word(window) == "office needs a token")
                assert state(window) is BatchState.RUNNING
                for batch_id in classic.batches:
                    classic.finish(batch_id)
                QTest.keyClicks(find(window, QLineEdit, "batch_token"), tokens.signed())
                press(window, "use_token_button")
                await verdict(window, RemoteVerdict.NO_FINDINGS)
                assert not find(window, QLineEdit, "batch_token").isVisible()
                assert len(classic.batches) == 1

    run(look())


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call batches stalled sooner than any setting allows."""
    monkeypatch.setattr(RemoteRunService, "start", partialmethod(RemoteRunService.start, stall_s=0.6))


async def stalled(window: MainWindow, options: ScanOptions) -> None:
    """Start a batch that its server leaves as it is."""
    start_on(window, SITE, options)
    await verdict(window, RemoteVerdict.STALLED)
    await ended(window)
    await until(window.remote.watch.changed, lambda: word(window) == "Remote: 1 to decide")
    assert "Nothing has moved on the server" in sentence(window)


@pytest.mark.usefixtures("impatient")
def test_a_batch_that_does_not_move_is_taken_over_and_scanned_here(
    run: Run, open_window: OpenWindow, options: ScanOptions, known: With
) -> None:
    async def look() -> None:
        async with ClassicServer() as classic:
            await known(classic.url)
            async with open_window() as window:
                await stalled(window, options)
                press(window, "choice_take-over")
                await until(window.control.batch_ended, lambda: state(window) is BatchState.COMPLETED)
                await until(window.pages.batch.model.loaded, lambda: titles(window)[0])
                await verdict(window, RemoteVerdict.TAKEN_OVER)
                assert word(window) == "office reachable"

    run(look())


@pytest.mark.usefixtures("impatient")
def test_a_batch_that_does_not_move_is_waited_for_or_given_up(
    run: Run, open_window: OpenWindow, options: ScanOptions, known: With
) -> None:
    async def look() -> None:
        async with ClassicServer() as classic:
            await known(classic.url)
            async with open_window() as window:
                await stalled(window, options)
                press(window, "choice_wait")
                await verdict(window, None)
                await verdict(window, RemoteVerdict.STALLED)
                press(window, "choice_give-up")
                await verdict(window, RemoteVerdict.GIVEN_UP)
                await until(window.control.batch_changed, lambda: state(window) is BatchState.CANCELLED)

    run(look())


@pytest.mark.parametrize(("answer", "sent"), [("submit-again", 2), ("forget", 1)])
def test_a_list_whose_answer_was_lost_is_sent_again_only_when_the_user_says_so(
    run: Run, open_window: OpenWindow, options: ScanOptions, known: With, answer: str, sent: int
) -> None:
    async def look() -> None:
        async with ClassicServer(takes_s=0.2) as classic:
            await known(classic.url)
            classic.drops_before_answer = 1
            async with open_window() as window:
                start_on(window, NAMES, options)
                await verdict(window, RemoteVerdict.UNDECIDED)
                assert "may be scanned twice" in sentence(window)
                await ended(window)
                press(window, f"choice_{answer}")
                watch = window.remote.watch
                await until(watch.changed, lambda: _is_settled(window))
                assert len(classic.batches) == sent
                assert find(window, QPushButton, "resume_button").isVisible() is (answer == "forget")

    run(look())


def _is_settled(window: MainWindow) -> bool:
    link = window.remote.watch.link(window.pages.shown_id)
    return link is None or link.verdict is RemoteVerdict.NO_FINDINGS


def test_what_a_server_was_scanning_is_followed_on_when_the_window_opens_again(
    run: Run, open_window: OpenWindow, options: ScanOptions, known: With, tmp_path: Path
) -> None:
    async def look() -> None:
        async with OursServer(tmp_path / "state.db") as ours:
            ours.gate.clear()
            await known(ours.url)
            async with open_window() as window:
                start_on(window, NAMES, options)
                await verdict(window, None, lambda: "Waiting" in last_word(window))
                batch_id = window.pages.shown_id
            ours.gate.set()
            async with open_window() as window:
                await until(window.control.batch_changed, lambda: window.control.batches.batch(batch_id))
                window.show_batch(batch_id)
                await verdict(window, RemoteVerdict.ENDED)
                await ended(window)
                assert titles(window)[0] == "Title of a.com"
                assert len(ours.asked_of("/batch", "POST")) == 1

    run(look())
