"""The requests of one domain: each in its host's slot, tried again where worth it, all within the domain's time."""

import asyncio
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from msgspec import Struct, structs

from desktop_scanner.core.clock import now
from desktop_scanner.core.failures import Attempt, FailureKind, Stage, failure
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine import urls
from desktop_scanner.engine.limits.hosts import HostSlots, LeftAloneError, Turn
from desktop_scanner.engine.net.address_gate import Waiting
from desktop_scanner.engine.net.fetch import Fetched, Fetcher, FetchError
from desktop_scanner.engine.net.request_clock import RequestClock
from desktop_scanner.engine.site import answers, retry
from desktop_scanner.engine.site.answers import Answer
from desktop_scanner.engine.site.byte_budget import ByteBudget
from desktop_scanner.engine.site.deadline import Deadline
from desktop_scanner.extract.technologies.rule_index import RuleSet

Report = Callable[[str, int, int], None]

# Failures of a door that lead to the next one; a proxy says in its own words that it did not reach the door.
CLOSED_DOOR = frozenset({Stage.DNS, Stage.PROXY, Stage.CONNECT, Stage.TLS})

_DOOR_PATHS = ("/", "/robots.txt")


class Ask(Struct, frozen=True, kw_only=True):
    """One request to be made; after `share_s` seconds a closed door is not tried again (others wait their turn)."""

    url: str
    activity: str
    has_retries: bool = True
    max_bytes: int | None = None
    takes_beginning: bool = False  # of a body beyond `max_bytes`, instead of refusing it
    share_s: float = math.inf


