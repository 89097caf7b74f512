"""The whole catalogue as one batch, in one go: one result for each, the expected one, and nothing left over."""

import time
from pathlib import Path

import pytest

from desktop_scanner.core import domains
from desktop_scanner.core.events import BatchFinished, DomainFinished
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from tests.hostile import guarded, judging
from tests.hostile.catalogue import CASES
from tests.hostile.conftest import LONG, options
from tests.hostile.scene import Scene
from tests.servers.certificates import Certificates
from tests.unit.services.listening import Heard

# A page of five megabytes keeps its worker busy for a second, and the requests of its other domains wait meanwhile.
PATIENCE_S = 6.0
WITHIN_S = 90.0
_TOO_LONG_S = 20.0


@pytest.fixture
def guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_scanner.engine.workers.worker_process.entry.main", guarded.main)


@pytest.mark.usefixtures("guard")
async def test_the_whole_catalogue_runs_as_one_batch_and_nothing_is_left_over(
    certificates: Certificates, tmp_path: Path, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    takes_long = request.config.getoption(LONG, default=False)
    cases = sorted((case for case in CASES if takes_long or case.within_s <= _TOO_LONG_S), key=lambda case: case.name)
    heard, started = Heard(), time.monotonic()
    async with (
        Scene(cases, certificates, patience_s=PATIENCE_S) as scene,
        await Workspace.open(tmp_path / "scanner.db") as workspace,
    ):
        given = options(
            scene,
            certificates,
            request_timeout_s=PATIENCE_S,
            domain_timeout_s=3 * PATIENCE_S,
            max_bytes=5_000_000,
            workers=2,
            concurrency=40,
        )
        workspace.batches.subscribe(heard)
        batch = await workspace.batches.create(lists.read_text("\n".join(case.domain for case in cases)), given)
        await workspace.batches.start(batch.id, given=given)
        finished = await workspace.batches.wait(batch.id)
        rows = await workspace.history.rows(await workspace.history.row_ids(batch.id, RowOrder(), RowFilter()))
        problems = []
        for case in cases:
            result = await workspace.history.result_of(batch.id, domains.target(case.domain).domain)
            problems += [f"{case.name} {problem}" for problem in judging.of_result(case, result)]
    assert problems == []
    failed = sum(case.kind is not None for case in cases)
    assert finished.state is BatchState.PARTIAL
    assert finished.counts == {DomainStatus.FAILED: failed, DomainStatus.COMPLETED: len(cases) - failed}
    finals = [event for event in heard.of(DomainFinished) if isinstance(event, DomainFinished)]
    assert len(rows) == len(finals) == len({event.row.target_id for event in finals}) == len(cases)
    assert heard.of(BatchFinished) == [heard.events[-1][1]]
    assert [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []
    assert time.monotonic() - started < WITHIN_S
