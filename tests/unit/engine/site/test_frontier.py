import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core.path_patterns import PathPatterns
from desktop_scanner.engine.site import frontier
from desktop_scanner.engine.site.frontier import Frontier
from desktop_scanner.engine.urls import clean

_HOME = "https://www.a.test/"


def order(*links: tuple[str, str], home: str = _HOME) -> list[str]:
    """Return the paths in the order in which they are handed out."""
    made = Frontier(home)
    for path, text in links:
        made.offer(path if "//" in path else f"https://www.a.test{path}", text)
    return [candidate.url.removeprefix("https://www.a.test") for candidate in drain(made)]


def drain(made: Frontier) -> list[frontier.Candidate]:
    found = []
    while (candidate := made.pop()) is not None:
        found.append(candidate)
    return found


def test_pages_that_promise_contacts_come_first() -> None:
    links = [
        ("/services", "Services"),
        ("/blog", "Blog"),
        ("/team", "Team"),
        ("/about", "About"),
        ("/x1", "Contact us"),
    ]
    assert order(*links) == ["/x1", "/about", "/team", "/services", "/blog"]


def test_a_second_contact_page_gives_way_to_other_kinds() -> None:
    links = [("/contact", ""), ("/fr/contact", ""), ("/impressum", ""), ("/about", "")]
    assert order(*links) == ["/contact", "/impressum", "/about", "/fr/contact"]


def test_a_path_alone_is_enough() -> None:
    assert order(("/a", ""), ("/de/ueber-uns.html", ""), ("/kontakt.php", ""))[:2] == [
        "/kontakt.php",
        "/de/ueber-uns.html",
    ]


def test_a_headline_that_mentions_contact_is_no_contact_page() -> None:
    made = Frontier(_HOME)
    made.offer("https://www.a.test/blog/contact-sport", "Ten ways to stay in contact with people you met on holiday")
    candidate = made.pop()
    assert candidate is not None
    assert (candidate.kind, candidate.score < 5) == ("blog", True)


def test_the_same_page_is_never_handed_out_twice() -> None:
    twice = [
        ("/a/", ""),
        ("/a", ""),
        ("/a#x", ""),
        ("/a/index.html", ""),
        ("/a?utm_source=n", ""),
        ("http://a.test/a", ""),
    ]
    assert len(order(*twice)) == 1
    assert order(("/", "Home"), ("/index.php", ""), ("", "")) == []


def test_pages_stay_on_the_front_pages_spelling_of_the_host() -> None:
    assert order(("http://a.test/contact", "")) == ["/contact"]


def test_other_sites_are_left_alone_and_subdomains_come_late() -> None:
    links = [("https://b.test/contact", "Contact"), ("https://shop.a.test/contact", "Contact"), ("/about", "")]
    assert order(*links) == ["/about", "https://shop.a.test/contact"]


def test_a_better_text_found_later_counts() -> None:
    assert order(("/x1", ""), ("/x2", ""), ("/x2", "Impressum")) == ["/x2", "/x1"]


@pytest.mark.parametrize(
    "path",
    [
        "/cart",
        "/warenkorb/",
        "/wp-login.php",
        "/logout",
        "/events/2024/05/12",
        "/calendar",
        "/shop?add-to-cart=7",
        "/shop?orderby=price",
        "/shop?filter_color=red",
        "/list?page=2",
        "/list/page/7",
        "/a?b=1&c=2&d=3&e=4&f=5&g=6&h=7",
        "/a/b/a/b/a/b",
        "/1/2/3/4/5/6/7/8/9",
        "/x.pdf",
        "/feed",
        "/image.JPG",
        "/search?q=x",
        "/" + "x" * 600,
    ],
)
def test_traps_and_files_are_never_entered(path: str) -> None:
    assert order((path, "Contact")) == []


@pytest.mark.parametrize(
    "path", ["/about.html", "/index.php?id=7", "/?page_id=12", "/products/size-guide", "/v1.2/start", "/carthage"]
)
def test_ordinary_pages_are_no_traps(path: str) -> None:
    assert len(order((path, ""))) == 1


def test_one_list_in_endless_guises_fills_no_frontier() -> None:
    made = Frontier(_HOME)
    for number in range(1_000):
        made.offer(f"https://www.a.test/item?id={number}")
    assert len(made) == 40