class Session:
    """One domain's conversation with the network; `done` and `planned` count its pages for the progress.

    `known` keeps what stood at each door that was asked (its front page, its robots.txt), without the bodies;
    `is_silent` says whether the last request brought no answer.
    """

    def __init__(
        self, fetcher: Fetcher, hosts: HostSlots, options: ScanOptions, report: Report, rule_set: RuleSet | None = None
    ) -> None:
        self.fetcher = fetcher
        self.hosts = hosts
        self.options = options
        self.rule_set = rule_set
        self.deadline = Deadline(options.domain_timeout_s, fetcher.late_s)
        self.bytes = ByteBudget(options.max_domain_bytes)
        self.done = 0
        self.planned = options.max_pages
        self.known: dict[str, Answer] = {}
        self.is_silent = False
        self._report = report
        self._backoff = retry.Backoff.of(options)

    @property
    def is_exhausted(self) -> bool:
        """Whether nothing more can be asked: the domain's time is over, or its bytes are used up."""
        return self.deadline.is_over or self.bytes.is_spent

    def tell(self, activity: str) -> None:
        """Report what the domain does or waits for."""
        self._report(activity, self.done, self.planned)

    async def ask(self, ask: Ask) -> Answer:
        """Make the request, again where worth it; every way in which it ends is an Answer."""
        answer = await self._ask(ask)
        self.is_silent = answer.status is None
        if urls.path_of(ask.url) in _DOOR_PATHS:
            bare = structs.replace(answer.fetched, body=b"") if answer.fetched else None
            self.known[ask.url] = structs.replace(answer, fetched=bare)
        return answer

    async def _ask(self, ask: Ask) -> Answer:
        started = asyncio.get_running_loop().time()
        tries: list[Attempt] = []
        last: Answer | None = None
        while True:
            answer = await self._try(ask)
            fault = answer.failure
            tries.extend(_attempts(answer))
            asked_s = _asked_pause_s(answer)
            if asked_s is not None:
                self.hosts.rest(urls.host_of(answer.url), asked_s)
            if fault is not None and fault.kind is FailureKind.DOMAIN_TIMEOUT and last is not None:
                return _counted(last, tries)  # the time ended in a further try; what failed before says more
            pause_s = self._pause_s(ask, answer, len(tries))
            spent_s = asyncio.get_running_loop().time() - started
            is_closed = fault is not None and fault.stage in CLOSED_DOOR
            if pause_s is None or pause_s >= self.deadline.remaining_s or (is_closed and spent_s > ask.share_s):
                return _counted(answer, tries)
            last = answer
            await self._pause(pause_s, answer)

    def _pause_s(self, ask: Ask, answer: Answer, tries: int) -> float | None:
        if answer.failure is None or answer.was_spared or not ask.has_retries:
            return None
        return self._backoff.pause_s(answer.failure, tries, _asked_pause_s(answer))

    async def _pause(self, pause_s: float, answer: Answer) -> None:
        if _asked_pause_s(answer) is not None:
            self.tell(f"Waiting: Retry-After {math.ceil(pause_s)} s")
        else:
            self.tell(f"Trying again in {math.ceil(pause_s)} s")
        with self.deadline.working():
            await asyncio.sleep(pause_s)

    async def _try(self, ask: Ask) -> Answer:
        host = urls.host_of(ask.url)
        try:
            async with self.hosts.slot(host, self.tell) as turn:
                return await self._try_now(ask, turn)
        except LeftAloneError as error:
            message = (
                f"{host} asked to be left alone for another {math.ceil(error.seconds)} s, so {ask.url} was not asked."
            )
            attempt = Attempt(at=now(), stage=Stage.HTTP, kind=FailureKind.RATE_LIMITED, elapsed_ms=0)
            fault = failure(FailureKind.RATE_LIMITED, message, timeline=(attempt,))
            return Answer(url=ask.url, failure=fault, was_spared=True)

    async def _try_now(self, ask: Ask, turn: Turn) -> Answer:
        started_at = now()
        if self.deadline.is_over:
            return self._out_of_time(ask.url, started_at)
        if self.bytes.is_spent:
            return Answer(url=ask.url, failure=self.bytes.over(ask.url))
        self.tell(ask.activity)
        with self.deadline.working():
            try:
                async with RequestClock(self.deadline.remaining_s, late_s=self.fetcher.late_s) as clock:
                    fetched = await self._get(ask, turn.sent, partial(self._waiting, clock, ask.activity))
            except TimeoutError:
                self.deadline.end()
                return self._out_of_time(ask.url, started_at)
            except FetchError as error:
                return _failed(ask.url, error)
            turn.answered(fetched.status)
            return answers.of(fetched)

    @contextmanager
    def _waiting(self, clock: RequestClock, activity: str, reason: str) -> Iterator[None]:
        """Let the domain's time stand while a request waits for others at its address."""
        self.tell(reason)
        try:
            with self.deadline.standing(), clock.waiting(reason):
                yield
        finally:
            self.tell(activity)

    async def _get(self, ask: Ask, on_sent: Callable[[], None], on_wait: Waiting) -> Fetched:
        max_bytes = ask.max_bytes or self.options.max_bytes
        share = self.bytes.share(max_bytes)
        try:
            fetched = await self.fetcher.get(
                ask.url, max_bytes=share, takes_beginning=ask.takes_beginning, on_sent=on_sent, on_wait=on_wait
            )
        except FetchError as error:
            self.bytes.take(error.transferred_bytes)
            if error.failure.kind in (FailureKind.BODY_TOO_LARGE, FailureKind.DECOMPRESSION_BOMB):
                error.failure = self.bytes.cut(ask.url, share, max_bytes) or error.failure
            raise
        self.bytes.take(fetched.transferred_bytes)
        return fetched if fetched.url == ask.url else structs.replace(fetched, url=ask.url)

    def _out_of_time(self, url: str, started_at: datetime) -> Answer:
        kind = FailureKind.DOMAIN_TIMEOUT
        elapsed_ms = round((now() - started_at).total_seconds() * 1000)
        attempt = Attempt(at=started_at, stage=Stage.ENGINE, kind=kind, elapsed_ms=elapsed_ms)
        message = f"The {self.deadline.budget_s:g} s allowed for a domain were over while {url} was asked."
        return Answer(url=url, failure=failure(kind, message, timeline=(attempt,)))


def _asked_pause_s(answer: Answer) -> float | None:
    if answer.fetched is None or answer.failure is None:
        return None
    return retry.asked_pause_s(answer.fetched.header("retry-after"), now())


def _failed(url: str, error: FetchError) -> Answer:
    fault = error.failure
    attempt = Attempt(at=error.started_at, stage=fault.stage, kind=fault.kind, elapsed_ms=error.elapsed_ms)
    return Answer(
        url=url,
        failure=structs.replace(fault, timeline=(attempt,)),
        tls=error.tls,
        address=error.address,
        status=error.status,
        was_spared=error.was_spared,
    )


def _attempts(answer: Answer) -> tuple[Attempt, ...]:
    """Return the one try that an answer or failure without further tries stands for."""
    fault = answer.failure
    if answer.fetched is None:
        return fault.timeline if fault else ()
    attempt = Attempt(
        at=answer.fetched.started_at,
        stage=fault.stage if fault else Stage.HTTP,
        kind=fault.kind if fault else None,
        elapsed_ms=answer.fetched.elapsed_ms,
    )
    return (attempt,)


def _counted(answer: Answer, tries: list[Attempt]) -> Answer:
    answer = structs.replace(answer, tries=tuple(tries))
    if answer.failure is None:
        return answer
    counted = structs.replace(answer.failure, attempts=len(tries), timeline=answer.tries)
    return structs.replace(answer, failure=counted)
