"""Several programs on one database at once: a window that looks, two scans, and commands that read and change."""

import asyncio
import itertools
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from tests.acceptance import command
from tests.servers.many_sites import many_sites

DOMAINS = 60
PATIENCE_S = 90.0
_COMMANDS = (
    ("batches", "--json"),
    ("note", "latest", "looked at"),
    ("export", "latest", "--output", "-"),
    ("search", "wordpress"),
    ("tag", "latest", "kept"),
    ("delete", "SPARE", "--yes"),
    ("prune", "--older-than", "1"),
)


@pytest.fixture(scope="module")
def rule() -> Iterator[str]:
    with many_sites() as rule:
        yield rule


@pytest.fixture
def scans() -> Iterator[list["subprocess.Popen[str]"]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def _scan(folder: Path, database: Path, rule: str, name: str) -> "subprocess.Popen[str]":
    targets = folder / f"{name}.txt"
    targets.write_text("\n".join(f"{name}{number}.many-sites.net" for number in range(DOMAINS)))
    options = ["--max-pages", "2", "--delay-ms", "20", "--retries", "0", "--connect-to", rule, "--name", name]
    return command.start("scan", "--input", targets, "--database", database, *options)


async def _watch(database: Path) -> int:
    """Look at everything as a window does, until both scans have ended; return how often."""
    async with await Workspace.open(database) as window:
        for looks in itertools.count(1):
            batches = await window.history.batches()
            for batch in batches:
                ids = await window.history.row_ids(batch.id, RowOrder(), RowFilter(text="many"))
                await window.history.rows(ids[:200])
            ended = [batch for batch in batches if batch.state is BatchState.COMPLETED]
            if len(ended) == 2:
                return looks
            await asyncio.sleep(0.1)
    raise AssertionError


async def test_programs_side_by_side_do_not_lock_each_other_out(
    tmp_path: Path, rule: str, scans: list["subprocess.Popen[str]"]
) -> None:
    database = tmp_path / "scanner.db"
    async with await Workspace.open(database) as workspace:
        first = await workspace.batches.create(
            lists.read_text("\n".join(f"spare{n}.com" for n in range(300))), ScanOptions()
        )
    scans += [await asyncio.to_thread(_scan, tmp_path, database, rule, name) for name in ("left", "right")]
    watching = asyncio.create_task(_watch(database))
    words = [[first.id if word == "SPARE" else word for word in line] for line in _COMMANDS]
    done = [await asyncio.to_thread(command.run, *line, "--database", database) for line in words]
    assert [(each.returncode, each.stderr) for each in done if each.returncode] == []
    async with asyncio.timeout(PATIENCE_S):
        assert await watching > 1
        said = [(await asyncio.to_thread(scan.communicate))[1] for scan in scans]
    assert [scan.returncode for scan in scans] == [0, 0], said
    assert not any("Another program" in each for each in (*said, *(each.stderr for each in done)))
    listed = command.batches(database)
    assert [batch["counts"] for batch in listed] == [{"completed": DOMAINS}] * 2
    assert json.loads(done[0].stdout)
