"""What a sample site answers to a request: pure, without sockets.

A site can also be looked at in a browser, under its name followed by `.localhost` (which browsers resolve to
loopback by themselves) and the plain port; there nothing is forwarded, since a redirect would lead to a name that
only the scanner can reach. The plain port itself shows the list of the sites.
"""

import html
from collections.abc import Iterable
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct

from desktop_scanner.demo.sites import Site

Scheme = Literal["http", "https"]

# The pages name statistics scripts of other hosts, as real ones do; a browser that shows them must not fetch those.
_OWN_ONLY = ("Content-Security-Policy", "default-src 'self' data: 'unsafe-inline'")
_LOCAL_SUFFIX = ".localhost"
_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1"})
_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain",
    "xml": "application/xml",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_TEXTS = frozenset({"html", "css", "js", "txt"})
_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:48rem;margin:3rem auto;padding:0 1rem;color:#1f2933}"
    "a{color:#0b5fa5}li{margin:.6rem 0}small{color:#52606d;display:block}"
)


class Answer(Struct, frozen=True, kw_only=True):
    """A whole response and the seconds that pass before it."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delay_s: float = 0.0


class Answers:
    """Answers for a set of sites, found by the Host header."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self._sites = {site.domain: site for site in sites}

    def answer(self, scheme: Scheme, host_header: str, target: str) -> Answer:
        """Return the response to a GET of `target` (path and query) at this Host."""
        host, _, port = host_header.lower().partition(":")
        if host in _LOCAL_HOSTS:
            return _page(200, "Sample sites", self._list(port))
        is_local = host.endswith(_LOCAL_SUFFIX)
        host = host.removesuffix(_LOCAL_SUFFIX)
        site = self._sites.get(host.removeprefix("www."))
        if site is None:
            return _page(404, "No such site", "<p>No sample site goes by this name.</p>")
        if not is_local and (redirect := _redirect(site, f"{scheme}://{host}", target)):
            return redirect
        return _content(site, unquote(target.partition("?")[0]))

    def _list(self, port: str) -> str:
        """Write the list of sites that can be looked at."""
        items = [_item(site, port) for site in self._sites.values() if site.files]
        return f"<h1>Sample sites</h1><p>Everything in them is invented.</p><ol>{''.join(items)}</ol>"


def _item(site: Site, port: str) -> str:
    address = f"http://{site.domain}{_LOCAL_SUFFIX}{f':{port}' if port.isdecimal() else ''}/"
    return f'<li><a href="{address}">{html.escape(site.display)}</a><small>{html.escape(site.shows)}</small></li>'


def _redirect(site: Site, origin: str, target: str) -> Answer | None:
    behaviour = site.behaviour
    for redirect in behaviour.redirects:
        if redirect.source == origin:
            return _moved(site, redirect.status, redirect.to + target)
    if behaviour.canonical not in (None, origin):
        return _moved(site, 301, f"{behaviour.canonical}{target}")
    return None


def _content(site: Site, path: str) -> Answer:
    """Return the file that stands for the path, with the status and delay that the site declares for it."""
    name = _file(site, path)
    if name is None and f"{path.strip('/')}/index.html" in site.files:
        return _moved(site, 301, f"{path}/")
    statuses = site.behaviour.statuses
    status = statuses.get(path, statuses.get("*", 200 if name else 404))
    if name is None:
        name = "error.html"
    delays = site.behaviour.delays_s
    answer = _served(site, status, name) if name in site.files else _plain_error(site, status)
    return Answer(
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        delay_s=delays.get(path, delays.get("*", 0.0)),
    )


def _file(site: Site, path: str) -> str | None:
    below = path.removeprefix("/")
    candidates = (f"{below}index.html",) if below.endswith("/") or not below else (below, f"{below}.html")
    return next((name for name in candidates if name in site.files), None)


def _served(site: Site, status: int, name: str) -> Answer:
    suffix = name.rpartition(".")[2]
    kind = _TYPES.get(suffix, "application/octet-stream")
    if suffix in _TEXTS:
        kind = f"{kind}; charset={site.behaviour.charset}"
    return _answer(status, kind, site.files[name], site.behaviour.headers)


def _plain_error(site: Site, status: int) -> Answer:
    page = _page(status, str(status), f"<p>{status}</p>")
    return Answer(status=status, headers=page.headers + site.behaviour.headers, body=page.body)


def _moved(site: Site, status: int, to: str) -> Answer:
    return Answer(status=status, headers=(("Location", to), *site.behaviour.headers))


def _page(status: int, title: str, body: str) -> Answer:
    text = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>{body}'
    return _answer(status, "text/html; charset=utf-8", text.encode(), ())


def _answer(status: int, kind: str, body: bytes, headers: tuple[tuple[str, str], ...]) -> Answer:
    return Answer(status=status, headers=(("Content-Type", kind), _OWN_ONLY, *headers), body=body)
