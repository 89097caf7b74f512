from datetime import datetime, timedelta

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip

from desktop_scanner.core.clock import now
from desktop_scanner.core.failures import Attempt, FailureKind, Stage, failure
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.panels.failure_stages import Passage, passages
from desktop_scanner.ui.panels.failure_view import FailureView
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.elided_label import ElidedLabel
from desktop_scanner.ui.widgets.facts_tree import FactsTree
from desktop_scanner.ui.widgets.spans import Span
from desktop_scanner.ui.widgets.stage_line import StageLine
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import column, ended, find, press, scan, state
from tests.ui.test_batch_view import choose
from tests.ui.waiting import until

BAD = "tidewell-brasswork.com"
LIST = f"{BAD}\nhollowmere-dental.co.uk\nszklo-pod-debami.pl\n"
START = now()
TRIES = (
    Attempt(at=START, stage=Stage.DNS, kind=FailureKind.DNS_TIMEOUT, elapsed_ms=500),
    Attempt(at=START + timedelta(seconds=1), stage=Stage.CONNECT, kind=FailureKind.CONNECT_RESET, elapsed_ms=1000),
)


def failed(kind: FailureKind, **more: object) -> DomainResult:
    why = failure(kind, "shop.be did not answer.", attempts=2, timeline=TRIES)
    return DomainResult(domain="shop.be", domain_display="shop.be", status=DomainStatus.FAILED, failure=why, **more)  # type: ignore[arg-type]


def drawn(result: DomainResult) -> str:
    """Return the line of steps as signs: + passed, x broken, ~ skipped, . unreached."""
    signs = {Passage.PASSED: "+", Passage.BROKEN: "x", Passage.SKIPPED: "~", Passage.UNREACHED: "."}
    assert result.failure is not None
    return " ".join(f"{signs[passage]}{stage.value}" for stage, passage in passages(result, result.failure))


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (FailureKind.DNS_NOT_FOUND, "xdns .connect .tls .http .body"),
        (FailureKind.TLS_EXPIRED, "+dns +connect xtls .http .body"),
        (FailureKind.NOT_HTML, "+dns +connect +tls +http xbody"),
        (FailureKind.ROBOTS_DISALLOWED, "+dns +connect +tls xpolicy .http .body"),
        (FailureKind.PROXY_ERROR, "+dns xproxy .connect .tls .http .body"),
        (FailureKind.DOMAIN_TIMEOUT, "+dns xconnect .tls .http .body"),
    ],
)
def test_the_line_of_steps_shows_where_it_broke(kind: FailureKind, line: str) -> None:
    assert drawn(failed(kind)) == line


def test_over_http_there_is_nothing_to_encrypt() -> None:
    line = drawn(failed(FailureKind.HTTP_SERVER_ERROR, final_url="http://shop.be/"))
    assert line == "+dns +connect ~tls xhttp .body"


def test_a_domain_that_was_never_tried_broke_before_the_way() -> None:
    untried = msgspec.structs.replace(failed(FailureKind.CANCELLED), failure=failure(FailureKind.CANCELLED, "Stopped."))
    assert drawn(untried) == ".dns .connect .tls .http .body xengine"


@pytest.fixture
def view(qapp: QApplication) -> FailureView:
    """Give the view of a failure after two tries."""
    view, result = FailureView(Theme(qapp)), failed(FailureKind.CONNECT_RESET)
    assert result.failure is not None
    view.show_failure(result, result.failure)
    view.resize(700, 400)
    view.show()
    return view


def test_each_try_stands_on_a_line_of_time(view: FailureView) -> None:
    tries = view.findChild(FactsTree, "attempts_list")
    assert isinstance(tries, FactsTree)
    assert [fact.span for fact in tries.facts()] == [Span(0, 500, 2000, "failed"), Span(1000, 1000, 2000, "failed")]
    first = tries.topLevelItem(0)
    assert first is not None
    assert (first.text(1), first.text(2)) == ("name servers silent", "500 ms")


