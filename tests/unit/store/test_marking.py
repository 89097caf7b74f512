import asyncio

import pytest

from desktop_scanner.core.marks import FactKind, MarkedValue
from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.core.results import DomainResult
from desktop_scanner.store.database import Store
from desktop_scanner.store.marking import NewMark
from tests.unit.store import samples

OTHER = "01900000-0000-7000-8000-000000000002"


async def scanned(store: Store, batch_id: str = samples.BATCH, count: int = 2) -> None:
    results = [samples.rich(samples.claimed(f"site-00{number}.com")) for number in range(count)]
    await samples.scanned(store, results, batch_id)


async def results(store: Store, batch_id: str = samples.BATCH) -> list[DomainResult]:
    return await asyncio.to_thread(lambda: list(store.results(batch_id, RowFilter())))


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("email", "INFO@site-000.com", "emails"),
        ("phone", "+442071838750", "phones"),
        ("social", "https://www.linkedin.com/company/X", "social"),
        ("address", "am markt 1, 50667 Köln", "addresses"),
        ("technology", "wordpress", "technologies"),
        ("tracker", "google_analytics:G-XXXX", "trackers"),
    ],
)
async def test_a_marked_value_is_left_out_and_named(store: Store, kind: FactKind, value: str, field: str) -> None:
    await scanned(store, count=1)
    [before] = await results(store)
    await store.mark([NewMark(kind=kind, value=value)])
    [after] = await results(store)
    assert len(getattr(after, field)) == len(getattr(before, field)) - 1
    assert [each.kind for each in after.marked] == [kind]
    assert after.marked[0].everywhere


async def test_values_of_own_rules_and_organisations_are_marked_too(store: Store) -> None:
    await scanned(store, count=1)
    marks = [NewMark(kind="custom", value="de123"), NewMark(kind="organization", value="bäckerei  müller")]
    await store.mark(marks)
    [after] = await results(store)
    assert (after.custom["vat"], after.organization) == (["DE456"], None)
    assert [each.value for each in after.marked] == ["DE123", "Bäckerei Müller"]


async def test_a_mark_at_one_domain_leaves_the_others_alone(store: Store) -> None:
    await scanned(store)
    assert await store.mark([NewMark(kind="phone", value="+442071838750", domain="site-001.com")]) == 1
    first, second = await results(store)
    assert (len(first.phones), len(second.phones)) == (1, 0)
    assert second.marked == (MarkedValue(kind="phone", value="+442071838750", everywhere=False),)


async def test_counts_and_filters_of_every_batch_follow_a_mark(store: Store) -> None:
    await scanned(store)
    await scanned(store, OTHER)
    assert await store.mark([NewMark(kind="technology", value="WordPress")]) == 4
    for batch_id in (samples.BATCH, OTHER):
        ids = await store.row_ids(batch_id, RowOrder(), RowFilter())
        assert {row.technologies for row in await store.rows(ids)} == {"nginx"}
        assert await store.row_ids(batch_id, RowOrder(), RowFilter(text="wordpress")) == []


async def test_later_batches_leave_a_marked_value_out(store: Store) -> None:
    await store.mark([NewMark(kind="email", value="info@site-000.com", domain="site-000.com")])
    await scanned(store)
    ids = await store.row_ids(samples.BATCH, RowOrder(), RowFilter())
    assert [row.emails for row in await store.rows(ids)] == [0, 1]
    assert [len(result.marked) for result in await results(store)] == [1, 0]


async def test_a_mark_taken_back_brings_the_value_back(store: Store) -> None:
    await scanned(store)
    before = await results(store)
    await store.mark([NewMark(kind="email", value="info@site-000.com", note="an agency")])
    [mark] = await store.marks()
    assert (mark.note, mark.domain) == ("an agency", None)
    assert await store.unmark([mark]) == 1
    assert await results(store) == before
    assert await store.marks() == []
    assert [row.emails for row in await store.rows(await store.row_ids(samples.BATCH, RowOrder(), RowFilter()))] == [
        1,
        1,
    ]


async def test_a_value_is_marked_once(store: Store) -> None:
    for value in ("Info@a.com", "info@A.com"):
        await store.mark([NewMark(kind="email", value=value)])
    assert len(await store.marks()) == 1


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("INFO@SITE-000.COM", [("email", "Info@site-000.com")]),
        ("+44 20 7183 8750", [("phone", "+442071838750")]),
        ("google_analytics:g-xxxx", [("tracker", "google_analytics:g-xxxx")]),
        ("DE123", [("custom", "DE123")]),
        ("nowhere@site-000.com", []),
    ],
)
async def test_a_value_is_found_as_people_write_it(store: Store, written: str, found: list[tuple[str, str]]) -> None:
    await scanned(store, count=1)
    assert await store.kinds_of(written) == found
