"""The results that the small server finds: always the same for a domain, so that two sides can be compared."""

from datetime import datetime

from desktop_scanner.core.clock import now
from desktop_scanner.core.failures import FailureKind, failure
from desktop_scanner.core.results import DomainResult, Email, Evidence, Page
from desktop_scanner.core.statuses import DomainStatus, Verdict


def found(domain: str, started_at: datetime | None = None, finished_at: datetime | None = None) -> DomainResult:
    """Return what stands at a domain: nothing where its name begins with `fail`."""
    at = finished_at or now()
    if domain.startswith("fail"):
        return DomainResult(
            domain=domain,
            domain_display=domain,
            input=domain,
            status=DomainStatus.FAILED,
            failure=failure(FailureKind.DNS_NOT_FOUND, f"{domain} has no address."),
            started_at=started_at,
            finished_at=at,
        )
    home = f"https://{domain}/"
    return DomainResult(
        domain=domain,
        domain_display=domain,
        input=domain,
        status=DomainStatus.COMPLETED,
        verdict=Verdict.OK,
        started_at=started_at,
        finished_at=at,
        final_url=home,
        http_status=200,
        title=f"Title of {domain}",
        emails=(
            Email(value=f"info@{domain}", kind="role", confidence=0.98, evidence=(Evidence(home, "mailto", "mail"),)),
        ),
        pages=(Page(url=home, status=200, title="Home", bytes=1_024, elapsed_ms=8, kind="home"),),
    )
