from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_scanner.cli import phrases
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.statuses import BatchState


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (245, "4 min 5 s"), (7800, "2 h 10 min")],
)
def test_lengths_of_time_are_said_as_people_do(seconds: float, expected: str) -> None:
    assert phrases.duration(seconds) == expected


def test_instants_are_in_the_time_of_the_computer() -> None:
    at = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
    assert phrases.instant(at) == f"{at.astimezone():%d %b %Y, %H:%M}".removeprefix("0")
    assert phrases.instant(None) == ""


def test_counts_are_in_the_order_of_a_scan_and_kinds_by_number() -> None:
    assert phrases.counts({"failed": 20, "pending": 0, "completed": 1280}) == "1,280 completed, 20 failed"
    assert phrases.kinds({"dns_error": 1, "tls_error": 8, "bot_wall": 8}) == "8 bot_wall, 8 tls_error, 1 dns_error"


def test_one_domain_is_not_domains() -> None:
    assert (phrases.domains(1), phrases.domains(1312)) == ("1 domain", "1,312 domains")


def test_only_options_that_differ_are_named() -> None:
    options = ScanOptions(max_pages=3, robots=False, headers=(("A", "b"),), connect_to=tuple("abcd"))
    said = phrases.changed_options(options.storable())
    assert said == "max_pages 3, headers A: b, robots no, connect_to (4 of them)"
    assert phrases.changed_options(ScanOptions().storable()) == ""


def test_a_command_can_be_typed_as_it_is_said() -> None:
    assert phrases.command("show", "a b") == "desktop-scanner show 'a b'"
    assert phrases.command("show", database=Path("x.db")) == "desktop-scanner show --database x.db"


def test_cancelled_domains_were_not_scanned() -> None:
    counts = {"completed": 2, "failed": 1, "cancelled": 4, "pending": 8}
    at = datetime(2026, 11, 3, tzinfo=UTC)
    batch = BatchInfo(id="1", name="", state=BatchState.CANCELLED, created_at=at, total=15, counts=counts)
    assert phrases.scanned(batch) == 3
