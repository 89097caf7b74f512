from PySide6.QtCore import QModelIndex
from pytestqt.modeltest import ModelTester

from desktop_scanner.core.comparison import DomainChange, DomainDifference, FactChange, FactDifference
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.ui.models.differences import DifferenceColumn, DifferencesModel

FACT = FactDifference(kind="title", change=FactChange.CHANGED, value="New", before="Old", after="New")
CHANGED = DomainDifference(
    domain="a.be",
    domain_display="a.be",
    change=DomainChange.CHANGED,
    before=DomainStatus.COMPLETED,
    after=DomainStatus.COMPLETED,
    facts=(FACT,),
)
GONE = DomainDifference(domain="b.be", domain_display="b.be", change=DomainChange.GONE, before=DomainStatus.FAILED)


def test_the_model_is_sound(qtmodeltester: ModelTester) -> None:
    model = DifferencesModel()
    model.show_differences([CHANGED, GONE])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_facts_stand_below_their_domain(qapp: object) -> None:
    model = DifferencesModel()
    model.show_differences([GONE, CHANGED])
    domain = model.index(1, DifferenceColumn.NAME)
    cells = [model.index(0, column, domain).data() for column in DifferenceColumn]
    assert (domain.data(), model.rowCount(domain)) == ("a.be", 1)
    assert cells == ["Title", "~ changed", "Old", "New"]
    assert model.domain_at(model.index(0, 0, domain)) is CHANGED
    assert model.domain_at(QModelIndex()) is None


def test_domains_are_filtered_by_what_became_of_them(qapp: object) -> None:
    model = DifferencesModel()
    model.show_differences([CHANGED, GONE])
    model.filter(DomainChange.GONE)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["b.be"]
    model.filter(None)
    assert model.rowCount() == 2
