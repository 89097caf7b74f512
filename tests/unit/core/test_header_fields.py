import pytest

from desktop_scanner.core import header_fields
from desktop_scanner.core.errors import SettingsError


@pytest.mark.parametrize(
    "name",
    ["Authorization", "cookie", "Proxy-Authorization", "X-API-Key", "X-Auth-Token", "apikey", "X-Session-Id", "X-Auth"],
)
def test_headers_that_let_people_in_are_secrets(name: str) -> None:
    assert header_fields.is_secret(name)


@pytest.mark.parametrize("name", ["Accept", "X-Team", "From", "X-Author", "X-Monkey", "Referer"])
def test_ordinary_headers_are_no_secrets(name: str) -> None:
    assert not header_fields.is_secret(name)


@pytest.mark.parametrize(
    ("name", "value"),
    [("a b", "hunter2"), ("", "hunter2"), ("ä", "hunter2"), ("a", "hunter2\nc"), ("a", "hunter2\0")]
    + [("a", "hunter2\ud800"), ("Cookie", "hun ter2=hunter2"), ("Bearer hunter2", "x")]
    + [(name, "hunter2") for name in ("Host", "Content-Length", "transfer-encoding", "Proxy-Authorization")],
)
def test_a_header_that_cannot_be_sent_is_refused_without_its_value(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        header_fields.check_header(name, value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(("name", "value"), [("X-A", "b"), ("X-A", "Grüße\tan alle"), ("Cookie", "a=b; c=d=e;")])
def test_a_header_that_can_be_sent_is_fine(name: str, value: str) -> None:
    header_fields.check_header(name, value)


@pytest.mark.parametrize(
    ("name", "value"), [("a b", "hunter2"), ("", "hunter2"), ("a", "hunter2; b=c"), ("a", "hunter2\r")]
)
def test_a_cookie_that_cannot_be_sent_is_refused_without_its_value(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        header_fields.check_cookie(name, value)
    assert "hunter2" not in str(caught.value)


def test_a_cookie_header_holds_cookies() -> None:
    assert header_fields.cookies_in(" a=b;c = d=e ;; f") == (("a", "b"), ("c", "d=e"), ("f", ""))
