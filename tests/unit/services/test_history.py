import pytest

from desktop_scanner.core import row_terms
from desktop_scanner.core.errors import BatchNotFoundError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import TargetList
from desktop_scanner.core.terms import TermField
from desktop_scanner.services.workspace import Workspace


@pytest.fixture
async def scanned(workspace: Workspace, quick: TargetList, options: ScanOptions) -> str:
    batch = await workspace.batches.create(quick, options)
    await workspace.batches.start(batch.id)
    await workspace.batches.wait(batch.id)
    return batch.id


async def test_a_batch_is_found_by_id_beginning_or_as_the_latest(workspace: Workspace, scanned: str) -> None:
    for reference in (scanned, scanned[:-3], scanned.upper(), "latest"):
        assert (await workspace.history.find(reference)).id == scanned


async def test_the_latest_is_the_newest(workspace: Workspace, quick: TargetList, options: ScanOptions) -> None:
    await workspace.batches.create(quick, options, name="first")
    await workspace.batches.create(quick, options, name="second")
    assert (await workspace.history.find("latest")).name == "second"
    assert [batch.name for batch in await workspace.history.batches()] == ["second", "first"]


@pytest.mark.parametrize("reference", ["nothing", "", "%"])
async def test_a_reference_that_means_no_batch_is_refused(workspace: Workspace, scanned: str, reference: str) -> None:
    with pytest.raises(BatchNotFoundError):
        await workspace.history.find(reference)


async def test_a_reference_that_means_several_batches_names_them(
    workspace: Workspace, quick: TargetList, options: ScanOptions
) -> None:
    ids = [(await workspace.batches.create(quick, options)).id for _ in range(2)]
    with pytest.raises(BatchNotFoundError, match=ids[0]):
        await workspace.history.find(ids[0][:4])


async def test_an_empty_history_says_what_to_do(workspace: Workspace) -> None:
    with pytest.raises(BatchNotFoundError, match="desktop-scanner scan"):
        await workspace.history.find("latest")


@pytest.mark.parametrize("written", ["one.test", "https://WWW.one.test/x"])
async def test_a_domain_is_found_however_it_is_written(workspace: Workspace, scanned: str, written: str) -> None:
    assert (await workspace.history.result_of(scanned, written)).title == "Title of one.test"


@pytest.mark.parametrize("written", ["four.test", "no domain"])
async def test_a_domain_that_the_batch_has_not_is_refused(workspace: Workspace, scanned: str, written: str) -> None:
    with pytest.raises(BatchNotFoundError):
        await workspace.history.result_of(scanned, written)


async def test_rows_come_in_the_order_and_choice_asked_for(workspace: Workspace, scanned: str) -> None:
    ids = await workspace.history.row_ids(scanned, RowOrder(), RowFilter(text="two"))
    assert [row.domain for row in await workspace.history.rows(ids)] == ["two.test"]


async def test_values_and_terms_are_counted(workspace: Workspace, scanned: str) -> None:
    terms = row_terms.parse("status:done -status:failed").where.terms
    statuses = dict(await workspace.history.term_values(scanned, TermField.STATUS))
    assert await workspace.history.term_totals(scanned, terms) == [statuses["completed"], statuses.get("failed", 0)]


async def test_a_running_batch_without_a_live_owner_is_interrupted_when_looked_at(
    workspace: Workspace, quick: TargetList, options: ScanOptions
) -> None:
    batch = await workspace.batches.create(quick, options)
    await workspace.store.begin_run(batch.id)
    (listed,) = await workspace.history.batches()
    assert listed.state is BatchState.INTERRUPTED
