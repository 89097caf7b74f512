"""Sites whose sitemaps are broken, endless, or lead where nobody may go."""

import gzip

from tests.hostile.case import Case
from tests.hostile.catalogue.answers import CONTACT, MISSING, ORDINARY, document, html
from tests.hostile.catalogue.redirects import to
from tests.servers.hostile import Connection, Script, page, routes

_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LONELY = html(document("Workshop"))  # knows of no other page


def xml(body: str | bytes) -> bytes:
    """Return a sitemap."""
    return page(body.encode() if isinstance(body, str) else body, b"Content-Type: application/xml")


def urlset(*places: str, head: str = "") -> str:
    """Return a sitemap that names these pages."""
    entries = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    return f'<?xml version="1.0"?>{head}<urlset {_XMLNS}>{entries}</urlset>'


def index(*places: str) -> str:
    """Return a sitemap that names further sitemaps."""
    entries = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in places)
    return f'<?xml version="1.0"?><sitemapindex {_XMLNS}>{entries}</sitemapindex>'


def _site(front: bytes, sitemap: bytes | Script, others: dict[str, bytes | Script]) -> Script:
    answers = {"/": front, "/contact": CONTACT, "/sitemap.xml": sitemap, **others}
    return routes(answers, MISSING)


def _useless(name: str, sitemap: bytes | Script, **given: object) -> Case:
    """Return a site whose sitemap helps nobody; its front page leads on."""
    others = given.pop("others_on_site", {})
    http = _site(ORDINARY, sitemap, others)  # type: ignore[arg-type]
    return Case(**{"name": name, "http": http, "pages": {"/": None, "/contact": None}, **given})  # type: ignore[arg-type]


def _useful(name: str, sitemap: bytes, **others: bytes | Script) -> Case:
    """Return a site whose contact page is named by its odd sitemap only."""
    named = {f"/{path.replace('_', '.')}": answer for path, answer in others.items()}
    return Case(name=name, http=_site(_LONELY, sitemap, named), pages={"/": None, "/contact": None})


async def silent(connection: Connection) -> None:
    await connection.stall()


async def reset(connection: Connection) -> None:
    connection.reset()


_LAUGHS = (
    '<!DOCTYPE urlset [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
_FILE_ENTITY = '<!DOCTYPE urlset [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
_WEB_ENTITY = (
    '<!DOCTYPE urlset SYSTEM "http://10.0.0.1/sitemap.dtd" [<!ENTITY % more SYSTEM "http://10.0.0.1/x"> %more;]>'
)

CASES = (
    _useless("sitemap-html", html(document("Workshop"))),
    _useless("sitemap-empty", xml("")),
    _useless("sitemap-500", page(b"", status=b"500 Oops")),
    _useless("sitemap-silent", silent),
    _useless("sitemap-reset", reset),
    _useless("sitemap-binary", xml(bytes(range(256)) * 100)),
    _useless("sitemap-laughs", xml(urlset("http://a.test/&j;", head=_LAUGHS))),
    _useless("sitemap-file-entity", xml(urlset("http://sitemap-file-entity.test/&secret;", head=_FILE_ENTITY))),
    _useless("sitemap-web-entity", xml(urlset("http://sitemap-web-entity.test/a", head=_WEB_ENTITY))),
    _useless(
        "sitemap-xinclude",
        xml(
            '<urlset xmlns:xi="http://www.w3.org/2001/XInclude">'
            '<xi:include href="file:///etc/passwd" parse="text"/></urlset>'
        ),
    ),
    _useless("sitemap-stylesheet", xml('<?xml-stylesheet href="http://10.0.0.1/x.xsl"?>' + urlset())),
    _useless("sitemap-deep", xml("<a>" * 100_000)),
    _useless("sitemap-many-attributes", xml("<a " + " ".join(f'a{number}="x"' for number in range(20_000)) + "/>")),
    _useless("sitemap-broken-gzip", xml(gzip.compress(urlset().encode())[:-9])),
    _useless("sitemap-of-itself", xml(index("http://sitemap-of-itself.test/sitemap.xml")), asked=8),
    _useless(
        "sitemaps-without-end", xml(index(*(f"http://sitemaps-without-end.test/{n}.xml" for n in range(900)))), asked=14
    ),
    _useless(
        "sitemap-of-private-places",
        xml(urlset("http://10.0.0.1/contact", "http://127.0.0.1/", "file:///etc/passwd", "http://[::1]/")),
    ),
    _useless(
        "sitemap-index-of-private-places",
        xml(index("http://10.0.0.1/sitemap.xml", "http://169.254.169.254/sitemap.xml")),
    ),
    _useless("sitemap-redirects-to-a-private-place", to("http://10.0.0.1/sitemap.xml")),
    _useless("sitemap-redirects-to-itself", to("/sitemap.xml")),
    _useful("sitemap-cut-off", xml(urlset("http://sitemap-cut-off.test/contact", "http://x.test/")[:-40])),
    _useful("sitemap-relative", xml(urlset("/contact", "//", "?", "http://"))),
    _useful(
        "sitemap-utf-16",
        xml(urlset("http://sitemap-utf-16.test/contact").replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")),
    ),
    _useful("sitemap-gzip", xml(gzip.compress(urlset("http://sitemap-gzip.test/contact").encode()))),
    _useful("sitemap-text", page(b"\xef\xbb\xbfhttp://sitemap-text.test/contact\r\nnonsense\r\n")),
    _useful(
        "sitemap-without-namespace",
        xml("<urlset><url><loc>\n http://sitemap-without-namespace.test/contact </loc></url></urlset>"),
    ),
    _useful(
        "sitemap-in-an-index",
        xml(index("http://sitemap-in-an-index.test/pages.xml")),
        pages_xml=xml(urlset("http://sitemap-in-an-index.test/contact")),
    ),
)
