"""Results as the tests export them: one with every kind of fact, one that failed."""

from datetime import UTC, datetime

from desktop_scanner.core import failures
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.results import (
    Address,
    DomainResult,
    Email,
    Evidence,
    Page,
    Phone,
    SocialProfile,
    Technology,
)
from desktop_scanner.core.statuses import BatchState, DomainStatus, Verdict

AT = datetime(2026, 11, 3, 14, 5, 0, 250_000, UTC)

BATCH = BatchInfo(
    id="01900000-0000-7000-8000-000000000001",
    name="Shops",
    state=BatchState.PARTIAL,
    created_at=AT,
    started_at=AT,
    finished_at=None,
    total=2,
    counts={"completed": 1, "failed": 1},
    options={"max_pages": 8},
)

_HERE = (
    Evidence("https://acme.com/contact", "mailto", "Write to us"),
    Evidence("https://acme.com/", "text", "or call"),
)


def acme(**changes: object) -> DomainResult:
    """Return a domain that was read."""
    fields: dict[str, object] = {
        "domain": "acme.com",
        "domain_display": "acme.com",
        "input": "www.acme.com",
        "status": DomainStatus.COMPLETED,
        "verdict": Verdict.OK,
        "started_at": AT,
        "finished_at": AT,
        "elapsed_ms": 1234,
        "final_url": "https://www.acme.com/",
        "http_status": 200,
        "title": "Acme",
        "language": "en",
        "emails": (
            Email(value="info@acme.com", kind="role", confidence=0.98, evidence=_HERE),
            Email(value="you@example.com", kind="role", placeholder=True, confidence=0.5),
        ),
        "phones": (
            Phone(value="+3291234567", display="09 123 45 67", region="BE", confidence=0.9, evidence=_HERE[:1]),
            Phone(value="+3291234568", display="09 123 45 68", region="BE", confidence=0.9),
        ),
        "social": (
            SocialProfile(network="linkedin", url="https://www.linkedin.com/company/acme", handle="acme"),
            SocialProfile(network="mastodon", url="https://social.example/@acme", handle="@acme"),
        ),
        "addresses": (Address(value="Veldstraat 1, 9000 Gent", country="BE"),),
        "technologies": (
            Technology(name="WordPress", version="6.5.2", categories=("CMS", "Blogs"), evidence=_HERE),
            Technology(name="jQuery", version=None, categories=("JavaScript libraries",)),
        ),
        "pages": (
            Page(url="https://www.acme.com/", status=200, title="Acme", bytes=512, elapsed_ms=80, kind="front"),
            Page(url="https://www.acme.com/x", failure=failures.failure(FailureKind.READ_TIMEOUT, "Too slow.")),
        ),
    }
    return DomainResult(**{**fields, **changes})  # type: ignore[arg-type]


def gone(**changes: object) -> DomainResult:
    """Return a domain that failed."""
    fields: dict[str, object] = {
        "domain": "gone.be",
        "domain_display": "gone.be",
        "input": "gone.be",
        "status": DomainStatus.FAILED,
        "failure": failures.failure(FailureKind.DNS_NOT_FOUND, "gone.be does not exist."),
    }
    return DomainResult(**{**fields, **changes})  # type: ignore[arg-type]
