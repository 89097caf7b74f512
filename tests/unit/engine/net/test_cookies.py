import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.engine.net.cookies import MAX_COOKIES, Cookies
from tests.servers.hostile import HostileServer, keeps_alive, page
from tests.servers.visits import visitor

HOME = "https://www.shop.test/a/b"


def sent(line: str, url: str, *, home: str = HOME) -> bool:
    jar = Cookies()
    jar.take(home, [line.encode()])
    return jar.header(url) == b"n=v"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.shop.test/a/c", True),
        ("http://www.shop.test:8080/a/", True),
        ("https://www.shop.test/", False),
        ("https://www.shop.test/ab", False),
        ("https://sub.www.shop.test/a/", False),
        ("https://shop.test/a/", False),
        ("https://evil.test/a/", False),
    ],
)
def test_a_plain_cookie_is_for_its_host_and_folder(url: str, expected: bool) -> None:
    assert sent("n=v", url) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shop.test/", True),
        ("https://api.shop.test/x", True),
        ("https://notshop.test/", False),
        ("https://shop.test.evil.test/", False),
    ],
)
def test_a_cookie_of_a_domain_is_for_its_subdomains(url: str, expected: bool) -> None:
    assert sent("n=v; Domain=.Shop.test; Path=/", url) is expected


@pytest.mark.parametrize(
    ("path", "url", "expected"),
    [
        ("/shop", "https://www.shop.test/shop/cart", True),
        ("/shop", "https://www.shop.test/shop", True),
        ("/shop", "https://www.shop.test/shopping", False),
        ("/shop/", "https://www.shop.test/shop", False),
        ("shop", "https://www.shop.test/a/", True),
    ],
)
def test_a_cookie_of_a_path_is_for_what_lies_below(path: str, url: str, expected: bool) -> None:
    assert sent(f"n=v; path={path}", url) is expected


@pytest.mark.parametrize(("url", "expected"), [("https://www.shop.test/a/", True), ("http://www.shop.test/a/", False)])
def test_a_secure_cookie_stays_on_encrypted_ways(url: str, expected: bool) -> None:
    assert sent("n=v; Secure", url) is expected
    assert not sent("n=v; secure", url, home=HOME.replace("https", "http"))


@pytest.mark.parametrize(
    "domain", ["evil.test", "test", "sub.www.shop.test", "hop.test", "com", "", "www.shop.test.", "[::1]"]
)
def test_nobody_sets_cookies_for_others(domain: str) -> None:
    for url in ("https://evil.test/a/", "https://sub.www.shop.test/a/", "https://other.test/a/"):
        assert not sent(f"n=v; Domain={domain}", url)


def test_nobody_sets_cookies_for_all_who_share_a_suffix() -> None:
    jar = Cookies()
    jar.take("https://shop.co.uk/", [b"a=b; Domain=co.uk", b"c=d; Domain=uk"])
    jar.take("https://github.io/", [b"e=f; Domain=github.io"])
    assert [jar.header(url) for url in ("https://shop.co.uk/", "https://x.github.io/")] == [b"", b""]
    assert jar.header("https://github.io/") == b"e=f"


def test_an_address_has_no_subdomains() -> None:
    jar = Cookies()
    jar.take("http://127.0.0.1/", [b"a=b; Domain=127.0.0.1", b"c=d; Domain=0.0.1"])
    jar.take("http://[::1]/", [b"e=f"])
    assert (jar.header("http://127.0.0.1/"), jar.header("http://[::1]/")) == (b"a=b", b"e=f")


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("n=v; Max-Age=10", True),
        ("n=v; Max-Age=0", False),
        ("n=v; Max-Age=-1; Expires=Wed, 09 Jun 2100 10:18:14 GMT", False),
        ("n=v; max-age=99999999999999999999999", True),
        ("n=v; Expires=Wed, 09 Jun 2100 10:18:14 GMT", True),
        ("n=v; Expires=Wed, 09-Jun-2021 10:18:14 GMT", False),
        ("n=v; Expires=Thu, 01 Jan 1970 00:00:00 GMT", False),
        ("n=v; Expires=soon; Max-Age=tomorrow", True),
    ],
)
def test_a_cookie_lasts_as_long_as_it_says(line: str, is_kept: bool) -> None:
    assert sent(line, HOME) is is_kept


