"""Reads the robots.txt of each origin that a domain's scan comes to, once, and before anything else there."""

import asyncio
import math

from msgspec import structs

from desktop_scanner.core.failures import Failure, FailureKind
from desktop_scanner.engine import urls
from desktop_scanner.engine.site import answers, robots
from desktop_scanner.engine.site.answers import Answer
from desktop_scanner.engine.site.robots import Rules
from desktop_scanner.engine.site.session import Ask, Session

_ALL_ALLOWED = Rules()
ACTIVITY = "Reading robots.txt"
_SLACK_BYTES = 64 * 1024  # a beginning ends before the piece that went beyond its limit


class RobotsReader:
    """The rules of all origins of one domain's scan; with robots switched off, everything is allowed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rules: dict[str, Rules] = {}
        self._reading = asyncio.Lock()

    async def rules_for(self, url: str, *, activity: str = ACTIVITY, share_s: float = math.inf) -> Rules:
        """Return the rules that hold for an address, asked for where they are not known yet."""
        if not self._session.options.robots:
            return _ALL_ALLOWED
        # One at a time: redirects from one robots.txt to another could otherwise wait for each other.
        async with self._reading:
            return await self._rules_of(urls.origin_of(url), Ask(url="", activity=activity, share_s=share_s), ())

    def known_rules(self, url: str) -> Rules | None:
        """Return the rules for an address where they were read before."""
        return self._rules.get(urls.origin_of(url)) if self._session.options.robots else _ALL_ALLOWED

    def judge(self, origin: str, answer: Answer) -> Rules:
        """Return, and remember, what the last answer to the question for an origin's robots.txt means."""
        rules = self._meaning(answer)
        if rules.pace_s:
            self._session.hosts.pace(urls.host_of(origin), rules.pace_s)
        self._rules[origin] = rules
        return rules

    async def _rules_of(self, origin: str, ask: Ask, asking: tuple[str, ...]) -> Rules:
        """Return an origin's rules; `asking` holds the origins whose robots.txt led here."""
        if origin not in self._rules:
            rules = await self._read(origin, ask, (*asking, origin))
            self._rules.setdefault(origin, rules)
        return self._rules[origin]

    async def _read(self, origin: str, ask: Ask, asking: tuple[str, ...]) -> Rules:
        url = f"{origin}/robots.txt"
        asked: set[str] = set()
        while True:
            asked_for = structs.replace(ask, url=url, max_bytes=robots.MAX_BYTES + _SLACK_BYTES, takes_beginning=True)
            answer = await self._session.ask(asked_for)
            asked.add(url)
            if not answer.is_redirect:
                return self.judge(origin, answer)
            target = answer.location
            if target is None or target in asked or len(asked) > robots.MAX_REDIRECTS:
                return _ALL_ALLOWED
            if urls.origin_of(target) != origin:
                rules = await self._rules_elsewhere(target, ask, asking)
                if rules is not None:
                    return rules
            url = target

    async def _rules_elsewhere(self, target: str, ask: Ask, asking: tuple[str, ...]) -> Rules | None:
        """Return what a redirect to another origin means, or None where the address there may be read."""
        elsewhere = urls.origin_of(target)
        if elsewhere in asking or len(asking) > robots.MAX_REDIRECTS:
            return _ALL_ALLOWED
        rules = await self._rules_of(elsewhere, ask, asking)
        if rules.failure is not None and rules.failure.kind is FailureKind.ADDRESS_BLOCKED:
            return _ALL_ALLOWED  # a faulty redirect; what it means for pages shows when one is asked
        if rules.failure is not None or target == f"{elsewhere}/robots.txt":
            return rules
        return None if rules.allows(target) else _ALL_ALLOWED

    def _meaning(self, answer: Answer) -> Rules:
        fault, fetched = answer.failure, answer.fetched
        if fetched is None or (fault is not None and _is_unreachable(answer)):
            return Rules(failure=fault and _explained(fault))
        if fault is not None or not 200 <= fetched.status < 300 or answers.begins_as_html(fetched.body):
            return _ALL_ALLOWED
        return robots.parse(fetched.body, fetched.url, self._session.options.user_agent)


def _is_unreachable(answer: Answer) -> bool:
    """RFC 9309 section 2.3.1.4; a server that asks for fewer requests is not sent more of them either."""
    return answer.status is not None and (answer.status >= 500 or answer.status == 429)


def _explained(fault: Failure) -> Failure:
    if fault.kind not in (FailureKind.HTTP_SERVER_ERROR, FailureKind.RATE_LIMITED):
        return fault
    message = f"{fault.message} Nothing else is asked of a site whose robots.txt cannot be read."
    return structs.replace(fault, message=message)
