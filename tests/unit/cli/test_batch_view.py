from datetime import UTC, datetime, timedelta

from desktop_scanner.cli import batch_view
from desktop_scanner.core.batches import BatchInfo, DomainRow
from desktop_scanner.core.statuses import BatchState, DomainStatus

_AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)


def _batch(**changes: object) -> BatchInfo:
    fields = {"id": "0190", "name": "Shops", "state": BatchState.PARTIAL, "created_at": _AT, "total": 30}
    return BatchInfo(**{**fields, "counts": {"completed": 5, "failed": 25}, **changes})  # type: ignore[arg-type]


def test_a_batch_says_how_far_it_is() -> None:
    text = batch_view.view(_batch(started_at=_AT, finished_at=_AT + timedelta(seconds=41)), {}, []).plain
    assert text.startswith("Shops\nBatch       0190\nState       partial\nDomains     30: 5 completed, 25 failed\n")
    assert "(after 41 s)" in text
    assert "Failures" not in text


def test_failures_are_ordered_by_number_with_their_next_step() -> None:
    lines = batch_view.view(_batch(), {"dns_error": 5, "tls_expired": 20}, []).plain.splitlines()
    assert lines[-3].split()[:2] == ["20", "tls_expired"]
    assert "The owner must renew the certificate" in lines[-3]


def test_the_first_failed_domains_are_named_and_the_others_counted() -> None:
    row = DomainRow(target_id=1, domain="a.com", domain_display="a.com", status=DomainStatus.FAILED)
    text = batch_view.view(_batch(), {}, [row]).plain
    assert "\n  a.com  \n" in text
    assert "and 24 more" in text


def test_a_name_from_outside_cannot_control_the_terminal() -> None:
    assert "\x1b" not in batch_view.view(_batch(name="\x1b[2J"), {}, []).plain
