import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.engine import urls

_URLISH = st.one_of(
    st.text(),
    st.builds(
        "http{}://{}/{}?{}#{}".format,
        st.sampled_from(["", "s"]),
        st.sampled_from(["example.com", "www.example.com.", "EXAMPLE.com:80", "[::1]:8080", "müller.de", "a@b.test"]),
        st.text(alphabet="aZé/.;=%20~:()jsessionid \\\t", max_size=40),
        st.text(alphabet="utm_source=&?sid%41é+ ", max_size=40),
        st.text(max_size=5),
    ),
)


@given(_URLISH)
def test_cleaning_twice_changes_nothing(url: str) -> None:
    cleaned = urls.clean(url)
    assert cleaned is None or urls.clean(cleaned) == cleaned


@given(_URLISH)
def test_the_key_of_a_cleaned_address_is_the_key_of_the_address(url: str) -> None:
    cleaned = urls.clean(url)
    assert cleaned is None or urls.page_key(cleaned) == urls.page_key(url)


@given(_URLISH, _URLISH)
def test_no_text_makes_an_address_function_fail(one: str, other: str) -> None:
    joined = urls.join(one, other)
    assert joined is None or joined.startswith(("http://", "https://"))
    assert urls.path_of(one)[:1] in ("/", "") or ":" in one
    urls.origin_of(one)
    urls.is_same_site(urls.host_of(one), urls.host_of(other))


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("https://a.test/x#part", "https://a.test/x"),
        ("https://u:p@a.test/x", "https://a.test/x"),
        ("https://A.test:443/x?utm_source=n&b=1&fbclid=9", "https://a.test/x?b=1"),
        ("https://a.test/x;jsessionid=1F/y?PHPSESSID=2", "https://a.test/x/y"),
        ("https://a.test/(S(abcdefghijklmnopqrst1234))/x", "https://a.test/x"),
        ("https://a.test./%7Eme/%c3%a9", "https://a.test/~me/%C3%A9"),
        ("https://a.test?", "https://a.test/"),
        ("https://a.test/x?osCsid=1&MODsid=2&___SID=U&b=1", "https://a.test/x?b=1"),
        ("https://a.test/x?sid=0123456789abcdef0123&sid=7", "https://a.test/x?sid=7"),
        ("https://a.test/x?s=roofs", "https://a.test/x?s=roofs"),
        (
            "https://a.test/x?gclid=1&mtm_source=n&pk_campaign=2&_hsenc=3&__hstc=4&srsltid=5&li_fat_id=6",
            "https://a.test/x",
        ),
        ("https://a.test/x?page_id=7&atlas=1&fbx=2", "https://a.test/x?page_id=7&atlas=1&fbx=2"),
        ("https://a.test/x?__cf_chl_tk=abc", "https://a.test/x"),
    ],
)
def test_what_makes_one_page_look_like_many_is_cleaned_away(dirty: str, cleaned: str) -> None:
    assert urls.clean(dirty) == cleaned


@pytest.mark.parametrize("text", ["", "mailto:a@b.test", "javascript:x", "ftp://a.test/", "http://", "http://a:99999/"])
def test_what_is_no_web_address_is_none(text: str) -> None:
    assert urls.clean(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.test/x", "https://www.a.test/x/"),
        ("https://a.test/", "https://a.test/index.php"),
        ("https://a.test/x/index.html", "https://a.test/x"),
        ("https://a.test/x?b=2&a=1", "https://a.test/x?a=1&b=2"),
        ("https://a.test//x", "https://a.test/x"),
    ],
)
def test_two_spellings_of_a_page_have_one_key(one: str, other: str) -> None:
    assert urls.page_key(one) == urls.page_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.test/x", "https://a.test/X"),
        ("https://a.test/x", "https://a.test:8443/x"),
        ("https://a.test/x", "https://shop.a.test/x"),
        ("https://a.test/x?p=1", "https://a.test/x?p=2"),
    ],
)
def test_two_pages_have_two_keys(one: str, other: str) -> None:
    assert urls.page_key(one) != urls.page_key(other)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("a.co.uk", "shop.a.co.uk", True),
        ("a.co.uk", "b.co.uk", False),
        ("one.github.io", "two.github.io", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("localhost", "localhost", True),
    ],
)
def test_a_site_ends_at_its_registrable_domain(one: str, other: str, is_same: bool) -> None:
    assert urls.is_same_site(one, other) is is_same


@pytest.mark.parametrize(
    ("host", "country"), [("a.de", "DE"), ("a.co.uk", "GB"), ("a.io", None), ("a.com", None), ("", None)]
)
def test_a_country_is_read_from_tops_that_mean_one(host: str, country: str | None) -> None:
    assert urls.country_of(host) == country


@given(_URLISH, _URLISH)
def test_moving_home_twice_changes_nothing(url: str, home: str) -> None:
    cleaned, house = urls.clean(url), urls.clean(home)
    if cleaned is not None and house is not None:
        moved = urls.at_home(cleaned, house)
        assert urls.at_home(moved, house) == moved


def test_an_address_is_moved_to_the_home_it_belongs_to() -> None:
    assert urls.at_home("http://a.test/x?y", "https://www.a.test/") == "https://www.a.test/x?y"
    assert urls.at_home("http://a.test:8080/x", "https://www.a.test/") == "http://a.test:8080/x"