def test_the_frontier_is_bounded_and_quick() -> None:
    made, started = Frontier(_HOME), time.perf_counter()
    offered = [made.offer(f"https://www.a.test/p{number}") for number in range(frontier.MAX_WAITING + 100)]
    assert (len(made), sum(offered)) == (frontier.MAX_WAITING, frontier.MAX_WAITING)
    assert time.perf_counter() - started < 5


def test_pages_that_promise_something_find_room_in_a_full_frontier() -> None:
    made = Frontier(_HOME)
    for number in range(frontier.MAX_WAITING):
        made.offer(f"https://www.a.test/p{number}")
    assert not made.offer("https://www.a.test/one-more")
    assert made.offer("https://www.a.test/contact")


@pytest.mark.parametrize("own", ["de", "de-AT"])
def test_one_language_is_enough_and_it_is_the_sites_own(own: str) -> None:
    made = Frontier(_HOME)
    made.prefer(None, own)
    for path in ("/en/contact", "/fr/contact", "/services", "/de/kontakt", "/en/about", "/impressum?lang=en"):
        made.offer(f"https://www.a.test{path}")
    paths = [candidate.url.removeprefix("https://www.a.test") for candidate in drain(made)]
    assert paths == ["/de/kontakt", "/impressum?lang=en", "/en/about", "/services", "/en/contact", "/fr/contact"]


def test_without_a_known_language_translations_are_further_pages_of_their_kind() -> None:
    assert order(("/en/contact", ""), ("/de/kontakt", ""), ("/x", "")) == ["/en/contact", "/de/kontakt", "/x"]


def test_likely_pages_of_a_kind_not_yet_read_are_promises() -> None:
    made = Frontier(_HOME)
    made.offer("https://www.a.test/services")
    assert not made.promises()
    made.offer("https://www.a.test/contact")
    made.offer("https://www.a.test/kontakt")
    assert (made.promises(), made.promises(("about",))) == (True, False)
    made.pop()
    assert (made.promises(), made.has_had("contact"), made.has_had("about", "team")) == (False, True, False)


def test_on_request_only_likely_first_pages_of_some_kinds_are_handed_out() -> None:
    made = Frontier(_HOME)
    for path in ("contact", "kontakt", "services", "datenschutz"):
        made.offer(f"https://www.a.test/{path}")
    wanted = [made.pop(("contact", "privacy")) for _ in range(3)]
    assert [candidate and candidate.kind for candidate in wanted] == ["contact", "other", None]
    assert len(made) == 2


def test_a_page_that_was_not_offered_counts_for_its_kind() -> None:
    made = Frontier(_HOME)
    made.note("contact")
    made.offer("https://www.a.test/kontakt")
    assert not made.promises()


def test_patterns_say_which_pages_are_wanted() -> None:
    made = Frontier(_HOME, patterns=PathPatterns(("/de/*",), ("*blog*",)))
    assert made.offer("https://www.a.test/de/kontakt")
    assert not made.offer("https://www.a.test/en/contact")
    assert not made.offer("https://www.a.test/de/blog")
    assert not made.wants("https://b.test/de/kontakt")


def test_a_menu_on_every_page_is_judged_once() -> None:
    made, started = Frontier(_HOME), time.perf_counter()
    for _ in range(1_000):
        for number in range(100):
            made.offer(f"https://www.a.test/p{number}", "Roofs")
    assert len(made) == 100
    assert time.perf_counter() - started < 1


def test_what_was_seen_elsewhere_is_not_handed_out() -> None:
    made = Frontier(_HOME)
    made.offer("https://www.a.test/contact")
    made.mark_seen("http://a.test/contact/")
    assert made.has_seen("https://www.a.test/contact")
    assert made.pop() is None
    assert not made.offer("https://www.a.test/contact", "Contact")


def test_a_privacy_notice_counts_as_another_page() -> None:
    made = Frontier(_HOME)
    made.offer("https://www.a.test/datenschutz", "Datenschutz")
    candidate = made.pop()
    assert candidate is not None
    assert candidate.kind == "other"


_ADDRESSES = st.one_of(st.text(), st.text(max_size=30).map("https://a.test/{}".format))


@given(st.lists(st.tuples(_ADDRESSES, st.text(max_size=30)), max_size=20))
def test_no_link_makes_the_frontier_fail_and_none_comes_twice(links: list[tuple[str, str]]) -> None:
    made = Frontier(_HOME)
    for url, text in links:
        made.offer(url, text)
    urls = [candidate.url for candidate in drain(made)]
    assert len(set(urls)) == len(urls)
    assert [clean(url) for url in urls] == urls
    assert not any(made.offer(url) for url in urls)
