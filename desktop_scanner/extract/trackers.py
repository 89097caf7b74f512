"""Ids of analytics and advertising accounts that a page carries; who shares one, shares an owner."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop_scanner.core.results import Tracker
from desktop_scanner.extract import snippets
from desktop_scanner.extract.document import Document
from desktop_scanner.extract.literals import Literals

MAX_TRACKERS = 100


class _Rule(NamedTuple):
    """The id is the pattern's group, or all of it; it is looked for only where the word stands in the source."""

    kind: str
    word: str
    pattern: re.Pattern[str]


def _rule(kind: str, word: str, pattern: str) -> _Rule:
    return _Rule(kind, word, re.compile(pattern))


_RULES = (
    # The literal comes first, what stands before it is looked back at: so the search is for the literal.
    _rule("google_analytics", "G-", r"G-(?<![\w-]G-)(?=[A-Z]*\d|X{4})[A-Z0-9]{4,12}(?![\w-])"),
    _rule("google_analytics", "UA-", r"UA-(?<![\w-]UA-)\d{4,10}-\d{1,4}(?![\w-])"),
    _rule("google_tag_manager", "GTM-", r"GTM-(?<![\w-]GTM-)[A-Z0-9]{4,9}(?![\w-])"),
    _rule("google_ads", "AW-", r"AW-(?<![\w-]AW-)\d{8,12}(?!\w)"),
    _rule("google_adsense", "ca-pub-", r"ca-pub-\d{10,20}(?!\w)"),
    _rule("meta_pixel", "fbq", r"fbq\(\s*['\"]init['\"]\s*,\s*['\"]?(\d{8,20})"),
    _rule("meta_pixel", "facebook.com/tr", r"facebook\.com/tr/?\?(?:[^\"'<>\s]{0,200}[&;])?id=(\d{8,20})"),
    _rule("hotjar", "hjid", r"hjid\s*:\s*['\"]?(\d{4,10})"),
    _rule("hotjar", "static.hotjar.com", r"static\.hotjar\.com/c/hotjar-(\d{4,10})\.js"),
    _rule("microsoft_clarity", "clarity.ms/tag/", r"clarity\.ms/tag/([a-z0-9]{6,14})(?!\w)"),
    _rule("microsoft_clarity", "clarity", r"[\"']clarity[\"']\s*,\s*[\"']script[\"']\s*,\s*[\"']([a-z0-9]{6,14})[\"']"),
    _rule("microsoft_ads", "bat.bing.com", r"[{,]\s*[\"']?ti[\"']?\s*:\s*[\"'](\d{6,12})[\"']"),
    _rule("linkedin_insight", "_linkedin_partner_id", r"_linkedin_partner_id\s*=\s*[\"']?(\d{4,10})"),
    _rule(
        "linkedin_insight",
        "px.ads.linkedin.com",
        r"px\.ads\.linkedin\.com/collect/?\?(?:[^\"'<>\s]{0,100}[&;])?pid=(\d{4,10})",
    ),
    _rule("tiktok_pixel", "ttq.load", r"ttq\.load\(\s*[\"']([A-Z0-9]{10,30})[\"']"),
    _rule("pinterest_tag", "pintrk", r"pintrk\(\s*[\"']load[\"']\s*,\s*[\"'](\d{8,20})[\"']"),
    _rule("snapchat_pixel", "snaptr", r"snaptr\(\s*[\"']init[\"']\s*,\s*[\"']([0-9a-f-]{20,40})[\"']"),
    _rule("x_pixel", "twq(", r"twq\(\s*[\"'](?:init|config)[\"']\s*,\s*[\"']([a-z0-9]{4,10})[\"']"),
    _rule("yandex_metrika", "mc.yandex.ru", r"mc\.yandex\.ru/watch/(\d{4,12})"),
    _rule("yandex_metrika", "ym(", r"ym\((?<!\wym\()\s*(\d{4,12})\s*,\s*[\"']init[\"']"),
    _rule("hubspot", "hs-scripts.com", r"hs-scripts\.com/(\d{4,12})\.js"),
    _rule("matomo", "setSiteId", r"setSiteId[\"']\s*,\s*[\"']?(\d{1,8})"),
    _rule("plausible", "plausible", r"data-domain=[\"']([\w.-]{3,100})[\"'][^<>]{0,200}plausible"),
    _rule("plausible", "plausible", r"plausible[^<>]{0,200}data-domain=[\"']([\w.-]{3,100})[\"']"),
    _rule("fathom", "usefathom.com", r"data-site=[\"']([A-Z]{6,12})[\"']"),
    _rule(
        "cloudflare_analytics",
        "data-cf-beacon",
        r"data-cf-beacon=['\"]\{[^<>]{0,40}token(?:&quot;|\"|')\s*:\s*(?:&quot;|\"|')([0-9a-f]{20,40})",
    ),
    _rule("segment", "analytics.load", r"analytics\.load\(\s*[\"']([A-Za-z0-9]{16,40})[\"']"),
    _rule("mixpanel", "mixpanel.init", r"mixpanel\.init\(\s*[\"']([0-9a-f]{20,40})[\"']"),
    _rule(
        "intercom", "intercomSettings", r"intercomSettings[^<>]{0,200}?app_id\s*[\"']?\s*:\s*[\"']([a-z0-9]{6,12})[\"']"
    ),
    _rule("crisp", "CRISP_WEBSITE_ID", r"CRISP_WEBSITE_ID\s*=\s*[\"']([0-9a-f-]{30,40})[\"']"),
    _rule("tawk_to", "embed.tawk.to", r"embed\.tawk\.to/([0-9a-f]{20,30})"),
    _rule("klaviyo", "klaviyo", r"klaviyo\.com/onsite/js/(?:klaviyo\.js\?company_id=)?([A-Za-z0-9]{6})(?!\w)"),
    _rule("cookiebot", "data-cbid", r"data-cbid=[\"']([0-9a-f-]{30,40})[\"']"),
)
_WORDS = list(dict.fromkeys(rule.word for rule in _RULES))
_LITERALS = Literals(_WORDS)


def trackers(page: Document) -> tuple[Tracker, ...]:
    """Return the ids that the page carries, each once."""
    found: dict[tuple[str, str], Tracker] = {}
    for rule, match in _matches(page):
        value = match[match.lastindex or 0]
        key = (rule.kind, value)
        if key not in found and len(found) < MAX_TRACKERS:
            snippet = snippets.around(page.source, match.start(), match.end())
            found[key] = Tracker(kind=rule.kind, id=value, evidence=(snippets.evidence(page.url, "script", snippet),))
    return tuple(found.values())


def _matches(page: Document) -> Iterator[tuple[_Rule, re.Match[str]]]:
    seen = {_WORDS[index] for index in _LITERALS.found_in(page.utf8)}
    for rule in _RULES if seen else ():
        if rule.word in seen:
            for match in rule.pattern.finditer(page.source):
                yield rule, match