def test_the_steps_are_told_to_a_screen_reader_and_under_the_mouse(view: FailureView) -> None:
    line = view.findChild(StageLine)
    assert isinstance(line, StageLine)
    assert "Looking up the name: passed. Connecting: ended here. Encrypting: not reached." in line.accessibleName()
    QApplication.sendEvent(line, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(2, 5), line.mapToGlobal(QPoint(2, 5))))
    assert QToolTip.text() == "Looking up the name: passed."


def test_what_to_do_is_said_and_can_be_copied(view: FailureView) -> None:
    labels = {label.objectName(): label for label in view.findChildren(QLabel)}
    assert labels["failure_message"].text() == "shop.be did not answer."
    assert "try again later" in labels["failure_hint"].text()
    assert "(connect_reset), tried 2 times. It may pass when tried again." in labels["failure_kind"].text()
    keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert all(label.textInteractionFlags() & keys for name, label in labels.items() if name.startswith("failure"))


def test_one_domain_is_tried_again_and_shown_live(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, LIST, options)
            before = await started(window)
            await choose(window, BAD)
            seen = set[str]()
            window.control.rows_changed.connect(lambda *_: seen.add(find(window, ElidedLabel, "detail_status").whole))
            QTest.keyClick(find(window, QPushButton, "retry_now_button"), Qt.Key.Key_Space)
            await until(window.control.batch_ended, lambda: seen)
            await ended(window)
            assert seen - {"Failed: connection refused"}
            after = await started(window)
            assert [domain for domain in after if after[domain] != before[domain]] == [BAD]

    run(look())


def test_while_the_batch_runs_the_domain_takes_its_turn(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await run_until_it_failed(window, options)
            sums = list[int]()
            window.control.batch_changed.connect(lambda _: sums.append(sum(counts(window).values())))
            press(window, "retry_now_button")
            await until(window.control.batch_changed, lambda: "is scanned again as soon as" in message(window))
            await ended(window)
            assert counts(window) == {"completed": 2, "failed": 1}
            assert max(sums) == 3

    run(look())


def test_in_a_batch_that_rests_the_domain_waits_with_the_others(
    run: Run, open_window: OpenWindow, options: ScanOptions
) -> None:
    async def look() -> None:
        async with open_window() as window:
            await run_until_it_failed(window, options)
            press(window, "pause_button")
            await ended(window)
            assert state(window) is BatchState.PAUSED
            model = window.pages.batch.model
            press(window, "retry_now_button")
            await until(model.loaded, lambda: column(window, Column.STATUS)[0] == "Waiting: batch paused")
            assert "resume it to scan what waits in it" in message(window)
            assert state(window) is BatchState.PAUSED

    run(look())


def test_only_what_failed_can_be_tried_again(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "hollowmere-dental.co.uk", options)
            await choose(window, "hollowmere-dental.co.uk")
            button = find(window, QPushButton, "retry_now_button")
            assert not button.isVisible()
            assert button.accessibleName() == "Try again now"

    run(look())


async def run_until_it_failed(window: MainWindow, options: ScanOptions) -> None:
    """Start a batch that takes its time, and choose its first domain when that has failed."""
    window.propose(LIST, options=msgspec.structs.replace(options, concurrency=1, delay_ms=300))
    press(window, "start_button")
    panel = window.pages.batch
    await until(window.control.rows_changed, lambda: "Failed: connection refused" in column(window, Column.STATUS))
    await choose(window, BAD)
    assert panel.batch is not None
    assert state(window) is BatchState.RUNNING


async def started(window: MainWindow) -> dict[str, datetime | None]:
    """Return when each domain was last begun."""
    model, found = window.pages.batch.model, dict[str, datetime | None]()
    for row in range(model.rowCount()):
        item = model.row_at(row)
        assert item is not None
        found[item.domain] = (await window.pages.batch._history.result(item.target_id)).started_at
    return found


def counts(window: MainWindow) -> dict[str, int]:
    batch = window.pages.shown_batch
    return batch.counts if batch else {}


def message(window: MainWindow) -> str:
    return window.pages.messages.text
