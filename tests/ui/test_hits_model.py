from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from desktop_scanner.core.search import Hit
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.ui.models.hits import HitColumn, HitsTableModel

HIT = Hit(
    domain="a.be",
    domain_display="a.be",
    batch_id="b",
    batch_name="Shops",
    target_id=7,
    status=DomainStatus.COMPLETED,
    title=None,
    finished_at=datetime(2024, 3, 1, 12, tzinfo=UTC),
    batches=1_200,
)


def test_the_model_is_sound(qtmodeltester: ModelTester) -> None:
    model = HitsTableModel()
    model.show_hits([HIT, HIT])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_hit_is_shown_with_its_latest_batch(qapp: object) -> None:
    model = HitsTableModel()
    model.show_hits([HIT])
    assert [model.index(0, column).data() for column in HitColumn] == [
        "a.be",
        "Done",
        "",
        "Shops",
        "1 Mar 2024",
        "1,200",
    ]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Domain"
    assert (model.at(model.index(0, 3)), model.at(QModelIndex())) == (HIT, None)
