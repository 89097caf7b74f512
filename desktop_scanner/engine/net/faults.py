"""What an exception means that ended a request: the one place where library errors become failures.

What the connections raise is a JourneyError already. What is left comes from the HTTP parser, from building the
request, and from the deadline.
"""

import logging

import httpcore
import httpx

from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net.journey import Journey

log = logging.getLogger(__name__)

# Where the deadline met the request, and what that is called. All of it may be gone at the next try.
_DEADLINES: dict[Stage, tuple[FailureKind, str]] = {
    Stage.DNS: (FailureKind.DNS_TIMEOUT, "no name server answered"),
    Stage.PROXY: (FailureKind.PROXY_ERROR, "the proxy did not connect to it"),
    Stage.CONNECT: (FailureKind.CONNECT_TIMEOUT, "it did not accept the connection"),
    Stage.TLS: (FailureKind.TLS_ERROR, "it did not finish the TLS handshake"),
    Stage.HTTP: (FailureKind.READ_TIMEOUT, "it did not answer"),
    Stage.BODY: (FailureKind.READ_TIMEOUT, "it did not send the whole page"),
}


def meaning(error: Exception, journey: Journey) -> JourneyError:
    """Return what ended the request, as one failure; what nobody foresaw is logged and internal."""
    if isinstance(error, JourneyError):
        return error
    if isinstance(error, ExceptionGroup):
        return meaning(error.exceptions[0], journey)
    if isinstance(error, httpcore.RemoteProtocolError):
        return _protocol(error, journey)
    if isinstance(error, httpcore.NetworkError | httpcore.TimeoutException):
        return JourneyError(FailureKind.CONNECT_RESET, f"{journey.place} broke the connection off.")
    return unforeseen(error, journey.place)


def unforeseen(error: Exception, place: str) -> JourneyError:
    """Log what is a fault of the program, and return it as one."""
    log.error("The request to %s failed in a way nobody foresaw.", place, exc_info=error)
    return JourneyError(
        FailureKind.INTERNAL, f"The request to {place} failed within the program ({type(error).__name__})."
    )


def deadline(journey: Journey, seconds: float) -> JourneyError:
    """Return what it means that a request did not end in time."""
    kind, what = _DEADLINES[journey.stage]
    if journey.stage is Stage.PROXY and journey.proxy is not None:
        what = what.replace("the proxy", f"the proxy {journey.proxy.place}")
    return JourneyError(kind, f"Waited {seconds:g} s for {journey.place}, but {what}.", retryable=True)


def bad_address(url: str) -> JourneyError:
    """Return the failure of a URL that no request can be made of."""
    shown = url[:200].encode("utf-8", "backslashreplace").decode()
    return JourneyError(
        FailureKind.HTTP_PROTOCOL, f'"{shown}" is not a web address that can be asked for.', retryable=False
    )


# What building a request out of a hostile URL can raise: bad Punycode, lone surrogates, ports and lengths.
BAD_URL_ERRORS = (httpx.InvalidURL, httpcore.LocalProtocolError, httpcore.UnsupportedProtocol, ValueError, TypeError)


def _protocol(error: httpcore.RemoteProtocolError, journey: Journey) -> JourneyError:
    if journey.stage is Stage.BODY and journey.has_ended:
        return JourneyError(
            FailureKind.BODY_INCOMPLETE, f"{journey.place} closed the connection in the middle of the page."
        )
    if journey.stage is Stage.BODY:
        return JourneyError(FailureKind.HTTP_PROTOCOL, f"{journey.place} sent a page whose framing is broken.")
    if journey.has_ended:
        what = "closed the connection in the middle of its answer's head"
    else:
        what = "answered with something that is not valid HTTP"
    return JourneyError(FailureKind.HTTP_PROTOCOL, f"{journey.place} {what}.")
