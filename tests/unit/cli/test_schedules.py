import asyncio
from datetime import UTC, datetime
from pathlib import Path

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.schedules import Every
from desktop_scanner.services.workspace import Workspace
from tests.unit.cli.conftest import Run


def make_due(database: Path) -> None:
    async def change() -> None:
        async with await Workspace.open(database) as workspace:
            [batch] = await workspace.history.batches()
            await workspace.schedules.repeat(batch.id, Every.DAY, datetime(2026, 1, 1, tzinfo=UTC))

    asyncio.run(change())


def test_a_batch_is_repeated_and_listed_until_it_is_stopped(scanned: Run) -> None:
    assert "is repeated weekly, next on" in scanned("schedule", "latest", "--every", "weekly").err
    [schedule] = scanned("schedules", "--json").json
    assert schedule["every"] == "weekly"
    assert "weekly" in scanned("schedules").out
    assert "not repeated any more" in scanned("schedule", "latest", "--stop").err
    assert "No batch is repeated" in scanned("schedules").err


def test_what_is_due_is_scanned(scanned: Run, database: Path) -> None:
    make_due(database)
    ran = scanned("run-due")
    assert ran.status == 0
    assert "1 batch is due." in ran.err
    again, first = scanned("batches", "--json").json
    assert (again["predecessor"], again["state"]) == (first["id"], first["state"])
    assert "0 batches are due." in scanned("run-due").err


def test_a_batch_that_cannot_be_started_is_named(scanned: Run, database: Path) -> None:
    async def make() -> None:
        async with await Workspace.open(database) as workspace:
            targets = await workspace.library.targets((await workspace.history.batches())[0].id)
            options = ScanOptions(headers=(("Authorization", "x"),), connect_to=("::127.0.0.1:1",))
            batch = await workspace.batches.create(targets, options, name="Secret")
            await workspace.schedules.repeat(batch.id, Every.DAY, datetime(2026, 1, 1, tzinfo=UTC))

    asyncio.run(make())
    ran = scanned("run-due")
    assert (ran.status, "Secret: " in ran.err) == (2, True)


def test_how_often_must_be_said(scanned: Run) -> None:
    assert scanned("schedule", "latest").status == 2
    assert scanned("schedule", "latest", "--every", "daily", "--stop").status == 2
