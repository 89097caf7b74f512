"""One visit to a page: redirects followed by hand, each new origin's robots.txt asked first, circles noticed."""

from collections import Counter
from collections.abc import Callable

from msgspec import Struct, structs

from desktop_scanner.core.failures import Failure, FailureKind, failure
from desktop_scanner.core.results import Redirect
from desktop_scanner.engine import urls
from desktop_scanner.engine.site.answers import Answer
from desktop_scanner.engine.site.robots_reader import RobotsReader
from desktop_scanner.engine.site.session import Ask, Session

# A site that sets another cookie at each visit would else lead round until the redirects are used up.
_MAX_RETURNS = 2


class Trail:
    """The way of one visit: where it stands, and the redirects that led there.

    A circle leads back to an address with the same cookies: with others, something else may stand there. `cookies` says
    which a request would bring.
    """

    def __init__(self, url: str, max_redirects: int, cookies: Callable[[str], bytes] = lambda _: b"") -> None:
        self.url = url
        self.redirects: list[Redirect] = []
        self._max_redirects = max_redirects
        self._cookies = cookies
        self._visits = Counter([url])
        self._asked: set[tuple[str, bytes]] = set()

    def ask(self) -> str:
        """Return where the trail stands, to be asked for now."""
        self._asked.add((self.url, self._cookies(self.url)))
        return self.url

    def step(self, status: int, target: str | None) -> Failure | None:
        """Go on to where a redirect leads, or return why not."""
        here = self.url
        self.redirects.append(Redirect(here, status))
        if target is None:
            return failure(FailureKind.HTTP_PROTOCOL, f"{here} redirects without a usable address.", retryable=False)
        if (target, self._cookies(target)) in self._asked or self._visits[target] > _MAX_RETURNS:
            return failure(FailureKind.REDIRECT_LOOP, f"{here} redirects to {target}, which was visited before.")
        if len(self.redirects) > self._max_redirects:
            message = f"{self.redirects[0].url} redirects more than {self._max_redirects} times."
            return failure(FailureKind.TOO_MANY_REDIRECTS, message)
        self._visits[target] += 1
        self.url = target
        return None


class Visit(Struct, frozen=True, kw_only=True):
    """How a visit ended: `url` is its last address; `leads_to` the redirect target that was not to be followed."""

    url: str
    answer: Answer
    failure: Failure | None = None
    redirects: tuple[Redirect, ...] = ()
    leads_to: str | None = None


class Visitor:
    """Makes the visits of one domain's scan."""

    def __init__(self, session: Session, robots: RobotsReader) -> None:
        self._session = session
        self._robots = robots

    def trail(self, url: str) -> Trail:
        """Return a trail that begins at an address."""
        return Trail(url, self._session.options.max_redirects, self._session.fetcher.cookies_for)

    async def follow(  # noqa: PLR0913 -- each is a wish of one of those who visit
        self,
        trail: Trail,
        activity: str,
        *,
        first: Answer | None = None,
        may_follow: Callable[[str], bool] | None = None,
        has_retries: bool = True,
        takes_beginning: bool = False,
        max_bytes: int | None = None,
    ) -> Visit:
        """Ask where the trail stands and follow redirects to their end; `first` is the answer already had there."""
        answer = first
        ask = Ask(
            url="", activity=activity, has_retries=has_retries, takes_beginning=takes_beginning, max_bytes=max_bytes
        )
        while True:
            if answer is None:
                answer = await self._ask(structs.replace(ask, url=trail.ask()))
            if not answer.is_redirect:
                return _ended(trail, answer)
            target = answer.location
            if target is not None and may_follow is not None and not may_follow(target):
                return _ended(trail, answer, leads_to=target)
            fault = trail.step(answer.status or 0, target)
            if fault is not None:
                return _ended(trail, answer, fault=answer.ended_by(fault))
            answer = None

    async def _ask(self, ask: Ask) -> Answer:
        rules = await self._robots.rules_for(ask.url)
        if rules.failure is not None:
            return self._refused(ask.url, rules.failure)
        if not rules.allows(ask.url):
            message = f"The site's robots.txt does not allow {ask.url} to be read by this program."
            return Answer(url=ask.url, failure=failure(FailureKind.ROBOTS_DISALLOWED, message))
        return await self._session.ask(ask)

    def _refused(self, url: str, fault: Failure) -> Answer:
        """Return the failure of the origin's robots.txt, with what else its answer showed."""
        asked = self._session.known.get(f"{urls.origin_of(url)}/robots.txt")
        if asked is None or asked.failure is None:
            return Answer(url=url, failure=fault)
        return structs.replace(asked, url=url, fetched=None, failure=fault)


def _ended(trail: Trail, answer: Answer, *, fault: Failure | None = None, leads_to: str | None = None) -> Visit:
    fault = fault or answer.failure
    if fault is not None and fault.kind is FailureKind.ADDRESS_BLOCKED and trail.redirects:
        message = f"{trail.redirects[-1].url} redirects to {trail.url}, which is not public."
        fault = answer.ended_by(failure(FailureKind.REDIRECT_BLOCKED, message))
    return Visit(url=trail.url, answer=answer, failure=fault, redirects=tuple(trail.redirects), leads_to=leads_to)
