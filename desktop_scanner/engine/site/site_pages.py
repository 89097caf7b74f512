"""The pages of a site beyond its front: sitemaps and links fill the frontier, the best are read, a few at a time.

Reading ends with the budget of pages, the domain's time or bytes, the site's pages, or with the goals met (`goals`).
A request that brings no new page takes no place in the budget: one that leads to a page already read, or shows it
again under another address, or a guess (`guesses`) where nothing is.
"""

import asyncio
from collections import Counter

from desktop_scanner.core.failures import Failure, FailureKind
from desktop_scanner.core.path_patterns import PathPatterns
from desktop_scanner.core.results import SitemapFacts
from desktop_scanner.engine import urls
from desktop_scanner.engine.site import languages, not_found, page_reading, sitemaps
from desktop_scanner.engine.site.frontier import GOAL_KINDS, SIDE_KINDS, Candidate, Frontier, judge
from desktop_scanner.engine.site.goals import Goals
from desktop_scanner.engine.site.guesses import Guesses
from desktop_scanner.engine.site.page_reading import Reading
from desktop_scanner.engine.site.robots_reader import RobotsReader
from desktop_scanner.engine.site.session import Session
from desktop_scanner.engine.site.visit import Visit, Visitor
from desktop_scanner.extract.page import PageFacts

_OFFERED_AT_ONCE = 200
_MAX_LINKS = 2_000  # of one page
_ASKS_PER_PAGE = 2  # pages that lead to ones already read cost a request and no place in the budget
_MAX_REPEATS = 3  # a site that shows one page at this many addresses shows it at all of them
_MAX_WALLS = 2
_PEOPLE = ("about", "team")


