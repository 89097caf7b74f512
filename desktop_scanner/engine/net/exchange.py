"""One request and its answer, step by step: address read, head checked, body taken in."""

import asyncio
from dataclasses import dataclass

import ada_url
import httpcore
import httpx

from desktop_scanner.core import domains
from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.core.results import TlsFacts
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net import faults
from desktop_scanner.engine.net.bodies import Body
from desktop_scanner.engine.net.journey import Journey
from desktop_scanner.engine.net.transport import HEAD

MAX_HEADERS = 500
MAX_HEADER_BYTES = 128 * 1024

# A redirect is followed by its head; its body is read only to keep the connection, where that costs little.
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REDIRECT_BODY_BYTES = 64 * 1024
_REDIRECT_BODY_S = 1.0

# A body in pieces of a few bytes takes longer to take apart than to arrive: others get their turn in between.
_PIECES_A_TURN = 32

_PORTS = {"http:": 80, "https:": 443}


@dataclass(slots=True)
class Exchange:
    """One request, with what is known of its answer so far; `url` is what is sent, without fragment or credentials."""

    url: str
    authority: str  # as the Host header names it: the port only where it is not the scheme's own
    journey: Journey
    max_bytes: int
    takes_beginning: bool = False  # of a body that is too large, instead of refusing it
    unpacked_bytes: int = 0
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[bytes, ...] = ()  # what the answer sets, byte for byte
    body: bytes = b""
    address: str | None = None
    tls: TlsFacts | None = None

    @property
    def transferred_bytes(self) -> int:
        """Return how much the answer came to, as it was received or as it unpacked, whichever is larger."""
        return max(self.journey.received_bytes, self.unpacked_bytes)

    def start_again(self) -> None:
        """Forget the try that was made."""
        self.journey.start_again()
        self.status, self.headers, self.cookies, self.address, self.tls = None, (), (), None, None

    def values(self, name: str) -> list[str]:
        """Return all values of a header."""
        return [value for key, value in self.headers if key == name]

    def take_head(self, response: httpx.Response) -> None:
        """Note the answer's head; raise JourneyError where it is beyond all measure."""
        self.journey.stage = Stage.BODY
        stream = response.extensions["network_stream"]
        self.address = stream.get_extra_info("address")
        self.tls = stream.get_extra_info("tls")
        raw: list[tuple[bytes, bytes]] = response.extensions[HEAD]
        size = sum(len(name) + len(value) for name, value in raw)
        if len(raw) > MAX_HEADERS or size > MAX_HEADER_BYTES:
            raise JourneyError(
                FailureKind.HTTP_PROTOCOL,
                f"{self.journey.place} sent {len(raw):,} header lines of {size:,} bytes.",
                retryable=False,
            )
        if response.status_code < 200:
            raise JourneyError(
                FailureKind.HTTP_PROTOCOL,
                f"{self.journey.place} answered {response.status_code}, which nobody had asked for.",
            )
        self.status = response.status_code
        self.headers = tuple((name.decode("ascii").lower(), _text(value)) for name, value in raw)
        self.cookies = tuple(value for name, value in raw if name.lower() == b"set-cookie")

    async def take_body(self, response: httpx.Response) -> None:
        """Read the body, within its bounds; raise JourneyError."""
        if self.status not in _REDIRECTS or not self.values("location"):
            self.body = await self._read(response, self.max_bytes)
            return
        try:
            async with asyncio.timeout(_REDIRECT_BODY_S):
                self.body = await self._read(response, min(self.max_bytes, _REDIRECT_BODY_BYTES))
        except (JourneyError, TimeoutError, httpcore.RemoteProtocolError):
            self.body = b""

    async def _read(self, response: httpx.Response, max_bytes: int) -> bytes:
        body = Body(self.values("content-encoding"), max_bytes, self.journey.place)
        if self.status not in (204, 304) and not self.takes_beginning:
            body.expect(_length(self.values("content-length")))
        pieces = 0
        try:
            async for piece in response.aiter_raw():
                body.feed(piece)
                pieces += 1
                if pieces % _PIECES_A_TURN == 0:
                    await asyncio.sleep(0)
        except JourneyError as error:
            if self.takes_beginning and error.kind is FailureKind.BODY_TOO_LARGE:
                return body.beginning()
            raise
        finally:
            self.unpacked_bytes = body.decoded_bytes
        return body.finish()


def plan(url: str, max_bytes: int, *, takes_beginning: bool = False) -> Exchange:
    """Return the request that a URL asks for, read as browsers read it; raise JourneyError where it asks for none."""
    try:
        parsed = ada_url.URL(url)
        parsed.username = parsed.password = parsed.hash = ""
        default = _PORTS[parsed.protocol]
        host = parsed.hostname.strip("[]")
        port = int(parsed.port) if parsed.port else default
        href, authority = parsed.href, parsed.host
    except (ValueError, KeyError) as error:
        raise faults.bad_address(url) from error
    if "xn--" in domains.display(host):  # still: no name is behind these letters
        raise faults.bad_address(url)
    journey = Journey(parsed.protocol.rstrip(":"), host, port)
    return Exchange(href, authority, journey, max_bytes, takes_beginning)


def _length(values: list[str]) -> int | None:
    return int(values[0]) if values and values[0].isascii() and values[0].isdigit() else None


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
