"""The front door of a domain: https before http, the spelling given before the other (www, apex).

The first request at a door is its robots.txt, which also shows whether it is open. Any HTTP answer ends the search;
only a failure of DNS, proxy, connection or TLS leads to the next door. The doors that were not needed are asked once
afterwards, without retries: they are told in the result and never change it.
"""

import asyncio

from msgspec import Struct, structs

from desktop_scanner.core import connect_to, domains
from desktop_scanner.core.failures import Failure, FailureKind, Stage, failure
from desktop_scanner.core.results import Door, TlsFacts
from desktop_scanner.engine import urls
from desktop_scanner.engine.site.answers import Answer
from desktop_scanner.engine.site.robots_reader import RobotsReader
from desktop_scanner.engine.site.session import CLOSED_DOOR, Ask, Session

_STAGES = list(Stage)


class Search(Struct, kw_only=True):
    """What the search came to: the address of the open door, or the failure of the door that came furthest.

    `first` is the answer already had at the open door's front page, where robots.txt is not asked. `fault` is the
    answer of the door whose failure is reported; `closed` holds the failures of the doors that were tried in vain.
    """

    url: str | None = None
    first: Answer | None = None
    failure: Failure | None = None
    fault: Answer | None = None
    closed: dict[str, Answer]

    @property
    def tls(self) -> TlsFacts | None:
        """What is known of the first handshake that failed."""
        return next((answer.tls for answer in self.closed.values() if answer.tls is not None), None)


def doors_of(host: str) -> tuple[str, ...]:
    """Return the addresses at which the site of a host can answer, in the order in which they are tried."""
    bare = domains.without_www(host)
    other = f"www.{bare}" if host == bare else bare
    has_other = "." in bare and not domains.is_address(host)
    spellings = (host, other) if has_other else (host,)
    names = [f"[{name}]" if ":" in name and not name.startswith("[") else name for name in spellings]
    return tuple(f"{scheme}://{name}/" for scheme in ("https", "http") for name in names)


class FrontDoor:
    """The doors of one domain."""

    def __init__(self, session: Session, robots: RobotsReader, host: str) -> None:
        self._session = session
        self._robots = robots
        self._doors = doors_of(host)
        self._rules = tuple(connect_to.parse(rule) for rule in session.options.connect_to)
        self._search = Search(closed={})

    async def find(self) -> Search:
        """Try the doors in their order until one answers with HTTP."""
        for position, door in enumerate(self._doors):
            if position and self._session.deadline.is_over:
                break
            answer = self._same_missing_name(door)
            if answer is None:
                share_s = self._session.deadline.remaining_s / (len(self._doors) - position)
                answer = await self._knock(door, share_s)
            fault = answer.failure
            if fault is None or (fault.stage not in CLOSED_DOOR and fault.kind is not FailureKind.DOMAIN_TIMEOUT):
                return self._opened(door, answer)
            self._search.closed[door] = answer
        self._search.fault = max(self._search.closed.values(), key=_progress)
        self._search.failure = self._search.fault.failure
        return self._search

    async def ask_others(self) -> tuple[Door, ...]:
        """Ask each door that was not tried, once, and return what stands at all of them."""
        async with asyncio.TaskGroup() as group:
            for door in self._doors:
                if not self._is_known(door) and not self._session.is_exhausted:
                    group.create_task(self._look(door), name=f"door {door}")
        found = (self._told(door) for door in self._doors)
        return tuple(door for door in found if door is not None)

    def _opened(self, door: str, answer: Answer) -> Search:
        self._search.url = door
        if not self._session.options.robots:
            self._search.first = answer
        return self._search

    async def _knock(self, door: str, share_s: float) -> Answer:
        """Return the first answer at a door: for its robots.txt, or for its front page where that is not asked."""
        activity = "Connecting"
        if not self._session.options.robots:
            return await self._session.ask(Ask(url=door, activity=activity, share_s=share_s))
        await self._robots.rules_for(door, activity=activity, share_s=share_s)
        return self._session.known[f"{door}robots.txt"]

    def _same_missing_name(self, door: str) -> Answer | None:
        """Return the failed look-up of the same name at another port: asking again would only take time."""
        host = urls.host_of(door)
        for tried, answer in self._search.closed.items():
            is_dns = answer.failure is not None and answer.failure.stage is Stage.DNS
            if is_dns and urls.host_of(tried) == host and not (self._is_ruled(door) or self._is_ruled(tried)):
                return structs.replace(answer, url=door)
        return None

    def _is_ruled(self, door: str) -> bool:
        port = 443 if door.startswith("https:") else 80
        return connect_to.route(self._rules, urls.host_of(door).strip("[]"), port).is_ruled

    def _is_known(self, door: str) -> bool:
        return door in self._search.closed or door in self._session.known or door == self._search.url

    async def _look(self, door: str) -> None:
        activity = "Looking at the other doors"
        if self._same_missing_name(door) is not None:
            return
        rules = self._robots.known_rules(door)
        if rules is None:
            url = f"{door}robots.txt"
            answer = await self._session.ask(Ask(url=url, activity=activity, has_retries=False))
            if answer.is_redirect:
                return  # where its robots.txt leads, its front page leads too
            rules = self._robots.judge(urls.origin_of(door), answer)
        if rules.allows(door):
            await self._session.ask(Ask(url=door, activity=activity, has_retries=False))

    def _told(self, door: str) -> Door | None:
        """Return what is known of a door: from its front page, else from its robots.txt."""
        closed = self._search.closed.get(door) or self._same_missing_name(door)
        answer = closed or self._session.known.get(door)
        if answer is not None:
            leads_to = answer.location if answer.is_redirect else None
            return Door(url=door, status=answer.status, leads_to=leads_to, failure=answer.failure)
        answer = self._session.known.get(f"{door}robots.txt")
        if answer is None:
            return None
        fault = answer.failure if answer.status is None or answer.status >= 429 else None
        rules = self._robots.known_rules(door)
        if fault is None and not answer.is_redirect and rules is not None and not rules.allows(door):
            fault = failure(FailureKind.ROBOTS_DISALLOWED, f"The robots.txt of {door} does not allow it to be read.")
        return Door(url=door, status=answer.status, leads_to=_page_meant(answer), failure=fault)


def _page_meant(answer: Answer) -> str | None:
    """Return where a door leads whose robots.txt redirects: to the front page beside the other robots.txt."""
    target = answer.location if answer.is_redirect else None
    return target.removesuffix("robots.txt") if target and target.endswith("/robots.txt") else target


def _progress(answer: Answer) -> tuple[int, bool]:
    """Return how far a door came; the end of the domain's time says less than any real failure.

    A connection that is broken off was made before, which is further than none at all.
    """
    if answer.failure is None or answer.failure.kind is FailureKind.DOMAIN_TIMEOUT:
        return -1, False
    return _STAGES.index(answer.failure.stage), answer.failure.kind is FailureKind.CONNECT_RESET
