import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core import domains


@pytest.mark.parametrize(
    ("text", "domain", "host"),
    [
        ("example.com", "example.com", "example.com"),
        ("HTTPS://www.Example.com/x?y", "example.com", "www.example.com"),
        ("example.com.", "example.com", "example.com"),
        ("www.com", "www.com", "www.com"),
        ("shop.example.com", "shop.example.com", "shop.example.com"),
        ("Bücher.de", "xn--bcher-kva.de", "xn--bcher-kva.de"),
        ("http://user:secret@example.com:8080/", "example.com", "example.com"),
        ("//example.com/path", "example.com", "example.com"),
        ("under_score.example.com", "under_score.example.com", "under_score.example.com"),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
        ("::1", "[::1]", "[::1]"),
        ("[::1]:8080", "[::1]", "[::1]"),
        ("localhost", "localhost", "localhost"),
    ],
)
def test_a_name_or_address_becomes_its_domain(text: str, domain: str, host: str) -> None:
    target = domains.target(text)
    assert (target.domain, target.host) == (domain, host)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("plumbers of ghent", "spaces"),
        ("info@example.com", "e-mail"),
        ("plumbers", "no dot"),
        ("ftp://example.com", "ftp"),
        ("example.com:99999", "99999"),
        ("exa..mple.com", "empty part"),
        ("*.example.com", '"*"'),
        ("<b>.com", '"<"'),
        ("-a.com", '"-a"'),
        ("2130706433", "number"),
        ("127.1", "number"),
        ("0x7f.1", "number"),
        ("1.2.3", "number"),
        ("a" * 64 + ".com", "63"),
        ("a." * 127 + "com", "253"),
        ("http://", "not a domain"),
    ],
)
def test_what_names_no_domain_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(domains.DomainNameError, match=reason.replace("*", r"\*")):
        domains.target(text)


def test_the_text_of_the_user_is_kept() -> None:
    assert domains.target(" HTTPS://www.Example.com/x?y ").input == "HTTPS://www.Example.com/x?y"


def test_a_password_in_an_address_is_not_kept() -> None:
    assert domains.target("https://anna:hunter2@example.com/a@b").input == "https://example.com/a@b"


def test_the_columns_of_the_user_are_kept() -> None:
    assert domains.target("example.com", {"account": "17"}).columns == {"account": "17"}


def test_names_are_shown_in_unicode() -> None:
    assert domains.target("xn--bcher-kva.de").domain_display == "bücher.de"


def test_only_a_leading_www_before_a_whole_name_is_dropped() -> None:
    assert domains.without_www("www.example.com") == "example.com"
    assert domains.without_www("www.com") == "www.com"
    assert domains.without_www("www2.example.com") == "www2.example.com"


@pytest.mark.parametrize(("host", "expected"), [("10.0.0.1", True), ("[::1]", True), ("example.com", False)])
def test_addresses_are_told_from_names(host: str, expected: bool) -> None:
    assert domains.is_address(host) is expected


@given(st.text())
def test_no_text_raises_anything_but_the_declared_error(text: str) -> None:
    with contextlib.suppress(domains.DomainNameError):
        target = domains.target(text)
        assert domains.target(target.domain).domain == target.domain


@given(st.from_regex(r"[a-z0-9äöüß一-龥.:/@-]{1,40}", fullmatch=True))
def test_a_domain_normalised_again_stays_the_same(text: str) -> None:
    with contextlib.suppress(domains.DomainNameError):
        target = domains.target(text)
        assert domains.target(target.host).domain == target.domain


_NEARLY_PLAIN = st.text(alphabet=st.sampled_from("abz09.-_xnAä\n \u3002"), min_size=1, max_size=70)


@given(st.one_of(_NEARLY_PLAIN, st.builds("{}.{}.com".format, _NEARLY_PLAIN, _NEARLY_PLAIN)))
def test_what_needs_no_parser_of_urls_is_what_the_parser_makes_of_it(text: str) -> None:
    if domains._PLAIN.fullmatch(text) and "xn--" not in text:
        assert domains._host(text) == text


@pytest.mark.parametrize("text", ["a" * 63 + ".com", "a-b.c--d.example", "9.to", ".".join(["abcd"] * 50) + ".com"])
def test_plain_names_are_taken_as_they_are(text: str) -> None:
    assert domains._PLAIN.fullmatch(text)
    assert domains.target(text).host == domains._host(text) == text
