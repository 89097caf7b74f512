"""One request to a server and its answer: the only place with httpx, which each of its errors leaves as a RemoteError.

Deadlines are for a whole answer or line, not for a read, so no dripping server holds anybody up. Redirects are
followed for GET only and within the origin; the token goes nowhere else. Nothing here is logged.
"""

import asyncio
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import urljoin

import certifi
import httpx
from socksio.exceptions import SOCKSError

from desktop_scanner import __version__
from desktop_scanner.core import proxy_urls
from desktop_scanner.core.errors import (
    RemoteAnswerError,
    RemoteAuthError,
    RemoteError,
    RemoteRefusedError,
    RemoteUnreachableError,
    SettingsError,
)
from desktop_scanner.core.proxy_urls import Proxy
from desktop_scanner.core.remotes import RemoteProfile, origin_of
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote import refusals, retry_after
from desktop_scanner.remote.bodies import BodyError, Lines, Whole
from desktop_scanner.remote.request import Request

MAX_REDIRECTS = 5
_AT_ONCE = 8

_NOT_CONNECTED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long to wait and how much to take."""

    connect_s: float = 10.0
    answer_s: float = 60.0  # for an answer as a whole
    line_s: float = 60.0  # for each line of a stream
    upload_s: float = 600.0
    answer_bytes: int = 128 * 1024 * 1024
    line_bytes: int = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with a good status; `date` is the server's clock."""

    status: int
    body: bytes = field(repr=False)
    content_type: str = ""
    date: str | None = None


