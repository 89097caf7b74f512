import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_scanner.core.results import Technology
from desktop_scanner.extract.page import PageFacts
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.technologies import rule_files, technologies

Facts = Callable[..., PageFacts]


def named(found: PageFacts) -> dict[str, Technology]:
    return {technology.name: technology for technology in found.technologies}


@pytest.mark.parametrize(
    ("markup", "name", "version"),
    [
        ('<meta name="generator" content="WordPress 6.5.2">', "WordPress", "6.5.2"),
        (
            '<link rel="stylesheet" href="/wp-includes/css/dist/block-library/style.min.css?ver=6.4.3">',
            "WordPress",
            "6.4.3",
        ),
        (
            '<script src="/wp-content/plugins/woocommerce/assets/js/frontend/cart.min.js?ver=8.6.1"></script>',
            "WooCommerce",
            "8.6.1",
        ),
        ('<meta name="generator" content="Elementor 3.21.8; features: x">', "Elementor", "3.21.8"),
        ('<link rel="stylesheet" href="/wp-content/themes/Divi/style.min.css?ver=4.24.2">', "Divi", "4.24.2"),
        ("<!-- This site is optimized with the Yoast SEO plugin v22.5 - https://yoast.com -->", "Yoast SEO", "22.5"),
        (
            '<script src="/wp-content/plugins/contact-form-7/includes/js/index.js?ver=5.9.3"></script>',
            "Contact Form 7",
            "5.9.3",
        ),
        (
            '<script src="/wp-content/plugins/wpforms-lite/assets/js/frontend/wpforms.min.js?ver=1.8.7.2"></script>',
            "WPForms",
            "1.8.7.2",
        ),
        ('<script src="//cdn.shopify.com/s/files/1/t/1/assets/theme.js"></script>', "Shopify", None),
        ('<meta name="generator" content="Wix.com Website Builder">', "Wix", None),
        ("<!-- This is Squarespace. -->", "Squarespace", None),
        ('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', "Drupal", "10"),
        ('<meta name="generator" content="Joomla! - Open Source Content Management">', "Joomla", None),
        ('<script src="https://unpkg.com/react@18.2.0/umd/react.production.min.js"></script>', "React", "18.2.0"),
        ('<script src="https://cdn.jsdelivr.net/npm/vue@3.4.21/dist/vue.global.prod.js"></script>', "Vue.js", "3.4.21"),
        ('<script id="__NEXT_DATA__" type="application/json">{}</script>', "Next.js", None),
        ('<script src="/js/jquery-3.7.1.min.js"></script>', "jQuery", "3.7.1"),
        ('<script src="/wp-includes/js/jquery/jquery.min.js?ver=3.7.1"></script>', "jQuery", "3.7.1"),
        (
            '<link rel="stylesheet" href="https://cdn.jsdelivr.net/npm/bootstrap@5.3.2/dist/css/bootstrap.min.css">',
            "Bootstrap",
            "5.3.2",
        ),
        ('<script src="https://www.googletagmanager.com/gtag/js?id=G-ABC123"></script>', "Google Analytics", None),
        ("<script>j.src='https://www.googletagmanager.com/gtm.js?id='+i</script>", "Google Tag Manager", None),
        ("<script>fbq('init', '123456789');</script>", "Meta Pixel", None),
        ('<meta name="generator" content="TYPO3 CMS">', "TYPO3", None),
        ('<script type="text/x-magento-init">{}</script>', "Magento", "2"),
        ('<div id="___gatsby"></div>', "Gatsby", None),
        ('<script src="https://cdn.tailwindcss.com/3.4.1"></script>', "Tailwind CSS", "3.4.1"),
        ('<script id="Cookiebot" src="https://consent.cookiebot.com/uc.js"></script>', "Cookiebot", None),
        ('<script src="https://js.stripe.com/v3/"></script>', "Stripe", "3"),
    ],
)
def test_a_technology_is_known_by_its_traces(facts: Facts, markup: str, name: str, version: str | None) -> None:
    found = named(facts(markup))
    assert name in found
    assert found[name].version == version
    assert found[name].categories
    assert found[name].evidence[0].url == "https://www.bakkerij-peeters.be/contact"


@pytest.mark.parametrize(
    ("name", "value", "technology", "version"),
    [
        ("server", "nginx/1.25.3", "nginx", "1.25.3"),
        ("server", "Apache/2.4.58 (Ubuntu)", "Apache", "2.4.58"),
        ("server", "Apache", "Apache", None),
        ("server", "cloudflare", "Cloudflare", None),
        ("server", "Microsoft-IIS/10.0", "Microsoft IIS", "10.0"),
        ("x_powered_by", "PHP/8.2.17", "PHP", "8.2.17"),
        ("x_powered_by", "Express", "Express", None),
        ("set_cookie", "PHPSESSID=abc; path=/; HttpOnly", "PHP", None),
        ("set_cookie", "wp_woocommerce_session_abc=1", "WooCommerce", None),
        ("via", "1.1 abc.cloudfront.net (CloudFront)", "Amazon CloudFront", None),
        ("x_vercel_id", "fra1::abc", "Vercel", None),
    ],
)
def test_headers_and_cookies_tell_too(
    facts: Facts, name: str, value: str, technology: str, version: str | None
) -> None:
    found = named(facts("<p>x</p>", **{name: value}))
    assert found[technology].version == version
    assert found[technology].evidence[0].method in ("header", "cookie")


