from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]


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
        (
            '<script src="https://x/?client=ca-pub-1234567890123456"></script>',
            "google_adsense",
            "ca-pub-1234567890123456",
        ),
    ],
)
def test_an_id_is_found_with_its_kind(facts: Facts, markup: str, kind: str, value: str) -> None:
    assert [(tracker.kind, tracker.id) for tracker in facts(markup).trackers] == [(kind, value)]


@pytest.mark.parametrize("text", ["G-FORCE", "MG-12345", "UA-Serie", "XGTM-ABC123", "G-", "big-G-1", "GTM-"])
def test_other_words_are_no_ids(facts: Facts, text: str) -> None:
    assert facts(f"<p>{text}</p>").trackers == ()


def test_an_id_that_stands_twice_is_one(facts: Facts) -> None:
    assert len(facts("<p>GTM-ABC1234 GTM-ABC1234</p>").trackers) == 1
