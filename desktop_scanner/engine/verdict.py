"""What stands behind a domain that answered: a site, or one of the things that only look like one.

Each rule asks for more than one sign, since any single phrase also stands on honest pages; each verdict names the
sign that decided it.
"""

import re

from msgspec import Struct

from desktop_scanner.core.results import SNIPPET_CHARACTERS, Evidence, Redirect
from desktop_scanner.core.statuses import Verdict
from desktop_scanner.engine import urls

_BODY_BYTES = 200_000
_PARKED_TEXT = 2_500  # parking pages are short; articles about domain names are not
_PARKED_LINKS = 20
_SOFT_404_TEXT = 1_500
_SCRIPTED_TEXT = 150
_EMPTY_TEXT = 15

_PARKING_HOSTS = re.compile(
    r"(?:^|\.)(?:hugedomains|dan|sedo|sedoparking|afternic|buydomains|domainmarket|brandbucket|undeveloped|atom|"
    r"squadhelp|efty|parkingcrew|bodis|above|uniregistry|nicsell|dropcatch|namebright|perfectdomain|"
    r"sav)\.(?:com|net|de)$"
)
_PARKING_CODE = re.compile(
    r"sedoparking\.com|parkingcrew\.net|bodis\.com|parklogic\.com|d38psrni17bvxu\.cloudfront\.net|parking-lander|"
    r"hugedomains\.com/domain_profile|afternic\.com/forsale|dan\.com/(?:buy-domain|domain-seller)|domainmarket\.com|"
    r"parkingpage\.namecheap\.com|uniregistry\.com|above\.com/marketplace|cdn\.dsultra\.com|"
    r"location\.href=[\"']/lander[\"']|sedo\.com/search/details",
    re.IGNORECASE,
)
_FOR_SALE = re.compile(
    r"(?:this |the )?domain(?: name)? (?:[\w.-]+ )?(?:is|may be|might be|could be) (?:available )?for sale|"
    r"buy this domain|"
    r"purchase this domain|make an offer on this domain|this domain (?:has been|is) (?:registered|parked|expired)|"
    r"domain (?:is )?parked|parked (?:free|domain)|inquire about this domain|"
    r"(?:diese )?domain (?:[\w.-]+ )?(?:steht|ist) (?:zum verkauf|zu verkaufen|geparkt)|domain (?:zu )?kaufen|"
    r"(?:ce )?nom de domaine (?:[\w.-]+ )?est (?:à vendre|réservé|parqué)|domaine à vendre|"
    r"(?:este )?dominio (?:[\w.-]+ )?(?:está )?(?:en venta|a la venta|aparcado)|dominio in vendita|"
    r"(?:questo )?dominio (?:[\w.-]+ )?è (?:in vendita|parcheggiato)|domínio (?:[\w.-]+ )?(?:está )?à venda|"
    r"(?:dit |deze )?domein(?:naam)? (?:[\w.-]+ )?(?:is |staat )(?:te koop|gereserveerd|geparkeerd)|"
    r"(?:ta )?domena (?:[\w.-]+ )?(?:jest )?na sprzedaż|doména (?:[\w.-]+ )?(?:je )?na (?:prodej|predaj)|"
    r"домен (?:[\w.-]+ )?(?:продаётся|продается|припаркован)|bu alan adı satılık|domænet er (?:parkeret|til salg)|"
    r"domänen är (?:parkerad|till salu)|このドメインは.{0,20}販売|此域名.{0,10}出售|域名出售",
    re.IGNORECASE,
)
_DEFAULT_PAGE = re.compile(
    r"welcome to nginx|apache2 (?:ubuntu|debian) default page|apache http server test page|"
    r"test page for the (?:apache|nginx|"
    r"http server)|^it works!?$|iis windows server|iis\d|default web site page|plesk default page|default plesk page|"
    r"domain default page|^index of /$|welcome to (?:caddy|openresty|tengine|centos)|openlitespeed|"
    r"site not yet configured|"
    r"default server page|web server's default page|hosting default page",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"^404\b|\b404 (?:error|not found|fehler)|\b(?:error|erreur|errore|fehler) 404|page (?:was )?not found|"
    r"not found$|^not found|page (?:does not|doesn.t) exist|site not found|"
    r"seite (?:wurde )?nicht gefunden|nicht gefunden$|page (?:introuvable|non trouvée)|página no encontrada|"
    r"no se ha encontrado|pagina non trovata|pagina niet gevonden|niet gevonden$|strona nie (?:została )?znalezion|"
    r"nie znaleziono|stránka nenalezena|страница не найдена|не найдено|página não encontrada|"
    r"sidan (?:hittades|kunde) inte|"
    r"siden (?:blev |ble )?ikke fundet|sivua ei löyt|az oldal nem található|sayfa bulunamadı|"
    r"ページが見つかりません|页面不存在|找不到",
    re.IGNORECASE,
)
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


