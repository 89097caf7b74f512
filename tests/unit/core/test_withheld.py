import json

import pytest

from desktop_scanner.core import options, withheld
from desktop_scanner.core.options import ScanOptions

GIVEN = ScanOptions(
    headers=(("Authorization", "hunter2"), ("X-Team", "research")),
    cookies=(("session", "hunter2"), ("region", "env:REGION")),
    auth=(("shop.test", "anna:hunter2"), ("blog.test", "anna:env:PW")),
    proxies=("http://anna:hunter2@p.test:1", "socks5://q.test:2", "http://hunter2@r.test:3"),
)
NAMES = (
    "header Authorization",
    "cookie session",
    "auth shop.test",
    "proxy http://anna@p.test:1",
    "proxy http://r.test:3",
)


def test_secrets_are_named_and_all_else_is_stored() -> None:
    stored = json.loads(json.dumps(GIVEN.storable()))
    assert "hunter2" not in json.dumps(stored)
    restored, names = options.restore(stored)
    assert names == NAMES
    assert restored == ScanOptions(
        headers=(("X-Team", "research"),),
        cookies=(("region", "env:REGION"),),
        auth=(("blog.test", "anna:env:PW"),),
        proxies=("http://anna@p.test:1", "socks5://q.test:2", "http://r.test:3"),
    )


def test_a_proxy_that_nobody_can_read_is_not_stored_at_all() -> None:
    assert withheld.proxies(["http://me:hunter2@["]) == ([], ["proxy "])


def test_everything_is_missing_until_it_is_given_again() -> None:
    restored, names = options.restore(GIVEN.storable())
    assert withheld.missing(names, restored) == list(NAMES)
    assert withheld.missing(names, GIVEN) == []


def test_secrets_are_given_again_under_any_spelling() -> None:
    given = ScanOptions(headers=(("authorization", "x"),), auth=(("WWW.shop.test", "a:b"),))
    assert withheld.missing(("header Authorization", "auth shop.test"), given) == []


@pytest.mark.parametrize(
    ("proxies", "is_missing"), [(("http://other.test:1",), False), (("http://anna@p.test:1",), True)]
)
def test_other_proxies_may_take_the_place_of_one_without_its_password(
    proxies: tuple[str, ...], is_missing: bool
) -> None:
    missing = withheld.missing(["proxy http://anna@p.test:1"], ScanOptions(proxies=proxies))
    assert bool(missing) is is_missing


def test_any_proxy_is_enough_where_an_older_version_did_not_say_which() -> None:
    assert withheld.missing(["proxy "], ScanOptions()) == ["proxy "]
    assert withheld.missing(["proxy "], ScanOptions(proxies=("http://p.test",))) == []


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        ("header Cookie", '--header "Cookie: ..."'),
        ("cookie session", '--cookie "session=..."'),
        ("auth shop.test", '--auth "shop.test=USER:..."'),
        ("proxy http://anna@p.test:1", '--proxy "http://anna:...@p.test:1"'),
        ("proxy http://p.test:1", '--proxy "http://USER:...@p.test:1"'),
        ("proxy ", '--proxy "http://USER:...@HOST:PORT"'),
    ],
)
def test_a_secret_is_named_by_the_flag_that_gives_it(name: str, flag: str) -> None:
    assert withheld.flag(name) == flag


@pytest.mark.parametrize(
    ("old", "name"), [("Cookie", "header Cookie"), ("proxy", "proxy "), ("cookie session", "cookie session")]
)
def test_names_of_older_versions_are_understood(old: str, name: str) -> None:
    assert withheld.modern(old) == name


def test_what_is_given_again_takes_the_place_of_its_like_and_the_rest_stays() -> None:
    restored, names = options.restore(GIVEN.storable())
    whole = restored.overridden(
        {
            "headers": (("authorization", "again"),),
            "cookies": (("session", "again"), ("region", "be")),
            "auth": (("shop.test", "anna:again"),),
            "proxies": ("http://hunter3@r.test:3", "http://anna:again@p.test:1"),
        }
    )
    assert withheld.missing(names, whole) == []
    assert whole.headers == (("X-Team", "research"), ("authorization", "again"))
    assert whole.cookies == (("session", "again"), ("region", "be"))
    assert [host for host, _ in whole.auth] == ["blog.test", "shop.test"]
    assert whole.proxies == ("http://anna:again@p.test:1", "socks5://q.test:2", "http://hunter3@r.test:3")


def test_other_proxies_take_the_place_of_all() -> None:
    assert GIVEN.overridden({"proxies": ("http://z.test:9",)}).proxies == ("http://z.test:9",)
