"""What an HTTP answer means for a scan: a page to read, a way on, or a failure."""

from http import HTTPStatus

from msgspec import Struct, structs

from desktop_scanner.core.failures import Attempt, Failure, FailureKind, failure
from desktop_scanner.core.results import Evidence, TlsFacts
from desktop_scanner.engine import urls
from desktop_scanner.engine.net.fetch import Fetched
from desktop_scanner.engine.site import walls

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HTML_TYPES = ("text/html", "application/xhtml+xml")
# Types under which misconfigured servers send web pages; there the body decides.
_OPEN_TYPES = ("", "text/plain", "text/xml", "application/xml", "application/octet-stream", "application/x-httpd-php")
_HTML_BEGINNINGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<title", b"<meta", b"<frameset")
# PDF, PNG, GIF, JPEG, ZIP, gzip, ELF, Windows programs, bzip2, 7z, RAR, RIFF, Ogg, MP3, ICO, Java, WOFF.
_FOREIGN_BEGINNINGS = (
    *(b"%PDF-", b"\x89PNG", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF"),
    *(b"MZ\x90\x00", b"BZh9", b"7z\xbc\xaf", b"Rar!\x1a", b"RIFF", b"OggS", b"ID3", b"\x00\x00\x01\x00"),
    *(b"\xca\xfe\xba\xbe", b"wOFF", b"wOF2"),
)
_CONTROLS = bytes(n for n in range(32) if n not in (9, 10, 12, 13, 27))
_SNIFFED_BYTES = 1_024


class Answer(Struct, frozen=True, kw_only=True):
    """What one request came to, after all its tries: an answer, a failure, or both (an answer of status 404).

    `status` stands also where the answer broke off after its head; `tries` are those of this request, in their order.
    """

    url: str
    fetched: Fetched | None = None
    failure: Failure | None = None
    tls: TlsFacts | None = None
    address: str | None = None
    wall: Evidence | None = None
    status: int | None = None
    tries: tuple[Attempt, ...] = ()
    was_spared: bool = False  # not asked: its host wants a rest, or others failed at its address just now

    def ended_by(self, fault: Failure) -> Failure:
        """Return a fault that was found in the answer, with the tries that it took to come there."""
        if not self.tries:
            return fault
        last = structs.replace(self.tries[-1], stage=fault.stage, kind=fault.kind)
        return structs.replace(fault, attempts=len(self.tries), timeline=(*self.tries[:-1], last))

    @property
    def is_redirect(self) -> bool:
        """Whether the answer sends on to another address."""
        return self.fetched is not None and self.status in _REDIRECTS

    @property
    def location(self) -> str | None:
        """The absolute address that a redirect leads to, or None where it names none that can be asked."""
        value = self.fetched.header("location") if self.fetched else None
        return urls.join(self.url, value) if value else None


def of(fetched: Fetched) -> Answer:
    """Return the answer with the failure that its status or its bot wall stands for, if any."""
    met = walls.wall(fetched)
    if met is not None:
        message = f"{fetched.url} answered {fetched.status} with a bot wall ({met.service})."
        fault: Failure | None = failure(FailureKind.BOT_WALL, message)
    else:
        fault = _status_failure(fetched)
    return Answer(
        url=fetched.url,
        fetched=fetched,
        failure=fault,
        status=fetched.status,
        tls=fetched.tls,
        address=fetched.address,
        wall=met.evidence if met else None,
    )


def not_html(fetched: Fetched) -> Failure | None:
    """Return the failure of a page that is something other than HTML, or None where it is HTML or nothing."""
    media_type = (fetched.header("content-type") or "").partition(";")[0].strip().lower()
    beginning = fetched.body[:_SNIFFED_BYTES]
    if media_type in _HTML_TYPES:
        if not _is_binary(beginning):
            return None
        message = f"{fetched.url} is labelled {media_type} and holds binary data."
    elif not fetched.body or (media_type in _OPEN_TYPES and begins_as_html(beginning)):
        return None
    else:
        message = f"{fetched.url} is no web page but {media_type or 'something without a type'}."
    return failure(FailureKind.NOT_HTML, message)


def begins_as_html(beginning: bytes) -> bool:
    """Return whether the body is HTML by its first characters."""
    beginning = beginning[:_SNIFFED_BYTES]
    text = beginning.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    while text.startswith((b"<!--", b"<?xml")):
        end = text.find(b"-->" if text.startswith(b"<!--") else b"?>")
        if end < 0:
            return False
        text = text[end + 2 :].lstrip(b"> \t\r\n")
    return text.startswith(_HTML_BEGINNINGS)


def _status_failure(fetched: Fetched) -> Failure | None:
    status = fetched.status
    if status in _REDIRECTS or 200 <= status < 300:
        return None
    if status == 429:
        return failure(FailureKind.RATE_LIMITED, f"{fetched.url} answered 429: too many requests.")
    if 400 <= status < 500:
        return failure(FailureKind.HTTP_CLIENT_ERROR, f"{fetched.url} answered {_with_phrase(status)}.")
    if 500 <= status < 600:
        return failure(FailureKind.HTTP_SERVER_ERROR, f"{fetched.url} answered {_with_phrase(status)}.")
    message = f"{fetched.url} answered with status {_with_phrase(status)}, which shows no page."
    return failure(FailureKind.HTTP_PROTOCOL, message, retryable=False)


def _with_phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _is_binary(beginning: bytes) -> bool:
    if beginning.startswith(_FOREIGN_BEGINNINGS):
        return True
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(beginning):
        return False
    controls = len(beginning) - len(beginning.translate(None, _CONTROLS))
    return controls * 10 > len(beginning)


def _looks_like_utf16(beginning: bytes) -> bool:
    """Latin text in UTF-16 has a NUL at every other place, and at those only."""
    even, odd = beginning[::2], beginning[1::2]
    zeros = sorted((even.count(0), odd.count(0)))
    return bool(odd) and zeros[0] * 20 <= zeros[1] and zeros[1] * 2 > len(odd)