def offsite(redirects: tuple[Redirect, ...], url: str) -> Judgement:
    """Return the verdict on a domain whose front door leads to another site: a marketplace's means it is for sale."""
    step = redirects[-1] if redirects else Redirect(url, 0)
    evidence = Evidence(step.url, "header", f"{step.status} -> {url}"[:SNIPPET_CHARACTERS])
    is_market = _PARKING_HOSTS.search(urls.host_of(url)) is not None
    return Judgement(Verdict.PARKED if is_market else Verdict.REDIRECTED_OFFSITE, (evidence,))


def of(front: Front) -> Judgement:
    """Return the verdict on a front page that was read."""
    html = front.body[:_BODY_BYTES].decode("utf-8", "replace")
    for rule in (_parked, _default_page, _soft_404, _javascript_only, _empty):
        judgement = rule(front, html)
        if judgement is not None:
            return judgement
    return Judgement(Verdict.OK)


def _parked(front: Front, html: str) -> Judgement | None:
    if front.text_characters > _PARKED_TEXT:
        return None
    title = _FOR_SALE.search(front.title or "")
    if title:
        return _by_title(Verdict.PARKED, front)
    code = _PARKING_CODE.search(html)
    if code:
        return _shown(Verdict.PARKED, front.url, "html", html, code)
    offer = _FOR_SALE.search(front.text) if front.links <= _PARKED_LINKS else None
    return _shown(Verdict.PARKED, front.url, "text", front.text, offer) if offer else None


def _default_page(front: Front, html: str) -> Judgement | None:
    is_default = _DEFAULT_PAGE.search((front.title or "").strip()) is not None
    return _by_title(Verdict.EMPTY, front) if is_default and front.text_characters < _PARKED_TEXT * 2 else None


def _soft_404(front: Front, html: str) -> Judgement | None:
    is_missing = _NOT_FOUND.search((front.title or "").strip()) is not None
    return _by_title(Verdict.SOFT_404, front) if is_missing and front.text_characters <= _SOFT_404_TEXT else None


def _javascript_only(front: Front, html: str) -> Judgement | None:
    if not front.scripts or front.text_characters > _SCRIPTED_TEXT or front.links > 3:
        return None
    for text in (front.noscript_text, front.text):
        asked = _NEEDS_SCRIPTS.search(text)
        if asked:
            return _shown(Verdict.JAVASCRIPT_ONLY, front.url, "text", text, asked)
    match = _MOUNT_POINT.search(html)
    if match is None and front.text_characters <= _EMPTY_TEXT and not _SHOWS_SOMETHING.search(html):
        match = _SCRIPT.search(html)
    return _shown(Verdict.JAVASCRIPT_ONLY, front.url, "html", html, match) if match else None


def _empty(front: Front, html: str) -> Judgement | None:
    if front.text_characters > _EMPTY_TEXT or front.links or _SHOWS_SOMETHING.search(html):
        return None
    shown = " ".join(html[:SNIPPET_CHARACTERS].split()) or "The page has no bytes."
    return Judgement(Verdict.EMPTY, (Evidence(front.url, "html", shown),))


def _by_title(verdict: Verdict, front: Front) -> Judgement:
    return Judgement(verdict, (Evidence(front.url, "title", (front.title or "")[:SNIPPET_CHARACTERS]),))


def _shown(verdict: Verdict, url: str, method: str, text: str, match: re.Match[str]) -> Judgement:
    before = text[max(0, match.start() - 30) : match.start()]
    if match.start() > len(before):
        before = before.partition(" ")[2]  # begin with a whole word
    snippet = " ".join((before + text[match.start() :][:SNIPPET_CHARACTERS]).split())[:SNIPPET_CHARACTERS]
    return Judgement(verdict, (Evidence(url, method, snippet),))
