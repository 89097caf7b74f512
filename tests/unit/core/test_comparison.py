from typing import Any

import pytest

from desktop_scanner.core.comparison import (
    ComparisonSummary,
    DomainChange,
    FactChange,
    FactDifference,
    Snapshot,
    difference,
)
from desktop_scanner.core.statuses import DomainStatus

WORDPRESS = ("technology", "wordpress")
DONE, FAILED = DomainStatus.COMPLETED, DomainStatus.FAILED


def snapshot(status: DomainStatus = DONE, **more: Any) -> Snapshot:
    return Snapshot(target_id=1, batch_id="b", domain="a.be", domain_display="a.be", status=status, **more)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (None, snapshot(), DomainChange.NEW),
        (snapshot(), None, DomainChange.GONE),
        (snapshot(FAILED), snapshot(), DomainChange.BACK),
        (snapshot(), snapshot(FAILED), DomainChange.LOST),
        (snapshot(), snapshot(), DomainChange.SAME),
        (snapshot(), snapshot(properties={"title": "A"}), DomainChange.CHANGED),
        (snapshot(DomainStatus.PENDING), snapshot(), DomainChange.SAME),
    ],
)
def test_what_became_of_a_domain(before: Snapshot | None, after: Snapshot | None, change: DomainChange) -> None:
    assert difference(before, after).change is change


def test_facts_are_gained_lost_and_changed() -> None:
    before = snapshot(facts={WORDPRESS: ("WordPress", "6.4"), ("email", "a@a.be"): ("a@a.be", "")})
    after = snapshot(facts={WORDPRESS: ("WordPress", "6.5"), ("phone", "+32"): ("+32", "")})
    assert difference(before, after).facts == (
        FactDifference(
            kind="technology",
            change=FactChange.CHANGED,
            value="WordPress",
            before="WordPress 6.4",
            after="WordPress 6.5",
        ),
        FactDifference(kind="email", change=FactChange.LOST, value="a@a.be", before="a@a.be"),
        FactDifference(kind="phone", change=FactChange.GAINED, value="+32", after="+32"),
    )


def test_properties_are_gained_lost_and_changed() -> None:
    before = snapshot(properties={"title": "Old", "verdict": "ok"})
    after = snapshot(properties={"title": "New", "certificate": "CA"})
    found = {each.kind: (each.change.value, each.before, each.after) for each in difference(before, after).facts}
    assert found == {
        "title": ("changed", "Old", "New"),
        "verdict": ("lost", "ok", None),
        "certificate": ("gained", None, "CA"),
    }


def test_a_domain_that_fails_now_has_not_lost_each_of_its_facts() -> None:
    before = snapshot(facts={WORDPRESS: ("WordPress", "")})
    after = snapshot(FAILED, properties={"failure": "dns_not_found"})
    assert [each.kind for each in difference(before, after).facts] == ["failure"]


def test_a_summary_counts_domains_and_facts() -> None:
    summary = ComparisonSummary()
    changed = difference(snapshot(properties={"title": "Old"}), snapshot(properties={"title": "New"}))
    for each in (changed, changed, difference(None, snapshot())):
        summary.take(each)
    assert summary == ComparisonSummary(domains={"changed": 2, "new": 1}, facts={"title": {"changed": 2}})
