"""Sites that forward: in circles, without end, to nowhere, and to where nobody may go."""

import itertools

from desktop_scanner.core.statuses import Verdict
from tests.hostile.case import Case, Tls, Wall, failing
from tests.hostile.catalogue.answers import CONTACT, MISSING, ORDINARY, site
from tests.servers.certificates import Certificates
from tests.servers.hostile import Connection, Script, page, routes


def to(location: str | bytes, *headers: bytes, status: bytes = b"301 Moved") -> bytes:
    """Return the answer that forwards."""
    where = location if isinstance(location, bytes) else location.encode()
    return page(b"", b"Location: " + where, *headers, status=status)


def _leads(name: str, location: str | bytes, kind: str, stage: str, **given: object) -> Case:
    """Return a site whose front page forwards to where it ends badly."""
    return failing(name, kind, stage, **{"http": site(to(location)), **given})


def _blocked(name: str, location: str, **given: object) -> Case:
    """Return a site that forwards to an address that is not public."""
    return _leads(name, location, "redirect_blocked", "http", says="not public", attempts=1, **given)


def _arrives(name: str, location: str | bytes, final: str = "/contact", **given: object) -> Case:
    """Return a site that forwards oddly to its contact page."""
    facts = {"final_url": final if "://" in final else f"http://{name}.test{final}", "title": "Contact"}
    return Case(**{"name": name, "http": site(to(location)), "facts": facts, **given})  # type: ignore[arg-type]


def _endless(answer: Script) -> Script:
    return routes({"/robots.txt": MISSING}, answer)


def _counting(prefix: str, *headers: bytes, pause: float = 0.0) -> Script:
    """Return a site each of whose pages forwards to a new one."""
    numbers = itertools.count()

    async def forward(connection: Connection) -> None:
        await connection.pause(pause)
        await connection.send(to(prefix.format(next(numbers)), *headers))

    return _endless(forward)


def _growing() -> Script:
    """Return a site that forwards to ever longer addresses."""
    lengths = itertools.count(1)

    async def forward(connection: Connection) -> None:
        await connection.send(to("/" + "deeper/" * (400 * next(lengths))))

    return _endless(forward)


async def to_its_own_port(connection: Connection) -> None:
    await connection.send(to(f"http://127.0.0.1:{connection.port}/"))


async def body_without_end(connection: Connection) -> None:
    await connection.send(b"HTTP/1.1 301 Moved\r\nLocation: /contact\r\n\r\n")
    while True:
        await connection.send(b"<p>moved</p>" * 5_000)


async def body_that_stalls(connection: Connection) -> None:
    await connection.send(b"HTTP/1.1 301 Moved\r\nLocation: /contact\r\nContent-Length: 100\r\n\r\n")
    await connection.stall()


async def ssh(connection: Connection) -> None:
    await connection.send(b"SSH-2.0-OpenSSH_9.6\r\n")
    await connection.request()
    await connection.send(b"Invalid SSH identification string.\r\n")


