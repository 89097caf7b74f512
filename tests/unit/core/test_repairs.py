from pathlib import Path

import pytest

from desktop_scanner.core.repairs import Repair, TableRepair


@pytest.mark.parametrize(
    ("lost", "orphans", "reopened", "is_whole"),
    [(0, 0, 0, True), (1, 0, 0, False), (None, 0, 0, False), (0, 1, 0, False), (0, 0, 1, False)],
)
def test_a_repair_is_whole_where_nothing_was_lost(
    lost: int | None, orphans: int, reopened: int, is_whole: bool
) -> None:
    table = TableRepair(table="page", saved=7, lost=lost, orphans=orphans)
    assert Repair(kept=Path("x"), tables=(table,), stand_ins=0, reopened=reopened).is_whole is is_whole
