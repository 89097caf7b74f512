import pytest

from desktop_scanner.core import option_checks
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions, declaration


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("max_pages", '"Pages per domain" must be a number from 1 to 10,000.'),
        ("domain_timeout_s", '"Time per domain" must be a number above 0 and at most 3,600.'),
        ("max_bytes", '"Bytes per page" must be a number from 1,000 to 500,000,000.'),
    ],
)
def test_limits_are_told_by_the_options_title(name: str, sentence: str) -> None:
    assert str(option_checks.out_of_range(declaration(name))) == sentence


def test_what_has_no_limits_is_told_by_its_title_and_help() -> None:
    assert str(option_checks.out_of_range(declaration("robots"))).startswith('"Respect robots.txt" cannot be used')


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("headers", (("a b", "c"),), "header"),
        ("cookies", (("a", "b;c"),), "cookie"),
        ("auth", (("shop.test", "nobody"),), "shop.test"),
        ("proxies", ("http://",), "proxy"),
        ("proxies", ("http://p.test",) * 20_000, "10,000 proxies"),
        ("dns_servers", ("dns.test",), "dns.test"),
        ("contact", "somebody", "somebody"),
        ("user_agent", "", "user agent"),
        ("include", ("blog",), "blog"),
        ("exclude", ("https://a.test/",), "a.test"),
        ("connect_to", ("nonsense",), "nonsense"),
    ],
)
def test_each_option_is_checked_before_anything_runs(option: str, value: object, word: str) -> None:
    with pytest.raises(SettingsError, match=word):
        ScanOptions(**{option: value}).checked()  # type: ignore[arg-type]
