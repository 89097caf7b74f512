"""Sites whose answers are not HTTP, or not quite: status lines, headers, lengths and chunks."""

import asyncio

from desktop_scanner.core.statuses import Verdict
from tests.hostile.case import Case, failing
from tests.hostile.catalogue.answers import CONTACT, HEAD, HTML, MISSING, ORDINARY, document, html, site
from tests.servers.hostile import Connection, Script, path_of

_PAGE = document("Workshop", "/contact").encode()
_CHUNKED = HEAD + HTML + b"\r\nTransfer-Encoding: chunked\r\n\r\n"


def _wrong(name: str, said: bytes, says: str = "", **given: object) -> Case:
    """Return a site whose front page is answered with these bytes, which are not HTTP."""
    http = site(_then_hang_up(said))
    return failing(name, "http_protocol", "http", **{"http": http, "says": says, "attempts": 2, **given})


def _odd(name: str, said: bytes, **given: object) -> Case:
    """Return a site whose front page is answered oddly and can be read all the same."""
    return Case(name=name, http=site(_then_hang_up(said)), pages={"/": None, "/contact": None}, **given)  # type: ignore[arg-type]


def _then_hang_up(said: bytes) -> Script:
    async def script(connection: Connection) -> None:
        await connection.send(said)

    return script


def _with(*lines: bytes, body: bytes = _PAGE, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    length = b"Content-Length: %d" % len(body)
    return b"\r\n".join([status, HTML, *lines, length, b"", body])


def _chunk(data: bytes, size: bytes | None = None) -> bytes:
    return (size or b"%x" % len(data)) + b"\r\n" + data + b"\r\n"


async def interim_for_ever(connection: Connection) -> None:
    while True:
        await connection.send(b"HTTP/1.1 102 Processing\r\n\r\n")
        await asyncio.sleep(0.02)


async def interim_flood(connection: Connection) -> None:
    while True:
        await connection.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 500)


async def headers_for_ever(connection: Connection) -> None:
    await connection.send(HEAD)
    while True:
        await connection.send(b"X-Filler: " + b"x" * 4_000 + b"\r\n")


async def status_for_ever(connection: Connection) -> None:
    await connection.send(b"HTTP/1.1 200 ")
    while True:
        await connection.send(b"O" * 65_536)


async def trailers_for_ever(connection: Connection) -> None:
    await connection.send(_CHUNKED + _chunk(_PAGE) + b"0\r\n")
    while True:
        await connection.send(b"X-Trailer: " + b"x" * 4_000 + b"\r\n")


async def chunk_size_for_ever(connection: Connection) -> None:
    await connection.send(_CHUNKED)
    while True:
        await connection.send(b"0" * 65_536)


async def silent(connection: Connection) -> None:
    await connection.stall()


async def dripping_head(connection: Connection) -> None:
    await connection.drip(HEAD + b"X: " + b"a" * 10_000, connection.patience_s / 20)


async def half_a_head(connection: Connection) -> None:
    await connection.send(HEAD + b"Content-Ty")


async def reset_in_the_head(connection: Connection) -> None:
    await connection.send(HEAD + b"Content-")
    await asyncio.sleep(0.05)  # let the bytes arrive before the reset overtakes them
    connection.reset()


async def speaks_first(connection: Connection) -> None:
    await connection.send(html(document("Not asked for")))
    await connection.stall()


async def closes_what_it_keeps_alive(connection: Connection) -> None:
    """Promise to keep the connection and close it after each answer."""
    path = path_of(await connection.request())
    await connection.send({"/": ORDINARY, "/contact": CONTACT}.get(path, MISSING))


async def answers_twice(connection: Connection) -> None:
    """Send a second answer behind the first, for a request that was not made yet."""
    while True:
        path = path_of(await connection.request())
        answer = {"/": ORDINARY, "/contact": CONTACT}.get(path, MISSING)
        await connection.send(answer + html("<title>Smuggled</title><p>Nobody asked for this answer of mine.</p>"))


