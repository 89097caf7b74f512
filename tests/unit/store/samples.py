"""Targets, results and whole scans for the tests of the store."""

import asyncio
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from desktop_scanner.core.failures import Attempt, FailureKind, Stage, failure
from desktop_scanner.core.results import (
    Address,
    Alternate,
    DnsFacts,
    DomainResult,
    Door,
    Email,
    Evidence,
    Feed,
    FrontPage,
    Heading,
    Page,
    Phone,
    Redirect,
    RobotsFacts,
    SitemapFacts,
    SocialProfile,
    Technology,
    TlsFacts,
    Tracker,
)
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.core.targets import ClaimedTarget, Target
from desktop_scanner.store.batches import NewBatch
from desktop_scanner.store.database import Store

BATCH = "01900000-0000-7000-8000-000000000001"
AT = datetime(2026, 3, 1, 12, 30, 15, 123_000, tzinfo=UTC)


def targets(count: int) -> Iterator[Target]:
    """Return the targets site-000.com, site-001.com, ..."""
    return (target(f"site-{number:03}.com") for number in range(count))


def target(domain: str, display: str | None = None) -> Target:
    """Return a target as intake makes it."""
    return Target(
        domain=domain,
        domain_display=display or domain,
        host=f"www.{domain}",
        input=f"HTTPS://www.{domain}/",
        columns={"account": domain.upper()},
    )


def completed(claimed: ClaimedTarget, **fields: object) -> DomainResult:
    """Return a plain good result."""
    return DomainResult(
        **{  # type: ignore[arg-type]
            "domain": claimed.domain,
            "domain_display": claimed.domain,
            "status": DomainStatus.COMPLETED,
            "verdict": Verdict.OK,
            **fields,
        }
    )


def failed(claimed: ClaimedTarget, kind: FailureKind = FailureKind.DNS_NOT_FOUND) -> DomainResult:
    """Return the result of a domain that failed."""
    tries = (Attempt(at=AT, stage=Stage.DNS, kind=FailureKind.DNS_TIMEOUT, elapsed_ms=5000),)
    why = failure(kind, f"{claimed.domain} has no address.", attempts=2, timeline=tries)
    return completed(claimed, status=DomainStatus.FAILED, verdict=None, failure=why)


def rich(claimed: ClaimedTarget) -> DomainResult:
    """Return a result in which every field says something."""
    home = f"https://{claimed.domain}/"
    evidence = (Evidence(home, "mailto", "mail info@"), Evidence(f"{home}contact", "text", "“info@” ü"))
    timed_out = failure(FailureKind.READ_TIMEOUT, "The page took too long.")
    return completed(
        claimed,
        verdict_evidence=evidence,
        doors=(Door(url=home, status=200), Door(url=f"http://{claimed.domain}/", leads_to=home, failure=timed_out)),
        started_at=AT,
        finished_at=AT.replace(second=17),
        elapsed_ms=2000,
        final_url=home,
        http_status=200,
        redirects=(Redirect(f"http://{claimed.domain}/", 301),),
        ip_addresses=("203.0.113.9", "2001:db8::9"),
        tls=TlsFacts(issuer="CA", subject=claimed.domain, san=(claimed.domain,), not_after=AT, verified=True),
        dns=DnsFacts(("mx.example.net",), ("v=spf1 -all",)),
        security={"caa": ["letsencrypt.org"]},
        title="Bäckerei Müller – Brot & Brötchen",
        description="",
        language="de",
        charset="utf-8",
        favicon_url=f"{home}favicon.ico",
        favicon_hash=-247388890,
        logo_url=f"{home}logo.svg",
        logo_reason="the image is called logo",
        page_facts=FrontPage(
            canonical=home,
            open_graph={"title": "Bäckerei"},
            headings=(Heading(level=1, text="Brot"),),
            hreflang=(Alternate(lang="fr", url=f"{home}fr/"),),
            feeds=(Feed(url=f"{home}feed", title=None),),
            language_declared="de-DE",
            language_plausible=False,
        ),
        emails=(
            Email(value=f"Info@{claimed.domain}", kind="role", confidence=0.98, evidence=evidence),
            Email(value="you@example.com", kind="personal", placeholder=True, confidence=0.5),
        ),
        phones=(Phone(value="+442071838750", display="020 7183 8750", region="GB", confidence=0.9, evidence=evidence),),
        social=(
            SocialProfile(network="linkedin", url="https://www.linkedin.com/company/x", handle="x", evidence=evidence),
        ),
        addresses=(Address(value="Am Markt 1,\n 50667 Köln", country="DE", evidence=evidence),),
        technologies=(
            Technology(name="WordPress", version="6.5.2", categories=("CMS", "Blogs"), evidence=evidence),
            Technology(name="nginx", version=None, confidence=50),
        ),
        trackers=(Tracker(kind="google_analytics", id="G-XXXX", evidence=evidence),),
        organization={"name": "Bäckerei Müller", "type": "Bakery", "employees": 7, "rating": 4.5, "open": True},
        security_headers={"x-frame-options": "DENY"},
        custom={"vat": ["DE123", "DE456"], "nothing found": []},
        custom_problems={"slow": "The pattern took longer than a second."},
        robots=RobotsFacts(found=True, crawl_delay_s=1.5),
        sitemaps=(SitemapFacts(f"{home}sitemap.xml", 120),),
        pages=(
            Page(
                url=home, status=200, title="Home", bytes=51234, elapsed_ms=80, kind="home", words=310, links_internal=4
            ),
            Page(url=f"{home}slow", elapsed_ms=10_000, failure=timed_out),
        ),
    )


async def started(store: Store, all_targets: Iterable[Target], batch_id: str = BATCH) -> None:
    """Make a batch and begin to run it."""
    await store.create_batch(
        NewBatch(batch_id=batch_id, name="A batch", options={}, origin="test", targets=all_targets)
    )
    await store.begin_run(batch_id)


async def scanned(store: Store, results: Iterable[DomainResult], batch_id: str = BATCH) -> None:
    """Make a batch of the results' domains, run it, and store the results."""
    by_domain = {result.domain: result for result in results}
    await started(store, (target(domain) for domain in by_domain), batch_id)
    claimed = await store.claim(batch_id, len(by_domain))
    await asyncio.gather(*(store.put(one, by_domain[one.domain]) for one in claimed))


def claimed(domain: str) -> ClaimedTarget:
    """Return a claim to make a result for, where only its domain matters."""
    return ClaimedTarget(0, 1, domain, domain)
