"""Ids of analytics and advertising accounts that a page carries; who shares one, shares an owner."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop_scanner.core.results import Tracker
from desktop_scanner.extract import snippets
from desktop_scanner.extract.document import Document

MAX_TRACKERS = 100


class _Rule(NamedTuple):
    """The id is the pattern's group; it is looked for only where one of the words stands in the source."""

    kind: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]


def _rule(kind: str, words: str, pattern: str) -> _Rule:
    return _Rule(kind, tuple(words.split()), re.compile(pattern))


_RULES = (
    _rule("google_analytics", "G-", r"(?<![\w-])(G-(?=[A-Z]*\d|X{4})[A-Z0-9]{4,12})(?![\w-])"),
    _rule("google_analytics", "UA-", r"(?<![\w-])(UA-\d{4,10}-\d{1,4})(?![\w-])"),
    _rule("google_tag_manager", "GTM-", r"(?<![\w-])(GTM-[A-Z0-9]{4,9})(?![\w-])"),
    _rule("google_ads", "AW-", r"(?<![\w-])(AW-\d{8,12})(?!\w)"),
    _rule("google_adsense", "ca-pub-", r"(?<!\w)(ca-pub-\d{10,20})(?!\w)"),
    _rule("meta_pixel", "fbq", r"fbq\(\s*['\"]init['\"]\s*,\s*['\"]?(\d{8,20})"),
    _rule("meta_pixel", "facebook.com/tr", r"facebook\.com/tr/?\?(?:[^\"'<>\s]{0,200}[&;])?id=(\d{8,20})"),
    _rule("hotjar", "hjid", r"hjid\s*:\s*['\"]?(\d{4,10})"),
    _rule("hotjar", "static.hotjar.com", r"static\.hotjar\.com/c/hotjar-(\d{4,10})\.js"),
    _rule("microsoft_clarity", "clarity", r"clarity\.ms/tag/([a-z0-9]{6,14})(?!\w)"),
    _rule("microsoft_clarity", "clarity", r"[\"']clarity[\"']\s*,\s*[\"']script[\"']\s*,\s*[\"']([a-z0-9]{6,14})[\"']"),
    _rule("microsoft_ads", "bat.bing.com", r"[{,]\s*[\"']?ti[\"']?\s*:\s*[\"'](\d{6,12})[\"']"),
    _rule("linkedin_insight", "_linkedin_partner_id", r"_linkedin_partner_id\s*=\s*[\"']?(\d{4,10})"),
    _rule("linkedin_insight", "px.ads.linkedin.com", r"px\.ads\.linkedin\.com/collect/?\?(?:[^\"'<>\s]{0,100}[&;])?pid=(\d{4,10})"),
    _rule("tiktok_pixel", "ttq.load", r"ttq\.load\(\s*[\"']([A-Z0-9]{10,30})[\"']"),
    _rule("pinterest_tag", "pintrk", r"pintrk\(\s*[\"']load[\"']\s*,\s*[\"'](\d{8,20})[\"']"),
    _rule("snapchat_pixel", "snaptr", r"snaptr\(\s*[\"']init[\"']\s*,\s*[\"']([0-9a-f-]{20,40})[\"']"),
    _rule("x_pixel", "twq(", r"twq\(\s*[\"'](?:init|config)[\"']\s*,\s*[\"']([a-z0-9]{4,10})[\"']"),
    _rule("yandex_metrika", "mc.yandex.ru", r"mc\.yandex\.ru/watch/(\d{4,12})"),
    _rule("yandex_metrika", "ym(", r"(?<!\w)ym\(\s*(\d{4,12})\s*,\s*[\"']init[\"']"),
    _rule("hubspot", "hs-scripts.com hs-analytics.net", r"(?:js[\w-]*\.hs-scripts\.com|hs-analytics\.net/analytics/\d+)/(\d{4,12})\.js"),
    _rule("matomo", "setSiteId", r"setSiteId[\"']\s*,\s*[\"']?(\d{1,8})"),
    _rule("plausible", "plausible", r"data-domain=[\"']([\w.-]{3,100})[\"'][^<>]{0,200}plausible"),
    _rule("fathom", "usefathom.com", r"data-site=[\"']([A-Z]{6,12})[\"']"),
    _rule("cloudflare_analytics", "data-cf-beacon", r"data-cf-beacon=['\"]\{[^<>]{0,40}token(?:&quot;|\"|')\s*:\s*(?:&quot;|\"|')([0-9a-f]{20,40})"),
    _rule("segment", "analytics.load", r"analytics\.load\(\s*[\"']([A-Za-z0-9]{16,40})[\"']"),
    _rule("mixpanel", "mixpanel.init", r"mixpanel\.init\(\s*[\"']([0-9a-f]{20,40})[\"']"),
    _rule("intercom", "app_id", r"(?:intercomSettings|Intercom)[^<>]{0,200}?app_id\s*[\"']?\s*:\s*[\"']([a-z0-9]{6,12})[\"']"),
    _rule("crisp", "CRISP_WEBSITE_ID", r"CRISP_WEBSITE_ID\s*=\s*[\"']([0-9a-f-]{30,40})[\"']"),
    _rule("tawk_to", "embed.tawk.to", r"embed\.tawk\.to/([0-9a-f]{20,30})"),
    _rule("klaviyo", "klaviyo", r"klaviyo\.com/onsite/js/(?:klaviyo\.js\?company_id=)?([A-Za-z0-9]{6})(?!\w)"),
    _rule("cookiebot", "data-cbid", r"data-cbid=[\"']([0-9a-f-]{30,40})[\"']"),
)  # fmt: skip


def trackers(page: Document) -> tuple[Tracker, ...]:
    """Return the ids that the page carries, each once."""
    found: dict[tuple[str, str], Tracker] = {}
    for rule, match in _matches(page.source):
        key = (rule.kind, match[1])
        if key not in found and len(found) < MAX_TRACKERS:
            snippet = snippets.around(page.source, match.start(), match.end())
            piece = snippets.evidence(page.url, "script", snippet)
            found[key] = Tracker(kind=rule.kind, id=match[1], evidence=(piece,))
    return tuple(found.values())


def _matches(source: str) -> Iterator[tuple[_Rule, re.Match[str]]]:
    for rule in _RULES:
        if any(word in source for word in rule.words):
            for match in rule.pattern.finditer(source):
                yield rule, match
