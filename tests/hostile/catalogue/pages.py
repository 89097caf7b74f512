"""Sites whose pages are hard to read: encodings, labels, NULs, markup that never ends or goes in circles."""

import itertools

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import Verdict
from tests.hostile.case import Case, failing
from tests.hostile.catalogue.answers import CONTACT, MISSING, ORDINARY, document, html, site
from tests.servers.hostile import Connection, Script, page, routes

_GREETING = "Grüße aus Köln"
_CYRILLIC = "Мастерская на углу улицы"


def _lettered(name: str, title: str, codec: str, label: str | None, meta: str = "", charset: str = "") -> Case:
    """Return a site written in `codec` and labelled otherwise; it is read, and its `charset` is found."""
    text = document(title, "/contact", head=meta, body=f"<p>{title}, {title}, {title}.</p>" * 20)
    kind = b"Content-Type: text/html" + (f"; charset={label}".encode() if label is not None else b"")
    facts = {"title": title} | ({"charset": charset} if charset else {})
    http = site(page(text.encode(codec), kind))
    return Case(name=name, http=http, pages={"/": None, "/contact": None}, facts=facts)


def _read(name: str, body: str | bytes, **given: object) -> Case:
    """Return a site with this front page, which is read; the contact page beside it too."""
    return Case(**{"name": name, "http": site(html(body)), "pages": {"/": None, "/contact": None}, **given})  # type: ignore[arg-type]


def _refresh(target: str) -> str:
    return f'<meta http-equiv="refresh" content="0; url={target}">'


def _counting() -> Script:
    """Return a site each of whose pages forwards to the next number."""
    numbers = itertools.count()

    async def forward(connection: Connection) -> None:
        await connection.send(html(document("Counting", head=_refresh(f"/{next(numbers)}"))))

    return routes({"/robots.txt": MISSING}, forward)


_LABELS = ("undefined", "idna", "hex", "punycode", "unicode_escape", "raw_unicode_escape", "base64", "rot13", "utf-7")
CASES = (
    _lettered("utf-16-with-mark", _GREETING, "utf-16", None, charset="utf-16le"),
    _lettered("utf-16-be-without-mark", _GREETING, "utf-16-be", "utf-16be", charset="utf-16be"),
    _lettered("utf-16-unlabelled", _GREETING, "utf-16-le", None, charset="utf-16le"),
    _lettered("utf-16-in-meta", _GREETING, "utf-8", None, "<meta charset=utf-16>", "utf-8"),
    _lettered("utf-8-with-mark", _GREETING, "utf-8-sig", "iso-8859-1", charset="utf-8"),
    _lettered("latin-1-as-utf-8", _GREETING, "latin-1", "utf-8"),
    _lettered("cyrillic-unlabelled", _CYRILLIC, "cp1251", None),
    _lettered("cyrillic-as-utf-8", _CYRILLIC, "cp1251", "utf-8"),
    _lettered("japanese-unlabelled", "階段と屋根の工房です", "shift_jis", None, charset="shift_jis"),
    _lettered("label-of-nothing", _GREETING, "utf-8", "", charset="utf-8"),
    _lettered("label-of-a-kilometre", _GREETING, "utf-8", "x" * 5_000, charset="utf-8"),
    *(_lettered(f"label-{label}", _GREETING, "utf-8", label, charset="utf-8") for label in _LABELS),
    *(
        _lettered(f"meta-label-{label}", _GREETING, "utf-8", None, f"<meta charset={label}>", "utf-8")
        for label in ("undefined", "idna", "hex")
    ),
    _read("nuls", document("Work\0shop", "/con\0tact").replace("<p>", "<\0p>"), pages={"/": None}),
    failing("nuls-everywhere", "decode_error", "body", http=site(html("\0".join(document("Workshop", "/contact"))))),
    _read("only-comments", "<!-- " + "nothing " * 1_000 + "-->", verdict=Verdict.EMPTY, pages={"/": None}),
    _read("comment-without-end", document("Workshop", "/contact") + "<!-- " + "x" * 100_000),
    _read("script-without-end", document("Workshop", "/contact") + "<script>" + "var a = '<p>';" * 5_000),
    _read("title-without-end", "<title>Workshop" + "<p>words</p>" * 100, verdict=Verdict.EMPTY, pages={"/": None}),
    _read("tag-without-end", document("Workshop", "/contact") + "<div class='" + "x" * 50_000),
    _read("nothing-closed", document("Workshop", "/contact") + "<table><tr><td><p><ul><li>" * 90),
    _read("closes-what-is-not-open", document("Workshop", "/contact") + "</div></span></p></table>" * 2_000),
    _read("misnested", document("Workshop", "/contact") + "<b><i><a></b></i></a>" * 500),
    _read("many-frames", "<frameset>" + '<frame src="/contact">' * 500 + "</frameset>", pages={"/": None}),
    _read(
        "base-elsewhere",
        document("Workshop", "contact", head='<base href="http://10.0.0.1/">'),
        pages={"/": None},
    ),
    _read("base-of-javascript", document("Workshop", "/contact", head='<base href="javascript:alert(1)//">')),
    _read("base-of-data", document("Workshop", "/contact", head='<base href="data:text/html,">')),
    _read("doctypes", "<!doctype html>" * 2_000 + document("Workshop", "/contact")),
    _read("entities", document("Workshop", "/contact", body="&lt;&#x26;&#99999999999;&#xD800;&nosuch;" * 2_000)),
    _read("lone-surrogates", document("Workshop", "/contact", body="&#xD800;&#xDFFF;<a href='/&#xD800;'>x</a>")),
    _read("bidi-and-controls", document("Work\u202eshop\u0007\u0085", "/contact")),
    _read(
        "scripts-only",
        '<title>App</title><div id="root"></div><script src="/a.js"></script>',
        verdict=Verdict.JAVASCRIPT_ONLY,
        pages={"/": None},
    ),
    _read("refresh-to-itself", document("Workshop", "/contact", head=_refresh("/"))),
    _read("refresh-to-javascript", document("Workshop", "/contact", head=_refresh("javascript:alert(1)"))),
    _read("refresh-to-data", document("Workshop", "/contact", head=_refresh("data:text/html,hello"))),
    _read("refresh-to-file", document("Workshop", "/contact", head=_refresh("file:///etc/passwd"))),
    _read("refresh-to-a-private-address", document("Workshop", "/contact", head=_refresh("http://10.0.0.1/"))),
    Case(
        name="refresh-in-a-circle",
        http=site(html(document("One", head=_refresh("/two"))), two=html(document("Two", head=_refresh("/")))),
        asked=8,
    ),
    Case(name="refresh-for-ever", http=_counting(), asked=20),
    failing("deep", "html_too_complex", "body", http=site(html("<div>" * 100_000)), says="nested"),
    failing("deep-formatting", "html_too_complex", "body", http=site(html("<b><i><p>" * 30_000))),
    failing(
        "many-attributes",
        "html_too_complex",
        "body",
        http=site(html("<p " + " ".join(f"a{n}" for n in range(50_000)) + ">")),
        says="attributes",
    ),
    Case(
        name="deep-beside-a-page",
        http=site(
            ORDINARY,
            contact=html("<div>" * 100_000),
            sitemap_xml=page(b"http://deep-beside-a-page.test/about"),
            about=CONTACT,
        ),
        pages={"/": None, "/contact": FailureKind.HTML_TOO_COMPLEX, "/about": None},
    ),
)
