"""Sites that answer and let nobody in: error statuses, limits, bot walls."""

import itertools
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from desktop_scanner.core.statuses import Verdict
from tests.hostile.case import Case, failing
from tests.hostile.catalogue.answers import ORDINARY, html, site
from tests.servers.hostile import Connection, Script, page

_CLIENT = (400, 401, 402, 403, 404, 405, 406, 410, 418, 423, 451, 499)
_SERVER = (500, 501, 502, 503, 504, 507, 511, 520, 530, 599)


def _status(status: int, kind: str, attempts: int) -> Case:
    answer = html("<title>Sorry</title>", status=b"%d Sorry" % status)
    facts = {"http_status": status}
    return failing(
        f"status-{status}", kind, "http", http=site(answer), says=str(status), attempts=attempts, facts=facts
    )


def _busy(retry_after: bytes | None, status: bytes = b"429 Too Many Requests") -> bytes:
    headers = () if retry_after is None else (b"Retry-After: " + retry_after,)
    return page(b"", *headers, status=status)


def _limited(name: str, retry_after: bytes | None, attempts: int, **given: object) -> Case:
    """Return a site that always asks for fewer requests."""
    return failing(name, "rate_limited", "http", http=site(_busy(retry_after)), attempts=attempts, **given)


def _first(answer: bytes, then: bytes = ORDINARY) -> Script:
    """Return a site whose front page is answered so at first, and in order ever after."""
    turns = itertools.count()

    async def front(connection: Connection) -> None:
        await connection.send(then if next(turns) else answer)

    return site(front)


def _relents(name: str, answer: bytes, **given: object) -> Case:
    return Case(**{"name": name, "http": _first(answer), "pages": {"/": None, "/contact": None}, **given})  # type: ignore[arg-type]


async def in_a_second(connection: Connection) -> None:
    """Ask for another second, as a date; dates have no fractions, so it may be nearly two."""
    then = datetime.now(UTC) + timedelta(seconds=1)
    await connection.send(_busy(format_datetime(then, usegmt=True).encode()))


def _walled(name: str, body: bytes, *headers: bytes, status: bytes = b"403 Forbidden") -> Case:
    answer = html(body, *headers, status=status)
    return failing(name, "bot_wall", "http", http=site(answer), verdict=Verdict.BLOCKED, attempts=1, says="bot wall")


_TITLE = b"<title>Just a moment...</title>"

CASES = (
    *(_status(status, "http_client_error", 1) for status in _CLIENT),
    *(_status(status, "http_server_error", 2) for status in _SERVER),
    _limited("limited", None, 2),
    _limited("limited-for-no-time", b"0", 2),
    _limited("limited-for-a-second", b"1", 2, within_s=5),
    _limited("limited-for-an-hour", b"3600", 1),
    _limited("limited-for-ever", b"9" * 400, 1),
    _limited("limited-for-nonsense", b"soon", 2),
    _limited("limited-for-less-than-nothing", b"-5", 2),
    _limited("limited-until-long-ago", b"Thu, 01 Jan 1970 00:00:00 GMT", 2),
    _limited("limited-until-the-end-of-time", b"Fri, 31 Dec 9999 23:59:59 GMT", 1),
    failing("limited-until-a-date", "rate_limited", "http", http=site(in_a_second), attempts=2, within_s=6),
    _relents("relents", _busy(None)),
    _relents("relents-after-a-second", _busy(b"1"), within_s=5),
    _relents("relents-from-503", _busy(b"1", b"503 Busy"), within_s=5, is_long=True),
    failing("busy-for-an-hour", "http_server_error", "http", http=site(_busy(b"3600", b"503 Busy")), attempts=1),
    _walled("wall-cloudflare", _TITLE, b"Server: cloudflare", b"CF-Mitigated: challenge"),
    _walled(
        "wall-cloudflare-by-body",
        _TITLE + b"<script src=/cdn-cgi/challenge-platform/x></script>",
        b"Server: cloudflare",
        status=b"503 Busy",
    ),
    _walled("wall-aws", b"", b"x-amzn-waf-action: challenge", status=b"202 Accepted"),
    _walled("wall-datadome", b"<script src=https://geo.captcha-delivery.com/x.js></script>"),
    _walled("wall-imperva", b"Request unsuccessful. Incapsula incident ID: 1-2-3", status=b"200 OK"),
    failing(
        "wall-at-robots",
        "bot_wall",
        "http",
        http=site(ORDINARY, robots_txt=html(_TITLE, b"CF-Mitigated: challenge", status=b"503 Busy")),
        verdict=Verdict.BLOCKED,
    ),
)
