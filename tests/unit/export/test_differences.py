import io
import json

import pytest

from desktop_scanner.core.comparison import (
    ComparisonSummary,
    DomainChange,
    DomainDifference,
    FactChange,
    FactDifference,
)
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.export import differences
from tests.unit.export.sample import BATCH

TITLE = FactDifference(kind="title", change=FactChange.CHANGED, value="=New", before="Old", after="=New")
DIFFERENT = (
    DomainDifference(
        domain="a.be",
        domain_display="a.be",
        change=DomainChange.CHANGED,
        before=DomainStatus.COMPLETED,
        after=DomainStatus.COMPLETED,
        facts=(TITLE,),
    ),
    DomainDifference(domain="b.be", domain_display="b.be", change=DomainChange.NEW, after=DomainStatus.FAILED),
)


def written(format_name: str) -> bytes:
    output = io.BytesIO()
    to = differences.writer(format_name, output, BATCH, BATCH)
    for each in DIFFERENT:
        to.take(each)
    to.end(ComparisonSummary(domains={"changed": 1, "new": 1}))
    return output.getvalue()


def test_a_table_has_a_row_for_each_fact_and_is_harmless() -> None:
    assert written("csv").decode("utf-8-sig").splitlines() == [
        "domain,change,status_before,status_after,fact,fact_change,value,before,after",
        "a.be,changed,completed,completed,title,changed,'=New,Old,'=New",
        "b.be,new,,failed,,,,,",
    ]


def test_json_has_both_batches_every_domain_and_a_summary() -> None:
    document = json.loads(written("json"))
    assert (document["before"]["id"], document["after"]["name"]) == (BATCH.id, "Shops")
    assert [each["domain"] for each in document["domains"]] == ["a.be", "b.be"]
    assert document["domains"][0]["facts"][0]["after"] == "=New"
    assert document["summary"]["domains"] == {"changed": 1, "new": 1}


def test_another_format_is_refused() -> None:
    with pytest.raises(SettingsError, match="csv, json"):
        differences.writer("xlsx", io.BytesIO(), BATCH, BATCH)
