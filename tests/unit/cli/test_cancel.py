import asyncio
from pathlib import Path

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from tests.unit.cli.conftest import LocalSites, Run


def _waiting(database: Path) -> None:
    async def make() -> None:
        async with await Workspace.open(database) as workspace:
            await workspace.batches.create(lists.read_text("acme.com\nbee.be"), ScanOptions())

    asyncio.run(make())


def test_a_batch_that_nobody_runs_is_cancelled_and_can_be_resumed(run: Run, sites: LocalSites, database: Path) -> None:
    _waiting(database)
    ran = run("cancel", "latest")
    assert ran.status == 0
    assert "The batch is cancelled: 2 cancelled." in ran.err
    assert run("batches", "--json").json[0]["counts"] == {"cancelled": 2}
    assert run("resume", "latest", *sites.flags).status == 0
    assert run("batches", "--json").json[0]["counts"] == {"completed": 2}


def test_a_batch_that_has_ended_stays_as_it_is(scanned: Run) -> None:
    ran = scanned("cancel", "latest")
    assert ran.status == 0
    assert "The batch has ended already: it is partial." in ran.err
