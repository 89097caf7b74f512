from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.events import DomainProgress
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.ui.models import columns, row_cells
from desktop_scanner.ui.models.columns import Column

AT = datetime(2024, 11, 3, 14, 5, 9, tzinfo=UTC)


def row(status: DomainStatus = DomainStatus.COMPLETED, **more: object) -> DomainRow:
    return DomainRow(target_id=1, domain="a.example", domain_display="a.example", status=status, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "key", "expected"),
    [
        (row(pages=1312), "pages", "1312"),
        (row(DomainStatus.PENDING), "pages", ""),
        (row(emails=0), "emails", "0"),
        (row(http_status=404), "http_status", "404"),
        (row(title='=HYPERLINK("https://bad.example")'), "title", '\'=HYPERLINK("https://bad.example")'),
        (row(title="two\tcells\nand lines"), "title", "two cells and lines"),
        (row(cells={"phone_numbers": "+3291\n+3292"}), "phone_numbers", "'+3291; +3292"),
        (row(cells={"own:account": "A 7"}), "own:account", "A 7"),
        (row(), "own:account", ""),
        (row(), "finished_at", ""),
        (row(finished_at=AT), "finished_at", f"{AT.astimezone():%Y-%m-%d %H:%M:%S}"),
    ],
)
def test_a_spreadsheet_gets_every_value_exact_and_harmless(
    qapp: QApplication, item: DomainRow, key: str, expected: str
) -> None:
    assert row_cells.copied(item, None, key) == expected


@pytest.mark.parametrize(
    ("item", "column", "text", "tooltip"),
    [
        (row(cells={"cms": "Joomla"}), Column.CMS, "Joomla", "Joomla"),
        (row(cells={"cms": "Joomla\nPlone\nEcto"}), Column.CMS, "Joomla + 2 more", "Joomla\nPlone\nEcto"),
        (row(verdict=Verdict.PARKED), Column.VERDICT, "parked", "parked"),
        (row(failure_kind=FailureKind.TLS_EXPIRED), Column.FAILURE_KIND, "certificate expired", "certificate expired"),
        (row(started_at=AT), Column.STARTED_AT, "3 Nov 2024", f"{AT.astimezone():%Y-%m-%d %H:%M:%S %Z}"),
        (row(http_status=None), Column.HTTP_STATUS, "", ""),
    ],
)
def test_a_cell_shows_the_first_value_and_its_tooltip_all(
    qapp: QApplication, item: DomainRow, column: Column, text: str, tooltip: str
) -> None:
    assert (row_cells.text(item, None, column), row_cells.tooltip(item, None, column)) == (text, tooltip)


def test_a_domain_that_only_waits_has_the_symbol_of_those_that_wait(qapp: QApplication) -> None:
    waits = DomainProgress(target_id=1, activity="Waiting: host delay")
    works = DomainProgress(target_id=1, activity="Reading 1/8")
    assert row_cells.symbol(row(), waits) == ("waiting", "working")
    assert row_cells.symbol(row(), works) == ("working", "working")


def test_every_column_has_a_key_of_its_own_and_a_heading(qapp: QApplication) -> None:
    keys = [columns.key_of(column) for column in Column]
    assert len(set(keys)) == len({columns.heading(column) for column in Column}) == len(Column)
    assert [columns.of_key(key) for key in keys] == list(Column)