CASES = (
    _wrong("garbage", b"\x00\x01\x02\xff" * 50 + b"\r\n\r\n", "not valid HTTP"),
    _wrong("another-protocol", b"220 mail.hostile.test ESMTP ready\r\n\r\n"),
    _wrong("ssh", b"SSH-2.0-OpenSSH_9.6\r\n"),
    _wrong("http-0.9", _PAGE),
    _wrong("http-2", b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + b"\x00\x03\x00\x00\x00\x64" * 3),
    _wrong("http-2-preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    _wrong("http-3", _with(status=b"HTTP/3 200 OK")),
    _wrong("no-status", b"HTTP/1.1\r\n\r\n"),
    _wrong("status-of-letters", b"HTTP/1.1 2OO OK\r\n\r\n"),
    _wrong("status-000", _with(status=b"HTTP/1.1 000 Zero")),
    _wrong("status-99", _with(status=b"HTTP/1.1 99 Short")),
    _wrong("status-999", _with(status=b"HTTP/1.1 999 Denied"), "999", attempts=1),
    _wrong("status-600", _with(status=b"HTTP/1.1 600 Odd"), "600", attempts=1),
    _wrong("status-304", b"HTTP/1.1 304 Not Modified\r\n\r\n", "304", attempts=1),
    _wrong("status-300", _with(status=b"HTTP/1.1 300 Multiple Choices"), "300", attempts=1),
    _wrong("upgrades", b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"),
    _wrong("interim-flood", b"", http=site(interim_flood), attempts=None),
    _wrong("headers-for-ever", b"", http=site(headers_for_ever), attempts=None),
    _wrong("status-for-ever", b"", http=site(status_for_ever), attempts=None),
    _wrong("header-flood", HEAD + b"a: b\r\n" * 5_000 + b"\r\n", attempts=None),
    _wrong("header-of-a-megabyte", HEAD + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n", attempts=None),
    _wrong("header-without-colon", HEAD + b"nonsense\r\n\r\n"),
    _wrong("header-without-name", HEAD + b": nameless\r\n\r\n"),
    _wrong("nul-in-header", HEAD + b"X: a\0b\r\n\r\n"),
    _wrong("nul-in-header-name", HEAD + b"X\0Y: a\r\n\r\n"),
    _wrong("cr-in-header", HEAD + b"X: a\rSet-Cookie: b=c\r\n\r\n"),
    _wrong("two-lengths", _with(b"Content-Length: 3")),
    _wrong("negative-length", HEAD + b"Content-Length: -5\r\n\r\nhello"),
    _wrong("length-of-letters", HEAD + b"Content-Length: five\r\n\r\nhello"),
    _wrong("unknown-transfer-coding", HEAD + b"Transfer-Encoding: rot13\r\n\r\nhello"),
    _wrong("chunk-size-of-letters", _CHUNKED + _chunk(b"hello") + _chunk(b"hello", b"xyz")),
    _wrong("negative-chunk", _CHUNKED + _chunk(b"hello", b"-5")),
    _wrong("chunk-longer-than-said", _CHUNKED + _chunk(_PAGE, b"5") + b"0\r\n\r\n"),
    _wrong("chunk-size-overflow", _CHUNKED + _chunk(b"hello", b"f" * 40)),
    _wrong("chunk-size-for-ever", b"", http=site(chunk_size_for_ever), attempts=None),
    _wrong("trailers-for-ever", b"", http=site(trailers_for_ever), attempts=None),
    _wrong("half-a-head", b"", http=site(half_a_head)),
    failing("reset-in-head", "connect_reset", "connect", http=site(reset_in_the_head), attempts=2),
    failing("silent", "read_timeout", "http", http=site(silent), says="did not answer", attempts=2),
    failing("dripping-head", "read_timeout", "http", http=site(dripping_head), says="did not answer", attempts=2),
    failing("interim-for-ever", "read_timeout", "http", http=site(interim_for_ever), attempts=2),
    failing(
        "length-too-long", "body_incomplete", "body", http=site(_then_hang_up(HEAD + b"Content-Length: 9\r\n\r\nx"))
    ),
    failing("chunk-cut-off", "body_incomplete", "body", http=site(_then_hang_up(_CHUNKED + b"50\r\nhello"))),
    failing("no-last-chunk", "body_incomplete", "body", http=site(_then_hang_up(_CHUNKED + _chunk(_PAGE)))),
    failing("huge-chunk", "body_incomplete", "body", http=site(_then_hang_up(_CHUNKED + b"fffffff0\r\nhello"))),
    _odd("no-status-text", _with(status=b"HTTP/1.1 200")),
    _odd("http-1.0", b"HTTP/1.0 200 OK\r\n" + HTML + b"\r\n\r\n" + _PAGE),
    _odd("status-201", _with(status=b"HTTP/1.1 201 Created")),
    _odd("status-203", _with(status=b"HTTP/1.1 203 Transformed")),
    _odd("status-206", _with(b"Content-Range: bytes 0-99/5000", status=b"HTTP/1.1 206 Partial Content")),
    Case(name="status-204", http=site(b"HTTP/1.1 204 No Content\r\n\r\n"), verdict=Verdict.EMPTY),
    Case(
        name="status-205", http=site(b"HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n"), verdict=Verdict.EMPTY
    ),
    _odd("folded-header", _with(b"X-Folded: one\r\n two")),
    _odd("early-hints", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + _with()),
    _odd("continue-first", b"HTTP/1.1 100 Continue\r\n\r\n" + _with()),
    _odd("header-in-latin-1", _with("X-Owner: Müller & Söhne".encode("latin-1"))),
    _odd("lines-without-cr", _with().replace(b"\r\n", b"\n")),
    _odd("same-length-twice", _with(b"Content-Length: %d" % len(_PAGE))),
    _odd(
        "length-and-chunks",
        HEAD + HTML + b"\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n" + _chunk(_PAGE) + b"0\r\n\r\n",
    ),
    _odd("length-too-short", HEAD + HTML + b"\r\nContent-Length: %d\r\n\r\n" % len(_PAGE) + _PAGE + b"<p>more</p>"),
    _odd("chunk-extensions", _CHUNKED + _chunk(_PAGE, b"%x;%s" % (len(_PAGE), b"a=b;" * 20)) + b"0\r\n\r\n"),
    _odd("trailers", _CHUNKED + _chunk(_PAGE) + b"0\r\nX-Trailer: late\r\n\r\n"),
    _odd("connection-upgrade", _with(b"Connection: upgrade", b"Upgrade: h2c")),
    _odd("no-length", HEAD + HTML + b"\r\n\r\n" + _PAGE),
    _odd("many-cookies", _with(*(b"Set-Cookie: n%d=%s" % (number, b"v" * 100) for number in range(300)))),
    Case(name="closes-what-it-keeps-alive", http=closes_what_it_keeps_alive, pages={"/": None, "/contact": None}),
    Case(name="answers-twice", http=answers_twice, pages={"/": None, "/contact": None}, facts={"title": "Workshop"}),
    Case(name="speaks-first", http=speaks_first, within_s=6),  # each request but the first waits its whole time
)
