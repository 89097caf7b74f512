"""Sites whose pages do not unpack, do not end, or are no pages at all."""

import asyncio
import gzip
import zlib

import brotli  # type: ignore[import-untyped]
import zstandard

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import Verdict
from tests.hostile.case import Case, failing
from tests.hostile.catalogue.answers import HEAD, HTML, document, html, site
from tests.servers.hostile import Connection, Script, page

_PAGE = document("Workshop", "/contact").encode()
_CHUNKED = HEAD + HTML + b"\r\nTransfer-Encoding: chunked\r\n\r\n"


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _wide_zstd(data: bytes) -> bytes:
    """Return a frame whose decoder would need a window of 512 MiB."""
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=29)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    return packer.compress(data) + packer.flush()


def _packed(name: str, body: bytes, encoding: bytes) -> Case:
    """Return a site whose front page is packed oddly and can be read."""
    answer = html(body, b"Content-Encoding: " + encoding)
    return Case(name=name, http=site(answer), pages={"/": None, "/contact": None}, facts={"title": "Workshop"})


def _spoilt(name: str, body: bytes, encoding: bytes, kind: str = "decode_error", **given: object) -> Case:
    """Return a site whose front page does not unpack."""
    return failing(name, kind, "body", http=site(html(body, b"Content-Encoding: " + encoding)), **given)


def _beyond(name: str, kind: str, front: bytes | Script, **given: object) -> Case:
    """Return a site whose front page cannot be read and whose contact page, known from the sitemap, can."""
    sitemap = page(f"http://{name}.test/contact".encode(), b"Content-Type: text/plain")
    http = site(front, sitemap_xml=sitemap)
    pages = {"/": FailureKind(kind), "/contact": None}
    return Case(name=name, http=http, verdict=None, pages=pages, **given)  # type: ignore[arg-type]


async def reset_in_the_body(connection: Connection) -> None:
    await connection.send(HEAD + HTML + b"\r\nContent-Length: 5000\r\n\r\n<title>Half")
    await asyncio.sleep(0.05)  # let the bytes arrive before the reset overtakes them
    connection.reset()


async def dripping_body(connection: Connection) -> None:
    await connection.send(HEAD + HTML + b"\r\nContent-Length: 10000\r\n\r\n")
    await connection.drip(b"a" * 10_000, connection.patience_s / 20)


async def stalled_body(connection: Connection) -> None:
    await connection.send(HEAD + HTML + b"\r\nContent-Length: 10000\r\n\r\n<title>Half")
    await connection.stall()


async def crumbs(connection: Connection) -> None:
    await connection.send(_CHUNKED)
    while True:
        await connection.send(b"1\r\na\r\n" * 2_000)


async def endless(connection: Connection) -> None:
    await connection.send(HEAD + HTML + b"\r\n\r\n")
    while True:
        await connection.send(b"<p>And so on, and on, and on.</p>" * 2_000)


async def endless_nothing(connection: Connection) -> None:
    """Send gzip that never unpacks to anything."""
    await connection.send(HEAD + HTML + b"\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\x03")
    while True:
        await connection.send(b"name" * 16_384)


def _typed(media_type: bytes, body: bytes) -> bytes:
    return page(body, b"Content-Type: " + media_type)


