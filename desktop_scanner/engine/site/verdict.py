"""What stands behind a domain that answered: a site, or one of the things that only look like one.

Each rule asks for more than one sign, since any single phrase also stands on honest pages; each verdict names the
sign that decided it.
"""

import re

from msgspec import Struct

from desktop_scanner.core import domains
from desktop_scanner.core.results import SNIPPET_CHARACTERS, Evidence, Redirect
from desktop_scanner.core.statuses import Verdict
from desktop_scanner.engine import urls
from desktop_scanner.engine.site import not_found, parking, placeholders, walls

_BODY_BYTES = 200_000
_PARKED_TEXT = 2_500  # parking pages are short; articles about domain names are not
_PARKED_LINKS = 20
_THIN_TEXT = 1_200  # beyond this, a link to a market is a link among others
_SCRIPTED_TEXT = 150
_EMPTY_TEXT = 15

_MOUNT_POINT = re.compile(
    r"<(?:div|main)[^>]{0,80}\bid\s*=\s*[\"']?(?:root|app|__next|__nuxt|___gatsby|svelte|main-app)\b|<app-root",
    re.IGNORECASE,
)
_NEEDS_SCRIPTS = re.compile(r"java ?script", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^>]{0,200}", re.IGNORECASE)
_SHOWS_SOMETHING = re.compile(r"<(?:img|svg|video|iframe|frame|object|embed|canvas|picture|form)\b", re.IGNORECASE)


class Front(Struct, frozen=True, kw_only=True):
    """The front page as the rules see it."""

    url: str
    body: bytes
    title: str | None
    text: str = ""
    noscript_text: str = ""
    text_characters: int
    scripts: int
    links: int


class Judgement(Struct, frozen=True):
    """A verdict and what shows it."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()


def offsite(redirects: tuple[Redirect, ...], url: str, host: str = "") -> Judgement:
    """Return the verdict on a domain whose front door leads to another site.

    A marketplace's means that the domain is for sale, a challenge's that robots are kept out. Another top level of the
    same name (example.com to example.de) is another site too, and the evidence tells so.
    """
    step = redirects[-1] if redirects else Redirect(url, 0)
    evidence = [Evidence(step.url, "header", f"{step.status} -> {url}"[:SNIPPET_CHARACTERS])]
    last = urls.host_of(url)
    if parking.is_market(last):
        return Judgement(Verdict.PARKED, tuple(evidence))
    if walls.is_wall_host(last):
        return Judgement(Verdict.BLOCKED, tuple(evidence))
    if host and _name(host) == _name(last):
        text = f"{domains.without_www(last)} bears the same name as {domains.without_www(host)}."
        evidence.append(Evidence(url, "name", text[:SNIPPET_CHARACTERS]))
    return Judgement(Verdict.REDIRECTED_OFFSITE, tuple(evidence))


def of(front: Front) -> Judgement:
    """Return the verdict on a front page that was read."""
    html = front.body[:_BODY_BYTES].decode("utf-8", "replace")
    for rule in (_parked, _placeholder, _soft_404, _javascript_only, _empty):
        judgement = rule(front, html)
        if judgement is not None:
            return judgement
    return Judgement(Verdict.OK)


def _parked(front: Front, html: str) -> Judgement | None:
    if front.text_characters > _PARKED_TEXT:
        return None
    if parking.offer(front.title or ""):
        return _by_title(Verdict.PARKED, front)
    is_thin = front.links <= _PARKED_LINKS and front.text_characters <= _THIN_TEXT
    mark = parking.mark(html, hosts_count=is_thin)
    if mark is not None:
        return _shown(Verdict.PARKED, front.url, "html", html, mark.start)
    offer = parking.offer(front.text) if front.links <= _PARKED_LINKS else None
    return _shown(Verdict.PARKED, front.url, "text", front.text, offer.start()) if offer else None


def _placeholder(front: Front, html: str) -> Judgement | None:
    if placeholders.is_path(urls.path_of(front.url)):
        return Judgement(Verdict.EMPTY, (Evidence(front.url, "url", front.url[:SNIPPET_CHARACTERS]),))
    if front.text_characters <= placeholders.MAX_CHARACTERS and placeholders.title(front.title or ""):
        return _by_title(Verdict.EMPTY, front)
    held = placeholders.text(front.text, front.text_characters)
    return _shown(Verdict.EMPTY, front.url, "text", front.text, held.start()) if held else None


def _soft_404(front: Front, html: str) -> Judgement | None:
    evidence = not_found.evidence(front.url, front.title, front.text, front.text_characters)
    return Judgement(Verdict.SOFT_404, (evidence,)) if evidence else None


def _javascript_only(front: Front, html: str) -> Judgement | None:
    if not front.scripts or front.text_characters > _SCRIPTED_TEXT or front.links > 3:
        return None
    for text in (front.noscript_text, front.text):
        asked = _NEEDS_SCRIPTS.search(text)
        if asked:
            return _shown(Verdict.JAVASCRIPT_ONLY, front.url, "text", text, asked.start())
    match = _MOUNT_POINT.search(html)
    if match is None and front.text_characters <= _EMPTY_TEXT and not _SHOWS_SOMETHING.search(html):
        match = _SCRIPT.search(html)
    return _shown(Verdict.JAVASCRIPT_ONLY, front.url, "html", html, match.start()) if match else None


def _empty(front: Front, html: str) -> Judgement | None:
    if front.text_characters > _EMPTY_TEXT or front.links or _SHOWS_SOMETHING.search(html):
        return None
    shown = " ".join(html[:SNIPPET_CHARACTERS].split()) or "The page has no bytes."
    return Judgement(Verdict.EMPTY, (Evidence(front.url, "html", shown),))


def _by_title(verdict: Verdict, front: Front) -> Judgement:
    return Judgement(verdict, (Evidence(front.url, "title", (front.title or "")[:SNIPPET_CHARACTERS]),))


def _shown(verdict: Verdict, url: str, method: str, text: str, start: int) -> Judgement:
    before = text[max(0, start - 30) : start]
    if start > len(before):
        before = before.partition(" ")[2]  # begin with a whole word
    snippet = " ".join((before + text[start:][:SNIPPET_CHARACTERS]).split())[:SNIPPET_CHARACTERS]
    return Judgement(verdict, (Evidence(url, method, snippet),))


def _name(host: str) -> str:
    """Return the label by which people know a site: `example` of www.example.co.uk."""
    return urls.site_of(host).partition(".")[0]
