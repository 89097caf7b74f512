"""Sites that want all of a visitor's memory or processor; none is made before it is asked for."""

import gzip
import zlib
from collections.abc import Callable
from typing import Any

import brotli  # type: ignore[import-untyped]
import zstandard

from desktop_scanner.extract.technologies import rule_files
from tests.hostile.case import MIB, Case, failing
from tests.hostile.catalogue.answers import CONTACT, HEAD, HTML, MISSING, document, html, site
from tests.hostile.catalogue.sitemaps import index, urlset, xml
from tests.servers.hostile import Connection, Script, page, routes

_GROWTH = 150 * MIB
_ZEROS = bytes(100 * MIB)
_FULL = 4_900_000  # bytes, a little less than a page may have


def _lazily(make: Callable[[], bytes]) -> Script:
    """Return the script that answers with what is made when it is asked for; all of it at once would be too much."""

    async def script(connection: Connection) -> None:
        await connection.send(make())

    return script


def _greedy(case_of: Callable[..., Case], name: str, *given: Any, **more: Any) -> Case:
    limits = {"is_patient": True, "growth": _GROWTH, "within_s": 12, "cpu_s": 5}
    return case_of(*(name, *given), **{**limits, **more})


def _fails(name: str, kind: str, make: Callable[[], bytes], **given: Any) -> Case:
    """Return a site whose front page is refused for its greed."""
    return _greedy(failing, name, kind, "body", http=site(_lazily(make)), **given)


def _reads(name: str, make: Callable[[], bytes | str], **given: Any) -> Case:
    """Return a site whose greedy front page is read all the same, and the contact page beside it."""
    front = _lazily(lambda: html(make()))
    return _greedy(_case, name, **{"http": site(front), "pages": {"/": None}, **given})


def _case(name: str, **given: Any) -> Case:
    return Case(name=name, **given)


def _packed(encoding: bytes, body: bytes) -> bytes:
    return html(body, b"Content-Encoding: " + encoding)