_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8
_NOISE = bytes((number * 167 + number // 7) % 256 for number in range(4_096))
_FOREIGN = {
    "png-as-html": _typed(b"text/html", _PNG),
    "pdf-as-html": _typed(b"text/html", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + _NOISE),
    "zip-as-html": _typed(b"text/html", b"PK\x03\x04\x14\0" + _NOISE),
    "program-as-html": _typed(b"text/html", b"\x7fELF\x02\x01\x01" + b"\0" * 900),
    "gzip-as-html": _typed(b"text/html", gzip.compress(_PAGE)),
    "noise-as-html": _typed(b"text/html", _NOISE),
    "pdf": _typed(b"application/pdf", b"%PDF-1.7\n" + _NOISE),
    "json": _typed(b"application/json", b'{"title": "Workshop"}'),
    "picture": _typed(b"image/png", _PNG),
    "video": _typed(b"video/mp4", b"\0\0\0\x20ftypisom" + _NOISE),
    "text": _typed(b"text/plain", b"Workshop, staircases, roofs"),
    "odd-type": _typed(b"text/html/x; ;;charset", _NOISE),
    "no-type": page(_NOISE),
}

CASES = (
    _packed("deflate", zlib.compress(_PAGE), b"deflate"),
    _packed("raw-deflate", _raw_deflate(_PAGE), b"deflate"),
    _packed("brotli", brotli.compress(_PAGE), b"br"),
    _packed("zstd", zstandard.compress(_PAGE), b"zstd"),
    _packed("gzip-twice", gzip.compress(gzip.compress(_PAGE)), b"gzip, gzip"),
    _packed(
        "gzip-in-members", b"".join(gzip.compress(_PAGE[at : at + 99]) for at in range(0, len(_PAGE), 99)), b"gzip"
    ),
    _packed("gzip-and-padding", gzip.compress(_PAGE) + b"\0" * 100, b"gzip"),
    _packed("unknown-encoding", _PAGE, b"rot13"),
    _packed("identity", _PAGE, b"identity"),
    Case(name="empty-gzip", http=site(html(b"", b"Content-Encoding: gzip")), verdict=Verdict.EMPTY),
    _spoilt("gzip-cut-off", gzip.compress(_PAGE)[:-30], b"gzip", "body_incomplete", attempts=2),
    _spoilt("brotli-cut-off", brotli.compress(_PAGE)[:-30], b"br", "body_incomplete", attempts=2),
    _spoilt("zstd-cut-off", zstandard.compress(_PAGE)[:-30], b"zstd", "body_incomplete", attempts=2),
    _spoilt("plain-as-gzip", _PAGE, b"gzip", attempts=1),
    # Of one time: at some seconds, what gzip's head says of it is the beginning of a long brotli stream.
    _spoilt("gzip-as-brotli", gzip.compress(_PAGE, mtime=0), b"br"),
    _spoilt("gzip-with-wrong-sum", gzip.compress(_PAGE)[:-8] + b"\0" * 8, b"gzip"),
    _spoilt("zstd-with-wide-window", _wide_zstd(_PAGE), b"zstd"),
    _spoilt(
        "gzip-three-times",
        gzip.compress(gzip.compress(gzip.compress(_PAGE))),
        b"gzip, gzip, gzip",
        "decompression_bomb",
    ),
    failing("reset-in-body", "body_incomplete", "body", http=site(reset_in_the_body), attempts=2),
    failing("dripping-body", "read_timeout", "http", http=site(dripping_body), says="whole page", attempts=2),
    failing("stalled-body", "read_timeout", "http", http=site(stalled_body), says="whole page", attempts=2),
    failing("crumbs", "read_timeout", "http", http=site(crumbs), attempts=2, cpu_s=4),
    failing("endless", "body_too_large", "body", http=site(endless), attempts=1),
    failing("endless-nothing", "body_too_large", "body", http=site(endless_nothing), attempts=1),
    failing(
        "announces-a-terabyte",
        "body_too_large",
        "body",
        http=site(_typed(b"text/html", b"").replace(b": 0", b": 1099511627776")),
        attempts=1,
    ),
    *(failing(name, "not_html", "body", http=site(answer)) for name, answer in _FOREIGN.items()),
    _beyond("reset-in-body-beside-a-page", "body_incomplete", reset_in_the_body),
    _beyond("png-beside-a-page", "not_html", _FOREIGN["png-as-html"]),
    _beyond("endless-beside-a-page", "body_too_large", endless),
    _beyond(
        "bomb-beside-a-page", "decompression_bomb", html(gzip.compress(b"\0" * 9_000_000), b"Content-Encoding: gzip")
    ),
)
