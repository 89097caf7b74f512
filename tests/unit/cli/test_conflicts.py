import asyncio
from functools import partial
from pathlib import Path

import pytest
from msgspec import structs

from desktop_scanner.core.clock import now
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store import remote_results
from tests.servers.v3.serving import HttpServer
from tests.unit.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("office_token")


def test_a_domain_that_was_scanned_on_both_sides_is_listed_and_chosen(
    run: Run, ours: HttpServer, scanned: Run, database: Path, tmp_path: Path
) -> None:
    other = ("--database", str(tmp_path / "other.db"))
    for more in ((), other):
        run("remote", "add", "office", ours.url, *more)
        run("sync", *more)
    assert "No domain was scanned on both sides" in run("conflicts").err
    for path, minute in ((tmp_path / "other.db", 1), (database, 2)):
        asyncio.run(scan_anew(path, minute))
    run("sync", *other)
    assert run("sync").status == 0
    (conflict,) = run("conflicts", "latest", "--json").json
    assert (conflict["domain"], conflict["winner"]) == ("acme.com", "mine")
    assert "mine (newest)" in run("conflicts").out
    assert run("resolve", "latest", "acme.com", "theirs").status == 0
    assert "Minute 1" in run("show", "latest", "acme.com").out
    assert run("resolve", "latest", "nobody.com", "mine").status == 2


async def scan_anew(path: Path, minute: int) -> None:
    """Give acme.com a newer result."""
    async with await Workspace.open(path) as workspace:
        (batch,) = await workspace.history.batches()
        known = await workspace.history.result_of(batch.id, "acme.com")
        at = now().replace(year=now().year + 1, minute=minute)
        newer = structs.replace(known, finished_at=at, title=f"Minute {minute}")
        await workspace.store.remote._write(partial(remote_results.put_in_place, batch_id=batch.id, result=newer))
