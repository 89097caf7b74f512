from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import BatchBusyError, BatchNotFoundError, InputError, SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.schedules import Every, Schedule
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace

PAST = datetime(2026, 1, 1, tzinfo=UTC)
REFUSED = ScanOptions(connect_to=("::127.0.0.1:1",), workers=1, retries=0)  # nothing listens there


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with await Workspace.open(tmp_path / "scanner.db") as opened:
        yield opened


async def due(workspace: Workspace, options: ScanOptions = REFUSED) -> Schedule:
    batch = await workspace.batches.create(lists.read_text("acme.com"), options, name="Shops")
    await workspace.schedules.repeat(batch.id, Every.DAY, PAST)
    [schedule] = await workspace.schedules.due()
    return schedule


async def test_a_batch_is_repeated_first_after_its_time(workspace: Workspace) -> None:
    batch = await workspace.batches.create(lists.read_text("acme.com"), REFUSED)
    at = await workspace.schedules.repeat(batch.id, Every.WEEK)
    assert timedelta(days=6) < at - now() <= timedelta(days=7)
    assert await workspace.schedules.due() == []
    await workspace.schedules.stop(batch.id)
    with pytest.raises(InputError, match="not repeated"):
        await workspace.schedules.stop(batch.id)


async def test_what_is_due_runs_as_a_new_batch_that_is_repeated_from_then_on(workspace: Workspace) -> None:
    schedule = await due(workspace)
    started = await workspace.schedules.start(schedule)
    await workspace.batches.wait(started.id)
    assert (started.name, started.predecessor, started.total) == ("Shops", schedule.batch_id, 1)
    [following] = await workspace.schedules.all()
    assert following.batch_id == started.id
    assert following.next_at > now()


async def test_one_repetition_is_started_once(workspace: Workspace) -> None:
    schedule = await due(workspace)
    await workspace.schedules.start(schedule)
    with pytest.raises(BatchBusyError, match="has started"):
        await workspace.schedules.start(schedule)


async def test_a_missing_secret_is_told_and_the_schedule_moves_on(workspace: Workspace) -> None:
    schedule = await due(workspace, replace(REFUSED, headers=(("Authorization", "secret"),)))
    with pytest.raises(SettingsError):
        await workspace.schedules.start(schedule)
    assert await workspace.schedules.due() == []


async def test_a_batch_that_was_deleted_meanwhile_is_not_repeated(workspace: Workspace) -> None:
    schedule = await due(workspace)
    await workspace.library.delete(schedule.batch_id)
    with pytest.raises(BatchNotFoundError):
        await workspace.schedules.start(schedule)