def test_talk_about_technologies_is_no_trace_of_them(facts: Facts) -> None:
    markup = """<p>We build WordPress, WooCommerce, Shopify, Wix and Joomla sites.</p>
      <p>React, Vue.js, jQuery and Bootstrap are our tools.</p>
      <a href="https://wordpress.org/plugins/contact-form-7/">x</a><a href="https://www.squarespace.com/">y</a>
      <img src="/img/elementor.png" alt="Divi">
      <script src="/js/reactive.js"></script><script src="/js/vuelta.js"></script>"""
    assert named(facts(markup, server="Apache-Coyote/1.1")).keys() <= {"Apache Tomcat", "Java"}


def test_a_plain_page_has_none(facts: Facts) -> None:
    assert facts("<h1>Hello</h1>").technologies == ()


def test_what_is_implied_is_there_with_its_reason(facts: Facts) -> None:
    found = named(facts('<div class="elementor-element elementor-widget"></div>'))
    assert found["WordPress"].evidence[0].snippet == "WordPress is part of Elementor"
    assert found["PHP"].evidence[0].method == "implied"


@pytest.mark.parametrize(
    ("rule", "markup", "expected"),
    [
        ({"dom": "div.x-box"}, '<div class="x-box">', ["X"]),
        ({"dom": "div.x-box"}, '<p class="x-box">', []),
        (
            {"dom": {"a[href*='x-mark']": {"attributes": {"href": "v([0-9])\\;version:\\1"}}}},
            "<a href=x-mark-v7>",
            ["X 7"],
        ),
        ({"dom": {".x-name": {"text": "Powered by X"}}}, '<b class="x-name">powered by x</b>', ["X"]),
        ({"text": "made with x-tool"}, "<p>Made with x-tool</p>", ["X"]),
        ({"text": "made with x-tool"}, "<script>'made with x-tool'</script>", []),
        ({"scripts": "xTool\\.init"}, "<script>xTool.init()</script>", ["X"]),
        ({"url": "/contact$"}, "<p>", ["X"]),
        ({"html": "xyz\\;confidence:30"}, "<p>xyz", []),
        ({"html": ["xyz\\;confidence:30", "uvw\\;confidence:30"]}, "<p>xyz uvw", ["X"]),
        ({"html": "xyz", "requires": "Y"}, "<p>xyz", []),
        ({"html": "xyz", "requiresCategory": 3}, "<p>xyz", []),
        ({"html": "xyz", "excludes": "Z"}, "<p>xyz zzz", ["X"]),
        ({"html": "xyz", "implies": "Z\\;confidence:60"}, "<p>xyz", ["X", "Z"]),
    ],
)
def test_the_whole_schema_is_understood(
    tmp_path: Path, document: Callable[..., Document], rule: object, markup: str, expected: list[str]
) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"X": rule, "Z": {"html": "zzz"}}), encoding="utf-8")
    found = technologies.technologies(document(markup), (), rule_files.load(tmp_path))
    assert [f"{item.name} {item.version}" if item.version else item.name for item in found] == expected


def test_a_value_is_shown_but_never_that_of_a_cookie(facts: Facts) -> None:
    found = named(facts("<p>", set_cookie="PHPSESSID=secret; path=/", server="nginx/1.25.3"))
    assert found["PHP"].evidence[0].snippet == "phpsessid"
    assert found["nginx"].evidence[0].snippet == "server: nginx/1.25.3"


@pytest.mark.parametrize(
    "evil",
    [
        "<link> " * 20_000,
        "/wp-content/plugins/" * 5_000,
        "<script>" + "https://" * 20_000 + "</script>",
        "<!-- This site is optimized with the Yoast SEO plugin v" * 3_000,
        '<a class="' + "svelte-" * 20_000 + '">',
        "<p data-v-></p>" * 20_000,
        "<meta name=generator content='" + "WordPress " * 20_000 + "'>",
        "<script src='" + "/jquery-1.2.3" * 10_000 + ".js'></script>",
    ],
)
def test_no_page_makes_the_programs_own_rules_slow(document: Callable[..., Document], evil: str) -> None:
    page = document(evil)
    started = time.process_time()
    technologies.technologies(page)
    assert time.process_time() - started < 1


def test_a_users_evil_pattern_does_not_stop_a_page(tmp_path: Path, document: Callable[..., Document]) -> None:
    rules = {f"Evil {number}": {"html": "^(?:a|a?)+$"} for number in range(200)} | {"Good": {"html": "aaaab"}}
    (tmp_path / "evil.json").write_text(json.dumps(rules), encoding="utf-8")
    page = document("a" * 5_000 + "b")
    started = time.process_time()
    found = technologies.technologies(page, (), rule_files.loaded((str(tmp_path),)))
    assert time.process_time() - started < 1
    assert [technology.name for technology in found] == ["Good"]
