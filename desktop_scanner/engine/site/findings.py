"""What a scan has found of one domain so far, and the result that is made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec import structs

from desktop_scanner.core import domains
from desktop_scanner.core.clock import now
from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.core.failures import Failure
from desktop_scanner.core.results import (
    DnsFacts,
    DomainResult,
    Door,
    Evidence,
    Redirect,
    RobotsFacts,
    SitemapFacts,
    Technology,
    TlsFacts,
)
from desktop_scanner.core.security import SecurityTxt
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.net.fetch import Fetched
from desktop_scanner.engine.site import page_reading
from desktop_scanner.engine.site.page_reading import Reading
from desktop_scanner.extract import merge
from desktop_scanner.extract.technologies import technology_tally
from desktop_scanner.extract.technologies.domain_technologies import DomainEvidence, of_domain
from desktop_scanner.extract.technologies.rule_index import RuleSet

_SECURITY_HEADERS = (
    "strict-transport-security",
    "content-security-policy",
    "content-security-policy-report-only",
    "x-frame-options",
    "x-content-type-options",
    "x-xss-protection",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-embedder-policy",
    "cross-origin-resource-policy",
)
_HEADER_CHARACTERS = 2_000


@dataclass(kw_only=True)
class Findings:
    """Filled step by step; whatever is there when the scan ends becomes the result."""

    target: ClaimedTarget
    rules: tuple[CustomRule, ...] = ()
    started_at: datetime = field(default_factory=now)
    failure: Failure | None = None
    verdict: Verdict | None = None
    verdict_evidence: tuple[Evidence, ...] = ()
    doors: tuple[Door, ...] = ()
    final_url: str | None = None
    http_status: int | None = None
    redirects: tuple[Redirect, ...] = ()
    ip_addresses: tuple[str, ...] = ()
    tls: TlsFacts | None = None
    dns: DnsFacts = field(default_factory=DnsFacts)
    security: dict[str, Any] = field(default_factory=dict)
    security_txt: SecurityTxt | None = None
    security_headers: dict[str, str] = field(default_factory=dict)
    robots: RobotsFacts | None = None
    robots_text: str = ""
    sitemaps: Sequence[SitemapFacts] = ()
    readings: Sequence[Reading] = ()
    favicon_hash: int | None = None
    rule_set: RuleSet | None = None

    def result(self) -> DomainResult:
        """Return the domain's result: completed where any page was read, failed otherwise."""
        finished_at = now()
        read = [(reading.page.url, reading.facts) for reading in self.readings if reading.facts is not None]
        facts = merge.merge(read, self.rules, self.target.domain) if read else None
        failure = None if read else self.failure
        found: dict[str, Any] = structs.asdict(facts) if facts is not None else {}
        if self.favicon_hash is not None:
            found["favicon_hash"] = self.favicon_hash
        found["technologies"] = self._technologies(found.get("technologies", ()))
        return DomainResult(
            domain=self.target.domain,
            domain_display=domains.display(self.target.domain),
            status=DomainStatus.FAILED if failure else DomainStatus.COMPLETED,
            verdict=self.verdict,
            failure=failure,
            verdict_evidence=self.verdict_evidence,
            doors=self.doors,
            started_at=self.started_at,
            finished_at=finished_at,
            elapsed_ms=round((finished_at - self.started_at).total_seconds() * 1000),
            final_url=self.final_url,
            http_status=self.http_status,
            redirects=self.redirects,
            ip_addresses=self.ip_addresses,
            tls=self.tls,
            dns=self.dns,
            security=self.security,
            security_headers=self.security_headers,
            robots=self.robots,
            sitemaps=tuple(self.sitemaps),
            pages=tuple(page_reading.page_of(reading, self.started_at) for reading in self.readings),
            **found,
        )

    def _technologies(self, on_pages: tuple[Technology, ...]) -> tuple[Technology, ...]:
        """Return the pages' technologies with those that the domain shows beside them."""
        evidence = DomainEvidence(
            domain=self.target.domain,
            url=self.final_url or f"https://{self.target.domain}/",
            dns=self.dns,
            certificate_issuer=(self.tls.issuer if self.tls else None) or "",
            robots_text=self.robots_text,
        )
        return technology_tally.joined([*on_pages, *of_domain(evidence, self.rule_set)])


def security_headers(fetched: Fetched) -> dict[str, str]:
    """Return the headers of an answer by which a site protects its visitors."""
    found = ((name, fetched.header(name)) for name in _SECURITY_HEADERS)
    return {name: value[:_HEADER_CHARACTERS] for name, value in found if value is not None}