_SCHEMES = ("mailto:info@a.test", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,hello", "ftp://a.test/")
_PRIVATE = {
    "loopback": "http://127.0.0.1:22/",
    "private": "http://10.0.0.1/",
    "metadata": "http://169.254.169.254/latest/meta-data/iam/",
    "metadata-ipv6": "http://[fd00:ec2::254]/latest/",
    "ipv6-loopback": "http://[::1]/",
    "ipv6-mapped": "http://[::ffff:169.254.169.254]/",
    "decimal": "http://2130706433/",
    "hexadecimal": "http://0x7f.1/",
    "octal": "http://0177.0.0.1/",
    "short": "http://127.1/",
    "zero": "http://0/",
    "encoded": "http://%31%32%37.0.0.1/",
    "circled": "http://①②⑦.⓪.⓪.①/",
    "dotted": "http://127.0.0.1./",
    "localhost": "http://localhost/",
    "over-tls": "https://192.168.0.1:8443/admin",
    "user": "http://example.com@127.0.0.1/",
}

CASES = (
    _leads("redirects-to-itself", "/", "redirect_loop", "http", attempts=1),
    _leads(
        "redirects-in-a-circle",
        "/two",
        "redirect_loop",
        "http",
        http=site(to("/two"), two=to("/three"), three=to("/two")),
    ),
    failing("redirects-with-cookies", "redirect_loop", "http", http=site(to("/", b"Set-Cookie: seen=1"))),
    failing("redirects-for-ever", "too_many_redirects", "http", http=_counting("/{}"), asked=14),
    failing("redirects-for-ever-with-cookies", "too_many_redirects", "http", http=_counting("/{}", b"Set-Cookie: n=1")),
    failing("redirects-ever-longer", "too_many_redirects", "http", http=_growing()),
    failing("redirects-slowly", "domain_timeout", "engine", http=_counting("/{}", pause=0.5), within_s=8),
    _leads("redirects-without-address", "", "http_protocol", "http", says="without a usable address"),
    failing("redirects-nowhere", "http_protocol", "http", http=site(page(b"", status=b"302 Found"))),
    *(_leads(f"redirects-to-{target.partition(':')[0]}", target, "http_protocol", "http") for target in _SCHEMES),
    _leads("redirects-to-port-99999", "http://a.test:99999/", "http_protocol", "http"),
    _leads(
        "redirects-to-port-22",
        "http://redirects-to-port-22.test:22/",
        "http_protocol",
        "http",
        others={"redirects-to-port-22.test:22": ssh},
    ),
    _leads(
        "redirects-to-bad-punycode", "http://xn--a.test/", "http_protocol", "http", verdict=Verdict.REDIRECTED_OFFSITE
    ),
    _leads("redirects-to-no-host", "http:///", "http_protocol", "http"),
    _leads(
        "redirects-to-missing-name", "http://missing.test/", "dns_not_found", "dns", verdict=Verdict.REDIRECTED_OFFSITE
    ),
    _leads(
        "redirects-to-refused",
        "http://refused.test/",
        "connect_refused",
        "connect",
        others={"refused.test": Wall.REFUSED},
        verdict=Verdict.REDIRECTED_OFFSITE,
    ),
    _leads("redirects-to-a-split-header", "/%0d%0aSet-Cookie:%20a=b", "http_client_error", "http"),
    _leads("redirects-to-five-megabytes", "/" + "a" * 5_000_000, "http_protocol", "http"),
    _leads("redirects-to-a-kilometre", "/" + "a" * 50_000, "http_client_error", "http"),
    *(
        _blocked(f"redirects-to-{name}", target, verdict=Verdict.REDIRECTED_OFFSITE)
        for name, target in _PRIVATE.items()
    ),
    _blocked("redirects-to-its-own-port", "", http=site(to_its_own_port), verdict=Verdict.REDIRECTED_OFFSITE),
    _arrives("redirects-relatively", "contact"),
    _arrives("redirects-with-backslashes", "\\contact"),
    _arrives("redirects-with-spaces", " /contact "),
    _arrives("redirects-with-a-tab", "/con\ttact"),
    _arrives("redirects-with-dots", "/../../a/./../contact"),
    _arrives("redirects-with-a-fragment", "/contact#" + "x" * 1_000),
    _arrives("redirects-without-scheme", "//redirects-without-scheme.test/contact"),
    _arrives("redirects-with-a-password", "http://user:secret@redirects-with-a-password.test/contact"),
    _arrives("redirects-with-an-endless-body", "", http=site(body_without_end)),
    _arrives("redirects-with-a-stalled-body", "", http=site(body_that_stalls), is_patient=True),
    _arrives(
        "redirects-in-latin-1",
        "/b\xfcro".encode("latin-1"),
        "/b%C3%BCro",
        http=routes({"/": to("/b\xfcro".encode("latin-1")), "/b%C3%BCro": CONTACT}, MISSING),
    ),
    Case(
        name="redirects-to-plain",
        https=Tls(Certificates.good, site(to("http://redirects-to-plain.test/"))),
        http=site(ORDINARY),
        pages={"/contact": None},
    ),
    Case(
        name="redirects-offsite",
        http=site(to("http://elsewhere.test/")),
        others={"elsewhere.test": site(ORDINARY)},
        verdict=Verdict.REDIRECTED_OFFSITE,
        facts={"final_url": "http://elsewhere.test/"},
    ),
    failing(
        "redirects-there-and-back",
        "redirect_loop",
        "http",
        verdict=Verdict.REDIRECTED_OFFSITE,
        http=site(to("http://mirror.test/")),
        others={"mirror.test": site(to("http://redirects-there-and-back.test/"))},
    ),
    Case(name="redirects-from-a-page", http=site(ORDINARY, contact=to("http://10.0.0.1/")), pages={"/": None}),
)
