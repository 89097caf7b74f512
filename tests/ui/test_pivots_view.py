import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.pivots import Pivot, PivotKind
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.models.columns import Column
from desktop_scanner.ui.models.pivots import PivotColumn, PivotsTableModel
from desktop_scanner.ui.panels.pivots import PivotsPanel, PivotsTable
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import column, file_dialog, find, press, scan, trigger
from tests.ui.waiting import after, appearing

PIVOTS = (
    Pivot(kind=PivotKind.IP, name=None, value="203.0.113.9", count=3, domains=("b.com", "a.com", "c.com")),
    Pivot(kind=PivotKind.TRACKER, name="google_analytics", value="UA-1", count=50, domains=("a.com",) * 50),
)


async def show(window: MainWindow, options: ScanOptions, domains: str) -> PivotsTable:
    """Scan domains and show what they share."""
    await scan(window, domains, options)
    trigger(window, "view_3_action")
    panel = find(window, PivotsPanel, "pivots_panel")
    await appearing(lambda: panel.pivots or None)
    return find(window, PivotsTable, "pivots_table")


def test_the_model_keeps_the_rules_of_models(qtmodeltester: object) -> None:
    model = PivotsTableModel()
    model.show_pivots(PIVOTS)
    qtmodeltester.check(model)  # type: ignore[attr-defined]


def test_the_most_shared_comes_first_and_every_column_sorts() -> None:
    model = PivotsTableModel()
    model.show_pivots(PIVOTS)
    assert [model.index(0, place).data() for place in range(3)] == ["Google analytics", "UA-1", "50"]
    model.sort(PivotColumn.VALUE, Qt.SortOrder.AscendingOrder)
    assert model.index(0, PivotColumn.VALUE).data() == "203.0.113.9"
    assert model.index(0, PivotColumn.DOMAINS).data() == "b.com, a.com, c.com"
    model.choose(PivotKind.TRACKER)
    assert model.index(0, PivotColumn.DOMAINS).data().endswith("+ 30 more")
    model.sort(-1)
    assert model.rowCount() == 1


@pytest.mark.parametrize("is_by_key", [True, False])
def test_choosing_what_is_shared_shows_exactly_its_domains(
    run: Run, open_window: OpenWindow, options: ScanOptions, is_by_key: bool
) -> None:
    async def look() -> None:
        async with open_window() as window:
            table = await show(window, options, "hollowmere-dental.co.uk\nszklo-pod-debami.pl\narchiv-ostrand.de")
            press(window, "pivot_chip_ip")
            act = lambda: QTest.keyClick(table, Qt.Key.Key_Return)  # noqa: E731 -- one of two
            await after(
                window.pages.batch.model.loaded, act if is_by_key else lambda: press(window, "pivot_show_button")
            )
            assert sorted(column(window, Column.DOMAIN)) == [
                "archiv-ostrand.de",
                "hollowmere-dental.co.uk",
                "szklo-pod-debami.pl",
            ]
            assert find(window, QLineEdit, "filter_edit").text() == 'pivot:"ip=127.0.0.1"'

    run(look())


def test_rows_are_copied_with_all_of_their_domains(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            table = await show(window, options, "hollowmere-dental.co.uk\nszklo-pod-debami.pl")
            press(window, "pivot_chip_ip")
            table.setFocus()
            trigger(window, "copy_action")
            expected = "IP address\t127.0.0.1\t2\thollowmere-dental.co.uk, szklo-pod-debami.pl"
            assert QGuiApplication.clipboard().text() == expected

    run(look())


def test_what_is_shared_is_exported(run: Run, open_window: OpenWindow, options: ScanOptions, tmp_path: Path) -> None:
    async def look() -> None:
        async with open_window() as window:
            await show(window, options, "hollowmere-dental.co.uk\nszklo-pod-debami.pl")
            press(window, "pivots_export_button")
            dialog = await file_dialog(window)
            dialog.selectFile(str(tmp_path / "shared.json"))
            dialog.accept()
            await appearing(lambda: "shared.json" in window.pages.messages.text or None)
            found = json.loads((tmp_path / "shared.json").read_text(encoding="utf-8"))["pivots"]
            assert ("ip", "127.0.0.1") in [(each["kind"], each["value"]) for each in found]

    run(look())


def test_where_nothing_is_shared_that_is_said(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "hollowmere-dental.co.uk", options)
            trigger(window, "view_3_action")
            label = find(window, QLabel, "pivots_placeholder")
            await appearing(lambda: label.text().startswith("No two domains") or None)
            assert not find(window, QPushButton, "pivots_export_button").isEnabled()

    run(look())
