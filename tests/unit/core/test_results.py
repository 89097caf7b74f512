import json
from datetime import UTC, datetime

import msgspec

from desktop_scanner.core.failures import FailureKind, failure
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus

KEYS = [
    "schema",
    "domain",
    "domain_display",
    "input",
    "columns",
    "tags",
    "status",
    "verdict",
    "failure",
    "verdict_evidence",
    "doors",
    "started_at",
    "finished_at",
    "elapsed_ms",
    "final_url",
    "http_status",
    "redirects",
    "ip_addresses",
    "tls",
    "dns",
    "security",
    "title",
    "description",
    "language",
    "charset",
    "favicon_url",
    "favicon_hash",
    "logo_url",
    "logo_reason",
    "page_facts",
    "emails",
    "phones",
    "social",
    "addresses",
    "technologies",
    "trackers",
    "organization",
    "security_headers",
    "custom",
    "custom_problems",
    "marked",
    "robots",
    "sitemaps",
    "pages",
]


def test_every_key_of_the_contract_is_present_and_in_its_order() -> None:
    empty = DomainResult(domain="example.com", domain_display="example.com", status=DomainStatus.PENDING)
    shown = json.loads(msgspec.json.encode(empty))
    assert list(shown) == KEYS
    assert {"mx": [], "txt": []}.items() <= shown["dns"].items()


def test_a_failure_shows_every_key_of_the_contract() -> None:
    shown = json.loads(msgspec.json.encode(failure(FailureKind.DNS_TIMEOUT, "No answer.")))
    assert set(shown) == {"kind", "stage", "message", "hint", "attempts", "retryable", "timeline"}


def test_instants_are_written_in_utc_with_a_z() -> None:
    at = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
    result = DomainResult(domain="a.com", domain_display="a.com", status=DomainStatus.COMPLETED, started_at=at)
    assert json.loads(msgspec.json.encode(result))["started_at"] == "2026-11-03T14:05:00Z"
