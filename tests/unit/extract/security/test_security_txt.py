from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core.security import SecurityTxt
from desktop_scanner.extract.security import security_txt

AT = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://a.test/.well-known/security.txt"
GOOD = """# Write to us
Contact: mailto:security@a.test
CONTACT: https://a.test/report
Expires: 2027-06-30T12:00:00+02:00
Encryption: https://a.test/key.txt
Preferred-Languages: en, de
Policy: https://a.test/policy
Canonical: https://a.test/.well-known/security.txt
Unknown: field
"""
SIGNED = (
    f"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n- {GOOD}-----BEGIN PGP SIGNATURE-----\n\nContact: x\n"
)


def parse(text: str, url: str = URL, content_type: str | None = "text/plain; charset=utf-8") -> SecurityTxt:
    return security_txt.parse(text.encode(), url, content_type, AT)


def with_(line: str, instead_of: str = "Unknown") -> str:
    return "\n".join(line if old.startswith(instead_of) else old for old in GOOD.splitlines())


def test_a_good_file_is_read_with_all_its_fields() -> None:
    assert parse("\ufeff" + GOOD) == SecurityTxt(
        found=True,
        url=URL,
        contacts=("mailto:security@a.test", "https://a.test/report"),
        expires=datetime(2027, 6, 30, 10, tzinfo=UTC),
        encryption=("https://a.test/key.txt",),
        policy=("https://a.test/policy",),
        canonical=(URL,),
        languages=("en", "de"),
    )


def test_a_signed_file_is_read_within_its_signature() -> None:
    read = parse(SIGNED)
    assert (read.is_signed, len(read.contacts), read.problems) == (True, 2, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (with_("", "Expires"), "until when it holds"),
        (with_("Expires: 2027-06-30T12:00:00Z"), "Expires stands there more than once"),
        (with_("Expires: next year", "Expires"), "no date"),
        (with_("Expires: 2027-06-30T12:00:00", "Expires"), "no date"),
        (with_("Expires: 2027-02-30T12:00:00Z", "Expires"), "no date"),
        (with_("Expires: 0001-01-01T00:00:00+23:00", "Expires"), "no date"),
        (with_("Expires: 2026-11-22T12:00:00Z", "Expires"), "It expired on 2026-11-22."),
        (with_("Expires: 2028-06-30T12:00:00Z", "Expires"), "more than a year"),
        (with_("Policy: http://a.test/policy", "Policy"), 'and is "http://a.test/policy"'),
        (with_("Preferred-Languages: fr"), "Preferred-Languages"),
        (with_("Canonical: https://b.test/", "Canonical"), "Canonical"),
        ("Expires: 2027-06-30T12:00:00Z", "nobody to write to"),
    ],
)
def test_each_fault_of_a_file_is_a_sentence(text: str, said: str) -> None:
    (problem,) = parse(text).problems
    assert said in problem


@pytest.mark.parametrize(
    ("url", "type_"), [(URL.replace("https", "http"), "text/plain"), (URL, "text/html"), (URL, None)]
)
def test_how_it_is_served_matters(url: str, type_: str | None) -> None:
    assert parse(with_("", "Canonical"), url, type_).problems


@pytest.mark.parametrize("text", ["", "<!doctype html><p>Contact: us</p>", "User-agent: *\nDisallow: /", "not found"])
def test_something_else_at_its_place_is_none(text: str) -> None:
    assert parse(text) == SecurityTxt(found=False, url=URL)


@pytest.mark.parametrize(
    ("known", "result", "said"),
    [
        (None, "unknown", "was not asked for"),
        (SecurityTxt(found=False, url=URL), "info", "no security.txt"),
        (SecurityTxt(found=False, url=URL, problems=("Elsewhere.",)), "info", "Elsewhere."),
        (SecurityTxt(found=True, url=URL, problems=("One.",)), "warn", "One."),
        (SecurityTxt(found=True, url=URL, problems=("One.", "Two.")), "warn", "2 problems"),
        (SecurityTxt(found=True, url=URL), "pass", "whom to tell"),
    ],
)
def test_a_file_is_judged_where_there_is_one(known: SecurityTxt | None, result: str, said: str) -> None:
    finding = security_txt.check(known)
    assert finding.result == result
    assert said in finding.message


@given(
    st.binary(max_size=300)
    | st.text().map(str.encode)
    | st.text(max_size=30).map(lambda t: f"Contact: a\nExpires: {t}".encode())
)
def test_no_file_raises(body: bytes) -> None:
    security_txt.check(security_txt.parse(body, URL, "text/plain", AT))
