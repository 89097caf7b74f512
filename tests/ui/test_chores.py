from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.schedules import Every
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from tests.ui.conftest import OpenWindow, Run
from tests.ui.waiting import after, until

PAST = datetime(2026, 1, 1, tzinfo=UTC)


async def make_due(database: Path, options: ScanOptions) -> None:
    async with await Workspace.open(database) as workspace:
        batch = await workspace.batches.create(lists.read_text("hollowmere-dental.co.uk"), options, name="Dentists")
        await workspace.schedules.repeat(batch.id, Every.WEEK, PAST)


def test_a_batch_that_is_due_runs_when_the_window_opens(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    async def look() -> None:
        await make_due(tmp_path / "scanner.db", options)
        async with open_window() as window:
            ended = window.control.batch_ended
            await until(ended, lambda: window.control.batches.all()[0].state is BatchState.COMPLETED)
            again, first = window.control.batches.all()
            assert (again.name, again.predecessor) == ("Dentists", first.id)

    run(look())


def test_one_that_cannot_be_started_is_told(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    async def look() -> None:
        await make_due(tmp_path / "scanner.db", replace(options, headers=(("Authorization", "x"),)))
        async with open_window() as window:
            await until(window._chores.failed, lambda: "Dentists" in window.pages.messages.text)
            assert "could not be started" in window.pages.messages.text

    run(look())


def test_what_was_deleted_long_ago_is_removed(
    run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path
) -> None:
    async def look() -> None:
        async with await Workspace.open(tmp_path / "scanner.db") as workspace:
            batch = await workspace.batches.create(lists.read_text("a.be"), options)
            await workspace.library.delete(batch.id)
            hour_ago = "UPDATE batch SET deleted_at = deleted_at - 3600000"
            await workspace.store._write(lambda connection: connection.exec_driver_sql(hour_ago))
        async with open_window() as window:
            await after(window._chores.tidied, lambda: None)
        async with await Workspace.open(tmp_path / "scanner.db") as workspace:
            assert await workspace.store.show(batch.id) is None

    run(look())
