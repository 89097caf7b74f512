"""How far one request has come.

The network backend under the connection pool is told a host and a port and nothing of the request. Connections are
made in the task of the request that needs them, so the request leaves its journey in a context variable.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field

from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.core.proxy_urls import Proxy
from desktop_scanner.core.results import TlsFacts
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net.address_gate import Hold, Waiting

# A head of this size, or as many interim answers in a row, is no page: browsers stop at 256 KiB too.
MAX_HEAD_BYTES = 256 * 1024


def _waits_untold(_reason: str) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(slots=True)
class Journey:
    """One request: where it goes, the stage it is at, and what is known of its connection."""

    scheme: str
    host: str
    port: int
    stage: Stage = Stage.HTTP
    address: str | None = None
    tls: TlsFacts | None = None
    has_connected: bool = False  # in this request; otherwise it travels on a connection that was kept alive
    received_bytes: int = 0
    has_ended: bool = False  # the server closed its side
    on_sent: Callable[[], None] | None = None  # told when the request's head has left
    waiting: Waiting = _waits_untold
    hold: Hold | None = None  # the request's slot at its address
    proxy: Proxy | None = None
    has_reached_proxy: bool = False
    tried_proxies: list[Proxy] = field(default_factory=list)  # in vain

    @property
    def place(self) -> str:
        """Return host and port as people write them."""
        return place(self.host, self.port)

    def start_again(self) -> None:
        """Forget the try that was made."""
        self.leave()
        self.stage, self.address, self.tls = Stage.HTTP, None, None
        self.has_connected, self.received_bytes, self.has_ended = False, 0, False
        self.has_reached_proxy = False

    def end(self, status: int | None, kind: FailureKind | None = None) -> None:
        """Let the address's limits know how the request ended, and give its slot back."""
        if self.hold is not None:
            self.hold.ended(status, kind)
            self.leave()

    def leave(self) -> None:
        """Give the slot at the address back."""
        if self.hold is not None:
            self.hold.leave()
            self.hold = None

    def received(self, size: int) -> None:
        """Count bytes of the answer, none meaning its end; raise JourneyError where a head never ends or begins."""
        self.has_ended = size == 0
        self.received_bytes += size
        if self.stage is not Stage.HTTP:
            return
        if self.received_bytes == 0:
            raise JourneyError(FailureKind.CONNECT_RESET, f"{self.place} closed the connection without an answer.")
        if self.received_bytes > MAX_HEAD_BYTES:
            raise JourneyError(
                FailureKind.HTTP_PROTOCOL,
                f"{self.place} sent {self.received_bytes:,} bytes without coming to the end of its answer's head.",
                retryable=False,
            )


_current: ContextVar[Journey] = ContextVar("journey")


def begin(journey: Journey) -> None:
    """Make this the journey of the running task."""
    _current.set(journey)


def current() -> Journey:
    """Return the journey of the running task."""
    return _current.get()


def place(host: str, port: int) -> str:
    """Return host and port as people write them, IPv6 in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
