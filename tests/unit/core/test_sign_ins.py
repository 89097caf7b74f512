import pytest

from desktop_scanner.core import sign_ins
from desktop_scanner.core.errors import SettingsError


@pytest.mark.parametrize(
    ("host", "meant"),
    [("shop.test", "shop.test"), ("WWW.Shop.test", "shop.test"), ("käse.test", "xn--kse-qla.test"), ("[::1]", "::1")],
)
def test_a_sign_in_is_for_one_host_however_it_is_written(host: str, meant: str) -> None:
    assert sign_ins.parse(host, "anna:secret").host == meant


def test_credentials_become_a_header_and_are_never_shown() -> None:
    sign_in = sign_ins.parse("shop.test", "änna:se:cret")
    assert sign_in.authorization == b"Basic w6RubmE6c2U6Y3JldA=="
    assert "cret" not in repr(sign_in)


def test_a_key_needs_no_password() -> None:
    assert sign_ins.parse("shop.test", "a-key:").authorization == b"Basic YS1rZXk6"


@pytest.mark.parametrize(
    ("host", "credentials"),
    [("shop.test", "hunter2"), ("shop.test", ":"), ("no host", "a:hunter2"), ("shop.test", "a:hunter2\n")]
    + [("", "a:hunter2"), ("shop.test", "a:hunter2\ud800")],
)
def test_what_is_no_sign_in_is_refused_without_its_password(host: str, credentials: str) -> None:
    with pytest.raises(SettingsError) as caught:
        sign_ins.parse(host, credentials)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(("credentials", "expected"), [("anna:secret", True), ("a-key:", True), ("anna:env:PW", False)])
def test_a_password_that_stands_elsewhere_is_not_literal(credentials: str, expected: bool) -> None:
    assert sign_ins.is_literal(credentials) is expected
