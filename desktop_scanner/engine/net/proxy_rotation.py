"""Which proxy a domain goes through: one after the other in turn, and around those that fail.

A domain keeps its proxy, so that a site sees one visitor. A proxy that cannot be used rests for a while; the request
goes on with the next one. One that could not reach a site is not at fault, but one that reaches none any more is.
"""

import time
from collections.abc import Callable, Collection, Sequence

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.proxy_urls import Proxy
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net.journey import Journey

REST_S = 60.0
STRIKES = 5  # sites in a row that a proxy did not reach, until it is the one to blame

_LEAST_PATIENCE_S = 1.0
_NAMED = 5


class ProxyError(JourneyError):
    """The way through a proxy ended; `is_own` tells that no site can be reached through it, not just this one."""

    def __init__(self, message: str, *, is_own: bool, retryable: bool | None = None) -> None:
        super().__init__(FailureKind.PROXY_ERROR, message, retryable=retryable)
        self.is_own = is_own


class ProxyRotation:
    """The proxies of a worker, and how they have done lately; without any, connections are made directly."""

    def __init__(
        self, proxies: Sequence[Proxy] = (), *, start: int = 0, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._proxies = tuple(dict.fromkeys(proxies))
        self._turn = start
        self._now = now
        self._rests_until: dict[Proxy, float] = {}
        self._strikes: dict[Proxy, int] = {}

    def choice(self) -> "ProxyChoice":
        """Return the way of the next domain."""
        return ProxyChoice(self)

    def patience_s(self, deadline_s: float) -> float | None:
        """Return how long a proxy may take to answer at all, so that others can be tried before the deadline."""
        return max(_LEAST_PATIENCE_S, deadline_s / (len(self._proxies) + 1)) if len(self._proxies) > 1 else None

    def next(self, tried: Collection[Proxy] = ()) -> Proxy | None:
        """Return the next proxy in turn that was not tried; of those that all rest, the one that is ready soonest."""
        start = self._turn % len(self._proxies) if self._proxies else 0
        left = [proxy for proxy in self._proxies[start:] + self._proxies[:start] if proxy not in tried]
        if not left:
            return None
        chosen = min(left, key=lambda proxy: self._rests_until[proxy] if self.is_resting(proxy) else 0.0)
        self._turn = self._proxies.index(chosen) + 1
        return chosen

    def is_resting(self, proxy: Proxy) -> bool:
        """Return whether the proxy failed a short while ago."""
        return self._rests_until.get(proxy, 0.0) > self._now()

    def serves(self, proxy: Proxy) -> None:
        """Note that something came through."""
        self._rests_until.pop(proxy, None)
        self._strikes.pop(proxy, None)

    def fails(self, proxy: Proxy, *, is_own: bool) -> None:
        """Note that nothing came through."""
        self._strikes[proxy] = self._strikes.get(proxy, 0) + 1
        if is_own or self._strikes[proxy] >= STRIKES:
            self._rests_until[proxy] = self._now() + REST_S


class ProxyChoice:
    """The proxy of one domain."""

    def __init__(self, rotation: ProxyRotation) -> None:
        self._rotation = rotation
        self._current = rotation.next()

    def begin(self, journey: Journey) -> None:
        """Send a request on its way: through the domain's proxy, or another while that one rests."""
        if self._current is not None and self._rotation.is_resting(self._current):
            self._current = self._rotation.next()
        journey.proxy = self._current

    def serves(self, journey: Journey) -> None:
        """Note that an answer came."""
        if journey.proxy is not None:
            self._rotation.serves(journey.proxy)

    def goes_on(self, journey: Journey, error: ProxyError) -> bool:
        """Lead the request through another proxy, and the domain's later ones too; return whether there is one."""
        if journey.proxy is None:
            return False
        self._rotation.fails(journey.proxy, is_own=error.is_own)
        journey.tried_proxies.append(journey.proxy)
        # Another request of the domain may have moved on before.
        is_new = self._current is not None and self._current not in journey.tried_proxies
        following = self._current if is_new else self._rotation.next(journey.tried_proxies)
        if following is None:
            return False
        self._current = journey.proxy = following
        return True

    def runs_late(self, journey: Journey) -> None:
        """Note that a request's time ended on the way through its proxy; the next try takes another."""
        if journey.proxy is not None:
            self._rotation.fails(journey.proxy, is_own=not journey.has_reached_proxy)
            if self._current == journey.proxy:
                self._current = self._rotation.next([journey.proxy]) or journey.proxy


def all_failed(journey: Journey, error: ProxyError) -> ProxyError:
    """Return the failure of a request for which every proxy was tried; it names them, never their credentials."""
    tried = journey.tried_proxies
    if len(tried) < 2:
        return error
    names = ", ".join(proxy.place for proxy in tried[:_NAMED])
    more = f" and {len(tried) - _NAMED:,} more" if len(tried) > _NAMED else ""
    message = f"None of {len(tried):,} proxies leads to {journey.place} ({names}{more}). The last: {error.message}"
    return ProxyError(message, is_own=error.is_own, retryable=error.retryable)