class Exchange:
    """The connections to one server, with one token; an asynchronous context manager."""

    def __init__(
        self,
        profile: RemoteProfile,
        token: Token | None = None,
        *,
        proxy: Proxy | None = None,
        bounds: Bounds | None = None,
    ) -> None:
        if token is not None and not profile.may_carry_token:
            raise SettingsError(
                f'The token for "{profile.name}" would go to {profile.origin} unencrypted, where anybody on the '
                "way can read it. Use its https:// address, or agree to that with --allow-plain-http."
            )
        self.profile = profile
        self.bounds = bounds or Bounds()
        self._token = token
        # The profile's own has no password, only the place of one.
        self._proxy = proxy or (proxy_urls.parse(profile.proxy) if profile.proxy else None)
        self._clients = AsyncExitStack()
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def __aenter__(self) -> "Exchange":
        # Reading the authorities takes some 25 ms, which a window would notice.
        context = await asyncio.to_thread(_trust, self.profile.ca_file)
        self._asking = await self._clients.enter_async_context(self._client(context, keeps=2))
        # A connection that was kept may be closed by the server in the very moment a request is sent on it, and then
        # nobody knows whether it arrived. What must not be asked twice goes over a new one.
        self._telling = await self._clients.enter_async_context(self._client(context, keeps=0))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._clients.aclose()

    async def ask(self, request: Request, *, token: Token | None = None) -> Answer:
        """Return a server's answer, whole; raise a RemoteError. `token` takes the place of the usual one."""
        deadline_s = self.bounds.upload_s if request.method == "PUT" else self.bounds.answer_s
        with self._translated(request):
            async with asyncio.timeout(deadline_s), self._answered(request, token or self._token) as response:
                body = await self._whole(response, self.bounds.answer_bytes)
                self._refuse_page(body, response)
                headers = response.headers
                return Answer(response.status_code, body, headers.get("content-type", ""), headers.get("date"))

    async def lines(self, request: Request) -> AsyncGenerator[bytes, None]:
        """Yield the lines of a server's answer as they come; raise a RemoteError, also in the middle."""
        with self._translated(request):
            async with AsyncExitStack() as stack:
                async with asyncio.timeout(self.bounds.line_s):
                    response = await stack.enter_async_context(self._answered(request, self._token))
                lines = Lines(response.headers.get("content-encoding", ""), self.bounds.line_bytes)
                found = await stack.enter_async_context(aclosing(self._lines(response.aiter_raw(), lines)))
                async for line in found:
                    self._refuse_page(line, response)
                    yield line

    def scrub(self, error: RemoteError) -> None:
        """Take the token out of an error's sentence, where the server repeated it."""
        if self._token is None:
            return
        error.args = tuple(self._token.scrub(str(each)) for each in error.args)
        if isinstance(error, RemoteRefusedError):
            error.problems = tuple(map(self._token.scrub, error.problems))

    async def _lines(self, raw: AsyncIterator[bytes], lines: Lines) -> AsyncGenerator[bytes, None]:
        clock = asyncio.get_running_loop().time
        until = clock() + self.bounds.line_s
        while True:
            async with asyncio.timeout_at(until):
                data = await anext(raw, None)
            if data is None:
                break
            for line in lines.feed(data):
                yield line
                until = clock() + self.bounds.line_s  # whoever takes the lines may take his time
        for line in lines.finish():
            yield line

    def _client(self, context: ssl.SSLContext, *, keeps: int) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            verify=context,
            trust_env=False,
            proxy=self._proxy.url if self._proxy else None,
            timeout=httpx.Timeout(None, connect=self.bounds.connect_s),
            # WORKAROUND(httpcore 1.0): a request that is given up while it waits for a connection may leave one in the
            # pool that nobody uses; where their number is limited, all that come after wait for it. `_turns` limits.
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=keeps),
            headers={"User-Agent": f"desktop-scanner/{__version__}", "Accept-Encoding": "gzip"},
        )

    @asynccontextmanager
    async def _answered(self, request: Request, token: Token | None) -> AsyncIterator[httpx.Response]:
        """Give the response with a good status, its body not yet read."""
        url = httpx.URL(f"{self.profile.base_url}{request.path}", params=dict(request.query) or None)
        for _ in range(MAX_REDIRECTS + 1):
            async with self._turns, self._responded(request, url, token) as response:
                if not response.has_redirect_location:
                    if not response.is_success:
                        raise await self._refused(request, response)
                    yield response
                    return
                url = self._next(request, response)
        raise RemoteAnswerError(f"{self._who} sends from one address to the next without end. Check its address.")

    @asynccontextmanager
    async def _responded(self, request: Request, url: httpx.URL, token: Token | None) -> AsyncIterator[httpx.Response]:
        client = self._asking if request.is_repeatable else self._telling
        headers = {**request.headers, **self._identity(token)}
        content = _sent(request.body()) if request.parts else None
        made = client.build_request(request.method, url, headers=headers, content=content)
        try:
            response = await client.send(made, stream=True)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            if not request.is_repeatable:
                raise
            response = await client.send(made, stream=True)  # on a new connection; the kept one was closed meanwhile
        try:
            yield response
        finally:
            await response.aclose()

    def _identity(self, token: Token | None) -> dict[str, str]:
        authorization = {"Authorization": f"Bearer {token.value}"} if token else {}
        tenant = {"X-Tenant-Id": self.profile.tenant} if self.profile.tenant else {}
        return {**authorization, **tenant}

    def _next(self, request: Request, response: httpx.Response) -> httpx.URL:
        try:
            location = urljoin(str(response.url), response.headers["location"])
            to = httpx.URL(location)
            where = origin_of(location)
        except (httpx.InvalidURL, ValueError) as error:
            raise RemoteAnswerError(f"{self._who} sends on to an address that cannot be read.") from error
        if where != self.profile.origin:
            raise RemoteAnswerError(
                f"{self._who} sends on to {where}. The token is not sent there; if that is the server, make it the "
                "remote's address. In a hotel or train, sign in to the network first."
            )
        if not request.is_repeatable:
            raise RemoteAnswerError(
                f"{self._who} sends on what must not be sent twice, to {to.path}. Check its address."
            )
        return to

    async def _refused(self, request: Request, response: httpx.Response) -> RemoteError:
        try:
            body = await self._whole(response, refusals.MAX_BODY_BYTES)
        except (BodyError, httpx.HTTPError):  # the status says enough
            body = b""
        status, headers = response.status_code, response.headers
        is_unclear = not request.is_repeatable and status >= 500 and status != 503
        wait_s = retry_after.seconds(headers.get("retry-after"), headers.get("date"))
        if status == 511:
            return self._portal(body, is_unclear=False)
        error = refusals.refusal(status, body, who=self._who, retry_after_s=wait_s, may_have_arrived=is_unclear)
        error.is_problem_details = headers.get("content-type", "").startswith("application/problem+json")
        return error

    async def _whole(self, response: httpx.Response, max_bytes: int) -> bytes:
        whole = Whole(response.headers.get("content-encoding", ""), max_bytes)
        async for data in response.aiter_raw():
            whole.feed(data)
        return whole.finish()

    def _refuse_page(self, body: bytes, response: httpx.Response) -> None:
        if refusals.is_web_page(body, response.headers.get("content-type", "")):
            raise self._portal(body, is_unclear=response.request.method != "GET")

    def _portal(self, body: bytes, *, is_unclear: bool) -> RemoteAnswerError:
        title = refusals.title(body)
        return RemoteAnswerError(
            f"{self._who} answered with a web page{f' ({title})' if title else ''} and not with data. Sign in to the "
            "network if it asks for that; otherwise check the server's address.",
            may_have_arrived=is_unclear,
        )

    @property
    def _who(self) -> str:
        return f'"{self.profile.name}" ({self.profile.origin})'

    @contextmanager
    def _translated(self, request: Request) -> Iterator[None]:
        """Let everything that goes wrong leave as a RemoteError, without the token in it."""
        is_unclear = not request.is_repeatable
        what_now = "Whether it did what it was asked to is not known." if is_unclear else "Try again later."
        try:
            yield
        except RemoteError as error:
            self._finish(error)
            raise
        except BodyError as error:
            raise RemoteAnswerError(
                f"The answer of {self._who} {error}. {what_now}", may_have_arrived=is_unclear
            ) from error
        except TimeoutError as error:
            raise RemoteUnreachableError(
                f"{self._who} did not answer in time; check its load and your connection. {what_now}",
                may_have_arrived=is_unclear,
            ) from error
        except (*_NOT_CONNECTED, SOCKSError) as error:  # the last of which httpx lets pass
            raise RemoteUnreachableError(f"{self._who} cannot be reached: {_reason(error)}.") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ExceptionGroup, UnicodeError) as error:
            raise RemoteUnreachableError(
                f"The connection to {self._who} broke off ({type(error).__name__}). {what_now}",
                may_have_arrived=is_unclear,
            ) from error

    def _finish(self, error: RemoteError) -> None:
        self.scrub(error)
        if isinstance(error, RemoteAuthError) and self._token is None:
            error.args = (f"{self._who} wants a token, and none is known for it; give it one.",)


async def _sent(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
        await asyncio.sleep(0)  # a window on this loop goes on while an upload is packed


def _trust(ca_file: str | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # authorities of companies are often of older profiles
    if ca_file is not None:
        try:
            context.load_verify_locations(Path(ca_file).expanduser())
        except (OSError, ssl.SSLError) as error:
            raise SettingsError(
                f"The authorities in {ca_file} cannot be read ({error.strerror or 'no PEM file'}); name a PEM file."
            ) from error
    return context


def _reason(error: Exception) -> str:
    """Return why there is no connection, as a clause with a next step."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate is not trusted ({cause.verify_message}); name its authority with --ca-file"
        if isinstance(cause, ssl.SSLError):
            return "it does not speak TLS there; check https:// or http:// and the port"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ProxyError | SOCKSError):
        return "the proxy does not let it through; check the proxy's address and password"
    if isinstance(error, httpx.ConnectTimeout):
        return "no answer from its address; check the address, and whether a firewall or VPN is between"
    return "no connection; check its address, and whether it runs"
