"""Circuit breakers: an address that let several domains down in a row is left in peace for a while.

A breaker belongs to one port of one address, as port 443 of a shared host may be closed while port 80 serves all of
its domains. It opens when the connections of several different hosts failed with no success between them; after some
seconds one connection is let through to see, and what becomes of it closes the breaker or opens it for longer. Each
worker has breakers of its own: they save time and knocks, and count for no limit.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from desktop_scanner.core import domains
from desktop_scanner.core.failures import FailureKind

HOSTS_IN_A_ROW = 5
OPEN_S = 15.0
LONGEST_OPEN_S = 60.0
_PROBE_S = 30.0  # a probe that is not heard of for so long has been given up
_MAX_KEPT = 10_000

_FAULTS = {
    FailureKind.CONNECT_REFUSED: "refused several other domains just now",
    FailureKind.CONNECT_TIMEOUT: "did not answer several other domains just now",
    FailureKind.CONNECT_RESET: "broke off the connections of several other domains just now",
}


class OutageError(OSError):
    """An address that was not connected to, because it has just failed others; `kind` is how."""

    def __init__(self, kind: FailureKind, wait_s: float) -> None:
        super().__init__(_FAULTS[kind])
        self.kind = kind
        self.wait_s = wait_s

    @property
    def words(self) -> str:
        """Return what the address did."""
        return str(self.args[0])


@dataclass(slots=True)
class _Breaker:
    kind: FailureKind
    hosts: set[str] = field(default_factory=set)
    open_until: float = 0.0
    open_s: float = 0.0
    probed_until: float = 0.0


class Breakers:
    """The breakers of all addresses that failed lately."""

    def __init__(self) -> None:
        self._breakers: OrderedDict[tuple[str, int], _Breaker] = OrderedDict()

    def outage(self, address: str, port: int, now: float) -> OutageError | None:
        """Return why the address is not to be connected to now, or None where it may be."""
        breaker = self._breakers.get((address, port))
        if breaker is None or max(breaker.open_until, breaker.probed_until) <= now:
            return None
        return OutageError(breaker.kind, max(0.0, breaker.open_until - now))

    def probe(self, address: str, port: int, now: float) -> bool:
        """Return whether the connection that is about to be made is the one that tries a failed address again."""
        breaker = self._breakers.get((address, port))
        if breaker is None or not breaker.open_s or max(breaker.open_until, breaker.probed_until) > now:
            return False
        breaker.probed_until = now + _PROBE_S
        return True

    def failed(self, address: str, port: int, host: str, kind: FailureKind, now: float) -> None:
        """Note a connection that failed for a host."""
        if kind not in _FAULTS:
            return
        key = (address, port)
        breaker = self._breakers.setdefault(key, _Breaker(kind))
        self._breakers.move_to_end(key)
        breaker.kind = kind
        if breaker.open_s:
            if breaker.open_until <= now:
                # A reset may be meant for one name only, so others get their try of it no later than before.
                factor = 1 if kind is FailureKind.CONNECT_RESET else 2
                _open(breaker, min(factor * breaker.open_s, LONGEST_OPEN_S), now)
        else:
            breaker.hosts.add(domains.without_www(host))
            if len(breaker.hosts) >= HOSTS_IN_A_ROW:
                _open(breaker, OPEN_S, now)
        while len(self._breakers) > _MAX_KEPT:
            self._breakers.popitem(last=False)

    def connected(self, address: str, port: int) -> None:
        """Note a connection that stands, which says nothing where connections are broken off afterwards."""
        breaker = self._breakers.get((address, port))
        if breaker is not None and breaker.kind is not FailureKind.CONNECT_RESET:
            self.answered(address, port)

    def answered(self, address: str, port: int) -> None:
        """Note an answer: the address is well."""
        self._breakers.pop((address, port), None)

    def given_up(self, address: str, port: int) -> None:
        """Note that a probe ended without showing anything; the next connection is the probe."""
        breaker = self._breakers.get((address, port))
        if breaker is not None:
            breaker.probed_until = 0.0


def _open(breaker: _Breaker, seconds: float, now: float) -> None:
    breaker.open_s, breaker.open_until, breaker.probed_until = seconds, now + seconds, 0.0
    breaker.hosts.clear()
