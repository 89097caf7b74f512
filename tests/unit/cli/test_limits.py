import asyncio
from pathlib import Path

import pytest

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from tests.unit.cli.conftest import LocalSites, Run
from tests.unit.cli.test_pause import running_scan


def test_a_batch_that_another_process_runs_scans_more_at_once(run: Run, sites: LocalSites, database: Path) -> None:
    flags = [*sites.flags, "--concurrency", "1"]
    with running_scan(database, flags) as process:
        ran = run("limits", "latest", "--concurrency", "30")
        assert (ran.status, ran.err) == (0, "The batch scans 30 domains at once from now on.\n")
        assert run("batches", "--json").json[0]["options"]["concurrency"] == 30
        process.terminate()


def test_a_batch_at_rest_keeps_the_number_for_its_next_run(run: Run, database: Path) -> None:
    async def make() -> None:
        async with await Workspace.open(database) as workspace:
            await workspace.batches.create(lists.read_text("acme.com"), ScanOptions())

    asyncio.run(make())
    ran = run("limits", "latest", "--concurrency", "1")
    assert (ran.status, ran.err) == (0, "The batch scans 1 domain at once when it runs next.\n")
    assert run("batches", "--json").json[0]["options"]["concurrency"] == 1


@pytest.mark.parametrize("number", ["0", "many"])
def test_a_number_that_cannot_be_used_is_refused(scanned: Run, number: str) -> None:
    ran = scanned("limits", "latest", "--concurrency", number)
    assert ran.status == 2
    assert "concurrency" in ran.err or "Domains at once" in ran.err