def _filled(piece: str, tail: str = "") -> Callable[[], str]:
    """Return the maker of a page that is full of one piece."""
    return lambda: document("Full", "/contact", body=piece * (_FULL // len(piece.encode())) + tail)


def _numbered(piece: Callable[[int], str], count: int) -> Callable[[], str]:
    return lambda: document("Numbered", "/contact", body="".join(piece(number) for number in range(count)))


def _ld(text: str) -> Callable[[], str]:
    return lambda: document("Data", "/contact", head=f'<script type="application/ld+json">{text}</script>')


async def hundred_megabytes(connection: Connection) -> None:
    await connection.send(HEAD + HTML + b"\r\nTransfer-Encoding: chunked\r\n\r\n")
    piece = b"<p>And so on, and on.</p>" * 40_000
    for _ in range(100 * MIB // len(piece)):
        await connection.send(b"%x\r\n" % len(piece) + piece + b"\r\n")
    await connection.send(b"0\r\n\r\n")


def _million_lines() -> bytes:
    rules = b"".join(b"Disallow: /%d/*\n" % number for number in range(250_000))
    return page(b"User-agent: *\n" + rules, b"Content-Type: text/plain")


def _stars() -> bytes:
    """Return rules whose patterns would be tried in more ways than there are atoms."""
    rules = b"".join(b"Disallow: /%s%d\n" % (b"*a" * 40, number) for number in range(50))
    return page(b"User-agent: *\n" + rules, b"Content-Type: text/plain")


def _site_with(sitemap: Callable[[], bytes], robots: Callable[[], bytes] | None = None, *links: str) -> Script:
    answers: dict[str, bytes | Script] = {"/": html(document("Front", "/contact", *links)), "/contact": CONTACT}
    answers["/sitemap.xml"] = _lazily(sitemap)
    answers["/robots.txt"] = _lazily(robots) if robots else MISSING
    return routes(answers, MISSING)


def _maps(name: str, sitemap: Callable[[], bytes], robots: Callable[[], bytes] | None = None, *links: str) -> Case:
    return _greedy(_case, name, http=_site_with(sitemap, robots, *links), pages={"/": None, "/contact": None})


def _places(host: str, count: int) -> list[str]:
    return [f"http://{host}.test/page-{number}" for number in range(count)]


def _missing() -> bytes:
    return MISSING


def _link(relation: str) -> str:
    return f'<link rel={relation} href="/{"ü" * 500_000}">'


def _icon() -> str:
    return document("Icon", "/contact", head=_link("icon"))


def _nested(start: str, level: str = "") -> Callable[[], str]:
    """Return the maker of a page that is full of words within hundreds of elements, each within the one before."""
    return lambda: document("Nested", "/contact", body=start + (level or start) * 380 + "word " * (_FULL // 5 - 5_000))


def _hints(size: int) -> str:
    """Return the words for which the rules of technologies are tried, again and again."""
    known = rule_files.default().rules.values()
    words = {text for rule in known for texts in rule.lists.values() for pattern in texts for text in pattern.literals}
    text = " ".join(sorted(words)).replace("<", "").replace(">", "") + " "
    return (text * (size // len(text.encode()) + 1))[:size]


def _based() -> str:
    links = (f"page-{number}" for number in range(10_000))
    return document("Base", *links, "/contact", head=f'<base href="/{"a" * 1_000_000}/">')


def _texts(name: str) -> Callable[[], str]:
    """Return the maker of a page whose organisation has 200,000 values of one property."""

    def make() -> str:
        values = ",".join(f'"{number}"' for number in range(200_000))
        return _ld(f'{{"@type": "Organization", "{name}": [{values}]}}')()

    return make


_BIG = html(document("Big", *(f"/big-{number}" for number in range(20)), body="<p>words of no use</p>" * 200_000))

CASES = (
    _fails("bomb-gzip", "decompression_bomb", lambda: _packed(b"gzip", gzip.compress(_ZEROS, 9) * 10)),
    _fails("bomb-deflate", "decompression_bomb", lambda: _packed(b"deflate", zlib.compress(_ZEROS, 9))),
    _fails("bomb-brotli", "decompression_bomb", lambda: _packed(b"br", brotli.compress(_ZEROS, quality=5))),
    _fails("bomb-zstd", "decompression_bomb", lambda: _packed(b"zstd", zstandard.compress(_ZEROS))),
    _fails(
        "bomb-in-a-bomb", "decompression_bomb", lambda: _packed(b"gzip, gzip", gzip.compress(gzip.compress(_ZEROS, 9)))
    ),
    _fails(
        "bomb-zstd-in-brotli",
        "decompression_bomb",
        lambda: _packed(b"zstd, br", brotli.compress(zstandard.compress(_ZEROS))),
    ),
    _fails(
        "bomb-of-a-modest-ratio",
        "body_too_large",
        lambda: _packed(b"gzip", gzip.compress(b"".join(b"<p>%d</p>" % n for n in range(900_000)))),
    ),
    _greedy(failing, "hundred-megabytes", "body_too_large", "body", http=site(hundred_megabytes)),
    _reads("huge-title", lambda: f"<title>{'word ' * (_FULL // 5)}</title><p>And a few words of text.</p>"),
    _reads("one-line", _filled("words without end, ")),
    _reads("one-word", _filled("x")),
    _fails("paragraphs", "html_too_complex", lambda: html(_filled("<p>a")())),
    _fails("line-breaks", "html_too_complex", lambda: html(_filled("<br>")())),
    _fails("list-items", "html_too_complex", lambda: html(_filled("<li>one")())),
    _fails("stray-brackets", "html_too_complex", lambda: html(_filled("< ")())),
    _fails("half-tags", "html_too_complex", lambda: html(_filled("<a ")())),
    _fails("comments", "html_too_complex", lambda: html(_filled("<!--a-->")())),
    _reads("as-many-elements-as-may-be", _numbered(lambda n: "<p>a", 249_000)),
    _reads("entities-by-the-million", _filled("&amp;&#65;&eacute;")),
    _fails("text-in-tables", "html_too_complex", lambda: html(_filled("<table>a</table>")())),
    _fails("unclosed-quotes", "html_too_complex", lambda: html(_filled("<p a=\"b' ")())),
    _reads("hundred-thousand-links", _numbered(lambda n: f'<a href="/p{n}">Contact {n}</a>', 100_000)),
    _reads("links-to-everywhere", _numbered(lambda n: f'<a href="http://h{n}.test/">h</a>', 100_000)),
    _reads(
        "data-uris",
        lambda: document("Data", "/contact", body=f'<img src="data:image/png;base64,{"QUJD" * 1_100_000}">'),
    ),
    _reads("many-data-uris", _filled('<a href="data:text/html,' + "x" * 2_000 + '">x</a>')),
    _reads("json-ld-huge", _ld('{"@type": "Organization", "name": "A", "x": [' + "1," * 2_000_000 + "1]}")),
    _reads("json-ld-deep", _ld("[" * 200_000)),
    _reads("json-ld-deep-objects", _ld('{"a":' * 200_000 + "1" + "}" * 200_000)),
    _reads("json-ld-long-number", _ld('{"@type": "Organization", "x": ' + "9" * 4_000_000 + "}")),
    _reads("hints-of-every-technology", lambda: document("Hints", "/contact", body=_hints(_FULL))),
    _reads(
        "hints-and-scripts", lambda: document("S", "/contact", body=_hints(20_000) + "<script>a</script>" * 200_000)
    ),
    _reads("json-ld-broken", _filled(f'<script type="application/ld+json">{"[" * 60}</script>')),
    _reads("noscripts-in-noscripts", _nested("<noscript>")),
    _reads("properties-in-properties", _nested("<div itemscope>", "<span itemprop=name>")),
    _reads("json-ld-many", _filled('<script type="application/ld+json">{"@type":"Organization","name":"A"}</script>')),
    *(
        _reads(f"json-ld-with-many-{name.lower()}s", _texts(name))
        for name in ("telephone", "email", "sameAs", "name", "logo")
    ),
    _reads("base-of-a-megabyte", _based),
    _reads("icon-of-a-megabyte", _icon, facts={"favicon_url": None}),
    _reads("canonical-of-a-megabyte", lambda: document("C", "/contact", head=_link("canonical"))),
    _reads(
        "microdata",
        _filled('<div itemscope itemtype="http://schema.org/Organization"><span itemprop=name>A</span></div>'),
    ),
    _reads("at-signs", _filled("@")),
    _reads("half-addresses", _filled("a@b.")),
    _reads("long-local-part", _filled("a.", "@a-workshop.com")),
    _reads("dotted-addresses", _filled("info@" + "a." * 100 + "com ")),
    _reads("obfuscated-addresses", _filled("info [at] a [dot] ")),
    _reads("cfemails", _filled('<a data-cfemail="543d3a323b142c7a3735">x</a>')),
    _reads("mailtos", _numbered(lambda n: f'<a href="mailto:info{n}@a-workshop.com">x</a>', 80_000)),
    _reads("addresses", _numbered(lambda n: f"info{n}@shop{n}.com ", 150_000)),
    _reads("digits", _filled("0123456789")),
    _reads("spaced-digits", _filled("0 1-2.")),
    _reads("half-phones", _filled("+44 (0) ")),
    _reads(
        "phones",
        _numbered(
            lambda n: f'<a href="tel:+4420{71000000 + n}">+44 20 {7100 + n // 10_000} {n % 10_000:04}</a> ', 60_000
        ),
    ),
    _reads("profiles", _numbered(lambda n: f'<a href="https://www.linkedin.com/company/c{n}">x</a>', 80_000)),
    _reads("scripts", _filled('<script src="/jquery-1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1x.js"></script>')),
    _reads(
        "script-of-one-name",
        lambda: document("S", "/contact", head=f'<script src="/{"jquery-1." * 200_000}x"></script>'),
    ),
    _reads(
        "generator",
        lambda: document("G", "/contact", head=f'<meta name=generator content="WordPress {"1." * 1_000_000}x">'),
    ),
    _reads("inline-script", lambda: document("I", "/contact", head=f"<script>{'gtag(UA-1-G-fbq(' * 280_000}</script>")),
    _reads("high-bytes", lambda: document("H", "/contact").encode() + bytes(range(0x80, 0x100)) * 30_000),
    _maps("sitemap-giant", lambda: xml(urlset(*_places("sitemap-giant", 90_000)))),
    _maps(
        "sitemap-bomb", lambda: xml(gzip.compress(urlset(*["http://sitemap-bomb.test/page"] * 2_000_000).encode(), 1))
    ),
    _maps("sitemap-bomb-of-spaces", lambda: xml(gzip.compress(b"<urlset>" + b" " * 100_000_000, 9))),
    _maps("sitemap-of-one-word", lambda: xml(f"<urlset><url><loc>{'x' * _FULL}</loc></url></urlset>")),
    _maps("sitemap-of-a-million-lines", lambda: page(b"http://a.test/\n" * 300_000)),
    _maps("sitemap-indexes", lambda: xml(index(*_places("sitemap-indexes", 50_000)))),
    _maps("robots-of-a-million-lines", _missing, _million_lines),
    _maps("robots-of-stars", _missing, _stars, f"/{'a' * 400}b", f"/{'a' * 300}"),
    _greedy(
        _case,
        "big-pages",
        http=routes({"/robots.txt": MISSING, "/sitemap.xml": MISSING}, _BIG),
        pages={"/": None},
        growth=180 * MIB,
        cpu_s=12,
        within_s=20,
    ),
)
