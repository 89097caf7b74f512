from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_scanner.core.comparison import DomainDifference
from desktop_scanner.core.errors import BatchNotFoundError, InputError
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.batches import NewBatch
from tests.unit.store import samples

FIRST, SECOND = samples.BATCH, "01900000-0000-7000-8000-000000000002"


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    """Give a workspace with two batches: a.be gone, b.be the same, c.be with a new title, d.be new."""
    async with await Workspace.open(tmp_path / "scanner.db") as opened:
        rich = {domain: samples.rich(samples.claimed(domain)) for domain in ("a.be", "b.be", "c.be", "d.be")}
        await samples.scanned(opened.store, [rich[name] for name in ("c.be", "a.be", "b.be")], FIRST)
        later = [rich["d.be"], replace(rich["c.be"], title="New"), rich["b.be"]]
        await samples.scanned(opened.store, later, SECOND)
        yield opened


async def test_batches_are_compared_domain_by_domain(workspace: Workspace) -> None:
    found: list[DomainDifference] = []
    summary = await workspace.comparison.compare(FIRST, SECOND, found.append)
    assert [(each.domain, each.change.value) for each in found] == [
        ("a.be", "gone"),
        ("c.be", "changed"),
        ("d.be", "new"),
    ]
    assert summary.domains == {"gone": 1, "same": 1, "changed": 1, "new": 1}
    assert summary.facts == {"title": {"changed": 1}}


async def test_a_batch_is_compared_with_the_one_it_scans_again(workspace: Workspace) -> None:
    targets = [samples.target("b.be")]
    new = NewBatch(batch_id="again", name="x", options={}, origin="", targets=targets, predecessor=FIRST)
    again = await workspace.store.create_batch(new)
    assert (await workspace.comparison.predecessor(again)).id == FIRST


async def test_without_one_the_batch_before_it_of_the_same_name_is_meant(workspace: Workspace) -> None:
    second, first = await workspace.history.batches()
    assert await workspace.comparison.predecessor(second) == first
    with pytest.raises(BatchNotFoundError, match="no earlier batch"):
        await workspace.comparison.predecessor(first)


async def test_a_domain_is_followed_through_its_batches(workspace: Workspace) -> None:
    first, second = await workspace.comparison.timeline("https://www.C.be/x")
    assert (first.batch.id, first.difference) == (FIRST, None)
    assert second.difference is not None
    assert [fact.after for fact in second.difference.facts] == ["New"]
    for domain in ("nowhere.be", "no domain"):
        with pytest.raises(InputError):
            await workspace.comparison.timeline(domain)
