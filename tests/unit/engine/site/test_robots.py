import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core.user_agent import DEFAULT as USER_AGENT
from desktop_scanner.engine.site import robots
from desktop_scanner.engine.site.robots import Rules

_URL = "https://a.test/robots.txt"


def parse(text: str) -> Rules:
    return robots.parse(text.encode(), _URL, USER_AGENT)


@pytest.mark.parametrize(
    ("text", "path", "is_allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow:", "/", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.php$", "/x.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/x.php?y", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: DesktopScanner\nAllow: /", "/", True),
        ("User-agent: *\nAllow: /\nUser-agent: desktopscanner/2.0\nDisallow: /", "/", False),
        ("User-agent: Other\nUser-agent: DesktopScanner\nDisallow: /", "/", False),
        ("User-agent: Other\nDisallow: /\nUser-agent: *\nDisallow: /x", "/", True),
        ("User-agent: *\nUser-agent: Other\nDisallow: /", "/", False),
        ("User-agent: Desktop\nDisallow: /", "/", True),
        ("User-agent: domain\nUser-agent: robots\nDisallow: /", "/", True),
        ("\ufeffuser-agent:*\r\ndisallow:/ # all of it", "/", False),
        ("User-agent *\nDisallow /", "/", False),
        ("User-agent: Other\nSitemap: /s.xml\nDisallow: /", "/", True),
        ("Disallow: /", "/", True),
        ("User-agent: *\nDisallow: /é", "/%C3%A9", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
    ],
)
def test_rules_hold_for_whom_they_name(text: str, path: str, is_allowed: bool) -> None:
    assert parse(text).allows(f"https://a.test{path}") is is_allowed


@pytest.mark.parametrize(
    ("user_agent", "token"),
    [
        (USER_AGENT, "desktopscanner"),
        ("Mozilla/5.0 (compatible; MJ12bot/1.4; +http://a.test/)", "mj12bot"),
        ("Mozilla/5.0 (X11; Linux)", "mozilla"),
        ("...", "*"),
    ],
)
def test_a_user_agent_is_addressed_by_its_product(user_agent: str, token: str) -> None:
    assert robots.product_token(user_agent) == token


def test_sitemaps_are_absolute_and_belong_to_no_group() -> None:
    rules = parse(
        "User-agent: Other\nDisallow: /\nSitemap: /one.xml\nsitemap: https://b.test/two.xml\nSitemap: ftp://x"
    )
    assert rules.sitemaps == ("https://a.test/one.xml", "https://b.test/two.xml")


@pytest.mark.parametrize(
    ("value", "delay_s", "pace_s"), [("3", 3, 3), ("0.5", 0.5, 0.5), ("99", 99, 10), ("-1", None, 0), ("x", None, 0)]
)
def test_a_crawl_delay_is_told_and_honoured_up_to_a_bound(value: str, delay_s: float | None, pace_s: float) -> None:
    rules = parse(f"User-agent: *\nCrawl-delay: {value}\nDisallow: /x")
    assert (rules.crawl_delay_s, rules.pace_s) == (delay_s, pace_s)


def test_what_stands_beyond_the_limit_is_not_read() -> None:
    padding = "# padding\n" * (robots.MAX_BYTES // 10)
    assert parse(f"{padding}# end\nUser-agent: *\nDisallow: /").allows("https://a.test/")


def test_a_flood_of_agents_and_rules_is_read_at_once() -> None:
    agents = "".join(f"User-agent: DesktopScanner/{n}\nUser-agent: *\n" for n in range(5_000))
    rules = "".join(f"Disallow: /{n}/*a*b\n" for n in range(15_000))
    started = time.perf_counter()
    assert not parse(agents + rules).allows("https://a.test/7/ab")
    assert time.perf_counter() - started < 2


@given(st.binary(max_size=2_000), st.text(max_size=50))
def test_no_bytes_and_no_address_make_the_rules_fail(body: bytes, path: str) -> None:
    rules = robots.parse(body, _URL, USER_AGENT)
    assert rules.allows(f"https://a.test/{path}") in (True, False)
    assert 0 <= rules.pace_s <= robots.MAX_CRAWL_DELAY_S


_LINES = st.lists(
    st.tuples(
        st.sampled_from(["User-agent", "user agent", "Disallow", "Allow", "Crawl-delay", "Sitemap", "Host", "Foo", ""]),
        st.sampled_from([":", ": ", " ", ""]),
        st.sampled_from(
            ["*", "DesktopScanner", "desktopscanner*", "/", "/a*b$", "http://[", "%", "%zz", "\ud7ff", "1e999"]
        ),
    )
)


@given(_LINES)
def test_no_arrangement_of_lines_makes_the_rules_fail(lines: list[tuple[str, str, str]]) -> None:
    rules = parse("\n".join("".join(line) for line in lines))
    assert rules.allows("https://a.test/a-b") in (True, False)


@given(_LINES)
def test_what_is_kept_of_a_robots_txt_is_kept_again_and_says_the_same(lines: list[tuple[str, str, str]]) -> None:
    text = "\n".join("".join(line) for line in lines)
    kept = robots._lines_for("desktopscanner", text)
    assert robots._lines_for("desktopscanner", "\n".join(kept)) == kept
    once, again = parse(text), parse("\n".join(kept))
    assert (again.pace_s, again.sitemaps, again.allows(_URL)) == (once.pace_s, once.sitemaps, once.allows(_URL))


@given(st.text())
def test_a_product_is_its_own_name(user_agent: str) -> None:
    token = robots.product_token(user_agent)
    assert robots.product_token(token) == token


def test_the_beginning_of_the_text_is_kept_to_see_what_wrote_it() -> None:
    text = "# written by a shop\nUser-agent: Other\nDisallow: /\n" + "#" * 50_000
    assert parse(text).text == text[: robots.SHOWN_CHARACTERS]