def test_a_cookie_ends_in_its_time_and_at_its_servers_word() -> None:
    now = [1_000.0]
    jar = Cookies(lambda: now[0])
    jar.take(HOME, [b"a=1; Max-Age=10", b"b=2"])
    jar.take(HOME, [b"b=; Max-Age=0"])
    assert jar.header(HOME) == b"a=1"
    now[0] += 11
    assert jar.header(HOME) == b""


def test_a_new_value_takes_the_place_of_the_old_and_longer_paths_come_first() -> None:
    jar = Cookies()
    jar.take(HOME, [b"a=1; Path=/", b"b=2; Path=/a", b"c=3; Path=/", b"a=4; Path=/"])
    assert jar.header(HOME) == b"b=2; a=4; c=3"


@pytest.mark.parametrize("line", [b"", b"=v", b"n", b";", b"n=\0", b"n=a\rb", b"n=" + b"v" * 5_000, b"\xff\xfe"])
def test_what_is_no_cookie_is_not_kept(line: bytes) -> None:
    jar = Cookies()
    jar.take(HOME, [line])
    assert jar.header(HOME) == b""


def test_no_server_fills_the_jar_or_drives_the_users_cookies_out() -> None:
    jar = Cookies()
    jar.give("shop.test", [("mine", "kept")])
    for start in range(0, 500, 100):
        jar.take(HOME, [b"n%d=v; Path=/" % n for n in range(start, start + 100)])
    cookies = jar.header(HOME).split(b"; ")
    assert (cookies[0], len(cookies)) == (b"mine=kept", 1 + MAX_COOKIES)


def test_the_users_cookies_are_for_the_domain_until_its_server_says_otherwise() -> None:
    jar = Cookies()
    jar.give("shop.test", [("session", "grün"), ("b", "2")])
    urls = ("http://shop.test/", "https://www.shop.test/x", "https://evil.test/")
    assert [jar.header(url) for url in urls] == ["session=grün; b=2".encode(), "session=grün; b=2".encode(), b""]
    jar.take("https://shop.test/", [b"session=new; Path=/; Domain=shop.test"])
    assert jar.header("https://www.shop.test/") == b"session=new; b=2"


@given(st.lists(st.binary(max_size=80), max_size=6), st.text(max_size=40))
def test_whatever_servers_say_a_header_can_be_sent(lines: list[bytes], url: str) -> None:
    jar = Cookies()
    for place in (HOME, url):
        jar.take(place, [*lines, *(b"a=" + line for line in lines)])
        assert not set(jar.header(place)) & set(b"\0\r\n\x7f")


async def test_cookies_come_back_byte_for_byte_beside_the_users_and_never_elsewhere() -> None:
    async with (
        HostileServer(
            keeps_alive(page(b"", b"Set-Cookie: a=caf\xe9", b"Set-Cookie: b=2; Path=/")), name="shop.test"
        ) as shop,
        HostileServer(page(b""), name="elsewhere.test") as elsewhere,
        visitor(shop, elsewhere, headers=(("Cookie", "c=3"),), cookies=(("d", "4"),)) as fetcher,
    ):
        for url in (shop.url, shop.url, elsewhere.url):
            await fetcher.get(url)
        assert fetcher.cookies_for(shop.url) == b"c=3; d=4; a=caf\xe9; b=2"
    assert b"\r\nCookie: c=3; d=4\r\n" in shop.requests[0]
    assert b"\r\nCookie: c=3; d=4; a=caf\xe9; b=2\r\n" in shop.requests[1]
    assert b"Cookie" not in elsewhere.requests[0]
