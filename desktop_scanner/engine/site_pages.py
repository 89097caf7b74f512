"""The pages of a site beyond its front: sitemaps and links fill the frontier, the best are read, a few at a time."""

import asyncio

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.results import SitemapFacts
from desktop_scanner.engine import page_reading, sitemaps
from desktop_scanner.engine.frontier import Candidate, Frontier, judge
from desktop_scanner.engine.page_reading import Reading
from desktop_scanner.engine.robots_reader import RobotsReader
from desktop_scanner.engine.session import Session
from desktop_scanner.engine.visit import Visitor
from desktop_scanner.extract.page import PageFacts

_OFFERED_AT_ONCE = 200
_MAX_LINKS = 2_000  # of one page
_ASKS_PER_PAGE = 2  # pages that lead to ones already read cost a request and no place in the budget


class SitePages:
    """Reads the pages of one site, best first, until the budget, the site or the time is used up."""

    def __init__(self, session: Session, robots: RobotsReader, home: str, host: str) -> None:
        self.sitemaps: list[SitemapFacts] = []
        self._readings: dict[int, Reading] = {}  # by the order in which they were asked for
        self._session = session
        self._robots = robots
        self._visitor = Visitor(session, robots)
        self._home = home
        self._frontier = Frontier(home, [host])
        self._news = asyncio.Condition()
        self._in_flight = 0
        self._asked = 0
        self._budget = session.options.max_pages
        self._has_to_stop = False

    @property
    def readings(self) -> list[Reading]:
        """The pages in the order in which they were asked for."""
        return [self._readings[number] for number in sorted(self._readings)]

    async def read(self, front: Reading) -> None:
        """Read pages after the front one, whose entry counts in the budget."""
        self._take_in(0, front)
        if self._budget <= 1:
            return
        await self._offer_links(front.facts, "front")
        await self._read_sitemaps()
        async with asyncio.TaskGroup() as group:
            for number in range(min(self._session.options.per_host, self._budget - 1)):
                group.create_task(self._read_on(), name=f"page reader {number + 1}")

    async def _read_on(self) -> None:
        while (candidate := await self._next()) is not None:
            try:
                await self._read_one(candidate, self._asked)
            finally:
                async with self._news:
                    self._in_flight -= 1
                    self._news.notify_all()

    async def _next(self) -> Candidate | None:
        """Return the best page left; while others are being read, wait for the links that they may bring."""
        async with self._news:
            while not self._is_enough():
                candidate = self._best()
                if candidate is not None:
                    self._in_flight += 1
                    self._asked += 1
                    return candidate
                if not self._in_flight:
                    return None
                await self._news.wait()
            return None

    def _is_enough(self) -> bool:
        return (
            self._has_to_stop
            or self._session.deadline.is_over
            or len(self._readings) + self._in_flight >= self._budget
            or self._asked >= self._budget * _ASKS_PER_PAGE
        )

    def _best(self) -> Candidate | None:
        while (candidate := self._frontier.pop()) is not None:
            rules = self._robots.known_rules(candidate.url)
            if rules is None or rules.allows(candidate.url):
                return candidate
        return None

    async def _read_one(self, candidate: Candidate, number: int) -> None:
        self._plan()
        activity = f"Reading {len(self._readings) + 1}/{self._session.planned}"
        visit = await self._visitor.follow(
            self._visitor.trail(candidate.url), activity, may_follow=self._is_new_and_own
        )
        if visit.leads_to is not None and self._frontier.is_own(visit.leads_to):
            return  # the same page under another address
        fault = visit.failure
        if fault is not None and fault.kind is FailureKind.ROBOTS_DISALLOWED:
            return
        self._frontier.mark_seen(visit.url)
        await asyncio.sleep(0)  # reading takes processor time; the worker's other domains come first
        with self._session.deadline.working():
            reading = page_reading.read(visit, candidate.kind)
        self._take_in(number, reading)
        await self._offer_links(reading.facts, candidate.kind)

    def _is_new_and_own(self, url: str) -> bool:
        return self._frontier.is_own(url) and not self._frontier.has_seen(url)

    def _take_in(self, number: int, reading: Reading) -> None:
        self._readings[number] = reading
        self._session.done = len(self._readings)
        fault = reading.page.failure
        # A host that still asks for fewer requests after all tries is given peace.
        self._has_to_stop = self._has_to_stop or (fault is not None and fault.kind is FailureKind.RATE_LIMITED)

    def _plan(self) -> None:
        left = len(self._readings) + self._in_flight + len(self._frontier)
        self._session.planned = min(self._budget, left)

    def _mark_canonical(self, url: str | None, kind: str) -> None:
        """Never read the page again under its canonical address; one of another kind is a mistake of the site's."""
        if url is not None and judge(url)[0] in (kind, "other"):
            self._frontier.mark_seen(url)

    async def _offer_links(self, facts: PageFacts | None, kind: str) -> None:
        if facts is None:
            return
        self._mark_canonical(facts.canonical, kind)
        for number, link in enumerate(facts.links[:_MAX_LINKS], start=1):
            self._frontier.offer(link.url, link.text)
            if number % _OFFERED_AT_ONCE == 0:
                await asyncio.sleep(0)

    async def _read_sitemaps(self) -> None:
        rules = self._robots.known_rules(self._home)
        queue = sitemaps.Queue(self._home, rules.sitemaps if rules else ())
        for url, on_parsed in queue.take():
            if self._session.deadline.is_over:
                return
            visit = await self._visitor.follow(
                self._visitor.trail(url), "Reading the sitemap", may_follow=self._frontier.is_own, has_retries=False
            )
            fetched = visit.answer.fetched
            if visit.failure is not None or visit.leads_to is not None or fetched is None:
                continue
            await asyncio.sleep(0)
            sitemap = sitemaps.parse(fetched.body, visit.url)
            on_parsed(sitemap)
            if sitemap.count:
                self.sitemaps.append(SitemapFacts(url, sitemap.count))
            await self._offer_all(sitemap)

    async def _offer_all(self, sitemap: sitemaps.Sitemap) -> None:
        if sitemap.is_index:
            return
        for number, url in enumerate(sitemap.urls, start=1):
            self._frontier.offer(url)
            if number % _OFFERED_AT_ONCE == 0:
                await asyncio.sleep(0)
