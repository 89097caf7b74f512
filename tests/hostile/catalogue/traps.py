"""Sites without end, for whoever follows links: calendars, sessions, facets, and pages that are all the same."""

import itertools
from collections.abc import Callable

from tests.hostile.case import Case, failing
from tests.hostile.catalogue.answers import CONTACT, MISSING, document, html
from tests.hostile.catalogue.redirects import to
from tests.servers.hostile import Connection, Script, page, path_of, routes

_BUDGET = 4  # pages, in the options of these tests
_ASKED = 2 * _BUDGET + 10  # with robots.txt, sitemap, probes and a few pages that turn out to be known


def _pages(made: Callable[[str, int], bytes]) -> Script:
    """Return a site of which every page is made for its path and a number that is never the same."""
    numbers = itertools.count()

    async def script(connection: Connection) -> None:
        while True:
            path = path_of(await connection.request())
            fixed = {"/robots.txt": MISSING, "/sitemap.xml": MISSING, "/contact": CONTACT}.get(path)
            await connection.send(fixed or made(path, next(numbers)))

    return script


def _trap(name: str, made: Callable[[str, int], bytes], **given: object) -> Case:
    """Return a site without end; its contact page is found, and the budget is kept."""
    pages = {"/": None, "/contact": None}
    return Case(**{"name": name, "http": _pages(made), "pages": pages, "asked": _ASKED, **given})  # type: ignore[arg-type]


def calendar(path: str, number: int) -> bytes:
    months = [f"/calendar/{2026 + number}/{month:02}" for month in range(1, 13)]
    days = [f"/events?date=2026-01-{day:02}" for day in range(1, 32)]
    return html(document(f"Calendar {number}", *months, *days, "/contact"))


def sessions(path: str, number: int) -> bytes:
    links = [f"{page}?PHPSESSID={number:032x}" for page in ("/", "/contact", "/about")]
    return html(document("Sessions", *links, f"/contact;jsessionid={number:x}"))


def facets(path: str, number: int) -> bytes:
    links = [f"/shop?colour={a}&size={b}&sort=price&page={number}" for a in range(10) for b in range(10)]
    return html(document(f"Shop {number}", *links, "/contact"))


def ever_deeper(path: str, number: int) -> bytes:
    base = path.rstrip("/")
    return html(document(f"Level {number}", f"{base}/more", f"{base}/{number}/", "/contact"))


def tree(path: str, number: int) -> bytes:
    return html(document(f"Node {number}", *(f"/node-{number}-{child}" for child in range(50)), "/contact"))


def all_the_same(path: str, number: int) -> bytes:
    canonical = '<link rel="canonical" href="/">'
    return html(document("The same", *(f"/same-{n}" for n in range(50)), "/contact", head=canonical))


def counted(path: str, number: int) -> bytes:
    return html(document("Counted", *(f"/?visit={number}-{n}" for n in range(50)), "/contact"))


def log_outs(path: str, number: int) -> bytes:
    actions = ("/logout", "/cart?add-to-cart=1", "/wp-login.php?action=logout", "/account/delete", "/unsubscribe?u=1")
    return html(document("Actions", *actions, "/contact"))


def forwards_each_link(path: str, number: int) -> bytes:
    if path != "/":
        return to(f"/go-{number}")
    return html(document("Forwards", *(f"/link-{n}" for n in range(50)), "/contact"))


def forwards_home(path: str, number: int) -> bytes:
    return to("/") if path != "/" else html(document("Home", *(f"/link-{n}" for n in range(50)), "/contact"))


def private_links(path: str, number: int) -> bytes:
    links = (
        "http://10.0.0.1/contact",
        "http://127.0.0.1/about",
        "http://169.254.169.254/imprint",
        "file:///etc/passwd",
    )
    return html(document("Private", *links, "/contact"))


def everything_exists(path: str, number: int) -> bytes:
    return html(document("Welcome", "/contact", f"/page-{number}"))


async def _slow(connection: Connection) -> None:
    """Answer every page just in time."""
    while True:
        path = path_of(await connection.request())
        if path != "/robots.txt":
            await connection.pause(0.85)
        await connection.send(MISSING if path.endswith((".txt", ".xml")) else tree(path, hash(path) % 1_000))


def _failing_pages(status: bytes) -> Script:
    front = html(document("Front", *(f"/page-{number}" for number in range(50))))
    fixed = {"/": front, "/robots.txt": MISSING, "/sitemap.xml": MISSING}
    return routes(fixed, page(b"", status=status))


CASES = (
    _trap("calendar", calendar),
    _trap("sessions", sessions),
    _trap("facets", facets),
    _trap("ever-deeper", ever_deeper),
    _trap("tree", tree),
    _trap("all-the-same", all_the_same),
    _trap("counted-visits", counted),
    _trap("log-outs", log_outs, asked=10),
    _trap("forwards-each-link", forwards_each_link, asked=100),
    _trap("forwards-home", forwards_home),
    _trap("private-links", private_links),
    _trap("everything-exists", everything_exists),
    Case(name="slow-pages", http=_slow, pages={"/": None}, asked=_ASKED, within_s=8),
    Case(name="pages-that-fail", http=_failing_pages(b"500 Oops"), pages={"/": None}, asked=2 * _ASKED, within_s=8),
    Case(name="pages-that-are-missing", http=_failing_pages(b"404 Not Found"), pages={"/": None}, asked=_ASKED),
    Case(
        name="pages-behind-a-limit",
        http=_failing_pages(b"429 Slow down"),
        pages={"/": None},
        asked=12,
        within_s=20,
        is_long=True,
    ),
    failing(
        "nothing-but-errors",
        "http_server_error",
        "http",
        http=routes({"/robots.txt": MISSING}, page(b"", status=b"500 Oops")),
        attempts=2,
        asked=6,
    ),
)
