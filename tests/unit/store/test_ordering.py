import pytest
from sqlalchemy import Connection

from desktop_scanner.core.queries import OWN, RowColumn, RowFilter, RowOrder
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.targets import Target
from desktop_scanner.store import ordering
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH

ALL = RowFilter()


def _target(number: int, **columns: str) -> Target:
    name = f"{number}.com"
    return Target(domain=name, domain_display=name, host=name, input=name.upper(), columns=columns)


async def _ordered(store: Store, column: str, where: RowFilter = ALL) -> tuple[list[int], list[int]]:
    orders = RowOrder(column), RowOrder(column, is_descending=True)
    ascending, descending = [await store.row_ids(BATCH, order, where) for order in orders]
    return ascending, descending


@pytest.fixture
async def scanned(store: Store) -> Store:
    results = [
        samples.completed(samples.claimed("a.com"), language="nl"),
        samples.failed(samples.claimed("b.com")),
        samples.completed(samples.claimed("c.com"), language="DE"),
        samples.completed(samples.claimed("d.com"), language="de"),
    ]
    await samples.scanned(store, results)
    return store


async def test_cells_are_ordered_folded_unknown_last_ties_in_list_order(scanned: Store) -> None:
    assert await _ordered(scanned, RowColumn.LANGUAGE) == ([3, 4, 1, 2], [1, 3, 4, 2])


async def test_a_filter_holds_in_every_order(scanned: Store) -> None:
    failed, done = RowFilter(statuses=(DomainStatus.FAILED,)), RowFilter(statuses=(DomainStatus.COMPLETED,))
    assert await _ordered(scanned, RowColumn.LANGUAGE, failed) == ([2], [2])
    assert await _ordered(scanned, RowColumn.LANGUAGE, done) == ([3, 4, 1], [1, 3, 4])
    assert await _ordered(scanned, RowColumn.INPUT, done) == ([1, 3, 4], [4, 3, 1])


@pytest.mark.parametrize("name", ["size", "a.b", "2024", 'with "marks"', "back\\slash", "größe"])
async def test_a_users_column_of_numbers_is_ordered_by_size(store: Store, name: str) -> None:
    values = ("9", "100", "", "-2.5", "100")
    await samples.started(store, [_target(number, **{name: value}) for number, value in enumerate(values)])
    assert await _ordered(store, f"{OWN}{name}") == ([4, 1, 2, 5, 3], [2, 5, 1, 4, 3])


async def test_a_users_column_of_words_is_ordered_whatever_its_capitals(store: Store) -> None:
    values = ("beta", "Alpha", "9", "alpha")
    await samples.started(store, [_target(number, who=value) for number, value in enumerate(values)])
    assert await _ordered(store, f"{OWN}who") == ([3, 2, 4, 1], [1, 2, 4, 3])


async def test_an_order_by_a_column_that_the_batch_has_not_is_that_of_the_list(scanned: Store) -> None:
    assert await _ordered(scanned, "rule:nobody") == ([1, 2, 3, 4], [1, 2, 3, 4])
    assert await scanned.row_ids("unknown", RowOrder(RowColumn.LANGUAGE), ALL) == []


async def test_cells_are_ordered_by_their_index_alone(store: Store) -> None:
    def plan(connection: Connection) -> str:
        query = ordering._query(connection, 1, RowOrder(RowColumn.LANGUAGE))
        compiled = query.compile(connection, compile_kwargs={"literal_binds": True})
        return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all())

    assert "USING COVERING INDEX ix_cell_batch_key_name_sort_key_target_id" in await store._read(plan)
