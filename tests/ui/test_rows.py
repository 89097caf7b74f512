import asyncio
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.events import DomainFinished, DomainProgress
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.queries import RowColumn, RowFilter, RowOrder
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.models.rows import RowsTableModel
from desktop_scanner.ui.tasks import Tasks
from tests.ui.conftest import Run
from tests.ui.waiting import after

COUNT = 1_000


def row(target_id: int, status: DomainStatus = DomainStatus.PENDING, **more: object) -> DomainRow:
    name = f"site-{target_id:04}.example"
    return DomainRow(target_id=target_id, domain=name, domain_display=name, status=status, **more)  # type: ignore[arg-type]


class Rows:
    """A source of rows in memory; `gate` holds its answers back."""

    def __init__(self, count: int = COUNT) -> None:
        self.held = {number: row(number) for number in range(count)}
        self.asked: list[Sequence[int]] = []
        self.further = list[str]()
        self.gate = asyncio.Event()
        self.gate.set()

    async def row_ids(self, _batch_id: str, order: RowOrder, where: RowFilter) -> list[int]:
        found = [number for number, item in self.held.items() if where.text in item.domain]
        return sorted(found, reverse=order.is_descending)

    async def further_columns(self, _batch_id: str) -> list[str]:
        return self.further

    async def ids_beginning(self, _batch_id: str, text: str) -> list[int]:
        return [number for number, item in self.held.items() if item.domain.startswith(text)]

    async def rows(self, ids: Sequence[int], columns: Collection[str] = ()) -> list[DomainRow]:
        self.asked.append(ids)
        cells = {key: f"{key}\nmore" for key in columns}
        found = [msgspec.structs.replace(self.held[number], cells=cells) for number in ids]
        await self.gate.wait()
        return found


async def loaded(source: Rows) -> RowsTableModel:
    model = RowsTableModel(source, Tasks(raise_it))
    await after(model.loaded, lambda: model.show_batch("b"))
    return model


def raise_it(error: BaseException) -> None:
    raise error


def shown(model: RowsTableModel, place: int, column: Column) -> object:
    return model.index(place, column).data()


def test_the_model_keeps_qts_rules(run: Run, qtmodeltester: Any) -> None:
    async def look() -> None:
        qtmodeltester.check(await loaded(Rows(300)))

    run(look())


def test_only_rows_in_view_are_fetched(run: Run) -> None:
    async def look() -> None:
        source = Rows()
        model = await loaded(source)
        assert shown(model, 750, Column.DOMAIN) is None
        await after(model.dataChanged, lambda: None)
        assert shown(model, 750, Column.DOMAIN) == "site-0750.example"
        assert sum(map(len, source.asked)) == 400

    run(look())


def test_a_live_change_repaints_its_row_only(run: Run) -> None:
    async def look() -> None:
        model = await loaded(Rows())
        spans = list[tuple[int, int]]()
        model.dataChanged.connect(lambda first, last: spans.append((first.row(), last.row())))
        model.update([DomainProgress(target_id=5, activity="Reading 3/8", pages_done=3, pages_planned=8)])
        assert spans == [(5, 5)]
        assert shown(model, 5, Column.STATUS) == "Reading 3/8"
        assert shown(model, 5, Column.PAGES) == "3"

    run(look())


def test_a_result_newer_than_the_read_is_kept(run: Run) -> None:
    async def look() -> None:
        source = Rows()
        model = await loaded(source)
        source.gate.clear()
        model.requery()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        model.update([DomainFinished(row(3, DomainStatus.COMPLETED))])
        await after(model.loaded, source.gate.set)
        assert shown(model, 3, Column.STATUS) == "Done"

    run(look())


def test_sorting_asks_for_the_ids_in_another_order(run: Run) -> None:
    async def look() -> None:
        model = await loaded(Rows())
        await after(model.loaded, lambda: model.sort(Column.DOMAIN, Qt.SortOrder.DescendingOrder))
        assert shown(model, 0, Column.DOMAIN) == "site-0999.example"
        assert model.order == RowOrder(RowColumn.DOMAIN, is_descending=True)
        await after(model.loaded, lambda: model.sort(-1))
        assert shown(model, 0, Column.DOMAIN) == "site-0000.example"

    run(look())


def test_only_the_last_of_several_filters_is_shown(run: Run) -> None:
    async def look() -> None:
        model = await loaded(Rows())
        model.set_filter(RowFilter(text="site-01"))
        await after(model.loaded, lambda: model.set_filter(RowFilter(text="site-0042")))
        assert model.rowCount() == 1
        assert model.find(42) == 0
        assert model.find(1) is None

    run(look())


