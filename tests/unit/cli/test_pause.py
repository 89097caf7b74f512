import asyncio
import subprocess
import sys
from pathlib import Path

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from tests.unit.cli.conftest import LocalSites, Run


def running_scan(database: Path, flags: list[str]) -> "subprocess.Popen[bytes]":
    """Return a scan in a process of its own of which one domain has ended and the other never will."""
    words = ("scan", "acme.com", "stuck.com", "--quiet", "--database", str(database), *flags)
    process = subprocess.Popen([sys.executable, "-m", "desktop_scanner", *words], stderr=subprocess.DEVNULL)
    asyncio.run(_until_busy(database))
    return process


async def _until_busy(database: Path) -> None:
    async with await Workspace.open(database) as workspace, asyncio.timeout(60):
        while not _is_busy(await workspace.history.batches()):  # noqa: ASYNC110 -- another process makes it so
            await asyncio.sleep(0.1)


def _is_busy(batches: list[BatchInfo]) -> bool:
    return bool(batches) and batches[0].counts == {"completed": 1, "running": 1}


def test_a_batch_that_another_process_runs_is_paused_and_keeps_its_place(
    run: Run, sites: LocalSites, database: Path
) -> None:
    with running_scan(database, sites.flags) as process:
        ran = run("pause", "latest")
        assert process.wait(20) == 130
    assert (ran.status, ran.err) == (0, "The batch is paused: 1 pending, 1 completed.\n")
    (batch,) = run("batches", "--json").json
    assert (batch["state"], batch["counts"]) == (BatchState.PAUSED, {"pending": 1, "completed": 1})


def test_a_batch_that_does_not_run_stays_as_it_is(scanned: Run) -> None:
    ran = scanned("pause", "latest")
    assert (ran.status, ran.err) == (0, "The batch is not running: it is partial.\n")