class SitePages:
    """Reads the pages of one site, best first, until there is enough."""

    def __init__(self, session: Session, robots: RobotsReader, home: str, host: str) -> None:
        self.sitemaps: list[SitemapFacts] = []
        self._readings: dict[int, Reading] = {}  # by the order in which they were asked for
        self._session = session
        self._robots = robots
        self._visitor = Visitor(session, robots)
        self._home = home
        options = session.options
        self._frontier = Frontier(home, [host], PathPatterns(options.include, options.exclude))
        self._goals = Goals()
        self._guesses: Guesses | None = None
        self._contents: set[int] = set()
        self._news = asyncio.Condition()
        self._in_flight: Counter[str] = Counter()  # by kind
        self._asked = 0
        self._repeats = 0
        self._walls = 0
        self._budget = options.max_pages
        self._has_to_stop = False

    @property
    def readings(self) -> list[Reading]:
        """The pages in the order in which they were asked for."""
        return [self._readings[number] for number in sorted(self._readings)]

    async def read(self, front: Reading, *, may_guess: bool = True) -> None:
        """Read pages after the front one, whose entry counts in the budget."""
        declared = front.facts.language if front.facts else None
        path, _, query = urls.path_of(self._home).partition("?")
        self._frontier.prefer(languages.of_address(path, query), declared)
        self._guesses = Guesses(self._home, declared) if may_guess and front.facts else None
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
                    self._in_flight[candidate.kind] -= 1
                    self._news.notify_all()

    async def _next(self) -> Candidate | None:
        """Return the page to read next; while others are being read, wait for what they may bring."""
        async with self._news:
            while not self._is_enough():
                candidate = self._choose()
                if candidate is not None:
                    self._in_flight[candidate.kind] += 1
                    self._asked += 1
                    return candidate
                if not self._in_flight.total():
                    return None
                await self._news.wait()
            return None

    def _is_enough(self) -> bool:
        return (
            self._has_to_stop
            or self._session.is_exhausted
            or len(self._readings) + self._in_flight.total() >= self._budget
            or self._asked >= self._budget * _ASKS_PER_PAGE
        )

    def _choose(self) -> Candidate | None:
        """Return the page to ask for next: the best one left, or a guess; None where none is, or none is known yet."""
        may_stop = not self._session.options.all_pages
        if may_stop and self._goals.are_met:
            return self._best((*GOAL_KINDS, *SIDE_KINDS))
        if not self._frontier.promises():
            missing = self._goals.missing(self._frontier) if self._guesses else ()
            if self._in_flight.total():
                if missing or (may_stop and self._goals.may_be_met_by(+self._in_flight)):
                    return None
            elif self._guesses is not None and (guess := self._guess(self._guesses, missing)) is not None:
                return guess
        return self._best()

    def _best(self, new_kinds: tuple[str, ...] | None = None) -> Candidate | None:
        while (candidate := self._frontier.pop(new_kinds)) is not None:
            if self._is_allowed(candidate.url):
                return candidate
        return None

    def _guess(self, guesses: Guesses, missing: tuple[str, ...]) -> Candidate | None:
        while (guess := guesses.next(missing)) is not None:
            if self._is_new(guess.url) and self._is_allowed(guess.url):
                return Candidate(guess.url, guess.kind, 0.0, is_guess=True)
        self._guesses = None
        return None

    def _is_allowed(self, url: str) -> bool:
        rules = self._robots.known_rules(url)
        return rules is None or rules.allows(url)

    async def _read_one(self, candidate: Candidate, number: int) -> None:
        self._plan()
        activity = f"Reading {len(self._readings) + 1}/{self._session.planned}"
        key = urls.page_key(candidate.url)
        visit = await self._visitor.follow(
            self._visitor.trail(candidate.url),
            activity,
            # A redirect to the same page's other spelling (a slash, https, www) is the way to it.
            may_follow=lambda url: urls.page_key(url) == key or self._is_new(url),
            has_retries=not candidate.is_guess,
        )
        if self._brings_nothing(candidate, visit):
            return
        self._frontier.mark_seen(visit.url)
        await asyncio.sleep(0)  # reading takes processor time; the worker's other domains come first
        with self._session.deadline.working():
            options = self._session.options
            reading = page_reading.read(visit, candidate.kind, options.rules, self._session.rule_set)
        facts = reading.facts
        if self._is_repeated(reading) or (candidate.is_guess and (facts is None or self._leads_home(facts))):
            return
        if facts is not None and not_found.evidence(visit.url, facts.title, facts.text, facts.text_characters):
            if candidate.is_guess:
                return
            reading = page_reading.of_kind(reading, "other")
        if candidate.is_guess:
            self._frontier.note(candidate.kind)
        self._take_in(number, reading)
        await self._offer_links(facts, reading.page.kind)

    def _brings_nothing(self, candidate: Candidate, visit: Visit) -> bool:
        """Return whether a visit leaves no entry in the result."""
        fault = visit.failure
        if candidate.is_guess and (fault is not None or visit.leads_to is not None):
            return True
        self._heed(fault)
        if visit.leads_to is not None:
            return self._frontier.is_own(visit.leads_to)
        if fault is not None:
            is_beyond_budget = fault.kind is FailureKind.BODY_TOO_LARGE and self._session.bytes.is_spent
            return is_beyond_budget or fault.kind is FailureKind.ROBOTS_DISALLOWED
        is_elsewhere = urls.page_key(visit.url) != urls.page_key(candidate.url)
        return is_elsewhere and self._frontier.has_seen(visit.url)  # read meanwhile by another reader

    def _heed(self, fault: Failure | None) -> None:
        """Stop where the host still asks for fewer requests after all tries, or has begun to keep robots out."""
        if fault is None:
            return
        self._walls += fault.kind is FailureKind.BOT_WALL
        if fault.kind is FailureKind.RATE_LIMITED or self._walls >= _MAX_WALLS:
            self._has_to_stop = True

    def _is_repeated(self, reading: Reading) -> bool:
        """Return whether the very content was read before, at another address."""
        content = page_reading.content(reading)
        if content is None or content not in self._contents:
            return False
        self._repeats += 1
        self._has_to_stop = self._has_to_stop or self._repeats >= _MAX_REPEATS
        return True

    def _leads_home(self, facts: PageFacts) -> bool:
        """Return whether a page is the front page again, but for what changes at each request."""
        if facts.canonical is not None and urls.page_key(facts.canonical) == urls.page_key(self._home):
            return True
        front = self._readings[0].facts
        if front is None or facts.title != front.title:
            return False
        longer = max(facts.text_characters, front.text_characters)
        is_as_long = abs(facts.text_characters - front.text_characters) * 30 <= longer
        return is_as_long and _beginning(facts) == _beginning(front)

    def _is_new(self, url: str) -> bool:
        return self._frontier.wants(url) and not self._frontier.has_seen(url)

    def _take_in(self, number: int, reading: Reading) -> None:
        self._readings[number] = page_reading.shelved(reading)
        self._session.done = len(self._readings)
        content = page_reading.content(reading)
        if content is not None:
            self._contents.add(content)
        if reading.facts is not None:
            self._goals.take(reading.page.kind, reading.facts)

    def _plan(self) -> None:
        left = len(self._readings) + self._in_flight.total() + len(self._frontier)
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
        """Read the site's sitemaps, further files only while no contact page and no page about the owner is known."""
        rules = self._robots.known_rules(self._home)
        queue = sitemaps.Queue(self._home, rules.sitemaps if rules else ())
        for url, on_parsed in queue.take():
            is_enough = self.sitemaps and self._frontier.promises(("contact",)) and self._frontier.promises(_PEOPLE)
            if self._session.is_exhausted or is_enough:
                return
            visit = await self._visitor.follow(
                self._visitor.trail(url),
                "Reading the sitemap",
                may_follow=self._frontier.is_own,
                has_retries=False,
                takes_beginning=True,
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


def _beginning(facts: PageFacts) -> str:
    return facts.text[: page_reading.SHELVED_CHARACTERS]
