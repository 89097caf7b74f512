"""Where the ids of accounts stand: in scripts, the addresses of scripts and pixels, and in metas."""

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """The id is the pattern's group, or all of it; it is looked for only where the word stands in the source."""

    kind: str
    word: str
    pattern: re.Pattern[bytes]
    reach: int = 0  # bytes before the word with which a match begins, and at which it ends; 0 where it may anywhere
    before: str = ""  # the characters of which one stands before the word

    @property
    def words(self) -> tuple[str, ...]:
        """The word, as it may stand in the source."""
        return tuple(f"{character}{self.word}" for character in self.before) or (self.word,)


def _rule(kind: str, word: str, pattern: str, reach: int = 0, before: str = "") -> Rule:
    return Rule(kind, word, re.compile(pattern.encode()), reach, before)


_UUID = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_HEX = r"[0-9a-f]{32}"

# The literal comes first, what stands before it is looked back at: so the search is for the literal.
_GOOGLE = (
    _rule(
        "google_analytics", "G-", r"G-(?<=[\"'=/:,;&\[(]G-)(?=[A-Z]*\d)[A-Z0-9]{4,12}(?![\w-])", before="\"'=/:,;&[("
    ),
    _rule("google_analytics", "UA-", r"UA-(?<![\w-]UA-)\d{4,10}-\d{1,4}(?![\w-])"),
    _rule("google_tag", "GT-", r"GT-(?<=[\"'=/]GT-)[A-Z0-9]{6,12}(?![\w-])"),
    _rule("google_tag_manager", "GTM-", r"GTM-(?<![\w-]GTM-)[A-Z0-9]{4,9}(?![\w-])"),
    _rule("google_optimize", "OPT-", r"OPT-(?<=[\"'=/]OPT-)[A-Z0-9]{5,9}(?![\w-])"),
    _rule("google_ads", "AW-", r"AW-(?<![\w-]AW-)\d{8,12}(?!\w)"),
    _rule("google_ads", "google_conversion_id", r"google_conversion_id\s*=\s*[\"']?(\d{8,12})(?!\d)"),
    _rule("google_floodlight", "DC-", r"DC-(?<=[\"'=/]DC-)\d{6,12}(?!\w)"),
    _rule("google_adsense", "ca-pub-", r"ca-pub-\d{10,20}(?!\w)"),
    _rule("google_ad_manager", "defineSlot", r"defineSlot\(\s*[\"']/(\d{4,12})[/,]"),
    _rule("google_recaptcha", "6L", r"6L(?<=[\"'=]6L)[A-Za-z0-9_-]{38}(?![\w-])", before="\"'="),
    _rule("google_api_key", "AIza", r"AIza(?<![\w-]AIza)[\w-]{35}(?![\w-])"),
)
_ADVERTISING = (
    _rule("meta_pixel", "fbq", r"fbq\(\s*['\"]init['\"]\s*,\s*['\"]?(\d{8,20})"),
    _rule("meta_pixel", "facebook.com/tr", r"facebook\.com/tr/?\?(?:[^\"'<>\s]{0,200}[&;])?id=(\d{8,20})"),
    _rule("microsoft_ads", "bat.bing.com", r"[{,]\s*[\"']?ti[\"']?\s*:\s*[\"'](\d{6,12})[\"']"),
    _rule("linkedin_insight", "_linkedin_partner_id", r"_linkedin_partner_id\s*=\s*[\"']?(\d{4,10})"),
    _rule(
        "linkedin_insight",
        "px.ads.linkedin.com",
        r"px\.ads\.linkedin\.com/collect/?\?(?:[^\"'<>\s]{0,100}[&;])?pid=(\d{4,10})",
    ),
    _rule("tiktok_pixel", "ttq.load", r"ttq\.load\(\s*[\"']([A-Z0-9]{10,30})[\"']"),
    _rule("tiktok_pixel", "sdkid=", r"sdkid=([A-Z0-9]{10,30})(?!\w)"),
    _rule("pinterest_tag", "pintrk", r"pintrk\(\s*[\"']load[\"']\s*,\s*[\"'](\d{8,20})[\"']"),
    _rule("pinterest_tag", "ct.pinterest.com", r"ct\.pinterest\.com/v3/?\?(?:[^\"'<>\s]{0,100}[&;])?tid=(\d{8,20})"),
    _rule("snapchat_pixel", "snaptr", r"snaptr\(\s*[\"']init[\"']\s*,\s*[\"']([0-9a-f-]{20,40})[\"']"),
    _rule("x_pixel", "twq(", r"twq\(\s*[\"'](?:init|config)[\"']\s*,\s*[\"']([a-z0-9]{4,10})[\"']"),
    _rule("reddit_pixel", "rdt(", r"rdt\(\s*[\"']init[\"']\s*,\s*[\"']((?:t2|a2)_[a-z0-9]{4,16})[\"']"),
    _rule("quora_pixel", "qp(", rf"qp\(\s*[\"']init[\"']\s*,\s*[\"']({_HEX})[\"']"),
    _rule("taboola", "_tfa", r"_tfa[^<>]{0,200}?[{,]\s*[\"']?id[\"']?\s*:\s*[\"']?(\d{5,12})"),
    _rule("taboola", "cdn.taboola.com", r"cdn\.taboola\.com/libtrc/(?:unip/)?([\w-]{3,60})/"),
    _rule("outbrain", "OB_ADV_ID", r"OB_ADV_ID\s*=\s*\[?\s*[\"']([0-9a-f]{20,40})[\"']"),
    _rule(
        "criteo",
        "criteo",
        r"[\"']?event[\"']?\s*:\s*[\"']setAccount[\"']\s*,\s*[\"']?account[\"']?\s*:\s*[\"']?(\d{3,8})",
    ),
    _rule("criteo", "criteo.com/js/ld/", r"criteo\.com/js/ld/ld\.js\?a=(\d{3,8})"),
    _rule("vk_pixel", "VK-RTRG-", r"VK-RTRG-\d{3,10}-\w{3,10}"),
    _rule("adroll", "adroll_adv_id", r"adroll_adv_id\s*=\s*[\"']([A-Z0-9]{16,30})[\"']"),
    _rule(
        "media_net",
        "contextual.media.net",
        r"contextual\.media\.net/[\w./]{3,40}\?(?:[^\"'<>\s]{0,60}[&;])?cid=(8CU\w{4,10})",
    ),
    _rule("mediavine", "scripts.mediavine.com", r"scripts\.mediavine\.com/tags/([\w-]{2,80})\.js"),
    _rule("raptive", "ads.adthrive.com", r"ads\.adthrive\.com/sites/([0-9a-f]{20,30})/"),
    _rule("skimlinks", "skimresources.com/js/", r"skimresources\.com/js/(\d{3,10}X\d{4,12})"),
    _rule(
        "amazon_associates", "tag=", r"amazon\.[a-z.]{2,6}/[^\"'<>\s]{0,300}[?&;]tag=([a-zA-Z0-9_-]{3,40}-2\d)(?!\w)"
    ),
    _rule("kakao_pixel", "kakaoPixel", r"kakaoPixel\(\s*[\"'](\d{10,22})[\"']"),
    _rule("line_tag", "tagId", rf"tagId\s*:\s*[\"']({_UUID})[\"']"),
)
_ANALYTICS = (
    _rule("hotjar", "hjid", r"hjid\s*:\s*['\"]?(\d{4,10})"),
    _rule("hotjar", "static.hotjar.com", r"static\.hotjar\.com/c/hotjar-(\d{4,10})\.js"),
    _rule("microsoft_clarity", "clarity.ms/tag/", r"clarity\.ms/tag/([a-z0-9]{6,14})(?!\w)"),
    _rule("microsoft_clarity", "clarity", r"[\"']clarity[\"']\s*,\s*[\"']script[\"']\s*,\s*[\"']([a-z0-9]{6,14})[\"']"),
    _rule("fullstory", "_fs_org", r"_fs_org[\"']?\]?\s*=\s*[\"']([A-Za-z0-9-]{3,20})[\"']"),
    _rule("mouseflow", "cdn.mouseflow.com", rf"cdn\.mouseflow\.com/projects/({_UUID})"),
    _rule("crazy_egg", "script.crazyegg.com", r"script\.crazyegg\.com/pages/scripts/(\d{4}/\d{4})"),
    _rule("smartlook", "smartlook(", r"smartlook\(\s*[\"']init[\"']\s*,\s*[\"']([0-9a-f]{30,44})[\"']"),
    _rule("lucky_orange", "__lo_site_id", r"__lo_site_id\s*=\s*[\"']?(\d{4,9})"),
    _rule("inspectlet", "__insp", r"[\"']wid[\"']\s*,\s*(\d{6,14})"),
    _rule("yandex_metrika", "mc.yandex.ru", r"mc\.yandex\.ru/watch/(\d{4,12})"),
    _rule("yandex_metrika", "ym(", r"ym\((?<!\wym\()\s*(\d{4,12})\s*,\s*[\"']init[\"']"),
    _rule("baidu_tongji", "hm.baidu.com", rf"hm\.baidu\.com/(?:hm|h)\.js\?({_HEX})"),
    _rule("cnzz", "cnzz.com", r"cnzz\.com/[\w./]{1,30}\?(?:[^\"'<>\s]{0,40}[&;])?(?:web_)?id=(\d{6,12})"),
    _rule("top_mail_ru", "_tmr", r"_tmr[^<>]{0,120}?[{,]\s*[\"']?id[\"']?\s*:\s*[\"'](\d{5,10})[\"']"),
    _rule("naver_analytics", "wcs_add", r"wcs_add\[\s*[\"']wa[\"']\s*\]\s*=\s*[\"'](s?_?[0-9a-f]{8,20})[\"']"),
    _rule("matomo", "setSiteId", r"setSiteId[\"']\s*,\s*[\"']?(\d{1,8})"),
    _rule("piwik_pro", "piwik.pro", rf"[\"'/]({_UUID})(?:[\"']|\.js)"),
    _rule("plausible", "plausible", r"data-domain=[\"']([\w.-]{3,100})[\"'][^<>]{0,200}plausible"),
    _rule("plausible", "plausible", r"plausible[^<>]{0,200}data-domain=[\"']([\w.-]{3,100})[\"']"),
    _rule("fathom", "usefathom.com", r"data-site=[\"']([A-Z]{6,12})[\"']"),
    _rule("umami", "data-website-id", rf"data-website-id=[\"']({_UUID})[\"']"),
    _rule(
        "cloudflare_analytics",
        "data-cf-beacon",
        r"data-cf-beacon=['\"]\{[^<>]{0,40}token(?:&quot;|\"|')\s*:\s*(?:&quot;|\"|')([0-9a-f]{20,40})",
    ),
    _rule("segment", "analytics.load", r"analytics\.load\(\s*[\"']([A-Za-z0-9]{16,40})[\"']"),
    _rule("segment", "cdn.segment.com", r"cdn\.segment\.com/analytics\.js/v1/([A-Za-z0-9]{16,40})/"),
    _rule("mixpanel", "mixpanel.init", rf"mixpanel\.init\(\s*[\"']({_HEX})[\"']"),
    _rule("amplitude", "amplitude", rf"amplitude[\w.()]{{0,40}}\.init\(\s*[\"']({_HEX})[\"']"),
    _rule("heap", "heap.load", r"heap\.load\(\s*[\"'](\d{6,14})[\"']"),
    _rule("posthog", "phc_", r"phc_(?<=[\"']phc_)[A-Za-z0-9]{30,60}"),
    _rule("statcounter", "sc_project", r"sc_project\s*=\s*[\"']?(\d{5,10})"),
    _rule("quantcast", "qacct", r"qacct[\"']?\s*:\s*[\"'](p-[\w-]{8,20})[\"']"),
    _rule("comscore", "scorecardresearch.com", r"[\"']?c2[\"']?\s*[:=]\s*[\"']?(\d{6,10})"),
    _rule("sentry", "sentry", rf"://({_HEX})@[\w.-]{{3,80}}/\d"),
    _rule("sentry", "js.sentry-cdn.com", rf"js\.sentry-cdn\.com/({_HEX})"),
    _rule("datadog", "clientToken", r"clientToken[\"']?\s*:\s*[\"'](pub[0-9a-f]{32})[\"']"),
    _rule("new_relic", "licenseKey", r"licenseKey[\"']?\s*:\s*[\"']((?:NRJS-)?[0-9a-f]{10,40})[\"']"),
)
_MARKETING = (
    _rule("hubspot", "hs-scripts.com", r"hs-scripts\.com/(\d{4,12})\.js"),
    _rule("hubspot", "portalId", r"portalId[\"']?\s*:\s*[\"']?(\d{4,12})(?!\d)"),
    _rule("marketo", "Munchkin.init", r"Munchkin\.init\(\s*[\"'](\d{3}-[A-Z]{3}-\d{3})[\"']"),
    _rule("pardot", "piAId", r"piAId\s*=\s*[\"'](\d{4,10})[\"']"),
    _rule("activecampaign", "vgo(", r"vgo\(\s*[\"']setAccount[\"']\s*,\s*[\"'](\d{5,14})[\"']"),
    _rule("activecampaign", "trackcmp_email", r"(?:actid|account)[\"']?\s*[:=]\s*[\"']?(\d{5,14})"),
    _rule("mailchimp", "list-manage.com", r"list-manage\d?\.com/subscribe/?(?:post(?:-json)?)?\?u=([0-9a-f]{20,30})"),
    _rule("mailchimp", "chimpstatic.com", r"chimpstatic\.com/mcjs-connected/js/users/([0-9a-f]{20,30})/"),
    _rule("klaviyo", "klaviyo", r"klaviyo\.com/onsite/js/(?:klaviyo\.js\?company_id=)?([A-Za-z0-9]{6})(?!\w)"),
    _rule("onesignal", "appId", rf"appId[\"']?\s*:\s*[\"']({_UUID})[\"']"),
    _rule("addthis", "pubid=ra-", r"pubid=(ra-[0-9a-f]{10,24})"),
    _rule("sharethis", "sharethis.com", r"sharethis\.js#(?:[^\"'<>\s]{0,60}[&;])?property=([0-9a-f]{20,30})"),
)
_SERVICES = (
    _rule(
        "intercom", "intercomSettings", r"intercomSettings[^<>]{0,200}?app_id\s*[\"']?\s*:\s*[\"']([a-z0-9]{6,12})[\"']"
    ),
    _rule("crisp", "CRISP_WEBSITE_ID", r"CRISP_WEBSITE_ID\s*=\s*[\"']([0-9a-f-]{30,40})[\"']"),
    _rule("tawk_to", "embed.tawk.to", r"embed\.tawk\.to/([0-9a-f]{20,30})"),
    _rule("zendesk", "static.zdassets.com", rf"static\.zdassets\.com/ekr/snippet\.js\?key=({_UUID})"),
    _rule("livechat", "__lc", r"__lc\.license\s*=\s*(\d{4,12})"),
    _rule("tidio", "code.tidio.co", r"code\.tidio\.co/([a-z0-9]{20,40})\.js"),
    _rule("drift", "drift.load", r"drift\.load\(\s*[\"']([a-z0-9]{8,20})[\"']"),
    _rule(
        "jivochat", "code.jivosite.com", r"code\.jivosite\.com/(?:widget(?:\.js)?/|script/widget/)([A-Za-z0-9]{8,14})"
    ),
    _rule("cookiebot", "data-cbid", r"data-cbid=[\"']([0-9a-f-]{30,40})[\"']"),
    _rule("onetrust", "data-domain-script", rf"data-domain-script=[\"']({_UUID})"),
    _rule("usercentrics", "data-settings-id", r"data-settings-id=[\"']([\w-]{6,20})[\"']"),
    _rule("iubenda", "_iub", r"siteId[\"']?\s*:\s*[\"']?(\d{5,10})"),
    _rule("cookieyes", "cookieyes.com/client_data", r"cookieyes\.com/client_data/([0-9a-f]{16,40})"),
    _rule("turnstile", "0x4AAAA", r"0x4AAAA(?<=[\"']0x4AAAA)[\w-]{12,30}"),
    _rule("hcaptcha", "h-captcha", rf"data-sitekey=[\"']({_UUID})[\"']"),
    _rule("stripe", "pk_live_", r"pk_live_[A-Za-z0-9]{16,110}"),
    _rule("paypal", "paypal.com/sdk/js", r"paypal\.com/sdk/js\?(?:[^\"'<>\s]{0,100}[&;])?client-id=([\w-]{40,100})"),
    _rule("shopify", "myshopify.com", r"(?<![\w.-])[a-z0-9][a-z0-9-]{1,60}\.myshopify\.com", reach=62),
)
RULES = (*_GOOGLE, *_ADVERTISING, *_ANALYTICS, *_MARKETING, *_SERVICES)

# What webmasters put into their pages to show a service that they are theirs; by the meta's name.
METAS = {
    "google-site-verification": "google_site_verification",
    "msvalidate.01": "bing_site_verification",
    "yandex-verification": "yandex_site_verification",
    "facebook-domain-verification": "facebook_domain_verification",
    "p:domain_verify": "pinterest_site_verification",
    "ahrefs-site-verification": "ahrefs_site_verification",
    "baidu-site-verification": "baidu_site_verification",
    "naver-site-verification": "naver_site_verification",
    "norton-safeweb-site-verification": "norton_site_verification",
    "tiktok-developers-site-verification": "tiktok_site_verification",
    "wot-verification": "wot_site_verification",
    "fb:app_id": "facebook_app",
    "google-signin-client_id": "google_sign_in",
}
