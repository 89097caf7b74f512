from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]
HEX = "0123456789abcdef" * 2
UUID = "1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.mark.parametrize(
    ("markup", "kind", "value"),
    [
        (
            '<script src="https://www.googletagmanager.com/gtag/js?id=G-ABC123DEF4"></script>',
            "google_analytics",
            "G-ABC123DEF4",
        ),
        ("<script>ga('create', 'UA-1234567-1')</script>", "google_analytics", "UA-1234567-1"),
        ("<script>x('GTM-ABC1234')</script>", "google_tag_manager", "GTM-ABC1234"),
        ("<script>gtag('config', 'AW-123456789')</script>", "google_ads", "AW-123456789"),
        ("<script>fbq('init', '1234567890')</script>", "meta_pixel", "1234567890"),
        ('<img src="https://www.facebook.com/tr?id=1234567890&ev=PageView">', "meta_pixel", "1234567890"),
        ("<script>h._hjSettings={hjid:1234567,hjsv:6};</script>", "hotjar", "1234567"),
        ('<script>_linkedin_partner_id = "123456";</script>', "linkedin_insight", "123456"),
        ("<script>ttq.load('C4ABCDEFGHIJKLMNOP');</script>", "tiktok_pixel", "C4ABCDEFGHIJKLMNOP"),
        ("<script>_paq.push(['setSiteId', '7']);</script>", "matomo", "7"),
        (
            '<script defer data-domain="peeters.be" src="https://plausible.io/js/script.js"></script>',
            "plausible",
            "peeters.be",
        ),
        ('<script src="https://js.hs-scripts.com/1234567.js"></script>', "hubspot", "1234567"),
        ('<script>gtag("config", "GT-ABC1234")</script>', "google_tag", "GT-ABC1234"),
        ("<script>dataLayer=['OPT-ABC123']</script>", "google_optimize", "OPT-ABC123"),
        ("<script>google_conversion_id = 987654321;</script>", "google_ads", "987654321"),
        ("<script>gtag('config', 'DC-1234567')</script>", "google_floodlight", "DC-1234567"),
        ("<script>googletag.defineSlot('/1234567/top', [1])</script>", "google_ad_manager", "1234567"),
        (
            '<div class="g-recaptcha" data-sitekey="6LabcdefghijABCDEFGHIJabcdefghijABCDEFGH"></div>',
            "google_recaptcha",
            "6LabcdefghijABCDEFGHIJabcdefghijABCDEFGH",
        ),
        ("<script>rdt('init','t2_abc123');</script>", "reddit_pixel", "t2_abc123"),
        (f"<script>qp('init', '{HEX}');</script>", "quora_pixel", HEX),
        ("<script>_tfa.push({notify: 'event', name: 'page_view', id: 1234567});</script>", "taboola", "1234567"),
        (
            "<script>var OB_ADV_ID = '00aabbccddeeff00112233445566778899';</script>",
            "outbrain",
            "00aabbccddeeff00112233445566778899",
        ),
        ("<script>criteo_q.push({ event: 'setAccount', account: 12345 })</script>", "criteo", "12345"),
        ("<script>VK.Retargeting.Init('VK-RTRG-123456-abCD');</script>", "vk_pixel", "VK-RTRG-123456-abCD"),
        ("<script>snaptr('init', '1234abcd-12ab-34cd-56ef-1234567890ab')</script>", "snapchat_pixel", UUID),
        ("<script>twq('config','o1abc');</script>", "x_pixel", "o1abc"),
        ("<script>pintrk('load', '2612345678901');</script>", "pinterest_tag", "2612345678901"),
        ("<script>window['_fs_org'] = 'AB12C';</script>", "fullstory", "AB12C"),
        (f'<script src="//cdn.mouseflow.com/projects/{UUID}.js"></script>', "mouseflow", UUID),
        ('<script src="https://hm.baidu.com/hm.js?' + "0123456789abcdef" * 2 + '"></script>', "baidu_tongji", HEX),
        ("<script>ym(12345678, 'init', {})</script>", "yandex_metrika", "12345678"),
        ("<script>Munchkin.init('123-ABC-456');</script>", "marketo", "123-ABC-456"),
        ("<script>piAId = '123456';</script>", "pardot", "123456"),
        ("<script>vgo('setAccount', '612345678');</script>", "activecampaign", "612345678"),
        (
            '<form action="https://peeters.us1.list-manage.com/subscribe/post?u=0123456789abcdef01234567&amp;id=ab">',
            "mailchimp",
            "0123456789abcdef01234567",
        ),
        (
            '<script src="https://static.klaviyo.com/onsite/js/klaviyo.js?company_id=AbC123"></script>',
            "klaviyo",
            "AbC123",
        ),
        (f"<script>Sentry.init({{dsn:'https://{HEX}@o1.ingest.sentry.io/42'}})</script>", "sentry", HEX),
        (f"<script>amplitude.getInstance().init('{HEX}');</script>", "amplitude", HEX),
        ("<script>heap.load('1234567890');</script>", "heap", "1234567890"),
        (f"<script>mixpanel.init('{HEX}')</script>", "mixpanel", HEX),
        ("<script>analytics.load('AbCdEfGhIjKlMnOpQrSt');</script>", "segment", "AbCdEfGhIjKlMnOpQrSt"),
        (f"<script>ppms('//peeters.piwik.pro/','{UUID}')</script>", "piwik_pro", UUID),
        ("<script>Shopify.shop = 'an-peeters.myshopify.com';</script>", "shopify", "an-peeters.myshopify.com"),
        ("<script>Stripe('pk_live_0123456789abcdefXYZ')</script>", "stripe", "pk_live_0123456789abcdefXYZ"),
        ('<a href="https://www.amazon.de/dp/B0?tag=peeters-21">x</a>', "amazon_associates", "peeters-21"),
        ('<meta name="google-site-verification" content="abc_DEF-123">', "google_site_verification", "abc_DEF-123"),
        ('<meta name="msvalidate.01" content="ABCDEF0123">', "bing_site_verification", "ABCDEF0123"),
        ('<meta property="fb:app_id" content="1234567890">', "facebook_app", "1234567890"),
        (
            '<script src="https://x/?client=ca-pub-1234567890123456"></script>',
            "google_adsense",
            "ca-pub-1234567890123456",
        ),
    ],
)
def test_an_id_is_found_with_its_kind(facts: Facts, markup: str, kind: str, value: str) -> None:
    assert [(tracker.kind, tracker.id) for tracker in facts(markup).trackers] == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "G-FORCE",
        "G-2000",
        "MG-12345",
        "GT-ABC1234",
        "GTM-XXXXXXX",
        "fbq",
        "6L water",
        "UA-Serie",
        "XGTM-ABC123",
        "G-",
        "big-G-1",
        "GTM-",
    ],
)
def test_other_words_are_no_ids(facts: Facts, text: str) -> None:
    assert facts(f"<p>{text}</p>").trackers == ()


def test_an_id_that_stands_twice_is_one(facts: Facts) -> None:
    assert len(facts("<p>GTM-ABC1234 GTM-ABC1234</p>").trackers) == 1


@pytest.mark.parametrize(
    "code",
    [
        'var u="//stats.peeters.be/"; _paq.push(["setTrackerUrl", u+"matomo.php"]); _paq.push(["setSiteId", "7"]);',
        "_paq.push(['setTrackerUrl', 'https://stats.peeters.be/piwik.php']); _paq.push(['setSiteId', 7]);",
        'var u=(("https:" == location.protocol) ? "https" : "http") + "://stats.peeters.be/"; a(["setSiteId", 7])',
    ],
)
def test_a_matomo_is_named_with_its_server(facts: Facts, code: str) -> None:
    assert [tracker.id for tracker in facts(f"<script>{code}</script>").trackers] == ["stats.peeters.be#7"]


def test_a_meta_without_a_usable_value_is_none(facts: Facts) -> None:
    assert facts('<meta name="google-site-verification" content="put it here!">').trackers == ()
