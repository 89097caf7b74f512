"""The scan of one domain: front door, front page, the pages most likely to hold contacts, and one result at the end."""

import asyncio
import logging
from contextlib import suppress

from msgspec import Struct

from desktop_scanner.core.failures import FailureKind, Stage, failure
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult, RobotsFacts, TlsFacts
from desktop_scanner.core.statuses import Verdict
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine import urls
from desktop_scanner.engine.limits.hosts import HostSlots
from desktop_scanner.engine.net.fetch import Fetcher, Network
from desktop_scanner.engine.site import (
    domain_records,
    favicon,
    findings,
    forwards,
    page_reading,
    protection,
    security_txt,
    verdict,
)
from desktop_scanner.engine.site.findings import Findings
from desktop_scanner.engine.site.front_door import FrontDoor, Search
from desktop_scanner.engine.site.page_reading import Reading
from desktop_scanner.engine.site.robots_reader import RobotsReader
from desktop_scanner.engine.site.session import Report, Session
from desktop_scanner.engine.site.site_pages import SitePages
from desktop_scanner.engine.site.visit import Visit, Visitor
from desktop_scanner.extract.technologies.rule_index import RuleSet

log = logging.getLogger(__name__)

_CLOSING_S = 1.0


class CrawlContext(Struct, frozen=True, kw_only=True):
    """What all scans of a worker share."""

    network: Network
    hosts: HostSlots
    options: ScanOptions
    rule_set: RuleSet | None = None  # for technologies; the program's own where none is given


async def crawl(context: CrawlContext, target: ClaimedTarget, report: Report) -> DomainResult:
    """Scan one domain and return its result; nothing is raised but CancelledError."""
    fetcher = context.network.fetcher()
    session = Session(fetcher, context.hosts, context.options, report, context.rule_set)
    found = Findings(target=target, rules=context.options.rules, rule_set=context.rule_set)
    try:
        async with asyncio.TaskGroup() as group:
            records = domain_records.ask(context.network, context.options, target.host)
            asked = group.create_task(records, name=f"records of {target.domain}")
            await _Crawl(session, found).run()
            found.dns = await asked
        found.security = protection.of(found, session.known.values())
        with session.deadline.working():
            return found.result()
    except Exception:
        log.exception("The scan of %s ended by a fault of the program", target.domain)
        message = f"The scan of {target.domain} ended by a fault of the program."
        return Findings(
            target=target, started_at=found.started_at, failure=failure(FailureKind.INTERNAL, message)
        ).result()
    finally:
        await _close(fetcher)


