from typing import Any

import msgspec

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.clock import now
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.ui.models.batches import BatchListModel


def batch(name: str, state: BatchState = BatchState.COMPLETED) -> BatchInfo:
    return BatchInfo(id=name, name=name, state=state, created_at=now(), total=3)


def test_the_list_keeps_qts_rules(qtmodeltester: Any) -> None:
    model = BatchListModel()
    model.set_batches([batch("b"), batch("a")])
    qtmodeltester.check(model)


def test_a_new_batch_stands_first_without_a_reset(qapp: object) -> None:
    model, resets = BatchListModel(), list[int]()
    old = batch("a")
    model.set_batches([old])
    model.modelReset.connect(lambda: resets.append(1))
    model.set_batches([batch("b"), old])
    assert [each.id for each in model.all()] == ["b", "a"]
    assert resets == []


def test_only_a_batch_that_changed_is_repainted(qapp: object) -> None:
    model, repainted = BatchListModel(), list[int]()
    first, second = batch("b"), batch("a")
    model.set_batches([first, second])
    model.dataChanged.connect(lambda top, _: repainted.append(top.row()))
    model.set_batches([first, msgspec.structs.replace(second, state=BatchState.INTERRUPTED)])
    assert repainted == [1]


def test_a_batch_that_is_gone_leaves_the_list(qapp: object) -> None:
    model = BatchListModel()
    model.set_batches([batch("b"), batch("a")])
    model.set_batches([batch("a")])
    assert model.batch("b") is None
    assert model.rowCount() == 1