def test_rows_do_not_move_while_a_sorted_batch_runs(run: Run) -> None:
    async def look() -> None:
        model = await loaded(Rows())
        await after(model.loaded, lambda: model.sort(Column.STATUS, Qt.SortOrder.DescendingOrder))
        before = [model.id_at(place) for place in range(COUNT)]
        model.update([DomainFinished(row(0, DomainStatus.FAILED, failure_kind=FailureKind.TLS_EXPIRED))])
        assert [model.id_at(place) for place in range(COUNT)] == before

    run(look())


def test_no_row_moves_when_a_sorted_batch_ends(run: Run) -> None:
    async def look() -> None:
        source = Rows(5)
        model = await loaded(source)
        await after(model.loaded, lambda: model.sort(Column.DOMAIN, Qt.SortOrder.DescendingOrder))
        source.held = {number: row(number, DomainStatus.COMPLETED) for number in (0, 1, 3, 4, 9)}
        await after(model.loaded, model.refresh)
        assert list(model.ids) == [4, 3, 1, 0, 9]
        assert shown(model, 0, Column.STATUS) == "Done"
        await after(model.loaded, model.requery)
        assert list(model.ids) == [9, 4, 3, 1, 0]

    run(look())


def test_columns_that_do_not_show_are_not_read(run: Run) -> None:
    async def look() -> None:
        model = await loaded(Rows())
        assert shown(model, 0, Column.EMAIL_ADDRESSES) == ""
        await after(model.loaded, lambda: model.show_columns(["domain", "email_addresses"]))
        assert shown(model, 0, Column.EMAIL_ADDRESSES) == "email_addresses + 1 more"
        index = model.index(0, Column.EMAIL_ADDRESSES)
        assert index.data(Qt.ItemDataRole.ToolTipRole) == "email_addresses\nmore"

    run(look())


def test_what_a_result_shows_apart_is_read_when_it_is_there(run: Run) -> None:
    async def look() -> None:
        source = Rows(3)
        model = await loaded(source)
        await after(model.loaded, lambda: model.show_columns(["cms"]))
        source.held[1] = row(1, DomainStatus.COMPLETED, title="A")
        source.asked.clear()
        model.update([DomainFinished(source.held[1])])
        assert shown(model, 1, Column.CMS) == "cms + 1 more"
        await after(model.dataChanged, lambda: None)
        assert source.asked == [[0, 1, 2]]

    run(look())


def test_a_batch_brings_its_own_columns_and_takes_them_away(run: Run, qtmodeltester: Any) -> None:
    async def look() -> None:
        source = Rows(3)
        source.further = ["own:account", "rule:vat"]
        model = await loaded(source)
        headings = [model.headerData(len(Column) + place, Qt.Orientation.Horizontal) for place in range(2)]
        assert headings == ["account", "vat"]
        qtmodeltester.check(model)
        await after(model.loaded, lambda: model.sort(len(Column)))
        assert model.order == RowOrder("own:account")
        source.further = []
        await after(model.loaded, lambda: model.show_batch("c"))
        assert (model.columnCount(), model.order) == (len(Column), RowOrder())

    run(look())


def test_the_next_domain_that_begins_so_is_found_around_the_end(run: Run) -> None:
    async def look() -> None:
        model = await loaded(Rows(30))
        assert await model.find_beginning("site-001", 0) == 10
        assert await model.find_beginning("site-001", 15) == 15
        assert await model.find_beginning("site-000", 15) == 0
        assert await model.find_beginning("nobody", 15) is None

    run(look())


def test_rows_whose_turn_has_not_come_say_what_they_wait_for(run: Run) -> None:
    async def look() -> None:
        model = await loaded(Rows(2))
        model.set_waiting("Waiting: batch paused")
        model.update([DomainProgress(target_id=1, activity="Waiting: host delay")])
        assert shown(model, 0, Column.STATUS) == "Waiting: batch paused"
        assert shown(model, 1, Column.STATUS) == "Waiting: host delay"

    run(look())


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (row(0, DomainStatus.FAILED, failure_kind=FailureKind.TLS_EXPIRED), "Failed: certificate expired"),
        (row(0, DomainStatus.COMPLETED, verdict=Verdict.PARKED), "Done: parked"),
        (row(0, DomainStatus.COMPLETED, verdict=Verdict.OK), "Done"),
        (row(0), "Waiting"),
    ],
)
def test_the_status_says_what_became_of_the_domain(run: Run, item: DomainRow, expected: str) -> None:
    async def look() -> None:
        source = Rows(1)
        source.held[0] = item
        assert shown(await loaded(source), 0, Column.STATUS) == expected

    run(look())


def test_a_million_rows_are_a_list_of_ids(run: Run) -> None:
    async def look() -> None:
        source = Rows(0)
        source.held = dict.fromkeys(range(1_000_000), row(7))
        model = await loaded(source)
        assert model.rowCount() == 1_000_000
        for place in range(0, 1_000_000, 997):
            model.index(place, 0).data()
        await after(model.dataChanged, lambda: None)
        assert len(source.asked) <= 6

    run(look())
