import asyncio

import pytest
from sqlalchemy import Connection

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.queries import RowColumn, RowFilter, RowOrder
from desktop_scanner.core.results import DomainResult, Technology
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.store import queries
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH

ALL = RowFilter()
IN_LIST_ORDER = RowOrder()


def _good(domain: str, **fields: object) -> DomainResult:
    return samples.completed(samples.claimed(domain), **fields)


async def _domains(store: Store, order: RowOrder = IN_LIST_ORDER, where: RowFilter = ALL) -> list[str]:
    rows = await store.rows(await store.row_ids(BATCH, order, where))
    return [row.domain.removesuffix(".com") for row in rows]


@pytest.fixture
async def scanned(store: Store) -> Store:
    wordpress = Technology(name="WordPress", version="6.5")
    await samples.scanned(
        store,
        [
            _good("delta.com", title="Äpfel", http_status=200, elapsed_ms=30),
            _good("alpha.com", title="zebra 100%", http_status=404, elapsed_ms=30, technologies=(wordpress,)),
            _good("charlie.com", title="Anna", http_status=200, elapsed_ms=10),
            samples.failed(samples.claimed("bravo.com")),
            samples.failed(samples.claimed("echo.com"), FailureKind.CONNECT_REFUSED),
        ],
    )
    return store


@pytest.mark.parametrize(
    ("column", "ascending", "descending"),
    [
        (RowColumn.POSITION, "delta alpha charlie bravo echo", "echo bravo charlie alpha delta"),
        (RowColumn.DOMAIN, "alpha bravo charlie delta echo", "echo delta charlie bravo alpha"),
        (RowColumn.STATUS, "delta alpha charlie bravo echo", "bravo echo delta alpha charlie"),
        (RowColumn.HTTP_STATUS, "delta charlie alpha bravo echo", "alpha delta charlie bravo echo"),
        (RowColumn.TITLE, "charlie alpha delta bravo echo", "delta alpha charlie bravo echo"),
        (RowColumn.TECHNOLOGIES, "alpha delta charlie bravo echo", "alpha delta charlie bravo echo"),
        (RowColumn.ELAPSED_MS, "charlie delta alpha bravo echo", "delta alpha charlie bravo echo"),
        (RowColumn.PAGES, "delta alpha charlie bravo echo", "delta alpha charlie bravo echo"),
        (RowColumn.EMAILS, "delta alpha charlie bravo echo", "delta alpha charlie bravo echo"),
        (RowColumn.PHONES, "delta alpha charlie bravo echo", "delta alpha charlie bravo echo"),
    ],
)
async def test_unknown_values_come_last_and_equal_ones_keep_their_order(
    scanned: Store, column: RowColumn, ascending: str, descending: str
) -> None:
    assert await _domains(scanned, RowOrder(column)) == ascending.split()
    assert await _domains(scanned, RowOrder(column, is_descending=True)) == descending.split()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (RowFilter(text="ÄPFEL"), "delta"),
        (RowFilter(text="A\N{COMBINING DIAERESIS}pf"), "delta"),
        (RowFilter(text="CHARL"), "charlie"),
        (RowFilter(text="wordpress 6"), "alpha"),
        (RowFilter(text="has no address"), "bravo echo"),
        (RowFilter(text="dns_not"), "bravo"),
        (RowFilter(text="0%"), "alpha"),
        (RowFilter(text="%"), "alpha"),
        (RowFilter(text="_not_f"), "bravo"),
        (RowFilter(text="nowhere"), ""),
        (RowFilter(statuses=(DomainStatus.FAILED,)), "bravo echo"),
        (RowFilter(statuses=(DomainStatus.FAILED, DomainStatus.COMPLETED), text="a"), "delta alpha charlie bravo echo"),
        (RowFilter(kinds=(FailureKind.CONNECT_REFUSED,)), "echo"),
        (RowFilter(statuses=(DomainStatus.COMPLETED,), kinds=(FailureKind.DNS_NOT_FOUND,)), ""),
    ],
)
async def test_filters_look_into_name_title_technologies_and_failure(
    scanned: Store, where: RowFilter, expected: str
) -> None:
    assert await _domains(scanned, where=where) == expected.split()


async def test_a_domain_is_found_by_its_unicode_form(store: Store) -> None:
    await samples.started(store, [samples.target("xn--strae-oqa.de", "straße.de"), samples.target("b.com")])
    assert await _domains(store, where=RowFilter(text="STRASSE")) == ["xn--strae-oqa.de"]
    assert await _domains(store, where=RowFilter(text="xn--")) == ["xn--strae-oqa.de"]


@pytest.mark.parametrize(
    ("text", "expected"), [("stra", ["xn--strae-oqa.de"]), ("b", ["b.com"]), ("xn", ["xn--strae-oqa.de"]), ("c", [])]
)
async def test_domains_are_found_by_the_beginning_of_their_name(store: Store, text: str, expected: list[str]) -> None:
    await samples.started(store, [samples.target("xn--strae-oqa.de", "straße.de"), samples.target("b.com")])
    rows = await store.rows(await store.ids_beginning(BATCH, text))
    assert [row.domain for row in rows] == expected


async def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_ROWS", 3)
    await samples.started(store, samples.targets(8))
    rows = await store.rows([5, 99, 1, 8, 2, 7])
    assert [row.target_id for row in rows] == [5, 1, 8, 2, 7]


async def test_rows_of_another_batch_are_not_mixed_in(store: Store) -> None:
    await samples.started(store, samples.targets(2), "other")
    await samples.started(store, samples.targets(3))
    assert await store.row_ids(BATCH, RowOrder(RowColumn.DOMAIN), ALL) == [3, 4, 5]
    assert await store.row_ids("unknown", IN_LIST_ORDER, ALL) == []


async def test_a_target_is_found_by_its_domain(scanned: Store) -> None:
    assert await scanned.target_id(BATCH, "charlie.com") == 3
    assert await scanned.target_id(BATCH, "unknown.com") is None
    assert await scanned.target_id("unknown", "charlie.com") is None
    assert await scanned.result(99) is None


async def test_results_come_in_chunks_in_the_order_of_the_list(scanned: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "_RESULTS", 2)
    results = await asyncio.to_thread(lambda: list(scanned.results(BATCH, ALL)))
    assert results == [await scanned.result(target_id) for target_id in range(1, 6)]
    only = RowFilter(statuses=(DomainStatus.FAILED,))
    assert [result.domain for result in scanned.results(BATCH, only)] == ["bravo.com", "echo.com"]


async def test_an_export_shows_one_moment_while_the_batch_runs_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_RESULTS", 1)
    await samples.started(store, samples.targets(2))
    export = store.results(BATCH, ALL)
    first = next(export)
    claimed = await store.claim(BATCH, 2)
    await asyncio.gather(*(store.put(one, samples.rich(one)) for one in claimed))
    assert [first.status, *(later.status for later in export)] == [DomainStatus.PENDING] * 2


@pytest.mark.parametrize("column", queries.INDEXED)
@pytest.mark.parametrize("is_descending", [False, True])
async def test_sorting_walks_an_index_and_never_the_rows(store: Store, column: str, is_descending: bool) -> None:
    def plan(connection: Connection) -> str:
        query = queries.row_ids_query("x", RowOrder(column, is_descending))
        compiled = query.compile(connection, compile_kwargs={"literal_binds": True})
        return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all())

    shown = await store._read(plan)
    assert "USING COVERING INDEX" in shown
    assert "SCAN target" not in shown
