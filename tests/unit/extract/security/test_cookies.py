import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core.security import SetCookie
from desktop_scanner.extract.security import cookies

HERE = "https://a.test/"
GOOD = "PHPSESSID=hunter2; Path=/; Secure; HttpOnly; SameSite=Lax"


def check(*lines: str, url: str = HERE) -> tuple[str, str]:
    finding = cookies.check(cookies.read([(url, line) for line in lines]))
    return finding.result, finding.message


def test_a_cookies_flags_are_read_and_its_value_is_not_kept() -> None:
    (cookie,) = cookies.read([(HERE, "PHPSESSID=hunter2; Domain=.A.test; path=/x; SECURE; httponly; samesite=LAX")])
    assert cookie == SetCookie(
        name="PHPSESSID",
        url=HERE,
        domain="a.test",
        path="/x",
        secure=True,
        http_only=True,
        same_site="Lax",
        is_session=True,
    )
    assert "hunter2" not in repr(cookie)


@pytest.mark.parametrize(
    ("line", "result", "said"),
    [
        (GOOD, "pass", "protect"),
        ("PHPSESSID=1; Secure; SameSite=Lax", "fail", "1 of sessions without HttpOnly"),
        ("lang=de; SameSite=Lax", "fail", "1 without Secure"),
        ("lang=de; Secure", "warn", "1 without SameSite"),
        ("lang=de; Secure; SameSite=whatever", "warn", "1 without SameSite"),
        ("XSRF-TOKEN=1; Secure; SameSite=Strict", "pass", "protect"),
        ("=nameless", "pass", "No cookies"),
        ("nothing", "pass", "No cookies"),
    ],
)
def test_flags_are_judged_by_what_the_cookie_is_for(line: str, result: str, said: str) -> None:
    found, message = check(line)
    assert found == result
    assert said in message


def test_several_faults_are_counted_and_shown_by_name_only() -> None:
    finding = cookies.check(cookies.read([(HERE, "a=hunter2"), (HERE, "sid=hunter2"), (HERE, GOOD)]))
    assert finding.message == "Of 3 cookies: 2 without Secure, 1 of sessions without HttpOnly, 2 without SameSite."
    assert "sid: of sessions without HttpOnly" in finding.evidence
    assert "hunter2" not in repr(finding)


def test_without_https_a_cookie_cannot_be_secure() -> None:
    assert check("lang=de; SameSite=Lax", url="http://a.test/")[0] == "pass"


@pytest.mark.parametrize(
    "name", ["JSESSIONID", "connect.sid", "ASP.NET_SessionId", "laravel_session", "__Host-auth", "wp_login"]
)
def test_names_of_sessions_are_known(name: str) -> None:
    assert cookies.read([(HERE, f"{name}=1")])[0].is_session


@pytest.mark.parametrize("name", ["csrftoken", "_ga_session", "lang", "consent_token", "PREF"])
def test_names_of_others_are_not_taken_for_sessions(name: str) -> None:
    assert not cookies.read([(HERE, f"{name}=1")])[0].is_session


def test_a_cookie_that_is_set_again_counts_once_and_their_number_is_bounded() -> None:
    assert [cookie.secure for cookie in cookies.read([(HERE, "a=1"), (HERE, "a=2; Secure")])] == [True]
    assert len(cookies.read([(HERE, f"c{number}=1") for number in range(200)])) == cookies.MAX_COOKIES


@given(st.lists(st.text(), max_size=3))
def test_no_line_raises(lines: list[str]) -> None:
    assert check(*lines)[0] in ("pass", "warn", "fail")
