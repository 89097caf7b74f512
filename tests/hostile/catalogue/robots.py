"""Sites whose robots.txt cannot be had, cannot be read, or forbids."""

import gzip

from tests.hostile.case import Case, failing
from tests.hostile.catalogue.answers import CONTACT, MISSING, ORDINARY, document, html
from tests.hostile.catalogue.redirects import to
from tests.servers.hostile import Connection, Script, page, routes


def text(body: bytes | str, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    """Return a robots.txt."""
    return page(body.encode() if isinstance(body, str) else body, b"Content-Type: text/plain", *headers, status=status)


def robots(answer: bytes | Script, front: bytes = ORDINARY, **paths: bytes | Script) -> Script:
    """Return a site with this robots.txt."""
    named = {f"/{name.replace('_', '.')}": page for name, page in paths.items()}
    return routes({"/robots.txt": answer, "/": front, "/contact": CONTACT, **named}, MISSING)


def _read(name: str, answer: bytes | Script, **given: object) -> Case:
    """Return a site with a robots.txt that forbids nothing that is asked for."""
    return Case(**{"name": name, "http": robots(answer), "pages": {"/": None, "/contact": None}, **given})  # type: ignore[arg-type]


def _closed(name: str, kind: str, stage: str, answer: bytes | Script, **given: object) -> Case:
    """Return a site of which nothing but its robots.txt may be asked, again where that is worth it."""
    return failing(name, kind, stage, **{"http": robots(answer), "asked": 2, **given})


async def silent(connection: Connection) -> None:
    await connection.stall()


async def dripping(connection: Connection) -> None:
    await connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
    await connection.drip(b"#" * 10_000, connection.patience_s / 20)


async def reset(connection: Connection) -> None:
    connection.reset()


def _fleeing(hosts: int) -> dict[str, Script]:
    """Return hosts of which each says that its robots.txt stands at the next one."""
    return {
        f"fleeing{number}.test": routes({}, to(f"http://fleeing{number + 1}.test/robots.txt"))
        for number in range(hosts)
    }


_FORBIDDING = b"User-agent: *\nDisallow: /\n"
_PACKED = b"Content-Encoding: gzip"

CASES = (
    _closed(
        "robots-500",
        "http_server_error",
        "http",
        text("", status=b"500 Oops"),
        says="Nothing else is asked",
        attempts=2,
    ),
    _closed("robots-503", "http_server_error", "http", text(_FORBIDDING, status=b"503 Busy"), attempts=2),
    _closed("robots-429", "rate_limited", "http", text("", status=b"429 Slow down"), says="Nothing else", attempts=2),
    _closed("robots-silent", "read_timeout", "http", silent, attempts=2),
    _closed("robots-dripping", "read_timeout", "http", dripping, attempts=2, is_long=True),
    _closed("robots-reset", "connect_reset", "connect", reset, attempts=2),
    _closed("robots-cut-off", "body_incomplete", "body", text(gzip.compress(_FORBIDDING)[:-9], _PACKED), attempts=2),
    _closed("robots-bomb", "decompression_bomb", "body", text(gzip.compress(b"\n" * 20_000_000), _PACKED), attempts=1),
    _closed("robots-forbids", "robots_disallowed", "policy", text(_FORBIDDING), asked=1),
    _closed(
        "robots-forbids-us", "robots_disallowed", "policy", text("User-agent: DesktopScanner\nDisallow: /"), asked=1
    ),
    _closed("robots-forbids-in-cr", "robots_disallowed", "policy", text(_FORBIDDING.replace(b"\n", b"\r")), asked=1),
    _closed("robots-forbids-after-mark", "robots_disallowed", "policy", text(b"\xef\xbb\xbf" + _FORBIDDING), asked=1),
    _closed("robots-forbids-as-html-type", "robots_disallowed", "policy", html(_FORBIDDING), asked=1),
    _closed(
        "robots-forbids-elsewhere",
        "robots_disallowed",
        "policy",
        to("/rules"),
        http=robots(to("/rules"), rules=text(_FORBIDDING)),
        asked=2,
    ),
    _closed(
        "robots-forbids-a-megabyte-on",
        "robots_disallowed",
        "policy",
        text(_FORBIDDING + b"# filler\n" * 80_000),
        asked=1,
    ),
    _read("robots-html", html(document("Workshop"))),
    _read("robots-403", text(_FORBIDDING, status=b"403 Forbidden")),
    _read("robots-401", text(_FORBIDDING, status=b"401 Who")),
    _read("robots-204", b"HTTP/1.1 204 No Content\r\n\r\n"),
    _read("robots-redirects-to-itself", to("/robots.txt")),
    _read("robots-redirects-in-a-circle", to("/robots2.txt"), http=robots(to("/r2"), r2=to("/robots.txt"))),
    _read(
        "robots-flees-from-host-to-host",
        to("http://fleeing0.test/robots.txt"),
        others=_fleeing(20),
        asked=15,
    ),
    _read("robots-redirects-to-a-private-address", to("http://10.0.0.1/robots.txt")),
    _read("robots-redirects-to-a-file", to("file:///etc/passwd")),
    _read("robots-empty", text("")),
    _read("robots-binary", text(bytes(range(256)) * 40)),
    _read("robots-nuls", text(b"\0".join(bytes([letter]) for letter in b"User-agent: *\nAllow: /"))),
    _read("robots-of-other-agents", text("".join(f"User-agent: bot{n}\nDisallow: /\n" for n in range(20_000)))),
    _read("robots-delay-nonsense", text("User-agent: *\nCrawl-delay: soon\nCrawl-delay: -5\nAllow: /")),
    _read("robots-delay-nan", text("User-agent: *\nCrawl-delay: nan\nAllow: /")),
    _read("robots-delay-negative", text("User-agent: *\nCrawl-delay: -1e308\nAllow: /")),
    _read("robots-delay-short", text("User-agent: *\nCrawl-delay: 0.2\nAllow: /")),
    _read("robots-delay-endless", text("User-agent: *\nCrawl-delay: inf\nAllow: /"), within_s=45, is_long=True),
    _read("robots-too-large", text(b"User-agent: *\nAllow: /\n" + b"# filler\n" * 400_000)),
    _read("robots-one-line", text(b"User-agent: *\nDisallow: /" + b"x" * 900_000)),
    _read("robots-bad-escapes", text("User-agent: *\nDisallow: /%zz%\nDisallow: /%ff%fe*%\nDisallow: http://[/\n")),
    _read("robots-sitemaps-elsewhere", text("".join(f"Sitemap: http://10.0.0.{n}/sitemap.xml\n" for n in range(200)))),
    _closed(
        "robots-forbids-the-front", "robots_disallowed", "policy", text("User-agent: *\nDisallow: /$\n"), asked=None
    ),
)