class _Crawl:
    """The steps of one domain's scan, each adding to the findings."""

    def __init__(self, session: Session, found: Findings) -> None:
        self._session = session
        self._found = found
        self._host = found.target.host
        self._robots = RobotsReader(session)
        self._visitor = Visitor(session, self._robots)
        self._front_door = FrontDoor(session, self._robots, self._host)

    async def run(self) -> None:
        self._session.tell("Looking up")
        search = await self._front_door.find()
        if search.url is None:
            self._take_closed_doors(search)
        else:
            front = await self._read_front(search)
            self._take_front(front, search)
            await self._read_site(front)
            await self._read_icon(front)
        self._found.doors = await self._front_door.ask_others()

    def _take_closed_doors(self, search: Search) -> None:
        self._found.failure = search.failure
        self._found.tls = (search.fault.tls if search.fault else None) or search.tls
        if search.fault is not None:
            self._found.ip_addresses = self._addresses(urls.host_of(search.fault.url), search.fault.address)

    async def _read_front(self, search: Search) -> Reading:
        """Read the front page, through redirects and through pages that do nothing but forward."""
        trail = self._visitor.trail(search.url or "")
        first = search.first
        forwarding: Reading | None = None
        while True:
            activity = f"Reading 1/{self._session.planned}"
            visit = await self._visitor.follow(trail, activity, first=first)
            if forwarding is not None and visit.failure is not None:
                return forwarding
            await asyncio.sleep(0)
            with self._session.deadline.working():
                reading = page_reading.read(visit, "front", self._session.options.rules, self._session.rule_set)
            target = _forwards_to(reading)
            if target is None or trail.step(visit.answer.status or 200, target) is not None:
                return reading
            forwarding, first = reading, None

    def _take_front(self, front: Reading, search: Search) -> None:
        visit, found = front.visit, self._found
        fetched = visit.answer.fetched
        found.readings = [front]
        found.failure = front.page.failure
        found.final_url = visit.url if visit.answer.status is not None else None
        found.http_status = visit.answer.status
        found.redirects = visit.redirects
        found.tls = visit.answer.tls or self._door_tls(search) or search.tls
        found.security_headers = findings.security_headers(fetched) if fetched else {}
        door_host, last_host = urls.host_of(search.url or ""), urls.host_of(visit.url)
        host = last_host if urls.is_same_site(last_host, self._host) else door_host
        found.ip_addresses = self._addresses(host, visit.answer.address if host == last_host else None)
        rules = self._robots.known_rules(visit.url)
        if self._session.options.robots and rules is not None:
            found.robots = RobotsFacts(found=rules.found, crawl_delay_s=rules.crawl_delay_s)
            found.robots_text = rules.text
        self._judge(front)

    def _judge(self, front: Reading) -> None:
        visit, found = front.visit, self._found
        if visit.answer.wall is not None:
            found.verdict, found.verdict_evidence = Verdict.BLOCKED, (visit.answer.wall,)
            return
        judgement = None
        if self._is_offsite(visit):
            judgement = verdict.offsite(visit.redirects, visit.url, self._host)
        elif front.facts is not None and visit.answer.fetched is not None:
            judgement = verdict.of(
                verdict.Front(
                    url=visit.url,
                    body=visit.answer.fetched.body,
                    title=front.facts.title,
                    text=front.facts.text,
                    noscript_text=front.facts.noscript_text,
                    text_characters=front.facts.text_characters,
                    scripts=front.facts.scripts,
                    links=len(front.facts.links),
                )
            )
        if judgement is not None:
            found.verdict, found.verdict_evidence = judgement.verdict, judgement.evidence

    async def _read_site(self, front: Reading) -> None:
        """Read more of the site, also where only the front page's body could not be read.

        The further pages of a parked domain are advertisements, those of another site are another site's.
        """
        fault = front.page.failure
        is_elsewhere = self._is_offsite(front.visit) or self._found.verdict is Verdict.PARKED
        if is_elsewhere or (fault is not None and fault.stage is not Stage.BODY):
            return
        pages = SitePages(self._session, self._robots, front.visit.url, self._host)
        await pages.read(front, may_guess=self._found.verdict is Verdict.OK)
        self._found.readings, self._found.sitemaps = pages.readings, pages.sitemaps
        if not self._session.is_silent:  # it would cost a site that answers no more another request's time
            self._found.security_txt = await security_txt.read(self._session, self._robots, front.visit.url)

    async def _read_icon(self, front: Reading) -> None:
        """Ask for the site's icon, once contacts and pages are had, where the page does not hold it itself.

        A site that has just failed to answer is not asked for more.
        """
        facts = front.facts
        if facts is None or not self._session.options.favicon or self._is_offsite(front.visit):
            return
        if self._session.is_silent:
            return
        if any(reading.page.failure is not None and reading.page.failure.retryable for reading in self._found.readings):
            return
        if facts.favicon_hash is None:
            self._found.favicon_hash = await favicon.hash_of(
                self._session, self._visitor, front.visit.url, facts.favicon_url
            )

    def _is_offsite(self, visit: Visit) -> bool:
        return not urls.is_same_site(urls.host_of(visit.url), self._host)

    def _door_tls(self, search: Search) -> TlsFacts | None:
        asked = (self._session.known.get(url) for url in (f"{search.url}robots.txt", search.url or ""))
        return next((answer.tls for answer in asked if answer is not None and answer.tls is not None), None)

    def _addresses(self, host: str, address: str | None) -> tuple[str, ...]:
        if self._session.options.proxies:
            return ()
        return self._session.fetcher.addresses_of(host) or ((address,) if address else ())


def _forwards_to(reading: Reading) -> str | None:
    fetched = reading.visit.answer.fetched
    if reading.facts is None or fetched is None:
        return None
    return forwards.target(reading.page.url, fetched.body, reading.facts)


async def _close(fetcher: Fetcher) -> None:
    """Close the connections, also while being cancelled, and do not wait long for it."""
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(fetcher.aclose()), _CLOSING_S)
