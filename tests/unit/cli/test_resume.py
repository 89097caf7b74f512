import asyncio
import json
from pathlib import Path

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from tests.unit.cli.conftest import LocalSites, Run


def _interrupted(database: Path, options: ScanOptions) -> str:
    """Store a batch whose first domain is finished, as a killed program leaves it, and return its id."""

    async def make() -> str:
        async with await Workspace.open(database) as workspace:
            targets = lists.read_text("done.com\nacme.com\nbroken.com")
            batch = await workspace.batches.create(targets, options)
            store = workspace.exports._store
            await store.begin_run(batch.id)
            [first] = await store.claim(batch.id, 1)
            result = DomainResult(domain="done.com", domain_display="done.com", status=DomainStatus.COMPLETED)
            await store.put(first, result)
            return batch.id

    return asyncio.run(make())


def test_resume_finishes_what_is_left_with_the_options_overridden(
    run: Run, sites: LocalSites, database: Path, tmp_path: Path
) -> None:
    batch_id = _interrupted(database, ScanOptions(max_pages=1))
    output = tmp_path / "all.jsonl"
    ran = run("resume", batch_id[:30], "--output", str(output), *sites.flags)
    assert ran.status == 0
    assert "Going on with 2 domains." in ran.err
    results = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [(result["domain"], result["status"], len(result["pages"])) for result in results] == [
        ("done.com", "completed", 0),
        ("acme.com", "completed", 1),
        ("broken.com", "failed", len(results[2]["pages"])),
    ]


def test_a_secret_that_is_not_stored_is_asked_for_again(run: Run, sites: LocalSites, database: Path) -> None:
    _interrupted(database, ScanOptions(headers=(("Authorization", "Bearer secret"),)))
    ran = run("resume", "latest", *sites.flags)
    assert ran.status == 2
    assert '--header "Authorization: ..."' in ran.err
    assert run("resume", "latest", "--header", "Authorization: Bearer secret", *sites.flags).status == 0


def test_a_complete_batch_says_so_and_is_still_written(scanned: Run) -> None:
    ran = scanned("resume", "latest", "--output", "-")
    assert ran.status == 0
    assert "is complete: 1 completed, 1 failed. Nothing is left to do." in ran.err
    assert [json.loads(line)["domain"] for line in ran.out.splitlines()] == ["acme.com", "broken.com"]


def test_a_batch_that_is_not_there_is_named(run: Run) -> None:
    ran = run("resume", "latest")
    assert ran.status == 2
    assert "There is no batch yet" in ran.err
